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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from signoff.interpret.language import Kind
from signoff.interpret.normal import fold, tokens
from signoff.interpret.spans import name_end

_PART = re.compile(r"<\w+>\+?|\{\w+\}|[\[\]()|]|[^\s\[\]()|<>{}]+")
_SLOT = re.compile(r"<(\w+)>")
_BRACKETS = frozenset("[]()")
_BEYOND_LATIN = "\u0250"
_SIGN_BY_SIGN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]+")
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
    possible: dict[int, Sequence[_Part]] = field(default_factory=dict)
    found: dict[int, Sequence[tuple[int, int]]] = field(default_factory=dict)

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


class _Word:
    def __init__(self, word: str) -> None:
        self.word = word

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] == self.word
        return _only(at + 1) if fits else _NOTHING


class _Topic:
    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.topic.isdisjoint(walk.words)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        last = at
        while last < min(len(walk.row), at + MAX_TOPIC_WORDS) and walk.row[last] in walk.topic:
            last += 1
        return frozenset(range(at + 1, last + 1))


class _Name:
    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.names.isdisjoint(walk.words)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        fits = at < len(walk.row) and walk.row[at] in walk.names
        return _only(at + 1) if fits else _NOTHING


class _Act:
    def may_stand_in(self, walk: Walk) -> bool:
        return not walk.words.isdisjoint(walk.acts_by_word)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        acts = walk.acts_by_word.get(walk.row[at]) if at < len(walk.row) else None
        ends = (name_end(walk.row, at, act) for act in acts or ())
        return frozenset(end for end in ends if end is not None)


class _Row:
    def __init__(self, parts: Sequence[_Part]) -> None:
        self.parts = tuple(parts)

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        places = _only(at)
        for part in self.parts:
            if len(places) == 1:
                (place,) = places
                places = part.ends(walk, place)
            else:
                places = frozenset[int]().union(*[part.ends(walk, place) for place in places])
            if not places:
                return _NOTHING
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


class _Either:
    """One of a few, as a bracket holds them."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self._by_word: dict[str, list[_Part]] = {}
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
            parts = (*self._by_word.get(word, ()), *_possible(self, self._any, walk))
            known = frozenset(end for part in parts for end in part.ends(walk, at))
            walk.seen[key] = known
        return known


class _Choice:
    """One of many; only those that can begin with the word at hand are looked at.

    ``rows`` are unread phrases: one that begins with a plain word is read when that word comes.
    """

    def __init__(self, rows: Callable[[], Iterable[Sequence[str]]], read: _Reader) -> None:
        self._rows = rows
        self._read = read
        self._unread: dict[str, list[Sequence[str]]] = {}
        self._by_word: dict[str, list[_Part]] = {}
        self._any: list[_Open] = []
        self._is_sorted = False

    def first(self) -> frozenset[str] | None:
        """Return the words one of them can begin with; None where that may be any word."""
        self._sort()
        return None if self._any else frozenset((*self._unread, *self._by_word))

    def ends(self, walk: Walk, at: int) -> frozenset[int]:
        key = (id(self), at)
        known = walk.seen.get(key)
        if known is not None:
            return known
        found: set[int] = set()
        for part in self._beginning(walk.row[at] if at < len(walk.row) else ""):
            found |= part.ends(walk, at)
        for part in _possible(self, self._any, walk):
            found |= part.ends(walk, at)
        walk.seen[key] = frozenset(found) if found else _NOTHING
        return walk.seen[key]

    def found(self, walk: Walk) -> Sequence[tuple[int, int]]:
        """Return (start, end) of the longest at each place of the row where one stands."""
        known = walk.found.get(id(self))
        if known is None:
            self._sort()
            anywhere = bool(_possible(self, self._any, walk))
            begun = (
                (at, self.ends(walk, at))
                for at, word in enumerate(walk.row)
                if anywhere or word in self._by_word or word in self._unread
            )
            known = walk.found[id(self)] = [(at, max(ends)) for at, ends in begun if ends]
        return known

    def _beginning(self, word: str) -> Sequence[_Part]:
        """Return what begins with a word, read by now; not what may begin with any."""
        self._sort()
        unread = self._unread.pop(word, ())
        if unread:
            self._by_word.setdefault(word, []).extend(self._read(row) for row in unread)
        return self._by_word.get(word, ())

    def _sort(self) -> None:
        if self._is_sorted:
            return
        self._is_sorted = True
        for row in self._rows():
            if _is_plain(row[0]):
                self._unread.setdefault(_tokens(row[0])[0], []).append(row)
                continue
            part = self._read(row)
            first = _first(part)
            if first is None:
                self._any.append(_Open(part))
            for word in first or ():
                self._by_word.setdefault(word, []).append(part)


class _Open:
    """A phrase that may begin with any word, and what a row must have for it to stand anywhere."""

    def __init__(self, part: _Part) -> None:
        self.part = part
        self._needed = part.parts if isinstance(part, _Row) else (part,)
        self._words = frozenset(one.word for one in self._needed if isinstance(one, _Word))
        self._open = [one for one in self._needed if isinstance(one, _Topic | _Name | _Act)]

    @cached_property
    def _one_of(self) -> Sequence[frozenset[str]]:
        """For each part that is a choice of words: the words, one of which must be there."""
        choices = (_Either, _Choice, _Repeated)
        found = (_first(one) for one in self._needed if isinstance(one, choices))
        return [words for words in found if words is not None]

    def may_stand_in(self, walk: Walk) -> bool:
        """Say whether the row has what no phrase of this form can do without."""
        return (
            self._words <= walk.words
            and all(one.may_stand_in(walk) for one in self._open)
            and not any(words.isdisjoint(walk.words) for words in self._one_of)
        )


def _possible(choice: _Choice | _Either, parts: Iterable[_Open], walk: Walk) -> Sequence[_Part]:
    """Return those of a choice's open phrases that may stand somewhere in the row."""
    known = walk.possible.get(id(choice))
    if known is None:
        known = [one.part for one in parts if one.may_stand_in(walk)]
        walk.possible[id(choice)] = known
    return known


