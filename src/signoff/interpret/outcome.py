"""The first rungs of the outcome ladder: exact words and labelled choices.

An outcome is recognised when the person's words are the outcome itself
('Approved.') or an outcome with a comment after it ('needs revision: the
price is wrong'), where the comment takes nothing back: 'approved - not yet'
decides nothing, and neither does a mail whose lines name two outcomes.
Everything else is unclear here, whatever it seems to say: 'not approved' and
'approved?' are asked again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from signoff.inbox.response import Source
from signoff.interpret.doubt import may_approve

# Asked with all the person wrote, the outcomes and the message; says one of them, or None.
Classify = Callable[[str, Sequence[str], str], str | None]

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad\u0307"))
_WRAPPING = " \t\r\n.!,;:'\"`*_~()[]{}<>«»-\u2018\u2019\u201c\u201d\u201e\u2013\u2014"
_LABEL = re.compile(
    r"^(?P<head>[^:\n]{1,80}?)\s*(?::|\s[-\u2013\u2014]\s)\s*(?P<rest>\S.*)$", re.DOTALL
)
_SIGNS = re.compile(r"[^\w\s]")
# Words that deny, put off or attach a condition: rather one question too many than one too few.
_DOUBT = re.compile(
    r" (no|not|nope|never|none|nothing|dont|don t|cannot|cant|can t|wont|won t|isnt|isn t|doesnt"
    r"|doesn t|wait|hold|stop|until|unless|(?<!at )once|if|except|without|only|after|before|when"
    r"|later|pending|provided|subject to|unsure|maybe|perhaps|nicht|kein|keine|erst|wenn|non|pas|ne"
    r"|sauf|si|nao|sin|hasta) "
)


# Outcomes that plainly permit nothing. One whose name says nothing counts as permitting: the
# careful side.
_REFUSING = re.compile(
    r"\b(?:not|reject|declin|deny|denied|refus|revis|rework|redo|chang|edit|fix|more|disapprov"
    r"|discard|archiv|cancel|abort|escalat|hold)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What words came to: an outcome and how it was found, or None for 'ask again'."""

    outcome: str | None
    source: Source


def match_outcome(
    feedback: str,
    outcomes: Sequence[str],
    message: str = "",
    *,
    approving: Sequence[str] | None = None,
) -> str | None:
    """Return the outcome that ``feedback`` names beyond doubt, or None to ask again.

    ``approving`` are the outcomes that permit something (guessed from their
    names where None): one of these is not taken from words that may take it
    back. ``message`` is the question that was asked; no rung here needs it.
    """
    del message
    known = {_normal(outcome): outcome for outcome in outcomes}
    if len(known) < len(outcomes):
        known = _unambiguous(outcomes)
    whole = known.get(_normal(feedback))
    if whole is not None:
        return whole
    labelled = _LABEL.match(_visible(feedback).strip())
    found = known.get(_normal(labelled["head"])) if labelled else None
    if labelled is None or found is None:
        return None
    rest = labelled["rest"]
    names_another = _names_another(found, rest, outcomes)
    doubts = permits(found, approving) and _doubts(rest)
    return None if names_another or doubts else found


def _names_another(found: str, comment: str, outcomes: Sequence[str]) -> bool:
    words = _words(comment)
    return any(_words(other) in words for other in outcomes if other != found)


def _doubts(comment: str) -> bool:
    return _DOUBT.search(_words(comment)) is not None


def _words(text: str) -> str:
    """Return the words of a text between single spaces, one at each end."""
    return f" {' '.join(_SIGNS.sub(' ', _normal(text)).split())} "


def permits(outcome: str, approving: Sequence[str] | None) -> bool:
    """Return whether ``outcome`` permits something: what ``approving`` says, or else its name."""
    if approving is not None:
        return outcome in approving
    return _REFUSING.search(_normal(outcome)) is None


def read_outcome(  # noqa: PLR0913 - the whole question, and the words: one value each
    feedback: str,
    outcomes: Sequence[str],
    *,
    default_outcome: str | None = None,
    message: str = "",
    approving: Sequence[str] | None = None,
    text: str = "",
    classify: Classify | None = None,
) -> Reading:
    """Climb the ladder for ``feedback``: empty words take the default, plain words an outcome.

    The default is for saying nothing, never for saying something unclear.
    ``text`` is all the person wrote: where another line of it names another
    outcome, or may take back one that permits something, nothing is decided.
    ``classify`` is asked only where the rules are silent; what it says counts
    if it is offered, and one that permits something if no word takes it back.
    """
    if not outcomes:
        return Reading(None, Source.FREE_TEXT)
    if not _visible(feedback).strip():
        return Reading(default_outcome, Source.DEFAULT)
    found = match_outcome(feedback, outcomes, message, approving=approving)
    others = [line for line in text.splitlines() if line.strip() != feedback.strip()]
    if any(match_outcome(line, outcomes) not in (None, found) for line in others):
        found = None
    elif found is not None and permits(found, approving):
        rest = "\n".join(others)
        found = None if _doubts(rest) or _names_another(found, rest, outcomes) else found
    if found is not None or classify is None:
        return Reading(found, Source.EXACT)
    said = classify("\n".join([feedback, *others]), outcomes, message)
    if said is None or said not in outcomes:
        return Reading(None, Source.MODEL)
    takes_back = permits(said, approving) and not may_approve(f"{feedback}\n{text}")
    return Reading(None if takes_back else said, Source.MODEL)


def _unambiguous(outcomes: Sequence[str]) -> dict[str, str]:
    """Two outcomes that look the same to a person are matched by their exact spelling only."""
    normal = [_normal(outcome) for outcome in outcomes]
    return {
        name: outcome
        for name, outcome in zip(normal, outcomes, strict=True)
        if normal.count(name) == 1
    }


def _visible(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


def _normal(text: str) -> str:
    """Fold what a person would call the same word: case, width, wrapping marks, _ - and space."""
    folded = _visible(text).casefold().translate(_INVISIBLE)
    return " ".join(re.split(r"[\s_-]+", folded.strip(_WRAPPING)))
