"""One of many phrases: only those are looked at that can begin with the words at hand.

What all of them begin with is one tree of words, so a word is compared once for all; behind it
each goes its own way. A phrase that may begin with any word is tried only in a row that has what
it cannot do without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from threading import RLock

from signoff.interpret.walks import (
    NOTHING,
    Act,
    Name,
    Optional,
    Part,
    Repeated,
    Row,
    Topic,
    Walk,
    Word,
    is_plain,
    only,
    tokens_in,
)

Words = tuple[str, ...]
Reader = Callable[[Sequence[str]], Part]
_MOST_WAYS = 64  # to begin a phrase; no two hundred were written, of thirty thousand
# Phrases are read when they are needed, by one thread at a time: half of them would be too few.
_READING = RLock()


class Either:
    """One of a few, as a bracket holds them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._begun: dict[str, _Begun] = {}
        self._unread: dict[str, list[Sequence[str]]] = {}
        self._any: list[_Open] = []
        self._is_sorted = True
        for part in parts:
            self._add(part)

    def first(self) -> frozenset[str] | None:
        """Return the words one of them can begin with; None where that may be any word."""
        if not self._is_sorted:
            self._sort()
        return None if self._any else frozenset(self._begun)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        key = (id(self), at)
        known = walk.seen.get(key)
        if known is not None:
            return known
        if not self._is_sorted:
            self._sort()
        begun = self._begun.get(walk.row[at]) if at < len(walk.row) else None
        if begun is None and not (self._any and self._possible(walk)):
            return NOTHING
        walk.seen[key] = known = self._ends(begun, walk, at)
        return known

    def found(self, walk: Walk) -> Sequence[tuple[int, int]]:
        """Return (start, end) of the longest at each place of the row where one stands."""
        known = walk.found.get(id(self))
        if known is None:
            begun = [(at, self.ends(walk, at)) for at in self._places(walk)]
            known = walk.found[id(self)] = [(at, max(ends)) for at, ends in begun if ends]
        return known

    def _ends(self, begun: _Begun | None, walk: Walk, at: int) -> frozenset[int]:
        if begun is _UNREAD or (begun and walk.row[at] in self._unread):
            begun = self._read_those_with(walk.row[at])
        found = begun.ends(walk, at) if begun else NOTHING
        for part in self._possible(walk) if self._any else ():
            found |= part.ends(walk, at)
        return found

    def _places(self, walk: Walk) -> Iterable[int]:
        """Return the places of a row where one may begin."""
        if not self._is_sorted:
            self._sort()
        if self._any and self._possible(walk):
            return range(len(walk.row))
        if self._begun.keys().isdisjoint(walk.words):
            return ()
        return [at for at, word in enumerate(walk.row) if word in self._begun]

    def _possible(self, walk: Walk) -> Sequence[Part]:
        """Return those that may begin with any word, and may stand somewhere in the row."""
        known = walk.possible.get(id(self))
        if known is None:
            known = [one.part for one in self._any if one.may_stand_in(walk)]
            walk.possible[id(self)] = known
        return known

    def _add(self, part: Part) -> None:
        for words, rest in _beginnings(part.parts if isinstance(part, Row) else (part,)):
            if words:
                self._begun_with(words[0]).add(words[1:], rest)
                continue
            first = _first(rest)
            if first is None:
                self._any.append(_Open(rest))
            for word in first or ():
                self._begun_with(word).whole.append(rest)

    def _begun_with(self, word: str) -> _Begun:
        begun = self._begun.get(word, _UNREAD)
        if begun is _UNREAD:
            begun = self._begun[word] = _Begun()
        return begun

    def _sort(self) -> None:
        """Nothing is left to be sorted."""

    def _read_those_with(self, word: str) -> _Begun:
        """Nothing is left to be read."""
        return self._begun[word]


