"""Files of labelled replies: one JSON object per line, checked before any is read.

A file is taken whole or not at all: what is wrong is named with its line, its
field and what is allowed. What the replies mean is no business of this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from signoff.cli.words import visible
from signoff.errors import RepliesInvalid
from signoff.interpret.evaluation import Case

MAX_LINE = 1_000_000  # bytes; a longer line is a damaged file, not a person's reply
_MAX_SHOWN = 80  # signs of a wrong value
_ALLOWED = {
    "feedback": "the person's words",
    "outcomes": "a list of different names, at least one",
    "message": "the question, as text",
    "id": "text or a whole number",
    "lang": "text",
    "kind": "text",
}


def read_cases(path: Path) -> list[Case]:
    """Return the labelled replies of a file, in its order; empty lines are passed over.

    A line is a JSON object: {"feedback": str, "outcomes": [str], "label": str or
    null, and where wanted "message": str, "approving" (or "permissive"): [str],
    "also_ok": [str or null], "id": str or int, "lang": str, "kind": str}. Other
    fields are left alone. Raises: RepliesInvalid.
    """
    try:
        with path.open("rb") as file:
            cases = [_case(_Row(where, line)) for where, line in _lines(path, file)]
    except OSError as error:
        raise RepliesInvalid(
            f"{str(path)!r} cannot be read: {error.strerror}. Nothing was judged. "
            "Name a file with one JSON object per line."
        ) from error
    if not cases:
        raise RepliesInvalid(
            f"{str(path)!r} holds no reply. Nothing was judged. Write one JSON object per line, "
            'such as {"feedback": "Go ahead", "outcomes": ["approved", "rejected"], '
            '"label": "approved"}.'
        )
    return cases


def _lines(path: Path, file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        where = f"{path.name}, line {number}"
        if len(line) > MAX_LINE:
            raise RepliesInvalid(
                f"{where} is longer than {MAX_LINE:,} bytes. Nothing was judged. "
                "Write one reply per line, with \\n for a new line inside it."
            )
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield where, line


@dataclass(frozen=True, slots=True)
class _Row:
    """One line, and where it stands."""

    where: str
    line: bytes

    def parsed(self) -> dict[str, Any]:
        try:
            row = json.loads(self.line.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise RepliesInvalid(
                f"{self.where} is not UTF-8: byte {error.start + 1} is "
                f"0x{self.line[error.start]:02x}. Nothing was judged. Save the file as UTF-8."
            ) from error
        except (ValueError, RecursionError) as error:
            raise RepliesInvalid(
                f"{self.where} is not JSON: {error}. Nothing was judged. "
                "Write one whole JSON object per line."
            ) from error
        if not isinstance(row, dict):
            raise RepliesInvalid(
                f"{self.where} is {_short(row)}, and must be a JSON object with feedback, "
                "outcomes and label. Nothing was judged. Mend the line and run this again."
            )
        return row

    def wrong(self, field: str, value: object, allowed: str) -> RepliesInvalid:
        said = "is missing" if value is _MISSING else f"is {_short(value)}"
        return RepliesInvalid(
            f"{self.where}: {field!r} {said}. Nothing was judged. It must be {allowed}."
        )


_MISSING = object()


def _case(source: _Row) -> Case:
    row = source.parsed()
    for field in ("feedback", "outcomes", "label"):
        if field not in row:
            raise source.wrong(field, _MISSING, _ALLOWED.get(field, "null or one of the outcomes"))
    outcomes = _outcomes(source, row["outcomes"])
    names = f"one of {', '.join(map(repr, outcomes))}"
    if row["label"] is not None and row["label"] not in outcomes:
        raise source.wrong("label", row["label"], f"null (ask again) or {names}")
    for field in ("feedback", "message", "lang", "kind"):
        if not isinstance(row.get(field, ""), str):
            raise source.wrong(field, row[field], _ALLOWED[field])
    also_ok = _among(source, row, "also_ok", (*outcomes, None), f"a list; each null or {names}")
    return Case(
        id=_id(source, row),
        feedback=row["feedback"],
        outcomes=outcomes,
        label=row["label"],
        message=row.get("message", ""),
        approving=_approving(source, row, outcomes, f"a list; each {names}"),
        also_ok=also_ok or (),
        lang=row.get("lang", ""),
        kind=row.get("kind", ""),
    )


def _id(source: _Row, row: dict[str, Any]) -> str:
    value = row.get("id", source.where.rpartition(", ")[2])
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise source.wrong("id", value, _ALLOWED["id"])
    return str(value)


def _outcomes(source: _Row, value: object) -> tuple[str, ...]:
    allowed = _ALLOWED["outcomes"]
    if not isinstance(value, list) or not value:
        raise source.wrong("outcomes", value, allowed)
    if not all(isinstance(name, str) and name.strip() for name in value):
        raise source.wrong("outcomes", value, allowed)
    if len(set(value)) < len(value):
        raise source.wrong("outcomes", value, allowed)
    return tuple(value)


def _approving(
    source: _Row, row: dict[str, Any], outcomes: tuple[str, ...], allowed: str
) -> tuple[str, ...] | None:
    if "approving" in row and "permissive" in row:
        raise source.wrong("permissive", row["permissive"], "left out beside 'approving'")
    field = "permissive" if "permissive" in row else "approving"
    return _among(source, row, field, outcomes, allowed)


def _among(
    source: _Row, row: dict[str, Any], field: str, offered: tuple[Any, ...], allowed: str
) -> tuple[Any, ...] | None:
    value = row.get(field)
    if value is None:
        return None
    if not isinstance(value, list) or any(name not in offered for name in value):
        raise source.wrong(field, value, allowed)
    return tuple(value)


def _short(value: object) -> str:
    text = visible(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}..."
