"""What our mails say, in English.

Each mail gives what happened, what holds now and what to do next, one text
per cause. No outcome ever stands alone on a line, lest a mail program that
loses its quotation marks make an answer of it. How it looks is left to the
templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from signoff.channels.email.letter import Letter
from signoff.channels.email.refusals import REFUSALS, REFUSED, STRANGER_REASONS
from signoff.channels.email.wire import header_text
from signoff.inbox.delivery import Purpose
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response, Source, how_found
from signoff.interpret import permits

MAX_TITLE_CHARS = 100
MAX_ECHO = 1000  # characters of a person's own words that a mail repeats
_COUNTED_IN_DAYS = timedelta(hours=47.5)
MAX_TITLE_QUESTION = 160  # a longer question is a paragraph, not a title
_HEADING = re.compile(r"\s{0,3}#{1,3}\s+(?P<title>.{1,300}?)\s*#*\s*$")
_GOOD = re.compile(r"(?:approv|accept|yes\b|ok\b|okay|publish|confirm|agree|sign)", re.IGNORECASE)
_BAD = re.compile(
    r"(?:reject|refus|declin|den(?:y|ied)|no\b|cancel|abort|block|stop)", re.IGNORECASE
)
_REVISE = re.compile(r".*(?:revis|change|rework|redo|edit|fix|more)", re.IGNORECASE)
_PLAIN = ("→", "plain")
_INTERPRETERS = {Source.RULE: "Fixed rules", Source.MODEL: "A language model"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered outcome as a person reads it; ``tone`` is good, bad, revise or plain."""

    label: str
    sign: str
    tone: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail's words, before they are laid out as text and as HTML.

    ``is_question`` mails can be answered: they carry the marker line and say how. A mail
    ``is_for_stranger`` where the reader may not be the one who was asked. ``preview`` is what an
    inbox shows beside the subject. ``note`` stands below the content and is about it.
    """

    subject: str
    title: str
    preview: str
    lead: tuple[str, ...]
    is_question: bool = False
    is_for_stranger: bool = False
    shows_content: bool = False
    note: str = ""
    echo: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    answering: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    link: tuple[str, str] | None = None
    footer: tuple[str, ...] = ()


def word(letter: Letter) -> Wording:
    """Return the words of a mail for its purpose."""
    return _BY_PURPOSE[letter.delivery.purpose](letter)


def spoken(outcome: str) -> str:
    """Return an outcome as people write it: 'needs_revision' is 'needs revision'."""
    return " ".join(outcome.replace("_", " ").split())


def moment(at: datetime) -> str:
    """Return an instant in words; '29 November 2026, 10:00 UTC' can be read in no second way."""
    at = at.astimezone(UTC)
    return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M} UTC"


def span(length: timedelta) -> str:
    """Return a span in words, rounded to what people plan with."""
    hours = round(length / timedelta(hours=1))
    if length >= _COUNTED_IN_DAYS:
        return f"{round(hours / 24)} days"
    if hours > 1:
        return f"{hours} hours"
    minutes = round(length / timedelta(minutes=1))
    return f"{minutes} minutes" if minutes > 1 else "a minute"


def request_title(request: Request) -> str:
    """Return what a request is called in a subject line."""
    ask = request.ask
    given = ask.metadata.get("title")
    if not isinstance(given, str) or not given.strip():
        heading = _HEADING.match(ask.content.lstrip("\n").split("\n", 1)[0])
        plain = ask.content_type == "text/markdown"
        given = heading["title"].strip("*_` ") if heading and plain else ask.message
    return header_text(given, limit=MAX_TITLE_CHARS) or f"{request.flow}, {ask.method}"


def _request(letter: Letter) -> Wording:
    request = _needed(letter)
    title = request_title(request)
    asked = header_text(request.ask.message, limit=300)
    is_short = len(asked) <= MAX_TITLE_QUESTION and "\n" not in request.ask.message.strip()
    return Wording(
        subject=f"Review: {title}{_round(request)}",
        title=asked if is_short else title,
        preview=f"{asked} {_how(request)}",
        lead=() if is_short else (request.ask.message.strip(),),
        is_question=True,
        shows_content=True,
        note=_adjusted(request),
        answering=(_how(request), *_until(letter)),
        choices=_choices(letter),
        link=_page(letter, "Open the review page"),
        footer=_why_you(letter),
    )


def _adjusted(request: Request) -> str:
    """Say which lessons changed the content before it was sent; nothing where none did."""
    before = request.ask.pre_review
    if before is None or not before.lessons:
        return ""
    texts = [lesson.text.rstrip(".") for lesson in before.lessons]
    lessons = "1 lesson" if len(texts) == 1 else f"{len(texts)} lessons"
    return f"Adjusted by {lessons} from earlier reviews: {'; '.join(texts)}."


def _round(request: Request) -> str:
    """Tell a question about a revision from the one before it, in the subject."""
    return f" (round {request.ask.revision})" if request.ask.revision > 1 else ""


def _ask_back(letter: Letter) -> Wording:
    request, data = _needed(letter), letter.delivery.data
    first = Wording(
        subject=_reply_subject(letter),
        title="We could not tell what you decided",
        preview=f"The request is still open. {_how(request)}",
        lead=(
            (
                "Your mail arrived, but its words are none of the offered outcomes beyond doubt. "
                "Nothing was recorded and the request is still open."
            ),
        ),
        is_question=True,
        echo=str(data.get("words", "")),
        facts=_about(letter),
        answering=(_how(request), *_until(letter)),
        choices=_choices(letter),
        link=_page(letter, "Open the review page"),
        footer=_why_you(letter),
    )
    if not data.get("again"):
        return first
    short, meaning = _in_short(request.ask.outcomes, data.get("numbered") or ())
    return replace(
        first,
        title="Which of these do you mean?",
        preview=short,
        lead=("Thank you. We are still not sure, so nothing is decided and the flow waits.",),
        answering=(short, *meaning, _LAST_TIME, *_until(letter)),
    )


_LAST_TIME = (
    "This is the last time that we ask by mail. A reply that we cannot read is kept, and the "
    "people who run the flow see it."
)


def _in_short(outcomes: Sequence[str], numbered: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return how to answer in one short sentence, and what the numbers in it mean."""
    if not numbered:
        offered = [f"“{spoken(outcome)}”" for outcome in outcomes]
        return f"Reply with one of these and nothing else: {_either(offered)}.", ()
    numbers = [str(number) for number in range(1, len(numbered) + 1)]
    means = [f"{n} means “{spoken(each)}”" for n, each in zip(numbers, numbered, strict=True)]
    return f"Reply with {_either(numbers)}.", (f"{', '.join(means)}.",)


