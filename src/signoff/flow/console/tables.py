"""Markdown tables in columns that fit the terminal, or row by row where none would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from signoff.flow.console.folding import cells, folded, padded

_DELIMITER = re.compile(r" *\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *")
_BETWEEN = re.compile(r"(?<!\\)\|")
_NARROWEST = 8
_GAP = "  "


def is_table(lines: Sequence[str]) -> bool:
    """Say whether two lines are a table's head and the dashes under it."""
    if len(lines) < 2 or "|" not in lines[0] or "|" not in lines[1]:  # noqa: PLR2004 - two lines
        return False
    # No letters first: the pattern is then short work for whatever is left.
    if set(lines[1]) - set(" |:-") or not _DELIMITER.fullmatch(lines[1]):
        return False
    return len(_cells_in(lines[0])) == len(_cells_in(lines[1]))


def table(
    lines: Sequence[str],
    width: int,
    *,
    inline: Callable[[str], str],
    bold: Callable[[str], str],
) -> Iterator[str]:
    """Yield the lines of a table; ``lines``: its head, the dashes, its rows."""
    head, dashes, *rows = (_cells_in(line) for line in lines)
    n = len(head)
    aligns = [_align(dash) for dash in dashes]
    shown = [[inline(cell) for cell in _fitted(row, n)] for row in (head, *rows)]
    widths = _widths(shown, width - len(_GAP) * (n - 1))
    if widths is None:
        yield from _row_by_row(shown, width, bold)
        return
    for number, row in enumerate(shown):
        for line in _in_columns(row, widths, aligns):
            yield bold(line) if number == 0 else line
        if number == 0:
            yield _GAP.join("-" * column for column in widths)


def _cells_in(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _BETWEEN.split(inner)]


def _fitted(row: list[str], n: int) -> list[str]:
    """Return a row of ``n`` cells; what is too much stays readable in the last."""
    return (
        [*row, *[""] * (n - len(row))]
        if len(row) <= n
        else [*row[: n - 1], " | ".join(row[n - 1 :])]
    )


def _align(dash: str) -> str:
    if dash.endswith(":"):
        return "^" if dash.startswith(":") else ">"
    return "<"


def _widths(rows: Sequence[Sequence[str]], free: int) -> list[int] | None:
    """Return the columns' widths, the widest cut first; None where they cannot fit."""
    widths = [max(3, *map(cells, column)) for column in zip(*rows, strict=True)]
    if len(widths) * _NARROWEST > free < sum(widths):
        return None
    limit = min(max(widths), free)
    while sum(min(width, limit) for width in widths) > free:
        limit -= 1
    return [min(width, limit) for width in widths]


def _in_columns(row: Sequence[str], widths: Sequence[int], aligns: Sequence[str]) -> Iterator[str]:
    columns = [folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        line = [padded(*cell) for cell in zip(parts, widths, aligns, strict=True)]
        yield _GAP.join(line).rstrip()


def _row_by_row(
    rows: Sequence[Sequence[str]], width: int, bold: Callable[[str], str]
) -> Iterator[str]:
    head, *others = rows
    for number, row in enumerate(others):
        if number:
            yield ""
        for name, cell in zip(head, row, strict=True):
            yield from folded(cell, width, first=f"{bold(name)}: ", rest=_GAP)
