"""What mails say where several people decide: who else is asked, what was counted, who has it now.

Others are called by the names that their mails were queued with, never by an
address that the reader did not know before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from signoff.channels.email.choices import spoken
from signoff.channels.email.letter import Letter
from signoff.channels.email.part import Part
from signoff.channels.email.sentences import (
    Wording,
    about,
    needed,
    page,
    part_of,
    reply_subject,
    why_you,
)
from signoff.channels.email.wire import header_text
from signoff.channels.email.words.catalogue import Words
from signoff.inbox.delivery import Purpose

# Why a mail came too late, and what says so; of the last, only where it is known who has it now.
LATE: Mapping[str, str] = {
    "superseded": "taken_superseded",
    "passed": "taken_stage_passed",
    "revoked": "taken_reassigned",
}
MAX_NAMES = 12  # of those who are asked too; a longer list is no help to anybody


def opening(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return what a mail that asks begins with where there is more to it than the question."""
    purpose, part = letter.delivery.purpose, part_of(letter)
    name = _one_line(part.in_place_of or "")
    if purpose is Purpose.REMINDER:
        waited = words.span(letter.delivery.created_at - needed(letter).opened_at)
        return (words.say("reminder", span=waited),)
    if purpose is Purpose.ESCALATED:
        return (words.say("escalated", name=name) if name else words.say("escalated_nobody"),)
    return (words.say("in_place", name=name),) if name else ()


def asked_with(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return who else is asked and how many of all decide; nothing for one who is asked alone."""
    part, told = part_of(letter), []
    if part.others:
        key = _rule_of(part, has_outcomes=bool(needed(letter).ask.outcomes))
        names = _names(part.others, words)
        told.append(words.say(key, names=names, needed=part.needed, n=len(part.others) + 1))
    if part.n_stages > 1:
        told.append(words.say("stage", stage=part.stage, n=part.n_stages))
    return tuple(told)


def _rule_of(part: Part, *, has_outcomes: bool) -> str:
    if part.is_claimed:
        return "also_claim"
    if part.needed == 1:
        return "also_one"
    if not has_outcomes:
        return "also_words"
    return "also_veto" if part.has_veto else "also_many"


def counted(letter: Letter, words: Words) -> Wording:
    """Return the words of the mail that says that a vote was counted."""
    data = letter.delivery.data
    n, of = data.get("n_votes", 0), data.get("needed", 0)
    outcome = data.get("outcome")
    said = words.say("counted_words", n=n, needed=of)
    if outcome:
        said = words.say("counted", outcome=words.quoted(spoken(str(outcome))), n=n, needed=of)
    awaited = [str(name) for name in data.get("awaited", ())]
    waits = [words.say("counted_waits", names=_names(awaited, words))] if awaited else []
    if not (awaited or data.get("is_passed")):
        waits = [words.say("counted_alone")]
    then = words.say("taken_stage_passed" if data.get("is_passed") else "counted_change")
    return Wording(
        words,
        subject=reply_subject(letter, words),
        title=words.say("counted_title"),
        preview=" ".join((said, *waits)),
        lead=(said, *waits, then),
        facts=about(letter, words),
        link=page(letter, words.say("see_request")),
        footer=(words.say("not_you"),),
    )


def taken(letter: Letter, words: Words) -> Wording:
    """Return the words of the mail that takes a request from somebody who was asked."""
    data, response = letter.delivery.data, letter.response
    by = _one_line(str(data.get("by") or "")) or words.say("somebody")
    said = words.say(_taken_key(data.get("cause"), words), by=by)
    is_decided = data.get("cause") == "decided"
    decided: tuple[tuple[str, str], ...] = ()
    if response and response.outcome:
        decided = ((words.say("fact_recorded"), spoken(response.outcome)),)
    return Wording(
        words,
        subject=reply_subject(letter, words),
        title=words.say("taken_decided_title" if is_decided else "taken_title"),
        preview=said,
        lead=(said, _what_holds(data.get("cause"), words)),
        facts=(*about(letter, words), *decided),
        link=(words.say("see_request"), letter.review_url) if letter.review_url else None,
    )


def _what_holds(cause: object, words: Words) -> str:
    if cause == "claimed":  # it may come back to them
        return words.say("taken_next")
    return f"{words.say('taken_holds')} {words.say('taken_next')}"


def _taken_key(cause: object, words: Words) -> str:
    key = f"taken_{cause}"
    return key if key in words.texts else "taken_reassigned"


def done(letter: Letter, words: Words) -> Wording:
    """Return the words of the mail that says that what somebody told us to do is done."""
    data = letter.delivery.data
    command = str(data.get("command"))
    is_asked = command in ("claim", "release", "snooze")
    said = words.say(f"done_{command}", **_named(data, words))
    return Wording(
        words,
        subject=reply_subject(letter, words),
        title=words.say(f"done_{command}_title"),
        preview=said,
        lead=(said, *((words.say("done_next"),) if is_asked else ())),
        facts=about(letter, words),
        link=page(letter, words.say("open_review" if is_asked else "see_request")),
        footer=why_you(letter, words)[:1] if is_asked else (words.say("not_you"),),
    )


def _named(data: Any, words: Words) -> dict[str, str]:  # noqa: ANN401 - JSON of a delivery
    """Return what a sentence may name: to, day, moment."""
    named = {"to": _one_line(str(data.get("to", "")))}
    if data.get("until"):
        until = str(data["until"])
        named["moment"] = words.moment(datetime.fromisoformat(until), data.get("zone"))
    if data.get("last_day"):
        named["day"] = words.day(date.fromisoformat(str(data["last_day"])))
    return named


def _names(names: Sequence[str], words: Words) -> str:
    shown = [_one_line(name) for name in names[:MAX_NAMES]]
    return words.texts["comma"].join([*shown, *(["…"] if len(names) > MAX_NAMES else [])])


def _one_line(name: str) -> str:
    return header_text(name, limit=254)


def late(letter: Letter, words: Words) -> str:
    """Return what became of a request before a mail about it came: what, when, who has it now."""
    data = letter.delivery.data
    said = [words.say(LATE[str(data["reason"])])]
    if data.get("at"):
        said.append(words.say("late_at", moment=words.moment(datetime.fromisoformat(data["at"]))))
    asked = [str(name) for name in data.get("asked") or ()]
    if asked:
        said.append(words.say("late_asked", names=_names(asked, words)))
    answer = data.get("answer")
    if answer:
        said.append(_newer_answer(answer, words))
    return " ".join(said)


def _newer_answer(answer: Mapping[str, Any], words: Words) -> str:
    outcome = answer["outcome"]
    return words.say(
        "late_newer",
        settled=words.say(
            "settled_own" if answer.get("is_own") else "settled",
            who=_one_line(str(answer["who"])),
            answer=words.quoted(spoken(outcome)) if outcome else words.say("an_answer"),
            channel=words.channel(answer["channel"]),
            moment=words.moment(datetime.fromisoformat(answer["at"])),
        ),
    )
