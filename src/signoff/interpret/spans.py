"""Where a name of a few words, or a phrase of a list, stands in a row of tokens.

A name may have small words between its own: 'let it lapse' is 'let lapse', and 'hold the payment'
is 'hold payment'. What is said is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from signoff.interpret.normal import tokens

Words = tuple[str, ...]
# Phrases by their first word.
Phrasing = Mapping[str, Sequence[Words]]
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


def phrasing_of(texts: Iterable[str]) -> Phrasing:
    """Return the phrases of some lists by their first word; `_` stands for a space in a list."""
    found: dict[str, list[Words]] = {}
    for phrase in {tokens(word) for text in texts for word in text.split()}:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def ends_at(phrases: Phrasing, row: Sequence[str], at: int) -> list[int]:
    """Return where phrases end that begin at a place of the row."""
    known = phrases.get(row[at], ()) if at < len(row) else ()
    return [at + len(one) for one in known if tuple(row[at : at + len(one)]) == one]
