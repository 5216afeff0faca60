"""JSON as a table: what a form or a few records hold, for people.

One record may hold others, whose fields are told with where they are. Anything
deeper, long or wide is none of this module's: it stays JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

MAX_FIELDS, MAX_COLUMNS, MAX_RECORDS = 40, 8, 100
MAX_VALUE = 400
MAX_LINE = 76  # of a text table; mail programs wrap what is longer
MAX_DEPTH = 3
_GAP = "  "
_Field = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text; ``head`` is None for one record, whose rows are field and value."""

    head: tuple[str, ...] | None
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int]  # columns of numbers alone

    def as_html(self) -> str:
        """Return an HTML table without looks."""
        head = "" if self.head is None else f"<tr>{self._cells(self.head, 'th')}</tr>"
        rows = "".join(f"<tr>{self._cells(row, 'td')}</tr>" for row in self.rows)
        return f"<table>{head}{rows}</table>"

    def as_text(self) -> str | None:
        """Return lines of text, None where they would be too long to be read."""
        if self.head is None:
            return "\n".join(f"{name}: {value}" for name, value in self.rows)
        cells = (self.head, *self.rows)
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        if sum(widths) + len(_GAP) * (len(widths) - 1) > MAX_LINE:
            return None
        return "\n".join(self._line(row, widths) for row in cells)

    def _cells(self, row: Sequence[str], tag: str) -> str:
        names = ["th" if self.head is None and n == 0 else tag for n in range(len(row))]
        sides = [' class="align-right"' if n in self.figures else "" for n in range(len(row))]
        return "".join(
            f"<{name}{side}>{escape(cell)}</{name}>"
            for name, side, cell in zip(names, sides, row, strict=True)
        )

    def _line(self, row: Sequence[str], widths: Sequence[int]) -> str:
        sides = (
            cell.rjust(width) if n in self.figures else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return _GAP.join(sides).rstrip()


def read_table(text: str) -> Table | None:
    """Return JSON text as a table, None where it is not flat."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        fields = list(_fields(value))
        flat = 0 < len(fields) <= MAX_FIELDS and all(_is_plain(item) for _, item in fields)
        rows = tuple((name, _cell(item)) for name, item in fields)
        return Table(None, rows, frozenset()) if flat else None
    return _records(value) if isinstance(value, list) else None


def _fields(value: Mapping[str, object], within: str = "", depth: int = 1) -> Iterator[_Field]:
    """Yield the fields of a record and of those in it; a list of plain values is one text."""
    for name, item in value.items():
        if isinstance(item, dict) and item and depth < MAX_DEPTH:
            yield from _fields(item, f"{within}{name}.", depth + 1)
        elif isinstance(item, list) and item and all(map(_is_plain, item)):
            yield f"{within}{name}", ", ".join(map(_cell, item))
        else:
            yield f"{within}{name}", item


def _records(value: list[object]) -> Table | None:
    records = [item for item in value if isinstance(item, dict)]
    if len(records) != len(value) or not 0 < len(records) <= MAX_RECORDS:
        return None
    names = tuple(dict.fromkeys(name for record in records for name in record))
    cells = [item for record in records for item in record.values()]
    if not 0 < len(names) <= MAX_COLUMNS or not all(map(_is_plain, cells)):
        return None
    rows = tuple(tuple(_cell(record.get(name)) for name in names) for record in records)
    figures = frozenset(
        n for n, name in enumerate(names) if all(_is_figure(each.get(name)) for each in records)
    )
    return Table(names, rows, figures)


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_VALUE and len(value.splitlines()) <= 1
    return value is None or isinstance(value, bool | int | float)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
