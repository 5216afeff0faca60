"""What a request and its outcomes are called, and how an outcome looks on a button.

Values in, values out; the sentences around them are those of words/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from signoff.channels.email.letter import Letter
from signoff.channels.email.wire import header_text
from signoff.channels.email.words.catalogue import Words
from signoff.inbox.request import Request
from signoff.interpret import permits

MAX_TITLE_CHARS = 100
MAX_HEADING_CHARS = 300  # what is longer is no title
_HEADING = re.compile(r"\s{0,3}#{1,3}\s+(?P<title>\S.*)")
_GOOD = re.compile(r"(?:approv|accept|yes\b|ok\b|okay|publish|confirm|agree|sign)", re.IGNORECASE)
_BAD = re.compile(
    r"(?:reject|refus|declin|den(?:y|ied)|no\b|cancel|abort|block|stop)", re.IGNORECASE
)
_REVISE = re.compile(r".*(?:revis|change|rework|redo|edit|fix|more)", re.IGNORECASE)
_PLAIN = ("→", "plain")


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered outcome as a person reads it; ``tone`` is good, bad, revise or plain.

    ``label`` is the outcome's own name, since that is what a reply is read by; ``meaning`` is
    the reader's word for it, '' where there is none.
    """

    outcome: str
    label: str
    meaning: str
    sign: str
    tone: str
    url: str | None


def spoken(outcome: str) -> str:
    """Return an outcome as people write it: 'needs_revision' is 'needs revision'."""
    return " ".join(outcome.replace("_", " ").split())


def request_title(request: Request) -> str:
    """Return what a request is called in a subject line."""
    ask = request.ask
    given = ask.metadata.get("title")
    if not isinstance(given, str) or not given.strip():
        heading = _heading(ask.content) if ask.content_type == "text/markdown" else ""
        given = heading or ask.message
    return header_text(given, limit=MAX_TITLE_CHARS) or f"{request.flow}, {ask.method}"


def _heading(content: str) -> str:
    """Return the heading that a text begins with, '' where it begins with none."""
    found = _HEADING.match(content.lstrip("\n").split("\n", 1)[0])
    # Not by the pattern: it would try each blank of a long run for the end of the title.
    title = found["title"].rstrip().rstrip("#").rstrip() if found else ""
    return title.strip("*_` ") if len(title) <= MAX_HEADING_CHARS else ""


def choices_of(letter: Letter, words: Words) -> tuple[Choice, ...]:
    """Return the offered outcomes; a link only opens a page, since machines follow links too."""
    if letter.request is None:
        return ()
    ask = letter.request.ask
    return tuple(
        choice_of(outcome, ask.approving, words, url=_url(letter, outcome))
        for outcome in ask.outcomes
    )


def choice_of(
    outcome: str, approving: tuple[str, ...] | None, words: Words, *, url: str | None = None
) -> Choice:
    """Return one outcome as a person reads it; colours are ``approving``'s or the name's."""
    label = spoken(outcome)
    meaning = words.outcomes.get(outcome.strip().lower().replace(" ", "_"), "")
    sign, tone = _look(outcome, approving)
    return Choice(outcome, label[:1].upper() + label[1:], meaning, sign, tone, url)


def _url(letter: Letter, outcome: str) -> str | None:
    if letter.answer_url:
        return f"{letter.answer_url}?{urlencode({'choice': outcome})}"
    return letter.review_url


def _look(outcome: str, approving: tuple[str, ...] | None) -> tuple[str, str]:
    looks = [(_REVISE, "↻", "revise"), (_GOOD, "✓", "good"), (_BAD, "✕", "bad")]
    if approving is not None:
        if permits(outcome, approving):
            return "✓", "good"
        del looks[1]
    name = outcome.replace("_", " ")
    return next(((sign, tone) for pattern, sign, tone in looks if pattern.match(name)), _PLAIN)
