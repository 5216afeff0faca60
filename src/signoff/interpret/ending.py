"""Whether a reply orders what the question never asked leave for: 'delete it' lets nothing go out.

Orders to let a work go are read in many words, and some of them order one deed
alone: to a press release 'pay it' is no answer. What else a reply says is not
known here.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.interpret.approvals import clauses_of
from signoff.interpret.asked import asked_deeds, done_to
from signoff.interpret.languages.deed_words import ORDERS
from signoff.interpret.lexicon import lexicons, likely
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.senses import Spoken, senses_of, spoken_in
from signoff.interpret.verdict import Plain, plainly

_DESTROYING = frozenset(("delete", "discard"))
# An outcome that speaks of one of these may well be meant by an order to destroy.
_ENDING = _DESTROYING | {"stop", "close", "clean", "fix"}
_SIGN_OFF = ("sign", "off")  # to approve, whatever is asked; to sign is a deed of its own
# Deeds that are ordered of few things, and never let go of any work.
_OF_FEW = frozenset(
    tokens("pay buy hire rent sell charge donate refund merge print sign invite exchange reply")
)


def orders_otherwise(said: Sequence[Sentence], outcome: str, asked: Sequence[Sentence]) -> bool:
    """Return whether a reply orders a deed that neither outcome nor question speaks of."""
    known = senses_of(outcome) | asked_deeds(asked) | done_to(asked) | _spoken_of(asked)
    if not known & _ENDING and _destroys(said):
        return True
    if plainly(outcome) is Plain.APPROVES and not asked_deeds(asked):
        return False  # nobody said what is approved: 'order them' may be it
    return any(
        one.at == 0 and one.deed in _OF_FEW - known and _is_order(one, code)
        for it in said
        for code in [lexicon.code for lexicon in likely(it.tokens)]
        for clause in clauses_of(it.tokens)
        if clause[:2] != _SIGN_OFF
        for one in spoken_in(clause, (code,))
    )


def _spoken_of(asked: Sequence[Sentence]) -> frozenset[str]:
    codes = [lexicon.code for lexicon in lexicons()]
    return frozenset(one.deed for it in asked for one in spoken_in(it.tokens, codes))


def _destroys(said: Sequence[Sentence]) -> bool:
    return any(
        one.deed in _DESTROYING and _is_order(one, lexicon.code)
        for it in said
        for lexicon in lexicons()
        for one in spoken_in(it.tokens, (lexicon.code,))
    )


def _is_order(one: Spoken, code: str) -> bool:
    return one.ending is None or one.ending in ORDERS.get(code, ())
