"""Where a name of a few words stands in a row of tokens, small words between its own.

'let it lapse' is 'let lapse', and 'hold the payment' is 'hold payment'. What a
name means is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.interpret.normal import tokens

_WIDEST_GAP = 2
_BETWEEN = frozenset(tokens("it them this that him her his the my us your our their a an"))


def name_end(row: Sequence[str], at: int, form: Sequence[str]) -> int | None:
    """Return where a name ends that begins at a place of the row; None where none does."""
    for number, word in enumerate(form):
        gap = 0
        while number and gap < _WIDEST_GAP and at < len(row) and row[at] in _BETWEEN - {word}:
            at, gap = at + 1, gap + 1
        if at >= len(row) or row[at] != word:
            return None
        at += 1
    return at
