"""Sentences that several of our mails share, and what a mail's words are.

Values in, words out, in the reader's language; which mail says which is in
wording.py and group_wording.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from signoff.channels.email.choices import Choice, request_title, spoken
from signoff.channels.email.letter import Letter
from signoff.channels.email.part import Due, Part, part_from
from signoff.channels.email.wire import header_text
from signoff.channels.email.words.catalogue import Words
from signoff.inbox.plan import Act
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response

MAX_WHY = 500  # characters of why the reader is asked
MANY = 8  # outcomes; more are listed, since no sentence holds them
_ENDS = {Act.FAIL: "due_fail", Act.ESCALATE: "due_passed", Act.APPROVE: "due_approve"}
_GONE = {RequestStatus.EXPIRED: "gone_expired", RequestStatus.CANCELLED: "gone_cancelled"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail's words, before they are laid out as text and as HTML.

    ``is_question`` mails can be answered: they carry the marker line and say how. A mail
    ``is_for_stranger`` where the reader may not be the one who was asked. ``preview`` is what an
    inbox shows beside the subject. ``echo`` is what somebody wrote, under the sentence that
    ``echo_of`` names. ``note`` stands below the content and is about it.
    """

    words: Words
    subject: str
    title: str
    preview: str
    lead: tuple[str, ...]
    is_question: bool = False
    is_for_stranger: bool = False
    shows_content: bool = False
    note: str = ""
    echo: str = ""
    echo_of: str = "you_wrote"
    facts: tuple[tuple[str, str], ...] = ()
    answering: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    link: tuple[str, str] | None = None
    footer: tuple[str, ...] = ()


def settled(response: Response, words: Words, *, reader: str = "") -> str:
    """Return who decided what, by which way and when, as a sentence; ``reader`` is told 'you'."""
    outcome = words.quoted(spoken(response.outcome)) if response.outcome else ""
    return words.say(
        "settled_own" if response.responder == reader else "settled",
        who=response.responder,
        answer=outcome or words.say("an_answer"),
        channel=words.channel(response.channel),
        moment=words.moment(response.at),
    )


def gone(status: RequestStatus | None, words: Words) -> str:
    """Return why a request that nobody answered is closed."""
    return words.say(_GONE.get(status, "gone") if status else "gone")


def needed(letter: Letter) -> Request:
    """Return the request a mail is about.

    Raises: ValueError, where there is none.
    """
    if letter.request is None:
        raise ValueError(
            f"Delivery {letter.delivery.id} ({letter.delivery.purpose}) has no request. It was not "
            "composed. Give the request it asks about."
        )
    return letter.request


def how_to_answer(request: Request, words: Words) -> str:
    """Return in one sentence what to reply."""
    outcomes = request.ask.outcomes
    if request.ask.needs_form:
        return words.say("form_how")
    how = words.say("how_words")
    if len(outcomes) > MANY:
        how = words.say("how_many")
    elif outcomes:
        how = words.say("how_choices", choices=offered(outcomes, words))
    return f"{how} {words.say('form_may')}" if request.ask.response_schema else how


def open_page(request: Request, words: Words) -> str:
    """Return what the link to the reader's page says."""
    return words.say("form_open" if request.ask.needs_form else "open_review")


def offered(outcomes: Sequence[str], words: Words) -> str:
    """Return the outcomes as a sentence names them."""
    return words.either([words.quoted(spoken(outcome)) for outcome in outcomes])


def listed(letter: Letter, wording: Wording) -> str:
    """Return the outcomes where no sentence has room for them; never one on a line of its own."""
    first = next(iter(wording.answering), "")
    if letter.request is None or not first.startswith(wording.words.say("how_many")):
        return ""
    return offered(letter.request.ask.outcomes, wording.words)


def until(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return by when to answer: when the request closes by itself, when the mail is too old."""
    due, closes_at, told = part_of(letter).due, None, []
    if due is not None:
        closes_at = due.at
        told.append(_due(letter, due, words))
    expires_at = letter.expires_at
    if expires_at is not None and (closes_at is None or expires_at < closes_at):
        left = words.span(expires_at - letter.delivery.created_at)
        told.append(words.say("until", span=left, moment=_moment(letter, expires_at, words)))
    return tuple(told)


def _due(letter: Letter, due: Due, words: Words) -> str:
    moment = _moment(letter, due.at, words)
    if due.outcome is None:
        return words.say(_ENDS.get(due.act, "due_on"), moment=moment)
    outcome = words.quoted(spoken(due.outcome))
    return words.say("due_answer", moment=moment, outcome=outcome)


def _moment(letter: Letter, at: datetime, words: Words) -> str:
    return words.moment(at, part_of(letter).zone)


def part_of(letter: Letter) -> Part:
    """Return the reader's part in the decision, as it was when the mail was queued."""
    return part_from(letter.delivery.data.get("part") or {})


def why_you(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return why the reader is asked, and whose answer counts."""
    # On one line, as a person may have written it: what they say must not look like our own words.
    request, why = needed(letter), header_text(part_of(letter).why, limit=MAX_WHY).rstrip(".")
    names = {"flow": request.flow, "step": request.ask.method, "address": letter.delivery.address}
    commands = words.say("commands_alone" if part_of(letter).is_alone else "commands")
    if not why:
        named = words.say("why_you", **names)
        return (named,) if request.plan is None else (named, commands)
    return words.say("why_you_because", why=why, **names), commands


def about(letter: Letter, words: Words) -> tuple[tuple[str, str], ...]:
    """Return which request a mail is about, as facts."""
    request = letter.request
    if request is None:
        return ()
    asked = header_text(request.ask.message, limit=200)
    return (
        (words.say("fact_request"), request_title(request)),
        (words.say("fact_question"), asked),
    )


def page(letter: Letter, label: str) -> tuple[str, str] | None:
    """Return the link to the reader's page, None where they have none."""
    url = letter.answer_url or letter.review_url
    return (label, url) if url else None


def in_round(subject: str, request: Request, words: Words) -> str:
    """Tell a question about a revision from the one before it, in the subject."""
    n = request.ask.revision
    return words.say("round", subject=subject, n=n) if n > 1 else subject


def reply_subject(letter: Letter, words: Words, *, names_request: bool = True) -> str:
    """Return a subject that keeps a mail in its thread."""
    given = header_text(str(letter.delivery.data.get("subject", "")))
    if not given and letter.request and names_request:
        title = request_title(letter.request)
        given = in_round(words.say("review_subject", title=title), letter.request, words)
    given = given or words.say("your_mail")
    return given if given.casefold().startswith("re:") else f"Re: {given}"
