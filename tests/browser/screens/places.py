"""Where every screen and every designed state is, by name, in the told installation."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

from tests.browser.screens import contents
from tests.browser.screens.flows import CITE
from tests.browser.screens.told import FAY, MINUTE, PETE

FIXED = {
    "analytics": "/analytics",
    "analytics-quarter": "/analytics?days=90",
    "audit": "/audit",
    "audit-fact": "/audit/40",
    "audit-nothing": "/audit?q=zeppelin",
    "inbox-views": "/inbox/views",
    "start-one": "/start?flow=content_pipeline",
    "guide": "/guide",
    "inbox-done": "/inbox?scope=done",
    "inbox-everyone": "/inbox?scope=everyone",
    "inbox-nothing-found": "/inbox?q=zeppelin",
    "runs": "/runs",
    "runs-failed": "/runs?status=failed",
    "runs-none": "/runs?status=cancelled",
    "start": "/start",
    "lessons": "/lessons",
    "lessons-retired": "/lessons?show=retired",
    "go": "/go",
    "go-found": "/go?q=offer",
    "go-nothing": "/go?q=zeppelin",
    "account": "/account",
    "mailbox": "/mailbox",
    "reference": "/api/reference",
    "reference-chapter": "/api/reference/runs",
    "error-404": "/nowhere",
    "error-request": "/requests/0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10",
    "answer-unknown": "/answer/nothing",
    "sign-in-spent": "/sign-in/nothing",
    **{
        f"settings-{name}": f"/settings/{name}"
        for name in (
            "routing", "groups", "deadlines", "notifications", "email", "webhooks", "policy",
            "retention", "people", "roles", "tokens",
        )
    },
    "settings-rule": "/settings/routing/rule?name=Payments+over+500",
    "settings-rule-new": "/settings/routing/rule",
}  # fmt: skip
# Looked at without a session.
PUBLIC = {"sign-in": "/sign-in"}
# What only a person without permissions sees; who looks is the auditor.
OF_AUDITOR = {"error-403": "/settings/people", "inbox-empty": "/inbox"}


def screens(told):
    """Ask what waits now; return where each screen is."""
    found = _waiting(told) | _together(told) | _learned(told) | FIXED
    forks = re.search(r'href="(/runs/[\w-]+/fork[^"]*)"', told.maya.get(found["run-ended"]).text)
    found["run-fork"] = unescape(forks[1])
    waiting = re.findall(
        r'id="row-([\w-]{36})"', told.maya.get("/inbox?flow=content_pipeline").text
    )
    found["inbox-bulk"] = f"/inbox/bulk?{urlencode([('id', one) for one in waiting[:3]])}"
    mails = told.maya.get("/mailbox").text
    listed = re.findall(r'href="(/mailbox/[^"?]+)"', mails)
    found["mail"] = listed[0]
    found["mail-source"] = f"{listed[0]}?form=raw"
    text = told.maya.get(f"{listed[0]}?form=text").text
    if link := re.search(r"/answer/\w+", text):
        found["answer"] = link[0]
        found["answer-revise"] = f"{link[0]}?{urlencode({'choice': 'needs_revision'})}"
    hook = re.search(r"/settings/webhooks/[\w-]{36}", told.maya.get("/settings/webhooks").text)
    found["settings-webhook"] = hook[0]
    people = told.maya.get("/settings/people").text
    found["settings-person"] = re.findall(r"/settings/people/[\w-]{36}", people)[-1]
    return found


def _waiting(told):
    """Requests that wait, the longest first, so that groups of time left are filled."""
    now = told.bench.clock.now()
    found = {}
    for hours, tell in ((26, _late), (6, _revised), (4, _drafts), (2, _odd), (1, _over)):
        told.bench.clock.forward(now - timedelta(hours=hours) - told.bench.clock.now())
        found |= tell(told)
    told.bench.clock.forward(now - told.bench.clock.now())
    told.bench.drain()
    return found


def _late(told):
    _, payment = told.ask("vendor_payments", payment=contents.PAYMENT)
    return {"review-late-json": f"/requests/{payment}"}


def _revised(told):
    run, first = told.ask("content_pipeline", draft=contents.FIRST, revised=contents.SECOND)
    told.bench.clock.forward(MINUTE)
    words = "Nobody has read the terms yet: soften “no hidden fees”."
    told.answer(first, "needs_revision", PETE, words=words)
    second = told.waiting_of(run)
    tabs = {f"review-{tab}": f"/requests/{second}?tab={tab}" for tab in ("changes", "source")}
    return tabs | {
        "run-waiting": f"/runs/{run}",
        "run-step": f"/runs/{run}?step=1",
        "run-cancel": f"/runs/{run}/cancel",
        "review-superseded": f"/requests/{first}",
        "review": f"/requests/{second}",
    }


def _drafts(told):
    for title, body in contents.DRAFTS.items():
        told.ask("content_pipeline", draft=f"# {title}\n\n{body}")
        told.bench.clock.forward(9 * MINUTE)
    _, prices = told.ask("partner_prices", rows=contents.ROWS)
    _, rtl = told.ask("support_reply", reply=contents.RTL)
    return {"review-rows": f"/requests/{prices}", "review-rtl": f"/requests/{rtl}"}


def _odd(told):
    ticket = "# Ticket 48190\n\nDuplicate invoices after a plan change."
    _, many = told.ask("support_triage", ticket=ticket)
    _, long = told.ask("content_pipeline", draft=contents.LONG)
    _, offer = told.ask("hiring_offers", offer=contents.OFFER)
    _, free = told.ask("market_research", findings=contents.FINDINGS)
    return {
        "review-40-outcomes": f"/requests/{many}",
        "review-200-kb": f"/requests/{long}",
        "review-200-kb-source": f"/requests/{long}?tab=source",
        "review-typed": f"/requests/{offer}",
        "review-typed-edit": f"/requests/{offer}?tab=edit",
        "review-any-words": f"/requests/{free}",
    }


def _over(told):
    failed, _ = told.ask("customer_import")
    ended, one = told.ask("content_pipeline", draft=contents.FIRST)
    words = "Checked against the rate card."
    told.answer(one, "approved", FAY, words=words, channel="email", rating=4)
    return {
        "run-failed": f"/runs/{failed}",
        "run-ended": f"/runs/{ended}",
        "review-answered": f"/requests/{one}",
    }


def _together(told):
    """What two people have to agree on and talk about, and what a crew asks."""
    _, several = told.ask("statements", statement=contents.STATEMENT)
    said = f"/requests/{several}"
    told.post(f"{said}/remarks", {"text": "Legal has read the second sentence."}, PETE)
    told.bench.clock.forward(4 * MINUTE)
    told.post(f"{said}/remarks", {"text": "Then I am fine with it. Is the number final?"})
    told.answer(several, "approved", PETE, words="Short and true.")
    told.bench.clock.forward(MINUTE)
    run, crew = told.ask("press_kit", company="Halden")
    return {"review-several": said, "review-crew": f"/requests/{crew}", "run-crew": f"/runs/{run}"}


def _learned(told):
    """Teach three lessons, and have one of them applied to what waits."""
    for wish in contents.WISHES:
        _, request = told.ask("articles")
        told.answer(request, "needs_revision", words=wish.format(cite=CITE))
    told.bench.drain()
    _, taught = told.ask("articles")
    page = told.maya.get("/lessons").text
    lessons = re.findall(r'href="(/lessons/[\w-]{36})"', page)
    return {
        "review-taught": f"/requests/{taught}",
        "review-adjusted": f"/requests/{taught}?tab=adjusted",
        "lesson": lessons[0],
    }
