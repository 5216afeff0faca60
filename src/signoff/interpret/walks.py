"""What phrases are made of, and where each part may end in a row of tokens.

The work is bounded by tokens times parts: what was found out about a row is
kept with it, and a phrase that cannot stand in a row for want of a word is not
tried in it. How phrases are written is known to phrases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from threading import RLock

from signoff.interpret.normal import fold, tokens
from signoff.interpret.spans import name_end

BRACKETS = frozenset("[]()")
NOTHING: frozenset[int] = frozenset()
_BEYOND_LATIN = "\u0250"
_SIGN_BY_SIGN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]+")
_MARKS = frozenset("^$&+~,")  # words of their own here, whatever they are in a text
MAX_TOPIC_WORDS = 4
# Phrases are read when they are needed, by one thread at a time: half of them would be too few.
_READING = RLock()


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


class Word:
    """A word as it is said."""

    def __init__(self, word: str) -> None:
        self.word = word

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] == self.word
        return _only(at + 1) if fits else NOTHING


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
        return _only(at + 1) if fits else NOTHING


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
        words = takewhile(lambda part: isinstance(part, Word), self.parts)
        self._words = [part.word for part in words if isinstance(part, Word)]
        self._rest = self.parts[len(self._words) :]

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        row, end = walk.row, at + len(self._words)
        if end > len(row):
            return NOTHING
        for word in self._words:
            if row[at] != word:
                return NOTHING
            at += 1
        places = _only(end)
        for part in self._rest:
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


class Either:
    """One of a few, as a bracket holds them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._by_word: dict[str, list[Part]] = {}
        self._any = [_Open(part) for part in parts if _first(part) is None]
        for part in parts:
            for word in _first(part) or ():
                self._by_word.setdefault(word, []).append(part)

    def first(self) -> frozenset[str] | None:
        return None if self._any else frozenset(self._by_word)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        key = (id(self), at)
        known = walk.seen.get(key)
        if known is None:
            word = walk.row[at] if at < len(walk.row) else ""
            parts: Sequence[Part] = self._by_word.get(word, ())
            known = walk.seen[key] = _ends_of(self, parts, self._any, walk, at)
        return known


class Choice:
    """One of many; only those that can begin with the word at hand are looked at.

    ``rows`` are unread phrases: one that begins with a plain word is read when that word comes.
    """

    def __init__(self, rows: Callable[[], Iterable[Sequence[str]]], read: Reader) -> None:
        self._rows = rows
        self._read = read
        self._unread: dict[str, list[Sequence[str]]] = {}
        self._by_word: dict[str, list[Part]] = {}
        self._any: list[_Open] = []
        self._is_begun = False
        self._is_sorted = False

    def first(self) -> frozenset[str] | None:
        """Return the words one of them can begin with; None where that may be any word."""
        self._sort()
        return None if self._any else frozenset((*self._unread, *self._by_word))

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        key = (id(self), at)
        known = walk.seen.get(key)
        if known is None:
            parts = self._beginning(walk.row[at] if at < len(walk.row) else "")
            known = walk.seen[key] = _ends_of(self, parts, self._any, walk, at)
        return known

    def found(self, walk: Walk) -> Sequence[tuple[int, int]]:
        """Return (start, end) of the longest at each place of the row where one stands."""
        known = walk.found.get(id(self))
        if known is None:
            self._sort()
            anywhere = bool(_possible(self, self._any, walk))
            begun = (
                (at, self.ends(walk, at))
                for at, word in enumerate(walk.row)
                if anywhere or word in self._unread or word in self._by_word
            )
            known = walk.found[id(self)] = [(at, max(ends)) for at, ends in begun if ends]
        return known

    def _beginning(self, word: str) -> Sequence[Part]:
        """Return what begins with a word, read by now; not what may begin with any."""
        self._sort()
        if word in self._unread:
            with _READING:
                read = [self._read(row) for row in self._unread.get(word, ())]
                self._by_word[word] = [*self._by_word.get(word, ()), *read]
                self._unread.pop(word, None)
        return self._by_word.get(word, ())

    def _sort(self) -> None:
        if self._is_sorted:
            return
        with _READING:
            if not self._is_begun:
                self._is_begun = True
                self._sort_all()
                self._is_sorted = True

    def _sort_all(self) -> None:
        for row in self._rows():
            if is_plain(row[0]):
                self._unread.setdefault(tokens_in(row[0])[0], []).append(row)
                continue
            part = self._read(row)
            first = _first(part)
            if first is None:
                self._any.append(_Open(part))
            for word in first or ():
                self._by_word.setdefault(word, []).append(part)


class _Open:
    """A phrase that may begin with any word, and what a row must have for it to stand anywhere."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._needed = part.parts if isinstance(part, Row) else (part,)
        self._words = frozenset(one.word for one in self._needed if isinstance(one, Word))
        self._open = [one for one in self._needed if isinstance(one, Topic | Name | Act)]

    @cached_property
    def _one_of(self) -> Sequence[frozenset[str]]:
        """For each part that is a choice of words: the words, one of which must be there."""
        choices = (Either, Choice, Repeated)
        found = (_first(one) for one in self._needed if isinstance(one, choices))
        return [words for words in found if words is not None]

    def may_stand_in(self, walk: Walk) -> bool:
        """Say whether the row has what no phrase of this form can do without."""
        return (
            self._words <= walk.words
            and all(one.may_stand_in(walk) for one in self._open)
            and not any(words.isdisjoint(walk.words) for words in self._one_of)
        )


def _ends_of(
    choice: Choice | Either, begun: Sequence[Part], more: Sequence[_Open], walk: Walk, at: int
) -> frozenset[int]:
    """Return where a choice may end: what begins with the word at hand, and ``more`` with any."""
    found = NOTHING
    for part in begun:
        found |= part.ends(walk, at)
    for part in _possible(choice, more, walk) if more else ():
        found |= part.ends(walk, at)
    return found


def _possible(choice: Choice | Either, parts: Iterable[_Open], walk: Walk) -> Sequence[Part]:
    """Return those of a choice's open phrases that may stand somewhere in the row."""
    known = walk.possible.get(id(choice))
    if known is None:
        known = [one.part for one in parts if one.may_stand_in(walk)]
        walk.possible[id(choice)] = known
    return known


Part = Word | Topic | Name | Act | Row | Optional | Repeated | Either | Choice


Reader = Callable[[Sequence[str]], "Part"]
OPEN: dict[str, Part] = {"{topic}": Topic(), "{name}": Name(), "{act}": Act()}


@cache
def _only(at: int) -> frozenset[int]:
    return frozenset((at,))


def tokens_in(word: str) -> tuple[str, ...]:
    """Return the tokens of a word of a phrase.

    Raises: ValueError, where there are none.
    """
    # Phrases are plain already, so most words need no look at their signs.
    if word in _MARKS or (word.isascii() and word.isalpha() and word.islower()):
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


def _first(part: Part) -> frozenset[str] | None:
    """Return the words a phrase can begin with; None where that may be any word."""
    if isinstance(part, Word):
        return frozenset((part.word,))
    if isinstance(part, Repeated):
        return _first(part.part)
    if isinstance(part, Choice | Either):
        return part.first()
    if not isinstance(part, Row):
        return None
    return _first_of_row(part.parts)


def _first_of_row(parts: Sequence[Part]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for part in parts:
        inner = part.part if isinstance(part, Optional) else part
        first = _first(inner)
        if first is None:
            return None
        found |= first
        if inner is part:
            return found
    return None
