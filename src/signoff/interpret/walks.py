"""What phrases are made of, and where each part may end in a row of tokens.

The work is bounded by tokens times parts: what was found out about a row is
kept with it, and a phrase that cannot stand in a row for want of a word is not
tried in it. How phrases are written is known to phrases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Protocol

from signoff.interpret.normal import COMMA, fold, tokens
from signoff.interpret.spans import name_end

START, END = "^", "$"  # of a sentence, as phrases write it
BRACKETS = frozenset("[]()")
NOTHING: frozenset[int] = frozenset()
_BEYOND_LATIN = "\u0250"
_SIGN_BY_SIGN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]+")
_MARKS = frozenset((START, END, COMMA))
_WORDS_TOO = frozenset("^$&+~,")  # words of their own here, whatever they are in a text
MAX_TOPIC_WORDS = 4


@dataclass
class Walk:
    """A row of tokens with the words of the question, and what was found out about it."""

    row: Sequence[str]
    topic: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    acts: frozenset[tuple[str, ...]] = frozenset()
    # True of this row, topic, names and acts alone: no copy takes them along.
    seen: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict, init=False)
    possible: dict[int, Sequence[Part]] = field(default_factory=dict, init=False)
    found: dict[int, Sequence[tuple[int, int]]] = field(default_factory=dict, init=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the row."""
        return frozenset(self.row)

    @cached_property
    def said(self) -> frozenset[str]:
        """Every word of the row that somebody wrote."""
        return self.words - _MARKS

    @cached_property
    def acts_by_word(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """The outcomes' names by the word they begin with."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for act in self.acts:
            found.setdefault(act[0] if act else "", []).append(act)
        return found


@lru_cache(maxsize=64)
def walk_of(
    row: tuple[str, ...],
    topic: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
    acts: frozenset[tuple[str, ...]] = frozenset(),
) -> Walk:
    """Return the walk through a row: every rule looks at the same few, and need not begin anew."""
    return Walk(row, topic, names, acts)


class Part(Protocol):
    """What a phrase is made of."""

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        """Return every place of the row where it may end that begins ``at``."""


class Word:
    """A word as it is said."""

    def __init__(self, word: str) -> None:
        self.word = word

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] == self.word
        return only(at + 1) if fits else NOTHING


class Topic:
    """Words of the question, up to four."""

    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.topic.isdisjoint(walk.words)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        last = at
        while last < min(len(walk.row), at + MAX_TOPIC_WORDS) and walk.row[last] in walk.topic:
            last += 1
        return frozenset(range(at + 1, last + 1))


class Name:
    """A word that no language here knows, or a number."""

    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.names.isdisjoint(walk.words)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] in walk.names
        return only(at + 1) if fits else NOTHING


class Act:
    """The name of an outcome."""

    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.words.isdisjoint(walk.acts_by_word)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        acts = walk.acts_by_word.get(walk.row[at]) if at < len(walk.row) else None
        ends = (name_end(walk.row, at, act) for act in acts or ())
        return frozenset(end for end in ends if end is not None)


class Row:
    """Parts one after the other."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        places = only(at)
        for part in self.parts:
            if len(places) == 1:
                (place,) = places
                places = part.ends(walk, place)
            else:
                places = frozenset[int]().union(*[part.ends(walk, place) for place in places])
            if not places:
                return NOTHING
        return places


class Optional:
    """A part that may be left out."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        return self.part.ends(walk, at) | {at}


class Repeated:
    """A part that stands once or more."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        found: set[int] = set()
        new = {at}
        while new:
            new = {end for place in new for end in self.part.ends(walk, place)} - found
            found |= new
        return frozenset(found)


OPEN: Mapping[str, Part] = {"{topic}": Topic(), "{name}": Name(), "{act}": Act()}


@cache
def only(at: int) -> frozenset[int]:
    """Return one place."""
    return frozenset((at,))


def tokens_in(word: str) -> tuple[str, ...]:
    """Return the tokens of a word of a phrase.

    Raises: ValueError, where there are none.
    """
    # Phrases are plain already, so most words need no look at their signs.
    if word in _WORDS_TOO or (word.isascii() and word.isalpha() and word.islower()):
        return (word,)
    if word.isalpha() and word.islower() and max(word) < _BEYOND_LATIN:
        return (fold(word.casefold()),)
    if _SIGN_BY_SIGN.fullmatch(word):
        return tuple(word)
    return _tokens_of(word)


@cache
def _tokens_of(word: str) -> tuple[str, ...]:
    found = tokens(word)
    if not found:
        raise ValueError(f"{word!r} is no word: a phrase with it would fit anywhere.")
    return found


def is_plain(part: str) -> bool:
    """Say whether a part of a written phrase is a word, and no bracket and no slot."""
    return part not in BRACKETS and part not in OPEN and part[0] != "<"