def _confirmation(letter: Letter) -> Wording:
    response = letter.response
    outcome = spoken(response.outcome) if response and response.outcome else ""
    facts = list(_about(letter))
    if response:
        found = f"{outcome} ({how_found(response.source, response.read_by)})"
        facts += [
            ("Recorded as", found if outcome else "your own words, passed on as they are"),
            ("By", f"{response.responder}, by {response.channel}"),
            ("At", moment(response.at)),
        ]
    return Wording(
        subject=_reply_subject(letter),
        title=f"Recorded: {outcome}" if outcome else "Your answer is recorded",
        preview="The flow goes on from your answer.",
        lead=_thanks(letter),
        echo=(response.text or response.feedback)[:MAX_ECHO] if response else "",
        facts=tuple(facts),
        link=_page(letter, "See the request"),
        footer=(
            (
                "You did not send this answer? Tell the people who run this flow at once; the "
                "record shows how it came in."
            ),
        ),
    )


def _thanks(letter: Letter) -> tuple[str, ...]:
    """Return what holds now; of words that were interpreted, also how, and what can be done."""
    response, done = letter.response, "Thank you. Your answer is on record and the flow goes on."
    who = _INTERPRETERS.get(response.source) if response else None
    if response is None or response.outcome is None or who is None:
        return (f"{done} Nothing more to do.",)
    objection = "Did you mean something else? The flow does not wait and another reply to this "
    if letter.owner == response.responder:
        objection += "mail changes nothing, but you run this flow: start it again and decide anew."
    else:
        owner = letter.owner or "the people who run this flow"
        objection += f"mail changes nothing, so write to {owner} at once."
    return (done, f"{who} read your words as “{spoken(response.outcome)}”.", objection)


def _refusal(letter: Letter) -> Wording:
    reason = str(letter.delivery.data.get("reason", ""))
    title, happened, holds, do_next = REFUSALS.get(reason, REFUSED)
    if reason == "closed":
        happened, holds = _closed(letter)
    knows = reason not in STRANGER_REASONS
    return Wording(
        subject=_reply_subject(letter, names_request=knows),
        title=title,
        preview=holds,
        lead=(happened, holds, do_next),
        is_for_stranger=not knows,
        facts=_about(letter) if knows else (),
        link=_page(letter, "Open the request") if knows else None,
    )


