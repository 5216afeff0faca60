"""What the told installation's requests are about."""

POST = """\
# Pay for what you run

Starting **1 March**, {product} bills by flow execution instead of by seat. Teams that run fewer than
10,000 executions a month will pay less than today{promise}

## What changes

| Plan | Included | After that |
| --- | ---: | ---: |
| Starter | 2,000 runs | 0.012 € a run |
| Team | 25,000 runs | 0.009 € a run |
| Enterprise | custom | from 0.005 € a run |

- Runs that wait for a person are **not billed while they wait**
- Invoices are itemised per flow, with the export you asked for
- Caps are on by default; you can raise them at any time

```python
from halden import usage

for month in usage.last(6):
    print(f"{{month.name:<10}} {{month.runs:>8}} runs")
```

> "I want to see one number before the month ends." - from our interviews

- [x] Checked against the rate card
- [ ] Approved by legal[^1]

[^1]: Only the German version needs it.
"""
FIRST = POST.format(product="Halden", promise=", and there are no hidden fees.")
SECOND = POST.format(
    product="Halden", promise=". The estimate on your billing page shows your exact number."
)
DRAFTS = {
    "Security questionnaire, section 4: encryption": "14 answers, 3 of them marked as unsure: key "
    "rotation, the vendor of the HSM, and how long backups are kept.",
    "Offer letter for J. Okafor": "Base 8 % above the midpoint of the band, equity as usual, start "
    "on 1 December.",
    "Translate release notes 4.2 to Japanese": "38 strings; 4 new terms are not in the glossary.",
    "Weekly churn summary for the board": "Net churn 1.9 %, down from 2.4 %. Two accounts are "
    "still named in the appendix.",
    "Delete 1,204 stale feature flags": "1,204 flags in 37 services, none evaluated since July; 2 "
    "of their owners have left.",
    "Job description: site reliability engineer": "On-call one week in six, remote within Europe.",
    "Changelog for 4.3": "Twelve changes, one of them needs a migration that takes minutes.",
    "Answers for the analyst call": "Six questions about prices, two about the roadmap.",
    "Onboarding mail, second in the series": "Shorter than the first, and it asks one question.",
}
REPLY = """\
# Reply to Northwind about the March outage

Dear Ms Adler,

on 3 March our API answered slowly for **47 minutes** (09:12 to 09:59 UTC). We credit 15 % of your
March invoice; you do not have to do anything.

Here is how to see whether a call of yours was affected:

```sh
curl -s https://api.example.com/v1/status?day=2026-03-03
```

Kind regards
"""
RTL = """\
# عرض سعر لشركة نورث ويند

يسري هذا العرض حتى **31 مارس**. الأسعار بدون ضريبة.

1. ترخيص الفريق: 190 € في الشهر
2. الدعم: مشمول
"""
LONG_TITLE = (
    "Statement of work for the second phase of the migration of all regional data warehouses to "
    "the new platform, including acceptance criteria, and a hand-over of every runbook"
)
LONG = f"# {LONG_TITLE}\n\n" + "\n\n".join(
    f"## Section {n}\n\nThe contractor moves warehouse {n} within 14 days of the start of its window. "
    "Each table is compared row by row; what differs is listed with its key and handed back."
    for n in range(1, 1001)
)
STATEMENT = """\
# On the outage of 3 March

On 3 March our API answered slowly for 47 minutes. No data was lost. Every customer who was
affected has been credited, and the cause is removed.
"""
PAYMENT = {
    "to": "Halden Logistics GmbH",
    "amount": 48_200,
    "currency": "EUR",
    "invoice": {"number": "2026-0311", "due": "2026-03-15", "lines": ["Freight Q1", "Customs"]},
    "iban_changed_days_ago": 2,
    "contract": None,
}
ROWS = [
    {"plan": plan, "region": region, "price": price, "differs": price % 7 == 0}
    for price, (plan, region) in enumerate(
        [
            (plan, region)
            for plan in ("Starter", "Team", "Business")
            for region in ("EU", "US", "JP")
        ],
        start=19,
    )
]
OFFER = """\
# Offer letter for J. Okafor

Dear J.,

we would like you to join us as an engineer. Base 8 % above the midpoint of the band.
"""
FINDINGS = "# Findings\n\nThree rivals raised their prices in May."
WISHES = (
    "Needs work. Rule: {cite}",
    "Too long. Rule: Keep a summary under 120 words.",
    "Rule: Say euros, not dollars.",
)
