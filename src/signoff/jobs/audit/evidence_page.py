"""What a bundle of evidence says to somebody who reads no JSON: one page, nothing beside it.

All that people or flows wrote is shown as text, never as markup. The page
proves nothing by itself; it says how what it tells can be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

_STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff }
h1, h2, h3 { line-height: 1.25 }
h2 { margin-top: 2.5rem; border-top: 1px solid #999; padding-top: 1rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
th { font-weight: 600 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f2; padding: 1rem;
  border: 1px solid #ddd }
code { font-size: .85em; overflow-wrap: anywhere }
.answer { font-size: 1.15rem; font-weight: 600 }
@media print { body { margin: 0; max-width: none } h2 { break-after: avoid } tr { break-inside: avoid } }
"""  # noqa: E501 - CSS

_CHAINED = (
    "Each fact carries a hash of itself and of the one before it; nobody can change, remove or "
    "insert one without breaking all that follow."
)
_LISTED = (
    "The file <code>manifest.json</code> holds the signed SHA-256 of each file of this bundle."
)
_FAR = (
    "With Python and this bundle, far from the server that made it: "
    '<code>pip install "signoff[server]"</code>, then <code>signoff audit verify FILE --key '
    "audit.pub</code>. Take the key from somebody you trust rather than from this bundle."
)


def evidence_page(story: Mapping[str, Any], *, key_id: str) -> str:
    """Return the page (HTML) of what ``evidence.json`` holds."""
    run = story["run"]
    parts = [
        f"<h1>How the run of “{_text(run['flow'])}” was decided</h1>",
        f"<p>Run <code>{_text(run['id'])}</code>. Made at {_at(story['made_at'])}.</p>",
        _table(
            [
                ("Started", f"{_at(run['started_at'])}, by {_text(run['starter'])}"),
                ("Stands", _text(run["status"])),
                ("Ended", _at(run["ended_at"])),
            ]
        ),
        *(_request(request) for request in story["requests"]),
        "<h2>What is on record</h2>",
        (
            "<p>Every fact in the order in which it was recorded. The number is its place in the "
            "trail; numbers in between belong to other runs.</p>"
        ),
        _facts(story["facts"]),
        _proof(story, key_id),
    ]
    title = f"Evidence: {_text(run['flow'])}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>{_joined(parts)}</body></html>\n"
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _request(request: Mapping[str, Any]) -> str:
    shown = [
        f"<h2>The question: {_text(request['message'])}</h2>",
        _table(
            [
                ("Request", f"<code>{_text(request['id'])}</code>"),
                ("Asked at", _at(request["opened_at"])),
                ("Version", _text(request["revision"])),
                ("First seen", _at(request["seen_at"])),
                ("Answers on offer", _text(", ".join(request["outcomes"]) or "any words")),
                ("Closed", f"{_at(request['closed_at'])} ({_text(request['status'])})"),
                ("SHA-256 of what was shown", f"<code>{_text(request['content_hash'])}</code>"),
            ]
        ),
    ]
    if request["redacted_at"]:
        shown.append(f"<p>Its words were taken out at {_at(request['redacted_at'])}.</p>")
    else:
        shown.append(f"<h3>What was shown</h3><pre>{_text(request['content'])}</pre>")
    shown.append(_plan(request["plan"] or {}))
    shown += [_people(request["asked"]), _votes(request["votes"]), _answer(request["response"])]
    shown.append(_remarks(request["remarks"]))
    shown += [_mails(request["deliveries"]), _replies(request["replies"])]
    return _joined(part for part in shown if part)


def _plan(plan: Mapping[str, Any]) -> str:
    """Return how the request was to be decided, by the policy of the day it was asked."""
    stages = plan.get("stages", ())
    rows = [
        (f"Stage {n}" if len(stages) > 1 else "Who decides", _stage(stage))
        for n, stage in enumerate(stages, 1)
    ]
    rows += [
        (title, _value(plan[name]))
        for name, title in (
            ("rule", "Rule"),
            ("why", "Why they"),
            ("starter", "Started by"),
            ("minimum_verification", "Least proof"),
        )
        if plan.get(name)
    ]
    if plan.get("four_eyes"):
        rows.append(("Four eyes", "Who started the run may not approve."))
    rows += [("In time", _data(step)) for step in plan.get("ladder", ())]
    return _section("How it was to be decided", ("What", "As planned when it was asked"), rows)


def _stage(stage: Mapping[str, Any]) -> str:
    of = f"{stage.get('needed', 1)} of {', '.join(stage['people'])}"
    return of if stage.get("veto", True) else f"{of}; one refusal does not decide against it"