def _notice(letter: Letter) -> Wording:
    sender = header_text(str(letter.delivery.data.get("sender", "an unknown address")), limit=254)
    return Wording(
        subject=_reply_subject(letter),
        title="Somebody else tried to answer for you",
        preview="Nothing was recorded. The request is as you left it.",
        lead=(
            (
                f"A mail from {sender} answered a request that was sent to you. It did not come "
                "from your address, or its sender could not be verified."
            ),
            "Nothing was recorded, and the request stands as it did.",
            (
                "If that was you, answer again from this address or on the request's page. If not, "
                "there is nothing to do; your mail administrator may want to know."
            ),
        ),
        facts=_about(letter),
        link=_page(letter, "Open the request"),
    )


_BY_PURPOSE: Mapping[Purpose, Callable[[Letter], Wording]] = {
    Purpose.REQUEST: _request,
    Purpose.ASK_BACK: _ask_back,
    Purpose.CONFIRMATION: _confirmation,
    Purpose.REFUSAL: _refusal,
    Purpose.NOTICE: _notice,
}


def _closed(letter: Letter) -> tuple[str, str]:
    """Return what was decided before, and that it stands."""
    response, request = letter.response, letter.request
    if response:
        return _already(response), "That answer stands; yours was not recorded."
    gone = {RequestStatus.EXPIRED: "Its time is over", RequestStatus.CANCELLED: "It was cancelled"}
    happened = gone.get(request.status, "It is closed") if request else "It is closed"
    return f"{happened}; nobody needs to answer it any more.", "Your answer was not recorded."


def _already(response: Response) -> str:
    said = f"“{spoken(response.outcome)}”" if response.outcome else "an answer in words"
    return f"{response.responder} gave {said} by {response.channel} on {moment(response.at)}."


def _needed(letter: Letter) -> Request:
    if letter.request is None:
        raise ValueError(
            f"Delivery {letter.delivery.id} ({letter.delivery.purpose}) has no request. It was not "
            "composed. Give the request it asks about."
        )
    return letter.request


def _how(request: Request) -> str:
    outcomes = request.ask.outcomes
    if not outcomes:
        return "Reply to this mail in your own words; they are passed on as they are."
    offered = _either([f"“{spoken(outcome)}”" for outcome in outcomes])
    return f"Reply to this mail with {offered} as its first line; add a comment if you like."


def _either(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def _until(letter: Letter) -> tuple[str, ...]:
    if letter.expires_at is None:
        return ()
    left = letter.expires_at - letter.delivery.created_at
    return (
        (
            f"This mail can be answered for {span(left)}, until {moment(letter.expires_at)}. "
            "Until somebody answers, the flow waits."
        ),
    )


def _why_you(letter: Letter) -> tuple[str, ...]:
    request = _needed(letter)
    return (
        (
            f"The flow {request.flow} asks at its step {request.ask.method}. You get this mail "
            f"because it names {letter.delivery.address} as the one who decides. Only an answer "
            "from that address counts."
        ),
    )


def _about(letter: Letter) -> tuple[tuple[str, str], ...]:
    request = letter.request
    if request is None:
        return ()
    asked = header_text(request.ask.message, limit=200)
    return (("Request", request_title(request)), ("Question", asked))


def _page(letter: Letter, label: str) -> tuple[str, str] | None:
    return (label, letter.review_url) if letter.review_url else None


def _choices(letter: Letter) -> tuple[Choice, ...]:
    ask = _needed(letter).ask
    return tuple(_choice(outcome, ask.approving, letter.review_url) for outcome in ask.outcomes)


def _choice(outcome: str, approving: tuple[str, ...] | None, review_url: str | None) -> Choice:
    label = spoken(outcome)
    label = label[:1].upper() + label[1:]
    # A link only opens the page, where the decision is a separate act: scanners follow links.
    url = f"{review_url}#{quote(outcome)}" if review_url else None
    sign, tone = _look(outcome, approving)
    return Choice(label, sign, tone, url)


def _look(outcome: str, approving: tuple[str, ...] | None) -> tuple[str, str]:
    """Return sign and tone: of a name that says it, or of what the author calls approving."""
    looks = [(_REVISE, "↻", "revise"), (_GOOD, "✓", "good"), (_BAD, "✕", "bad")]
    if approving is not None:
        if permits(outcome, approving):
            return "✓", "good"
        del looks[1]
    name = outcome.replace("_", " ")
    return next(((sign, tone) for pattern, sign, tone in looks if pattern.match(name)), _PLAIN)


def _reply_subject(letter: Letter, *, names_request: bool = True) -> str:
    given = header_text(str(letter.delivery.data.get("subject", "")))
    if not given and letter.request and names_request:
        given = f"Review: {request_title(letter.request)}"
    given = given or "Your mail"
    return given if given.casefold().startswith("re:") else f"Re: {given}"
