"""Reads a condition as people write it: ``amount > 500 and not is_internal``.

    condition   either of:  a or b    a and b    not a    (a)    a comparison    a flag
    comparison  value == value   also  != < <= > >= in
    value       a path in the state (order.total, items.0), 500, 1.5, "text", 'text',
                true, false, null, ["a", "b"]

No names, calls or arithmetic: nothing that is written here can do anything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from signoff.inbox.routing.condition import (
    Compare,
    Condition,
    Flag,
    Joined,
    Literal,
    Not,
    Path,
    Value,
)

LONGEST = 1000
DEEPEST = 20

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.]))
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[^\W\d]\w*(?:\.\w+)*)
    |(?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)
    )""",
    re.VERBOSE | re.DOTALL,
)
_COMPARING = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_CONSTANTS = {"true": True, "false": False, "null": None}
_WORDS = frozenset({"and", "or", "not", "in"})
_HINTS = {"=": "Write == to compare.", "&": "Write and.", "|": "Write or.", "!": "Write not."}


class ConditionInvalid(ValueError):
    """A condition that cannot be read; the message is one for the person who wrote it."""


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


@lru_cache(maxsize=512)
def read_condition(text: str) -> Condition:
    """Return what a condition means. Raises: ConditionInvalid."""
    if len(text) > LONGEST:
        raise ConditionInvalid(f"It has {len(text)} characters. Up to {LONGEST} are taken.")
    return _Parser(text).whole()


def _tokens(text: str) -> list[_Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            hint = _HINTS.get(rest[0], "Write one like: amount > 500 and region == 'EU'.")
            raise ConditionInvalid(f"{rest[:20]!r} cannot be read here. {hint}")
        kind = str(match.lastgroup)
        word = match[kind]
        found.append(
            _Token("sign" if kind == "name" and word in _WORDS else kind, word, match.start(kind))
        )
        at = match.end()
    return found


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0

    def whole(self) -> Condition:
        found = self._either()
        if self._next < len(self._tokens):
            raise self._unexpected("the condition's end")
        return found

    def _either(self) -> Condition:
        return self._joined("or", needs_all=False)

    def _joined(self, word: str, *, needs_all: bool) -> Condition:
        parts = [self._part(needs_all=needs_all)]
        while self._takes(word):
            parts.append(self._part(needs_all=needs_all))
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), needs_all)

    def _part(self, *, needs_all: bool) -> Condition:
        return self._single() if needs_all else self._joined("and", needs_all=True)

    def _single(self) -> Condition:
        if self._takes("not"):
            self._deeper()
            found: Condition = Not(self._single())
        elif self._takes("("):
            self._deeper()
            found = self._either()
            self._must(")")
        else:
            return self._comparison()
        self._depth -= 1
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionInvalid(f"It is nested more than {DEEPEST} deep. Write it flatter.")

    def _comparison(self) -> Condition:
        left = self._value()
        operator = self._peek()
        if operator in _COMPARING:
            self._next += 1
            return Compare(left, operator, self._value())
        if isinstance(left, Literal) and not isinstance(left.value, bool):
            raise self._unexpected("a comparison, like == or >")
        return Flag(left)

    def _value(self) -> Value:
        if self._takes("["):
            return self._list()
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        if token is None or token.kind == "sign":
            raise self._unexpected("a value")
        self._next += 1
        if token.kind == "name" and token.text not in _CONSTANTS:
            return Path(tuple(token.text.split(".")))
        return Literal(_constant(token))

    def _list(self) -> Literal:
        found: list[object] = []
        while not self._takes("]"):
            if found:
                self._must(",")
            one = self._value()
            if isinstance(one, Path) or isinstance(one.value, list):
                raise ConditionInvalid(f"A list holds numbers and texts; {one} is neither.")
            found.append(one.value)
        return Literal(found)

    def _peek(self) -> str:
        here = self._tokens[self._next] if self._next < len(self._tokens) else None
        return here.text if here is not None and here.kind == "sign" else ""

    def _takes(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._next += 1
        return True

    def _must(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._unexpected(repr(sign))

    def _unexpected(self, wanted: str) -> ConditionInvalid:
        if self._next >= len(self._tokens):
            return ConditionInvalid(f"It ends where {wanted} should stand.")
        token = self._tokens[self._next]
        return ConditionInvalid(
            f"{token.text[:20]!r} stands where {wanted} should (character {token.at + 1})."
        )


def _constant(token: _Token) -> object:
    if token.kind == "number":
        is_whole = token.text.lstrip("-").isdigit()
        return int(token.text) if is_whole else float(token.text)
    if token.kind == "text":
        return re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.DOTALL)
    return _CONSTANTS[token.text]
