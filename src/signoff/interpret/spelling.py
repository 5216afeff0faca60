"""Words that are nearly known: long-drawn ones, and a slip of the finger or two.

A word is mended only where one known word alone is near, so nothing turns
into an approval that may be another word. Short words are never mended:
'not' and 'now' are one slip apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from signoff.interpret.language import Kind
from signoff.interpret.lexicon import Lexicon, known_words, likely, spelled_words

_SHORT_FOR = {"pls": "please", "plz": "please", "thx": "thanks", "thnx": "thanks"}
_SHORTEST = 6  # 'Greta' is one slip from 'great'
_LONG = 8
_MOST_SLIPS = 2
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")


def mended(row: Sequence[str], spared: frozenset[str]) -> tuple[str, ...]:
    """Return the row with its slips mended; words of the question (``spared``) stay."""
    known = spelled_words()
    languages = likely(tuple(row))
    row = [_SHORT_FOR.get(word, word) for word in row]
    return tuple(
        word if word in known or word in spared or not word.isalpha() else _nearest(word, languages)
        for word in row
    )


@cache
def _by_look(language: Lexicon) -> dict[tuple[str, int], list[str]]:
    """Return the language's longer words by their first letter and their length."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in language.words:
        if word.isalpha() and len(word) >= _SHORTEST - 1:
            found[word[0], len(word)].append(word)
    return found


def _nearest(word: str, languages: Sequence[Lexicon]) -> str:
    known = known_words()
    for shorter in (_DRAWN.sub(r"\1\1", word), _DRAWN.sub(r"\1", word)):
        if shorter in known:
            return shorter
    if len(word) < _SHORTEST:
        return word
    lengths = range(len(word) - 1, len(word) + 2)
    near = {
        other
        for one in languages
        for length in lengths
        for other in _by_look(one).get((word[0], length), ())
        if _one_slip(word, other)
    }
    if not near and len(word) >= _LONG:
        near = {other for one in languages for other in _deciding(one) if _two_slips(word, other)}
    return near.pop() if len(near) == 1 else word


@cache
def _deciding(language: Lexicon) -> tuple[str, ...]:
    """Return the longer words by which work is let go: two slips in one are forgiven."""
    words = language.phrases.words_of(Kind.YES) | language.phrases.words_of(Kind.GOOD)
    return tuple(word for word in words if word.isalpha() and len(word) >= _LONG)


def _two_slips(word: str, other: str) -> bool:
    """Return whether two signs at most are left out, put in or changed, within the same ends."""
    if (word[0], word[-1]) != (other[0], other[-1]) or abs(len(word) - len(other)) > 1:
        return False
    above = list(range(len(other) + 1))
    for row, sign in enumerate(word, 1):
        left = [row]
        for at, its in enumerate(other, 1):
            left.append(min(above[at] + 1, left[-1] + 1, above[at - 1] + (sign != its)))
        above = left
    return above[-1] <= _MOST_SLIPS


def _one_slip(word: str, other: str) -> bool:
    """Return whether one sign is left out, put in or changed, or two neighbours are swapped."""
    at = 0
    while at < min(len(word), len(other)) and word[at] == other[at]:
        at += 1
    left, right = word[at:], other[at:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return left[1:] == right or left == right[1:] or left[1:] == right[1:] or swapped