_Part = _Word | _Topic | _Name | _Act | _Row | _Optional | _Repeated | _Either | _Choice


_Reader = Callable[[Sequence[str]], "_Part"]
_OPEN: dict[str, _Part] = {"{topic}": _Topic(), "{name}": _Name(), "{act}": _Act()}


@cache
def _only(at: int) -> frozenset[int]:
    return frozenset((at,))


def _tokens(word: str) -> tuple[str, ...]:
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


def _is_plain(part: str) -> bool:
    return part not in _BRACKETS and part not in _OPEN and part[0] != "<"


def _words_in(said: str) -> frozenset[str]:
    plain = {part for part in {*_PART.findall(said)} if part != "|" and _is_plain(part)}
    return frozenset(token for part in plain for token in _tokens(part))


def _rows_of(said: str) -> list[list[str]]:
    """Part phrases at their lines' ends, and at every | that stands in no bracket."""
    rows: list[list[str]] = [[]]
    for line in said.splitlines():
        depth = 0
        rows.append([])
        for part in _PART.findall(line):
            depth += (part in "[(") - (part in "])")
            if part == "|" and depth == 0:
                rows.append([])
            else:
                rows[-1].append(part)
        if depth:
            raise ValueError(f"A bracket is not closed, or closed twice, in {line!r}.")
    return [row for row in rows if row]


class Phrases:
    """The phrases of one language by kind; each is read when words it may begin with come up."""

    def __init__(self, slots: Mapping[str, str], kinds: Mapping[Kind, str]) -> None:
        self._sources = slots
        self._slots: dict[str, _Choice] = {}
        self._said = kinds
        self._kinds = {kind: self._choice(said) for kind, said in kinds.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every plain word of the phrases, and of the slots they need."""
        needed = set[str]()
        texts = list(self._said.values())
        for said in texts:
            new = {*_SLOT.findall(said)} - needed
            needed |= new
            texts += [self._sources[name] for name in new]
        return _words_in("\n".join(texts))

    def words_of(self, kind: Kind) -> frozenset[str]:
        """Return the plain words that stand in the phrases of a kind themselves."""
        return _words_in(self._said.get(kind, ""))

    def ends(self, kind: Kind, walk: Walk, at: int) -> frozenset[int]:
        """Return every place where a phrase of the kind that begins ``at`` may end."""
        choice = self._kinds.get(kind)
        return choice.ends(walk, at) if choice else _NOTHING

    def find(self, kind: Kind, walk: Walk) -> list[tuple[int, int]]:
        """Return (start, end) of the longest phrase of the kind at each place it stands."""
        choice = self._kinds.get(kind)
        return list(choice.found(walk)) if choice else []

    def _choice(self, said: str) -> _Choice:
        return _Choice(lambda: _rows_of(said), self._read)

    def _slot(self, name: str) -> _Choice:
        if name not in self._slots:
            self._slots[name] = self._choice(self._sources[name])
        return self._slots[name]

    def _read(self, row: Sequence[str]) -> _Part:
        parts = list(reversed(row))
        made = self._alternatives(parts)
        if parts:
            raise ValueError(f"A bracket is not closed, or closed twice, in {' '.join(row)!r}.")
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
        return _Either([_Row(row) for row in rows if row])

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
        return [_Word(token) for token in _tokens(part)]


def _first(part: _Part) -> frozenset[str] | None:
    """Return the words a phrase can begin with; None where that may be any word."""
    if isinstance(part, _Word):
        return frozenset((part.word,))
    if isinstance(part, _Repeated):
        return _first(part.part)
    if isinstance(part, _Choice | _Either):
        return part.first()
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
