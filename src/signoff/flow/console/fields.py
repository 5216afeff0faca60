"""The fields of a JSON Schema, and what can be typed for each.

It knows the kinds a line can hold: text, numbers, yes and no, choices, lists.
Everything else is typed as JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signoff.flow.console.shown import in_line

_YES = {"y", "yes", "true", "1"}
_NO = {"n", "no", "false", "0"}
# A number or its text, as a Decimal takes it: kept as it was typed, so nothing of it is lost.
_DECIMAL = "decimal"
_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    _DECIMAL: "number",
    "boolean": "y/n",
    "array": "list, commas between",
    "object": "JSON object",
}
_FORMATS = {
    "date": "date, as 2026-03-01",
    "date-time": "time, as 2026-03-01T14:30Z",
    "time": "time, as 14:30",
    "email": "mail address",
    "uri": "address",
    "uuid": "UUID",
}


class NotThat(Exception):
    """What was typed is not of the field's kind; the message says what is."""


@dataclass(frozen=True)
class Field:
    """One field: ``kind`` is a JSON Schema type, "" for any; ``form`` its format."""

    name: str
    kind: str
    is_required: bool
    choices: tuple[Any, ...] = ()
    items: Field | None = None
    default: Any = None
    has_default: bool = False
    description: str = ""
    form: str = ""

    @property
    def is_object(self) -> bool:
        """Say whether the field itself is an object, or may be."""
        return self.kind in {"object", ""}

    @property
    def prompt(self) -> str:
        """Return what is asked."""
        if self.has_default and self.default is not None:
            return self.prompt_with(self.default)
        need = "" if self.is_required else ", or Enter"
        return f"{in_line(self.name)} ({self._wanted()}{need}): "

    def prompt_with(self, value: object) -> str:
        """Return what is asked where Enter keeps ``value``."""
        return f"{in_line(self.name)} ({self._wanted()}) [{in_line(_as_typed(value))}]: "

    def value(self, typed: str) -> Any:  # noqa: ANN401 - plain JSON
        """Return what was typed as this field's kind.

        Raises: NotThat.
        """
        if self.choices:
            return self._choice(typed)
        if self.kind == "array":
            return self._list(typed)
        if self.kind in {"integer", "number", _DECIMAL}:
            return self._number(typed)
        if self.kind == "boolean":
            return self._yes_or_no(typed)
        if self.kind == "string":
            return self._text(typed)
        return self._json(typed)

    def _wanted(self) -> str:
        if self.choices:
            names = ", ".join(in_line(_as_typed(choice)) for choice in self.choices)
            return f"one of {names}"
        return _FORMATS.get(self.form) or _KINDS.get(self.kind, "text or JSON")

    def _choice(self, typed: str) -> Any:  # noqa: ANN401 - plain JSON
        for choice in self.choices:
            if _as_typed(choice).casefold() == typed.casefold():
                return choice
        raise self._not_that(typed)

    def _list(self, typed: str) -> list[Any]:
        if typed.startswith("["):
            value = self._json(typed)
            if isinstance(value, list):
                return value
            raise self._not_that(typed)
        parts = typed.split("\n") if "\n" in typed else typed.split(",")
        named = [part.strip() for part in parts if part.strip()]
        item = self.items
        return [item.value(part) for part in named] if item else [*named]

    def _number(self, typed: str) -> int | float | str:
        try:
            number = int(typed) if self.kind == "integer" else float(typed)
        except ValueError:
            raise self._not_that(typed) from None
        if not math.isfinite(number):
            raise self._not_that(typed)
        return typed if self.kind == _DECIMAL else number

    def _yes_or_no(self, typed: str) -> bool:
        said = typed.casefold()
        if said in _YES | _NO:
            return said in _YES
        raise self._not_that(typed)

    def _text(self, typed: str) -> str:
        if not typed:
            raise NotThat(f'{in_line(self.name)} is needed. Type "" for an empty text.')
        return "" if typed == '""' else typed

    def _json(self, typed: str) -> Any:  # noqa: ANN401 - plain JSON
        try:
            return json.loads(typed)
        except ValueError:
            if self.kind == "" and typed and typed[0] not in '{["':
                return typed
            raise self._not_that(typed) from None

    def _not_that(self, typed: str) -> NotThat:
        said = f'"{in_line(typed)[:60]}" does not fit' if typed else "Nothing was typed"
        return NotThat(f"{said}. Wanted: {self._wanted()}.")


def fields_of(schema: Mapping[str, Any]) -> list[Field]:
    """Return the fields of an object's schema, in its order."""
    required = set(schema.get("required", ()))
    return [
        _field(name, said, schema, is_required=name in required)
        for name, said in schema.get("properties", {}).items()
    ]


def _field(
    name: str, said: Mapping[str, Any], schema: Mapping[str, Any], *, is_required: bool
) -> Field:
    # A reference to a named type, as enums and models are; what stands beside it counts first.
    wanted = {**_resolved(said, schema), **said}
    listed = wanted.get("items")
    return Field(
        name=name,
        kind=_kind(wanted),
        is_required=is_required,
        choices=tuple(wanted["enum"] if "enum" in wanted else _constant(wanted)),
        items=_field(name, listed, schema, is_required=True) if listed else None,
        default=wanted.get("default"),
        has_default="default" in wanted,
        description=str(said.get("description", "")),
        form=str(wanted.get("format", "")),
    )


def _resolved(said: Mapping[str, Any], schema: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """Return what a reference, or the one kind beside null, says."""
    if depth > 5:  # noqa: PLR2004 - a type that refers to itself is typed as JSON
        return {}
    if "$ref" in said:
        name = str(said["$ref"]).rpartition("/")[2]
        named = schema.get("$defs", {}).get(name, {})
        return {**_resolved(named, schema, depth + 1), **named}
    one_of = [option for option in said.get("anyOf", ()) if option.get("type") != "null"]
    kinds = {option.get("type") for option in one_of}
    if len(one_of) == 1:
        return {**_resolved(one_of[0], schema, depth + 1), **one_of[0]}
    return {"type": _DECIMAL} if kinds == {"number", "string"} else {}


def _kind(wanted: Mapping[str, Any]) -> str:
    kind = wanted.get("type")
    return kind if isinstance(kind, str) else ""


def _constant(wanted: Mapping[str, Any]) -> tuple[Any, ...]:
    return (wanted["const"],) if "const" in wanted else ()


def _as_typed(value: object) -> str:
    """Return a value as somebody would type it."""
    if isinstance(value, str):
        return value or '""'
    if isinstance(value, bool):
        return "y" if value else "n"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value) or "empty"
    return json.dumps(value, ensure_ascii=False)
