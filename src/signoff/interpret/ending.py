"""Whether a reply throws away what the question never asked to: 'delete it' lets nothing go out.

Orders to let a work go are read in many words, and one of them may be the
order to destroy it. What else a reply says is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.interpret.languages.deed_words import ORDERS
from signoff.interpret.lexicon import lexicons
from signoff.interpret.normal import Sentence
from signoff.interpret.senses import senses_of, spoken_in

_DESTROYING = frozenset(("delete", "discard"))
# An outcome that speaks of one of these may well be meant by an order to destroy.
_ENDING = _DESTROYING | {"stop", "close", "clean", "fix"}


def destroys(said: Sequence[Sentence], outcome: str, asked: Sequence[Sentence]) -> bool:
    """Return whether a reply orders to destroy, and neither outcome nor question speaks of it."""
    if senses_of(outcome) & _ENDING or _speaks(asked, orders=False):
        return False
    return _speaks(said, orders=True)


def _speaks(sentences: Sequence[Sentence], *, orders: bool) -> bool:
    return any(
        one.deed in _DESTROYING and (not orders or _is_order(one.ending, lexicon.code))
        for said in sentences
        for lexicon in lexicons()
        for one in spoken_in(said.tokens, (lexicon.code,))
    )


def _is_order(ending: str | None, code: str) -> bool:
    return ending is None or ending in ORDERS.get(code, ())
