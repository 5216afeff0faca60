"""What somebody typed into a form, as values of a policy's text.

What cannot be read as a number stays the text that it is: the policy refuses
it with a sentence, and the page shows it again as it was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

_MOST_DIGITS = 12
_MOST_ROWS = 200
_HOUR = 60
HOURS, MINUTES = "hours", "minutes"


class Typed:
    """The fields of one form. Blanks around a text say nothing, and an empty field is none."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields

    def text(self, name: str) -> str | None:
        """Return what was typed, None for nothing."""
        return self.raw(name).strip() or None

    def raw(self, name: str) -> str:
        """Return what was typed as it is, with line ends as everybody but browsers writes them."""
        found = self._fields.get(name, ("",))
        return found[-1].replace("\r\n", "\n")

    def has(self, name: str) -> bool:
        """Say whether a box was ticked or a button pressed."""
        return name in self._fields

    def all(self, name: str) -> list[str]:
        """Return everything chosen under one name."""
        return list(self._fields.get(name, ()))

    def number(self, name: str) -> int | str | None:
        """Return a whole number; a text that is none as it was typed."""
        return as_number(self.text(name))

    def minutes(self, name: str) -> int | str | None:
        """Return a span in minutes, from a number and the unit beside it (``NAME_unit``)."""
        found = self.number(name)
        is_hours = self.text(f"{name}_unit") == HOURS
        return found * _HOUR if is_hours and isinstance(found, int) else found

    def lines(self, name: str) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in self.raw(name).split("\n") if line.strip()]

    def names(self, name: str) -> list[str]:
        """Return what is listed with commas or line by line."""
        parts = self.raw(name).replace("\n", ",").split(",")
        return [part.strip() for part in parts if part.strip()]

    def rows(self, name: str) -> list[Typed]:
        """Return the rows of a table of fields (``NAME.0.field``), each as a form of its own."""
        found: dict[int, dict[str, Sequence[str]]] = {}
        for key, values in self._fields.items():
            head, _, rest = key.partition(".")
            n, _, field = rest.partition(".")
            if head == name and field and n.isascii() and n.isdigit() and len(n) <= _MOST_DIGITS:
                found.setdefault(int(n), {})[field] = values
        return [Typed(found[n]) for n in sorted(found)[:_MOST_ROWS]]


def as_number(text: str | None) -> int | str | None:
    """Return a whole number from its digits; any other text as it is."""
    if text and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    return text


def metadata_of(lines: Iterable[str]) -> dict[str, Any]:
    """Return a table from lines like ``department: finance``; JSON values are read as such.

    A key in quotes is read as JSON, too: it may hold a colon.
    """
    return dict(_entry(line) for line in lines)


def metadata_lines(table: Mapping[str, Any]) -> str:
    """Return a table as the lines that ``metadata_of`` reads."""
    return "\n".join(_line_of(key, value) for key, value in table.items())


def _entry(line: str) -> tuple[str, Any]:
    key, rest = _key_of(line)
    said = rest.partition(":")[2].strip()
    try:
        return key, json.loads(said)
    except (ValueError, RecursionError):
        return key, said


def _key_of(line: str) -> tuple[str, str]:
    """Return the key of a line and what follows it, from the colon on."""
    try:
        key, end = json.JSONDecoder().raw_decode(line)
    except (ValueError, RecursionError):
        key, end = None, 0
    if isinstance(key, str) and line[end:].lstrip().startswith(":"):
        return key, line[end:]
    plain, colon, rest = line.partition(":")
    return plain.strip(), colon + rest


def _line_of(key: str, value: object) -> str:
    # What would be read as something else is written as JSON.
    plain = f"{key}: {value}"
    is_plain = plain == plain.strip() and len(plain.splitlines()) == 1
    if is_plain and isinstance(value, str) and _entry(plain) == (key, value):
        return plain
    said = json.dumps(value)
    is_plain = key == key.strip() and len(f"{key}.".splitlines()) == 1
    if is_plain and _entry(f"{key}: {said}")[0] == key:
        return f"{key}: {said}"
    return f"{json.dumps(key)}: {said}"


def spoken_span(value: object) -> tuple[object, str]:
    """Return a span in minutes as a number and its unit, as the form shows it."""
    if isinstance(value, int) and value and value % _HOUR == 0:
        return value // _HOUR, HOURS
    return ("" if value is None else value), MINUTES


async def _text_of(file: UploadFile) -> str:
    return (await file.read()).decode("utf-8-sig", "replace")


async def read_typed(request: Request) -> Typed:
    """Dependency: the form that was sent; a file in it is the text that it holds."""
    fields: dict[str, list[str]] = {}
    async with request.form(max_files=1) as form:
        for name, value in form.multi_items():
            said = value if isinstance(value, str) else await _text_of(value)
            fields.setdefault(name, []).append(said)
    return Typed(fields)


Form = Annotated[Typed, Depends(read_typed)]