class Choice(Either):
    """One of many.

    ``rows`` are unread phrases: one that begins with a plain word is read when that word comes.
    """

    def __init__(self, rows: Callable[[], Iterable[Sequence[str]]], read: Reader) -> None:
        super().__init__(())
        self._rows = rows
        self._read = read
        self._is_begun = False
        self._is_sorted = False

    def _sort(self) -> None:
        with _READING:
            if not self._is_begun:
                self._is_begun = True
                for row in self._rows():
                    if is_plain(row[0]):
                        word = tokens_in(row[0])[0]
                        self._unread.setdefault(word, []).append(row)
                        self._begun.setdefault(word, _UNREAD)
                    else:
                        self._add(self._read(row))
                self._is_sorted = True

    def _read_those_with(self, word: str) -> _Begun:
        with _READING:
            begun = self._begun_with(word)
            for row in self._unread.get(word, ()):
                self._add(self._read(row))
            self._unread.pop(word, None)
        return begun


class _Begun:
    """What a plain word leads to: a phrase's end, its other parts, or further words."""

    __slots__ = ("further", "is_end", "rests", "whole")

    def __init__(self) -> None:
        self.whole: list[Part] = []  # phrases that begin with a part which may be the word
        self.rests: list[Part] = []
        self.further: dict[str, _Begun] = {}
        self.is_end = False

    def add(self, words: Words, rest: Row) -> None:
        """Add a phrase: its words behind this one, and its parts behind these."""
        here = self
        for word in words:
            if word not in here.further:
                here.further[word] = _Begun()
            here = here.further[word]
        if rest.parts:
            here.rests.append(rest if len(rest.parts) > 1 else rest.parts[0])
        else:
            here.is_end = True

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        """Return where phrases end of which this is the first word, ``at`` its place."""
        row, found = walk.row, NOTHING
        for part in self.whole:
            found |= part.ends(walk, at)
        here: _Begun | None = self
        while here:
            at += 1
            if here.is_end:
                found |= only(at)
            for rest in here.rests:
                found |= rest.ends(walk, at)
            here = here.further.get(row[at]) if at < len(row) else None
        return found


_UNREAD = _Begun()  # stands for a word whose phrases are read when it comes


class _Open:
    """A phrase that may begin with any word, and what a row must have for it to stand anywhere."""

    def __init__(self, part: Row) -> None:
        self.part = part
        self._open = [one for one in part.parts if isinstance(one, Topic | Name | Act)]

    @cached_property
    def _one_of(self) -> Sequence[frozenset[str]]:
        """For each part that is a word, or a choice of words: those of which one must be there."""
        words = (Word, Either, Repeated)
        found = (_first(one) for one in self.part.parts if isinstance(one, words))
        return [words for words in found if words is not None]

    def may_stand_in(self, walk: Walk) -> bool:
        """Say whether the row has what no phrase of this form can do without."""
        for words in self._one_of:
            if words.isdisjoint(walk.words):
                return False
        return all(one.may_stand_in(walk) for one in self._open) if self._open else True


def _beginnings(parts: Sequence[Part]) -> list[tuple[Words, Row]]:
    """Return the plain words that parts may begin with, each time with the parts behind them."""
    begun: list[Words] = [()]
    for at, part in enumerate(parts):
        ways = _ways(part)
        if ways is None or len(begun) * len(ways) > _MOST_WAYS:
            rest = Row(parts[at:])
            return [(words, rest) for words in begun]
        begun = [words + way for words in begun for way in ways]
    return [(words, Row(())) for words in begun]


def _ways(part: Part) -> Sequence[Words] | None:
    """Return all that a part may say; None where that is no plain words."""
    if isinstance(part, Word):
        return ((part.word,),)
    if isinstance(part, Row):
        found = _beginnings(part.parts)
        return None if found[0][1].parts else [words for words, _ in found]
    if isinstance(part, Optional):
        ways = _ways(part.part)
        return None if ways is None else [(), *ways]
    if not isinstance(part, Either) or isinstance(part, Choice):
        return None
    all_ways = [_ways(one) for one in part.parts]
    known = [ways for ways in all_ways if ways is not None]
    return [way for ways in known for way in ways] if len(known) == len(all_ways) else None


def _first(part: Part) -> frozenset[str] | None:
    """Return the words a phrase can begin with; None where that may be any word."""
    if isinstance(part, Word):
        return frozenset((part.word,))
    if isinstance(part, Repeated):
        return _first(part.part)
    if isinstance(part, Either):
        return part.first()
    return _first_of_row(part.parts) if isinstance(part, Row) else None


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
