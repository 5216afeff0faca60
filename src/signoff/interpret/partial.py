"""Whether praise is only of a part, or of the manner: 'no typos' and 'well put' approve nothing.

An approval that stands beside such praise must do so without it. What the
question is about is no part. What approves is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from signoff.interpret.approvals import clauses_of, without_clauses
from signoff.interpret.languages.parts import (
    AROUND_MANNER,
    BEFORE_PARTS,
    FOLLOWING,
    MANNER,
    PARTS,
)
from signoff.interpret.lexicon import likely
from signoff.interpret.normal import Sentence
from signoff.interpret.spans import Phrasing, Words, ends_at, phrasing_of

_LISTS = {
    "manner": MANNER,
    "around": AROUND_MANNER,
    "parts": PARTS,
    "before": BEFORE_PARTS,
    "following": FOLLOWING,
}


def beside_parts(said: Sequence[Sentence], asked: frozenset[str]) -> list[Sentence] | None:
    """Return the clauses beside praise of a part or of the manner; None where there is none.

    ``asked`` are the words of the question: what they name is the whole.
    """
    rest: list[Sentence] = []
    left_out = named = False
    for one in said:
        codes = [lexicon.code for lexicon in likely(one.tokens)]
        for clause in clauses_of(one.tokens):
            if _is_partial(clause, codes, asked) or (named and _follows(clause, codes)):
                left_out = True
            else:
                rest.append(replace(one, tokens=clause))
            named = named or any(_names_a_part(clause, code, asked) for code in codes)
    return rest if left_out else None


def beside_manner(said: Sequence[Sentence], asked: frozenset[str]) -> list[Sentence]:
    """Return the sentences without clauses that praise how the work was made."""

    def is_of_manner(one: Sentence, clause: Words) -> bool:
        return any(_of_manner(clause, lexicon.code, asked) for lexicon in likely(one.tokens))

    return without_clauses(said, is_of_manner)


def _is_partial(clause: Words, codes: Sequence[str], asked: frozenset[str]) -> bool:
    return any(_of_manner(clause, code, asked) or _of_a_part(clause, code, asked) for code in codes)


def _of_manner(clause: Words, code: str, asked: frozenset[str]) -> bool:
    """Return whether a clause praises how the work was made, and says no more."""
    manner, around = _phrasing("manner", code), _phrasing("around", code)
    reached = {0: False}  # place: whether a word of manner stands before it
    for at in range(len(clause)):
        if at not in reached:
            continue
        for end in ends_at(around, clause, at):
            reached[end] = reached.get(end, False) or reached[at]
        for end in _unasked(manner, clause, at, asked):
            reached[end] = True
    return reached.get(len(clause), False)


def _of_a_part(clause: Words, code: str, asked: frozenset[str]) -> bool:
    """Return whether a clause begins with a part: 'the layout is fine', 'no typos found'."""
    before, parts = _phrasing("before", code), _phrasing("parts", code)
    places = {0}
    for at in range(len(clause)):
        if at in places:
            if _unasked(parts, clause, at, asked):
                return True
            places |= {*ends_at(before, clause, at)}
    return False


def _names_a_part(clause: Words, code: str, asked: frozenset[str]) -> bool:
    parts = _phrasing("parts", code)
    return any(_unasked(parts, clause, at, asked) for at in range(len(clause)))


def _follows(clause: Words, codes: Sequence[str]) -> bool:
    """Return whether a clause only says that what was named is right: 'all correct'."""
    return any(_is_filled(clause, _phrasing("following", code)) for code in codes)


def _is_filled(clause: Words, phrases: Phrasing) -> bool:
    places = {0}
    for at in range(len(clause)):
        if at in places:
            places |= {*ends_at(phrases, clause, at)}
    return len(clause) in places


def _unasked(phrases: Phrasing, clause: Words, at: int, asked: frozenset[str]) -> list[int]:
    """Return where phrases end that begin at a place, but those that the question is about."""
    return [end for end in ends_at(phrases, clause, at) if not asked.issuperset(clause[at:end])]


@cache
def _phrasing(kind: str, code: str) -> Phrasing:
    return phrasing_of([_LISTS[kind].get(code, "")])
