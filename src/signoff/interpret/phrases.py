"""Phrases with slots, as they are written, and where those of a kind stand in a row of tokens.

A phrase is written as people say it: 'this [really] <looks> <good> [to me]'.
[x] may be left out, (x | y) is a choice, <x> is a slot with phrases of its
own, <x>+ one or more of them, {topic} words of the question, {name} a word
no language here knows, such as a name, {act} the name of an outcome.
What a phrase means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from signoff.interpret.choices import Choice, Either
from signoff.interpret.language import Kind
from signoff.interpret.walks import (
    NOTHING,
    OPEN,
    Optional,
    Part,
    Repeated,
    Row,
    Walk,
    Word,
    is_plain,
    tokens_in,
)

_PART = re.compile(r"<\w+>\+?|\{\w+\}|[\[\]()|]|[^\s\[\]()|<>{}]+")
_SLOT = re.compile(r"<(\w+)>")
_CLOSING = {"(": ")", "[": "]"}


def _words_in(said: str) -> frozenset[str]:
    plain = {part for part in {*_PART.findall(said)} if part != "|" and is_plain(part)}
    return frozenset(token for part in plain for token in tokens_in(part))


def _rows_of(said: str) -> list[tuple[str, ...]]:
    """Part phrases at their lines' ends, and at every | that stands in no bracket.

    Each comes once: a line that is written in two ways of spelling says most phrases twice.
    """
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
    return list(dict.fromkeys(tuple(row) for row in rows if row))


class Phrases:
    """The phrases of one language by kind; each is read when words it may begin with come up."""

    def __init__(self, slots: Mapping[str, str], kinds: Mapping[Kind, str]) -> None:
        self._sources = slots
        self._slots: dict[str, Choice] = {}
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
        return choice.ends(walk, at) if choice else NOTHING

    def find(self, kind: Kind, walk: Walk) -> Sequence[tuple[int, int]]:
        """Return (start, end) of the longest phrase of the kind at each place it stands."""
        choice = self._kinds.get(kind)
        return choice.found(walk) if choice else ()

    def _choice(self, said: str) -> Choice:
        return Choice(lambda: _rows_of(said), self._read)

    def _slot(self, name: str) -> Choice:
        if name not in self._slots:
            self._slots[name] = self._choice(self._sources[name])
        return self._slots[name]

    def _read(self, row: Sequence[str]) -> Part:
        parts = list(reversed(row))
        made = self._alternatives(parts)
        if parts:
            raise ValueError(f"A bracket is not closed, or closed twice, in {' '.join(row)!r}.")
        return made

    def _alternatives(self, parts: list[str]) -> Part:
        rows: list[list[Part]] = [[]]
        while parts and parts[-1] not in ("]", ")"):
            part = parts.pop()
            if part == "|":
                rows.append([])
            else:
                rows[-1] += self._made(part, parts)
        if len(rows) == 1:
            return rows[0][0] if len(rows[0]) == 1 else Row(rows[0])
        return Either([Row(row) for row in rows if row])

    def _made(self, part: str, parts: list[str]) -> list[Part]:
        if part in ("[", "("):
            inner = self._alternatives(parts)
            if not parts or parts.pop() != _CLOSING[part]:
                raise ValueError("A bracket is not closed.")
            return [Optional(inner) if part == "[" else inner]
        if part in OPEN:
            return [OPEN[part]]
        if part.startswith("<"):
            slot = self._slot(part.strip("<>+"))
            return [Repeated(slot) if part.endswith("+") else slot]
        return [Word(token) for token in tokens_in(part)]
