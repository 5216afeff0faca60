"""Reads one table of a policy, field by field, and collects what is wrong.

It goes on after a mistake, so that somebody who writes rules learns of all of
them at once. What the fields mean is not known here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from signoff.errors import AddressInvalid
from signoff.inbox.address import reachable_address
from signoff.inbox.storable import storable

LONGEST_NAME = 100
LONGEST_TEXT = 200
MOST_ITEMS = 1000
_SHOWN = 60
_MOST_UNKNOWN = 20

Kind = TypeVar("Kind", bound=StrEnum)


class Fields:
    """One table (a JSON object) at ``path``; ``problems`` are ``{path: sentence}``."""

    def __init__(self, raw: object, path: str, problems: dict[str, str]) -> None:
        self.path = path
        self.problems = problems
        self._known: list[str] = []
        self._raw: Mapping[Any, object] = raw if isinstance(raw, Mapping) else {}
        self._is_table = isinstance(raw, Mapping)
        if not self._is_table:
            problems[path or "policy"] = f"{shown(raw)} is no table of fields."

    def at(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def refuse(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field; the first that is found says it."""
        if self._is_table:  # else nothing about its fields is worth a word
            self.problems.setdefault(self.at(name), sentence)

    def take(self, name: str) -> Any:  # noqa: ANN401 - anything may stand there
        """Return what stands in a field; None where nothing does."""
        self._known.append(name)
        return self._raw.get(name)

    def has(self, name: str) -> bool:
        """Say whether anything stands in a field, right or wrong."""
        return self._raw.get(name) is not None

    def close(self) -> None:
        """Refuse what nobody has taken."""
        unknown = [name for name in self._raw if name not in self._known]
        for name in unknown[:_MOST_UNKNOWN]:  # enough to see that something else was meant
            near = get_close_matches(str(name), self._known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(self._known)}."
            self.refuse(_legible(name), f"There is no field of this name here. {hint}")

    def text(self, name: str, *, longest: int = LONGEST_TEXT) -> str | None:
        """Return a text that is not blank."""
        value = self.take(name)
        return None if value is None else self.checked_text(name, value, longest=longest)

    def checked_text(self, name: str, value: object, *, longest: int = LONGEST_TEXT) -> str | None:
        """Return ``value`` if it is a text that can be kept; a problem under ``name`` else."""
        if not isinstance(value, str) or not value.strip():
            self.refuse(name, f"{shown(value)} is no text. Write one, or leave the field out.")
        elif len(value) > longest:
            self.refuse(name, f"It has {len(value)} characters. Up to {longest} are taken.")
        elif storable(value) != value:
            self.refuse(name, f"{shown(value)} holds signs that cannot be kept. Take them out.")
        else:
            return value
        return None

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """Return true or false."""
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return otherwise if value is None else value
        self.refuse(name, f"{shown(value)} is not true or false.")
        return otherwise

    def number(self, name: str, *, least: int, most: int) -> int | None:
        """Return a whole number from ``least`` to ``most``."""
        value = self.take(name)
        if value is None or (type(value) is int and least <= value <= most):
            return value
        self.refuse(name, f"{shown(value)} is no whole number from {least} to {most}.")
        return None

    def one_of(self, name: str, kinds: Iterable[Kind]) -> Kind | None:
        """Return one of some constants."""
        value = self.take(name)
        known = {kind.value: kind for kind in kinds}
        if value is None:
            return None
        if isinstance(value, str) and value in known:
            return known[value]
        self.refuse(name, f"{shown(value)} is none of: {', '.join(known)}.")
        return None

    def address(self, name: str) -> str | None:
        """Return a mail address as it is compared."""
        value = self.take(name)
        return None if value is None else self.checked_address(name, value)

    def checked_address(self, name: str, value: object) -> str | None:
        """Return ``value`` as a mail address is compared; a problem under ``name`` else."""
        try:
            return reachable_address(value if isinstance(value, str) else "")
        except AddressInvalid:
            self.refuse(
                name,
                f"{shown(value)} is not one mail address with the full name of its domain, like "
                "ana@example.com.",
            )
            return None

    def who(self, name: str, groups: Collection[str]) -> str | None:
        """Return a mail address or the name of one of ``groups``."""
        value = self.take(name)
        if value is None or (isinstance(value, str) and value in groups):
            return value
        if isinstance(value, str) and "@" not in value:
            there = f"There are: {', '.join(sorted(groups))}." if groups else "No group is defined."
            self.refuse(name, f"{shown(value)} is no mail address and no group. {there}")
            return None
        return self.checked_address(name, value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return different texts."""
        found = []
        for n, value in enumerate(self.items(name)):
            text = self.checked_text(f"{name}[{n}]", value)
            if text in found:
                self.refuse(f"{name}[{n}]", f"{shown(text)} stands there twice.")
            elif text is not None:
                found.append(text)
        return tuple(found)

    def items(self, name: str) -> Sequence[object]:
        """Return a list."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.refuse(name, f"{shown(value)} is no list.")
            return ()
        if len(value) > MOST_ITEMS:
            self.refuse(name, f"It has {len(value)} entries. Up to {MOST_ITEMS} are taken.")
            return ()
        return value

    def table(self, name: str) -> Fields | None:
        """Return the fields of a table within this one."""
        value = self.take(name)
        return None if value is None else Fields(value, self.at(name), self.problems)

    def tables(self, name: str) -> list[Fields] | None:
        """Return the fields of each table in a list; None where there is no list."""
        items = self.items(name)
        if not self.has(name):
            return None
        return [Fields(one, f"{self.at(name)}[{n}]", self.problems) for n, one in enumerate(items)]

    def named_tables(self, name: str) -> list[tuple[str, Fields]]:
        """Return the tables within a table, each with its name."""
        inner = self.table(name)
        if inner is None:
            return []
        found = []
        for key in inner._raw:  # noqa: SLF001 - one of this class
            inner.take(key)
            if inner.checked_text(_legible(key), key, longest=LONGEST_NAME) is not None:
                found.append((key, Fields(inner._raw[key], inner.at(key), self.problems)))  # noqa: SLF001
        return found


def is_json(value: object) -> bool:
    """Say whether JSON can hold a value and give it back as it was."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return storable(value) == value
    if isinstance(value, list):
        return all(map(is_json, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_json(key) for key in value) and all(
            map(is_json, value.values())
        )
    return value is None or isinstance(value, bool | int)


def _legible(name: object) -> str:
    """Return a field's name as a path can have it, whatever somebody wrote."""
    return storable(str(name)[:_SHOWN])


def shown(value: object) -> str:
    """Return a value short enough for a sentence."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
