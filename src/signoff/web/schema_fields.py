"""What a JSON Schema asks for, as the fields of a form.

It reads the part of the standard that models of pydantic and dataclasses
write. What has no field of its own is typed as JSON, so that no schema is
refused. It knows no page and no value that was typed (see schema_form).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]

_DEEPEST = 3  # objects within objects; below them JSON is easier to write than a form
_LONG = 200  # characters from which on a text is given more than a line
_FEW = 4  # choices that are all shown at once
_TEXT_TYPES = {
    "date": "date",
    "date-time": "datetime-local",
    "time": "time",
    "email": "email",
    "password": "password",
}
_LIMITS = {"minimum": "min", "maximum": "max", "minLength": "minlength", "maxLength": "maxlength"}
_SIMPLE = {"string", "integer", "number"}


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One field. ``kind``: text, long, number, integer, yes, choice, ticks, lines, group or json.

    ``path`` are the names that lead to its value, ``items`` the kind of a list's parts.
    """

    path: tuple[str, ...]
    kind: str
    label: str
    about: str = ""
    is_needed: bool = False
    is_nullable: bool = False
    default: Any = None
    has_default: bool = False
    options: tuple[Any, ...] = ()
    items: str = "string"
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[SchemaField, ...] = ()

    @property
    def is_short_choice(self) -> bool:
        """Say whether every choice is shown at once."""
        return self.kind == "choice" and self.is_needed and len(self.options) <= _FEW


def read_schema(schema: Schema) -> tuple[SchemaField, ...]:
    """Return the fields that a schema of an object asks for, in its order."""
    return _fields(schema, schema, (), is_needed=True)


def _fields(
    schema: Schema, whole: Schema, path: tuple[str, ...], *, is_needed: bool
) -> tuple[SchemaField, ...]:
    needed = schema.get("required", ()) if is_needed else ()
    return tuple(
        _field(said, whole, (*path, name), is_needed=name in needed)
        for name, said in schema.get("properties", {}).items()
    )


def _field(said: Schema, whole: Schema, path: tuple[str, ...], *, is_needed: bool) -> SchemaField:
    found, is_nullable = _resolved(said, whole)
    has_default = "default" in found
    kind, more = _kind(found, whole, path, is_needed=is_needed and not is_nullable)
    return SchemaField(
        path=path,
        kind=kind,
        label=_label(found, path[-1]),
        about=str(found.get("description", "")),
        is_needed=is_needed and not has_default,
        is_nullable=is_nullable,
        default=found.get("default"),
        has_default=has_default,
        **more,
    )


def _resolved(said: Schema, whole: Schema) -> tuple[dict[str, Any], bool]:
    """Return a field's schema with references followed, and whether it may be null."""
    found, is_nullable = dict(said), False
    for _ in range(_DEEPEST * 2):  # a reference may lead to itself
        kinds = found.get("type")
        if isinstance(kinds, Sequence) and not isinstance(kinds, str):
            rest = [kind for kind in kinds if kind != "null"]
            is_nullable = is_nullable or len(rest) < len(kinds)
            found["type"] = rest[0] if len(rest) == 1 else None
        options = found.get("anyOf") or found.get("oneOf")
        rest = [one for one in options or () if one.get("type") != "null"]
        is_nullable = is_nullable or len(rest) < len(options or ())
        wrapped = found.get("allOf") if len(found.get("allOf") or ()) == 1 else None
        if "$ref" in found:
            found = _merged(_target(whole, found["$ref"]), found, "$ref")
        elif options and len(rest) == 1:
            found = _merged(rest[0], found, "anyOf", "oneOf")
        elif wrapped:
            found = _merged(wrapped[0], found, "allOf")
        else:
            break
    return found, is_nullable


def _merged(inner: Schema, outer: Schema, *without: str) -> dict[str, Any]:
    """Return what a reference leads to; what was said beside the reference goes first."""
    return {**inner, **{key: one for key, one in outer.items() if key not in without}}


def _target(whole: Schema, reference: str) -> Schema:
    found: Any = whole
    for name in reference.removeprefix("#/").split("/"):
        found = found.get(name, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _label(found: Schema, name: str) -> str:
    # A nested model's title is the name of its class, which says nothing of the field; a title
    # that pydantic made up of the name says no more than the name.
    words = name.replace("_", " ").strip()
    title = str(found.get("title", ""))
    is_made = title.casefold() == words.casefold()
    if title and not is_made and found.get("type") != "object" and "enum" not in found:
        return title
    return words[:1].upper() + words[1:]


def _kind(
    found: Schema, whole: Schema, path: tuple[str, ...], *, is_needed: bool
) -> tuple[str, dict[str, Any]]:
    """Return the kind of a field, and what only that kind has."""
    kind = found.get("type")
    if "enum" in found or "const" in found:
        options = tuple(found.get("enum", (found.get("const"),)))
        return "choice", {"options": options}
    if kind == "boolean":
        return "yes", {}
    if kind == "string":
        return _text(found)
    if kind == "array":
        return _list(_resolved(found.get("items") or {}, whole)[0])
    if kind == "object" and found.get("properties") and len(path) <= _DEEPEST:
        return "group", {"parts": _fields(found, whole, path, is_needed=is_needed)}
    return _number(found)


def _list(items: Schema) -> tuple[str, dict[str, Any]]:
    if "enum" in items or "const" in items:
        return "ticks", {"options": tuple(items.get("enum", (items.get("const"),)))}
    kind = items.get("type")
    return ("lines", {"items": kind}) if kind in _SIMPLE else ("json", {})


def _number(found: Schema) -> tuple[str, dict[str, Any]]:
    """Return the field of a number; of what is none, that of any JSON."""
    kind = found.get("type")
    if kind in {"integer", "number"}:
        step = {"step": str(found.get("multipleOf", "1" if kind == "integer" else "any"))}
        return kind, {"attributes": {**step, **_limits(found)}}
    # A number that may be written as text, to lose no digit.
    is_decimal = {one.get("type") for one in found.get("anyOf", ())} == {"number", "string"}
    return ("decimal", {"attributes": {"inputmode": "decimal"}}) if is_decimal else ("json", {})


def _text(found: Schema) -> tuple[str, dict[str, Any]]:
    limits = _limits(found)
    default = found.get("default")
    is_long = (
        found.get("format") == "textarea"
        or found.get("maxLength", 0) > _LONG
        or (isinstance(default, str) and (len(default) > _LONG or "\n" in default))
    )
    if is_long:
        return "long", {"attributes": limits}
    kind = _TEXT_TYPES.get(str(found.get("format")), "text")
    return "text", {"attributes": {"type": kind, **limits}}


def _limits(found: Schema) -> dict[str, str]:
    return {own: str(found[name]) for name, own in _LIMITS.items() if name in found}
