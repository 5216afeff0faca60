"""What an outcome's name says about it: which kinds of words may mean it.

Names are read as authors write them: any case, snake or camel, a few
languages. A name that says nothing has no meaning here, and its author is
asked which outcomes permit something (``approving``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from signoff.interpret.language import Kind
from signoff.interpret.meanings import WORDS, Meaning
from signoff.interpret.normal import tokens

# To pass is a success of a test and a refusal of an offer; only `approving` tells which.
_PASSING = frozenset(("pass", "passed"))
_NEGATING = frozenset(tokens("no not non dont never un nicht nao niet ne kein 不 未"))
# 'fail_safe' or 'no_changes' permit, whatever words they are made of.
_PERMITTING = ("no changes", "no change", "no objection", "no objections", "no edits", "no issues")

# A refusal in one flow, a deed that cannot be undone in another: as a guess they permit.
_DEEDS = frozenset(
    tokens(
        "delete remove kill block close take rollback revert terminate delist evict expel ban dump"
        " axe bounce eliminar storno stornieren rebuild reprint remake resend refile retest"
    )
)

_ACCEPTED: dict[Meaning, tuple[Kind, ...]] = {
    Meaning.REJECT: (Kind.REJECT, Kind.NO),
    Meaning.NEGATED: (Kind.REJECT, Kind.NO),
    Meaning.REVISE: (Kind.CHANGE,),
    Meaning.NOT_YET: (Kind.NO, Kind.REJECT, Kind.HOLD, Kind.CHANGE),
    Meaning.BAD: (Kind.NO, Kind.REJECT, Kind.CHANGE),
    Meaning.LEAVE: (Kind.LEAVE, Kind.REJECT, Kind.NO),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome with what its name says."""

    outcome: str
    meaning: Meaning
    words: tuple[str, ...]


@cache
def named(outcome: str) -> Named:
    """Return what the name of an outcome says."""
    words = words_of(outcome)
    return Named(outcome, _meaning(words), words)


@lru_cache(maxsize=256)
def words_of(outcome: str) -> tuple[str, ...]:
    """Return the words of a name: 'needsRevision' and 'needs_revision' are the same."""
    return tokens(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", outcome))


def permits(outcome: str, approving: Sequence[str] | None) -> bool:
    """Return whether ``outcome`` permits something: what ``approving`` says, or else its name.

    A name that says nothing counts as permitting: the careful side.
    """
    if approving is not None:
        return outcome in approving
    found = named(outcome)
    does = any(word in _DEEDS for word in found.words)
    return does or found.meaning in (
        Meaning.APPROVE,
        Meaning.NEGATED,
        Meaning.UNKNOWN,
        Meaning.KEEP,
    )


def meaning_of(outcome: str, *, permitting: bool) -> Meaning:
    """Return what an outcome means, once it is known whether it permits something."""
    found = named(outcome)
    if found.meaning is Meaning.UNKNOWN and not permitting and set(found.words) & _PASSING:
        return Meaning.REJECT
    return found.meaning


def accepted_kinds(meaning: Meaning) -> tuple[Kind, ...]:
    """Return which cues mean an outcome of this meaning, where it stands alone for them."""
    if meaning in _ACCEPTED:
        return _ACCEPTED[meaning]
    return (Kind(meaning.value),) if meaning.value in _KINDS else ()


_KINDS = frozenset(kind.value for kind in Kind)


def _meaning(words: tuple[str, ...]) -> Meaning:
    said = " ".join(words)
    if said in _PERMITTING:
        return Meaning.APPROVE
    index = _index()
    found = _first_of(index, words)
    if found is Meaning.APPROVE and words[0] in _NEGATING:
        return Meaning.REJECT
    if found is Meaning.REJECT and any(word in _NEGATING for word in words):
        rest = tuple(word for word in words if word not in _NEGATING)
        return _negated(_first_of(index, rest)) if rest else Meaning.REJECT
    return found


def _negated(meaning: Meaning) -> Meaning:
    if meaning is Meaning.UNKNOWN:
        return Meaning.NEGATED
    # 'no_reject' is too clever a name to be read.
    return Meaning.REJECT if meaning is Meaning.APPROVE else Meaning.UNKNOWN


@cache
def _index() -> dict[tuple[str, ...], Meaning]:
    index: dict[tuple[str, ...], Meaning] = {}
    for meaning, said in WORDS:
        for phrase in said.replace("\n", "|").split("|"):
            if phrase.strip():
                index.setdefault(tokens(phrase), meaning)
    return index


def _first_of(index: dict[tuple[str, ...], Meaning], words: tuple[str, ...]) -> Meaning:
    """Return the meaning of the longest known part of a name; the careful one of two as long."""
    order = [meaning for meaning, _ in WORDS]
    for length in range(len(words), 0, -1):
        parts = (words[at : at + length] for at in range(len(words) - length + 1))
        found = [index[part] for part in parts if part in index]
        if found:
            return min(found, key=order.index)
    return Meaning.UNKNOWN