def _people(asked: list[Mapping[str, Any]]) -> str:
    rows = [
        (row["person"], row["added_at"], row["why"], row["ended_at"], row["ended_why"])
        for row in asked
    ]
    return _section("Who was asked", ("Person", "From", "Why", "Until", "Ended because"), rows)


def _votes(votes: list[Mapping[str, Any]]) -> str:
    names = ("person", "outcome", "text", "channel", "verification", "at")
    rows = [tuple(vote[name] for name in names) for vote in votes]
    heads = ("Person", "Vote", "Words", "Came by", "Proved by", "At")
    given = (part for vote in votes for part in _given(vote))
    return _joined([_section("Who voted", heads, rows), *given])


def _answer(response: Mapping[str, Any] | None) -> str:
    if response is None:
        return "<h3>The answer</h3><p>There is none.</p>"
    said = response["outcome"] or "words"
    return _joined(
        [
            "<h3>The answer</h3>",
            f'<p class="answer">{_text(said)}, by {_text(response["responder"])}</p>',
            f"<pre>{_text(response['text'] or response['feedback'])}</pre>",
            *_given(response),
            _table(
                [
                    ("Given at", _at(response["at"])),
                    ("Came by", _text(response["channel"])),
                    ("How the outcome was found", _text(response["source"])),
                    ("How sure it is who answered", _text(response["verification"])),
                    (
                        "SHA-256 of what was answered",
                        f"<code>{_text(response['content_hash'])}</code>",
                    ),
                ]
            ),
        ]
    )


def _remarks(remarks: list[Mapping[str, Any]]) -> str:
    rows = [tuple(remark[name] for name in ("person", "text", "at")) for remark in remarks]
    return _section("What was said about it", ("Person", "Words", "At"), rows)


def _given(said: Mapping[str, Any]) -> Iterable[str]:
    """Return the fields of a typed answer, and the edited text."""
    by = _text(said.get("responder") or said.get("person"))
    if said["answer"]:
        filled = said["answer"].items()
        rows = [(_text(name), f"<pre>{_text(_value(value))}</pre>") for name, value in filled]
        yield f"<h3>What {by} filled in</h3>{_table(rows)}"
    if said["edited_output"] is not None:
        yield f"<h3>The text as {by} edited it</h3><pre>{_text(said['edited_output'])}</pre>"


def _mails(sent: list[Mapping[str, Any]]) -> str:
    names = ("address", "purpose", "status", "created_at", "message_id")
    rows = [tuple(mail[name] for name in names) for mail in sent]
    return _section("Mails sent", ("To", "What for", "Stands", "At", "Message-ID"), rows)


def _replies(came: list[Mapping[str, Any]]) -> str:
    names = ("envelope_from", "received_at", "way", "verdict", "raw_sha256")
    rows = [tuple(mail[name] for name in names) for mail in came]
    heads = ("From", "At", "Came by", "Became", "SHA-256 of the mail")
    return _section("Mails received", heads, rows)


def _facts(facts: list[Mapping[str, Any]]) -> str:
    rows = [
        (fact["seq"], fact["at"], fact["kind"], fact["actor"], _data(fact["data"]))
        for fact in facts
    ]
    return _rows(("No.", "At", "What", "Who", "Details"), rows)


def _proof(story: Mapping[str, Any], key_id: str) -> str:
    last = story["facts"][-1]
    checkpoint = story["checkpoint"]
    signed = (
        "Nothing was signed."
        if checkpoint is None
        else f"The trail was signed at fact {_text(checkpoint['seq'])} on {_at(checkpoint['at'])}."
    )
    return _joined(
        [
            "<h2>How to check this</h2>",
            f"<p>{_CHAINED} {signed} {_LISTED}</p>",
            f"<p>{_FAR}</p>",
            _table(
                [
                    ("Key", f"<code>{_text(key_id)}</code>"),
                    ("Last fact", f"<code>{last['seq']}:{_text(last['hash'])}</code>"),
                ]
            ),
        ]
    )


def _section(title: str, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    return f"<h3>{title}</h3>{_rows(heads, rows)}" if rows else ""


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and values; the values are markup already."""
    body = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in rows)
    return f"<table><tbody>{body}</tbody></table>"


def _at(instant: str | None) -> str:
    if not instant:
        return "not yet"
    return _text(f"{instant[:10]} {instant[11:19]} UTC")


def _data(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {_value(value)}" for key, value in data.items())


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _text(value: object) -> str:
    return "" if value is None else escape(str(value))
