"""The first rungs of the ladder: an outcome's own name, alone or with a comment after it.

'Approved.' and 'needs revision: the price is wrong' need no interpretation.
A comment may follow what permits nothing, whatever it says. After what permits
something it may wish for more, since the outcome was named; what denies,
attaches a condition, asks or puts off leaves nothing decided.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from signoff.inbox.outcome_names import MARKS
from signoff.interpret.doubt import may_approve, may_comment
from signoff.interpret.names import permits
from signoff.interpret.normal import has_blank, has_unsaid, visible

_LABEL = re.compile(
    r"^(?P<head>[^:\n]{1,80}?)\s*(?::|\s[-\u2013\u2014]\s)\s*(?P<rest>\S.*)$", re.DOTALL
)
# Around a name these change nothing. A run of blanks is tried from its beginning alone.
_POLITE = re.compile(
    r"^\s*(?:i (?:prefer|choose|pick|take)|i'd (?:take|pick|choose)|option|please)\s+"
    r"|(?<![\s,])[\s,]+(?:please|pls|thanks|thank you)[\s.!]*$",
    re.IGNORECASE,
)
# As the end of a name these tell it from another; as a reply they may mean anything.
_SAYS_LITTLE = frozenset(
    (
        "now",
        "later",
        "today",
        "once",
        "always",
        "never",
        "yes",
        "no",
        "not",
        "it",
        "this",
        "that",
        "all",
    )
)
_SIGNS = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Exact:
    """What the names in a reply say: an outcome, or that two are named against each other."""

    outcome: str | None = None
    contradicts: bool = False


def match_exactly(words: str, outcomes: Sequence[str], approving: Sequence[str] | None) -> Exact:
    """Return the outcome whose name ``words`` are, or begin with as a label."""
    known = _by_name(tuple(outcomes))
    whole = known.get(_normal(words)) or known.get(_normal(_POLITE.sub("", visible(words))))
    if whole is not None:
        is_open = has_unsaid(words) or (_is_open(words) and permits(whole, approving))
        return Exact(None if is_open else whole)
    labelled = _LABEL.match(visible(words).strip())
    found = known.get(_normal(labelled["head"])) if labelled else None
    if labelled is None or found is None:
        return Exact()
    comment = labelled["rest"]
    said = _beside(found, comment, outcomes)
    takes_back = permits(found, approving) and not may_comment(comment)
    return Exact(contradicts=True) if takes_back else said


def with_comment(
    found: str, comment: str, outcomes: Sequence[str], approving: Sequence[str] | None
) -> Exact:
    """Return what a name on a line is worth beside other lines: nothing, where one is against it.

    Lines are no part of the label, so any doubt in them takes back what permits something.
    """
    if permits(found, approving) and comment.strip() and not may_approve(comment):
        contradicts = _beside(found, comment, outcomes).contradicts
        return Exact(contradicts=contradicts)
    return _beside(found, comment, outcomes)


def _beside(found: str, comment: str, outcomes: Sequence[str]) -> Exact:
    if any(_names(other, comment) for other in outcomes if other != found):
        return Exact(contradicts=True)
    return Exact(found)


def _names(outcome: str, comment: str) -> bool:
    """Return whether a comment holds a name as words of its own; one of signs alone, anywhere."""
    row = _row_of(outcome)
    if row.strip():
        return row in _row_of(comment)
    signs = _normal(outcome)
    return bool(signs) and signs in _normal(comment)


def _is_open(words: str) -> bool:
    """Return whether a name trails off, is quoted from a mail, or heads a line to be filled in."""
    shown = visible(words).strip()
    return shown.rstrip(" \"')").endswith("..") or shown.startswith(">") or has_blank(words)


def _row_of(text: str) -> str:
    """Return the words of a text between single spaces, one at each end."""
    return f" {' '.join(_SIGNS.sub(' ', _normal(text)).split())} "


@lru_cache(maxsize=64)
def _by_name(outcomes: tuple[str, ...]) -> Mapping[str, str]:
    """Two outcomes that look the same to a person are told apart by no words."""
    named = [(_normal(outcome), outcome) for outcome in outcomes]
    named += [(short, outcome) for outcome in outcomes for short in _short(outcome, outcomes)]
    names = [name for name, _ in named]
    return {name: outcome for name, outcome in named if names.count(name) == 1}


def _short(outcome: str, outcomes: Sequence[str]) -> set[str]:
    """Return what tells a name from those that begin alike: 'a' and 'plan a' for 'use_plan_a'."""
    words = _normal(outcome).split()
    head = words[:-1]
    alike = [other for other in outcomes if _normal(other).split()[:-1] == head]
    if not head or len(alike) <= 1 or words[-1] in _SAYS_LITTLE:
        return set()
    return {" ".join(words[at:]) for at in range(1, len(words))}


def _normal(text: str) -> str:
    """Fold what a person would call the same word: case, width, wrapping marks, _ - and space."""
    folded = visible(visible(text).casefold())
    return " ".join(re.split(r"[\s_-]+", folded.strip(MARKS)))
