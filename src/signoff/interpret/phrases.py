"""Phrases with slots, and where they stand in a row of tokens.

A phrase is written as people say it: 'this [really] <looks> <good> [to me]'.
[x] may be left out, (x | y) is a choice, <x> is a slot with phrases of its
own, <x>+ one or more of them, {topic} words of the question, {name} a word
no language here knows, such as a name, {act} the name of an outcome. The work
is bounded by tokens times phrases: every slot is walked once at each place.
What a phrase means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from signoff.interpret.language import Kind
from signoff.interpret.normal import tokens

_PART = re.compile(r"<\w+>\+?|\{\w+\}|[\[\]()|]|[^\s\[\]()|<>{}]+")
_OPEN_PART = re.compile(r"<\w+>\+?|\{\w+\}")
_BRACKET = re.compile(r"[\[\]()]")
_MARKS = frozenset("^$&+~,")  # words of their own here, whatever they are in a text
_CLOSING = {"(": ")", "[": "]"}
_NOTHING: frozenset[int] = frozenset()
MAX_TOPIC_WORDS = 4


@dataclass
class Walk:
    """A row of tokens with the words of the question, and what was found out about it."""

    row: Sequence[str]
    topic: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    acts: frozenset[tuple[str, ...]] = frozenset()
    seen: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)


class _Word:
    def __init__(self, word: str) -> None:
        self.word = word

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] == self.word
        return frozenset((at + 1,)) if fits else _NOTHING


class _Topic:
    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        last = at
        while last < min(len(walk.row), at + MAX_TOPIC_WORDS) and walk.row[last] in walk.topic:
            last += 1
        return frozenset(range(at + 1, last + 1))


class _Name:
    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] in walk.names
        return frozenset((at + 1,)) if fits else _NOTHING


class _Act:
    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        lengths = {len(act) for act in walk.acts if tuple(walk.row[at : at + len(act)]) == act}
        return frozenset(at + length for length in lengths)


class _Row:
    def __init__(self, parts: Sequence[_Part]) -> None:
        self.parts = tuple(parts)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        places = frozenset((at,))
        for part in self.parts:
            places = frozenset(end for place in places for end in part.ends(walk, place))
            if not places:
                return places
        return places


class _Optional:
    def __init__(self, part: _Part) -> None:
        self.part = part

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        return self.part.ends(walk, at) | {at}


class _Repeated:
    def __init__(self, part: _Part) -> None:
        self.part = part

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        found: set[int] = set()
        new = {at}
        while new:
            new = {end for place in new for end in self.part.ends(walk, place)} - found
            found |= new
        return frozenset(found)


class _Choice:
    """One of many; only those that can begin with the word at hand are looked at."""

    def __init__(self) -> None:
        self.any: list[_Part] = []
        self.by_word: dict[str, list[_Part]] = {}

    def fill(self, parts: Iterable[_Part]) -> _Choice:
        for part in parts:
            first = _first(part)
            if first is None:
                self.any.append(part)
            for word in first or ():
                self.by_word.setdefault(word, []).append(part)
        return self

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        key = (id(self), at)
        known = walk.seen.get(key)
        if known is not None:
            return known
        word = walk.row[at] if at < len(walk.row) else ""
        found: set[int] = set()
        for part in (*self.by_word.get(word, ()), *self.any):
            found |= part.ends(walk, at)
        walk.seen[key] = frozenset(found)
        return walk.seen[key]


_Part = _Word | _Topic | _Name | _Act | _Row | _Optional | _Repeated | _Choice


@cache
def _tokens(word: str) -> tuple[str, ...]:
    return (word,) if word in _MARKS else tokens(word)


_OPEN: dict[str, _Part] = {"{topic}": _Topic(), "{name}": _Name(), "{act}": _Act()}


class Phrases:
    """The phrases of one language by kind, made once and asked often."""

    def __init__(self, slots: Mapping[str, str], kinds: Mapping[Kind, str]) -> None:
        self.words: set[str] = set()
        self._slots: dict[str, _Choice] = {}
        self._sources = slots
        self._kinds: dict[Kind, _Choice] = {}
        self.words_of: dict[Kind, frozenset[str]] = {}
        for kind, said in kinds.items():
            self._kinds[kind] = self._choice(said)
            plain = _OPEN_PART.sub(" ", said).replace("|", " ")
            self.words_of[kind] = frozenset(tokens(_BRACKET.sub(" ", plain)))

    def ends(self, kind: Kind, walk: Walk, at: int) -> frozenset[int]:
        """Return every place where a phrase of the kind that begins ``at`` may end."""
        choice = self._kinds.get(kind)
        return choice.ends(walk, at) if choice else _NOTHING

    def find(self, kind: Kind, walk: Walk) -> list[tuple[int, int]]:
        """Return (start, end) of the longest phrase of the kind at each place it stands."""
        places = ((at, self.ends(kind, walk, at)) for at in range(len(walk.row)))
        return [(at, max(ends)) for at, ends in places if ends]

    def _choice(self, said: str) -> _Choice:
        lines = (line.strip() for line in said.splitlines())
        return _Choice().fill(self._parsed(line) for line in lines if line)

    def _slot(self, name: str) -> _Choice:
        if name not in self._slots:
            self._slots[name] = self._choice(self._sources[name])
        return self._slots[name]

    def _parsed(self, line: str) -> _Part:
        parts = _PART.findall(line)
        parts.reverse()
        made = self._alternatives(parts)
        if parts:
            raise ValueError(f"A bracket is not closed, or closed twice, in {line!r}.")
        return made

    def _alternatives(self, parts: list[str]) -> _Part:
        rows: list[list[_Part]] = [[]]
        while parts and parts[-1] not in ("]", ")"):
            part = parts.pop()
            if part == "|":
                rows.append([])
            else:
                rows[-1] += self._made(part, parts)
        if len(rows) == 1:
            return rows[0][0] if len(rows[0]) == 1 else _Row(rows[0])
        return _Choice().fill(_Row(row) for row in rows if row)

    def _made(self, part: str, parts: list[str]) -> list[_Part]:
        if part in ("[", "("):
            inner = self._alternatives(parts)
            if not parts or parts.pop() != _CLOSING[part]:
                raise ValueError("A bracket is not closed.")
            return [_Optional(inner) if part == "[" else inner]
        if part in _OPEN:
            return [_OPEN[part]]
        if part.startswith("<"):
            slot = self._slot(part.strip("<>+"))
            return [_Repeated(slot) if part.endswith("+") else slot]
        plain = _tokens(part)
        if not plain:
            raise ValueError(f"{part!r} is no word: a phrase with it would fit anywhere.")
        self.words.update(plain)
        return [_Word(token) for token in plain]


def _first(part: _Part) -> frozenset[str] | None:
    """Return the words a phrase can begin with; None where that may be any word."""
    if isinstance(part, _Word):
        return frozenset((part.word,))
    if isinstance(part, _Repeated):
        return _first(part.part)
    if isinstance(part, _Choice):
        return None if part.any else frozenset(part.by_word)
    if not isinstance(part, _Row):
        return None
    return _first_of_row(part.parts)


def _first_of_row(parts: Sequence[_Part]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for part in parts:
        inner = part.part if isinstance(part, _Optional) else part
        first = _first(inner)
        if first is None:
            return None
        found |= first
        if inner is part:
            return found
    return None
