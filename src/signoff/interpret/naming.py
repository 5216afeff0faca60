"""Which of the offered outcomes a reply names, in the spellings a sentence needs.

Finding a name says nothing about what is said of it: 'not published' names
'publish'.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from signoff.interpret.names import words_of
from signoff.interpret.normal import COMMA, Sentence, tokens

Words = tuple[str, ...]
_SHORTEST_STEM = 2
_WIDEST_GAP = 2
_BETWEEN = frozenset(tokens("it them this that him her his the my us your our their a an"))
_ANSWERS = frozenset((word,) for word in tokens("yes no ja nein oui non sí si não nao sim nee"))


@lru_cache(maxsize=256)
def forms_of(outcome: str) -> frozenset[Words]:
    """Return the spellings of an outcome's name in a sentence: 'publish', 'published', ..."""
    words = words_of(outcome)
    if len(words) != 1 or not words[0].isascii():
        return frozenset((words,))
    stem = _stem(words[0])
    ends = ("", "e", "ed", "es", "s", "ing", f"{stem[-1:]}ed", f"{stem[-1:]}ing")
    return frozenset({words, *((stem + end,) for end in ends if len(stem) >= _SHORTEST_STEM)})


def named_in(said: Sequence[Sentence], outcomes: Sequence[str]) -> set[str]:
    """Return the outcomes named in the sentences; not 'allow', where 'allow once' is named."""
    found = {
        outcome
        for outcome in outcomes
        if any(places_of(one.tokens, form) for one in said for form in forms_of(outcome))
    }
    words = {outcome: {*words_of(outcome)} for outcome in found}
    return {one for one in found if not any(words[one] < words[other] for other in found)}


def _stem(word: str) -> str:
    short = word.removesuffix("ed")
    return short if short != word and len(short) > _SHORTEST_STEM else word.removesuffix("e")


def places_of(row: Words, form: Words) -> list[int]:
    """Return where a spelling of a name begins in a row.

    A name such as 'no' stands only by itself: 'no, thanks', and not 'there is no receipt'.
    """
    if form in _ANSWERS:
        return [0] if row[:1] == form and row[1:2] in ((), (COMMA,)) else []
    return [at for at in range(len(row)) if _stands(row, at, form)]


def _stands(row: Words, at: int, form: Words) -> bool:
    """Return whether a name begins here, with small words between its own: 'let it lapse'."""
    for number, word in enumerate(form):
        gap = 0
        while number and gap < _WIDEST_GAP and row[at : at + 1] and row[at] in _BETWEEN:
            at, gap = at + 1, gap + 1
        if row[at : at + 1] != (word,):
            return False
        at += 1
    return True
