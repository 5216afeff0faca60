"""Which of the offered outcomes a reply names, in the spellings a sentence needs.

Finding a name says nothing about what is said of it: 'not published' names
'publish'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from signoff.interpret.names import words_of
from signoff.interpret.normal import Sentence

Words = tuple[str, ...]
_SHORTEST_STEM = 2


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
    """Return the outcomes named in the sentences; of 'allow once' and 'allow' the longer one."""
    found = {
        outcome: {size for one in said for size in _sizes(one.tokens, forms_of(outcome))}
        for outcome in outcomes
    }
    longest = max((size for sizes in found.values() for size in sizes), default=0)
    return {outcome for outcome, sizes in found.items() if longest in sizes}


def _stem(word: str) -> str:
    short = word.removesuffix("ed")
    return short if short != word and len(short) > _SHORTEST_STEM else word.removesuffix("e")


def _sizes(row: Words, forms: Iterable[Words]) -> Iterable[int]:
    """Return the lengths in words of the spellings that stand in a row."""
    for form in forms:
        size = len(form)
        if any(row[at : at + size] == form for at in range(len(row) - size + 1)):
            yield size
