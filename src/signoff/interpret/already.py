"""Whether a reply says that the deed is done: 'Pay it, it was paid last week' orders no payment.

Nobody means to have a thing done twice, so such an approval is asked back. What else a reply says
is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from signoff.interpret.approvals import clauses_of
from signoff.interpret.asked import asked_deeds, done_to
from signoff.interpret.languages.already import PAST, TIMES
from signoff.interpret.lexicon import likely
from signoff.interpret.normal import Sentence
from signoff.interpret.senses import senses_of
from signoff.interpret.spans import Phrasing, Words, ends_at, phrasing_of

_ANY = "*"  # whatever was asked for


def is_done_already(said: Sequence[Sentence], outcome: str, asked: Sequence[Sentence]) -> bool:
    """Return whether a clause tells that the deed of the outcome, or of the question, is past."""
    deeds = senses_of(outcome) | asked_deeds(asked) | done_to(asked) | {_ANY}
    return any(
        _has(_times(lexicon.code), clause) and _has(_past(lexicon.code, deed), clause)
        for one in said
        for clause in clauses_of(one.tokens)
        for lexicon in likely(one.tokens)
        for deed in deeds
    )


def _has(phrases: Phrasing, clause: Words) -> bool:
    return any(ends_at(phrases, clause, at) for at in range(len(clause)))


@cache
def _times(code: str) -> Phrasing:
    return phrasing_of([TIMES.get(code, "")])


@cache
def _past(code: str, deed: str) -> Phrasing:
    lines = (line.strip().partition(":") for line in PAST.get(code, "").splitlines())
    return phrasing_of(said for its, _, said in lines if its == deed)
