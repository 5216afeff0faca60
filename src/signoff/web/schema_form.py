"""A form made from a JSON Schema: its fields as a page shows them, and what was typed.

``form_of`` makes the fields, ``read_form`` reads them back. What is read
stands in for JSON that a person would have written: the flow's own model has
the last word on it, and its complaints are shown beside the fields again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from signoff.web.schema_fields import Schema, SchemaField, read_schema

Form = Mapping[str, Sequence[str]]  # what a browser sent: texts by name
Problems = dict[str, str]  # what is wrong, by the path of a field: "address.city"

PREFIX = "f"  # before every name, so that no field of a schema is taken for one of the page
_MISSING: Any = object()
_LISTS = {"lines", "ticks"}  # an empty one is a value
_ROOM = 16_000  # octets of HTML that a form takes at most before it is drawn compactly
_FIELD, _OPTION = 330, 60  # octets of the markup of a field, and of each choice
NEEDED = "This is needed."


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template draws it; ``value`` is a text, for a box whether it is ticked.

    ``chosen`` are the options that are ticked, of those of which several may be.
    """

    name: str
    field: SchemaField
    value: str | bool = ""
    chosen: frozenset[str] = frozenset()
    problem: str = ""
    options: tuple[tuple[str, str], ...] = ()
    parts: tuple[Shown, ...] = ()

    @property
    def id(self) -> str:
        """The field's id on its page."""
        return re.sub(r"[^\w-]+", "-", self.name)


@dataclass(frozen=True, slots=True)
class SchemaForm:
    """A form; ``problem`` is what is wrong with the whole of it, or with no field it has."""

    fields: tuple[Shown, ...]
    problem: str = ""
    problems: Problems = field(default_factory=dict)

    @property
    def octets(self) -> int:
        """About how many octets of HTML its fields take."""
        return sum(map(_drawn_octets, self.fields))

    @property
    def is_compact(self) -> bool:
        """Say whether it is so long that each field is drawn with as little as will do."""
        return self.octets > _ROOM


def form_of(
    schema: Schema,
    values: Mapping[str, Any] | None = None,
    *,
    typed: Form | None = None,
    problems: Mapping[str, str] | None = None,
    prefix: str = PREFIX,
) -> SchemaForm:
    """Return the form of a schema of an object.

    It begins with ``values`` and, where they say nothing, with the schema's defaults. Where it
    was sent before, ``typed`` is what it held then, kept to the letter, and ``problems`` what is
    wrong with it, by path.
    """
    left = dict(problems or {})
    fields = tuple(_shown(one, values, typed, left, prefix=prefix) for one in read_schema(schema))
    told = [f"{at}: {what}" if at else what for at, what in left.items()]
    return SchemaForm(fields, " ".join(told), dict(problems or {}))


def read_form(
    schema: Schema, form: Form, *, prefix: str = PREFIX
) -> tuple[dict[str, Any], Problems]:
    """Return the value that was typed, and what in it could not be read, by path.

    A field that was left empty is left out where the schema does not ask for it.
    """
    problems: Problems = {}
    value = _read_object(read_schema(schema), form, problems, prefix=prefix)
    return value, problems


def with_judged(unread: Mapping[str, str], judged: Mapping[str, str]) -> Problems:
    """Return what is wrong with a form at once: what could not be read, and the model's word.

    The model saw the form without what could not be read: what it says of that, of what holds
    it and of the whole, counts for nothing.
    """

    def is_near(at: str, other: str) -> bool:
        return f"{at}.".startswith(f"{other}.") or f"{other}.".startswith(f"{at}.")

    sure = {
        at: said
        for at, said in judged.items()
        if at and not any(is_near(at, own) for own in unread)
    }
    return {**unread, **sure}


def _shown(
    one: SchemaField,
    values: object,
    typed: Form | None,
    left: Problems,
    *,
    prefix: str,
) -> Shown:
    """Return a field with its value, and take what is wrong with it out of ``left``."""
    name = ".".join((prefix, *one.path))
    given = values.get(one.path[-1], _MISSING) if isinstance(values, Mapping) else _MISSING
    if given is _MISSING and one.has_default:
        given = one.default
    parts = tuple(_shown(part, given, typed, left, prefix=prefix) for part in one.parts)
    if typed is None:
        value = _as_typed(one, given)
    elif one.kind == "yes" and not one.is_nullable:
        value = bool(_last(typed, name))
    else:
        value = _last(typed, name)
    options = tuple((_option(option), _words(option)) for option in one.options)
    chosen = _ticked(typed, name) if typed is not None else _chosen(one, given)
    return Shown(name, one, value, chosen, _taken(left, one), options, parts)


def _chosen(one: SchemaField, value: object) -> frozenset[str]:
    if one.kind != "ticks" or not isinstance(value, list | tuple):
        return frozenset()
    return frozenset(_option(part) for part in value)


def _ticked(form: Form, name: str) -> frozenset[str]:
    # What is shown again may hold them in one text, one a line.
    return frozenset(line for text in form.get(name, ()) for line in text.split("\n") if line)


def _drawn_octets(one: Shown) -> int:
    words = len(one.field.label.encode()) + len(one.field.about.encode())
    options = sum(_OPTION + len(key.encode()) + len(said.encode()) for key, said in one.options)
    return _FIELD + words + options + sum(map(_drawn_octets, one.parts))


def _taken(left: Problems, one: SchemaField) -> str:
    """Take what is wrong with a field, or with what is inside of it, out of ``left``."""
    own = ".".join(one.path)
    found = [at for at in left if at == own or at.startswith(f"{own}.")]
    said = [(at.removeprefix(own).removeprefix("."), left.pop(at)) for at in found]
    return " ".join(f"{at}: {what}" if at else what for at, what in said)


def _as_typed(one: SchemaField, value: object) -> str | bool:
    """Return a value as somebody would have typed it."""
    if one.kind == "yes" and not one.is_nullable:
        return value is True
    if value is _MISSING or value is None or one.kind in {"group", "ticks"}:
        return ""
    if one.kind == "lines" and isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(str(part) for part in value)
    if one.kind == "yes":
        return "yes" if value is True else "no"
    return json.dumps(value, ensure_ascii=False, indent=2) if one.kind == "json" else _option(value)


def _option(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _words(value: object) -> str:
    if not isinstance(value, str):
        return "None" if value is None else _option(value)
    words = value.replace("_", " ")
    return words[:1].upper() + words[1:]


def _last(form: Form, name: str) -> str:
    found = form.get(name) or ("",)
    return found[-1].replace("\r\n", "\n")


def _read_object(
    fields: Sequence[SchemaField], form: Form, problems: Problems, *, prefix: str
) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for one in fields:
        try:
            value = _read(one, form, problems, prefix=prefix)
        except ValueError as error:
            problems[".".join(one.path)] = str(error)
            continue
        if value is not _MISSING:
            read[one.path[-1]] = value
    return read


def _read(one: SchemaField, form: Form, problems: Problems, *, prefix: str) -> Any:  # noqa: ANN401
    """Return the value of a field, _MISSING where nothing stands in it. Raises: ValueError."""
    if one.kind == "group":
        if not (one.is_needed or _is_filled(one, form, prefix)):
            return _empty(one)
        return _read_object(one.parts, form, problems, prefix=prefix)
    name = ".".join((prefix, *one.path))
    if one.kind == "ticks":
        ticked = _ticked(form, name)
        return _ticks(one, ticked) if ticked else _empty(one, is_shown=name in form)
    typed = _last(form, name)
    if one.kind == "yes" and not one.is_nullable:
        return bool(typed)
    if not typed.strip():
        return _empty(one, is_shown=name in form)
    return _READ[one.kind](one, typed)


def _is_filled(one: SchemaField, form: Form, prefix: str) -> bool:
    names = [".".join((prefix, *part.path)) for part in _leaves(one)]
    return any(_last(form, name).strip() for name in names)


def _leaves(one: SchemaField) -> Iterator[SchemaField]:
    for part in one.parts or (one,):
        if part is one:
            yield one
        else:
            yield from _leaves(part)


def _empty(one: SchemaField, *, is_shown: bool = True) -> Any:  # noqa: ANN401
    """Return what an empty field stands for. Raises: ValueError, where it has to hold something."""
    if one.is_nullable:
        return None if one.is_needed or one.default is not None else _MISSING
    if one.is_needed and one.kind not in _LISTS:
        raise ValueError(NEEDED)
    if not is_shown:
        return [] if one.is_needed else _MISSING
    if one.kind in _LISTS and (one.is_needed or one.default):
        return []
    # What stood there before was taken out on purpose.
    return "" if one.kind in {"text", "long"} and one.default else _MISSING


def _text(one: SchemaField, typed: str) -> str:
    return typed if one.kind == "long" else typed.strip()


def _number(one: SchemaField, typed: str) -> float | int:
    return number(typed.strip(), one.kind)


def number(typed: str, kind: str) -> float | int:
    """Return the number that a text writes. Raises: ValueError, saying what would be one."""
    try:
        if kind == "integer":
            return int(typed)
        value = float(typed)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        like = "12" if kind == "integer" else "12 or 0.5"
        what = "whole number" if kind == "integer" else "number"
        raise ValueError(f"{typed[:40]!r} is no {what}. Write one like {like}.")
    return int(value) if value.is_integer() and "." not in typed else value


def _decimal(one: SchemaField, typed: str) -> str:
    _number(one, typed)
    return typed.strip()


def _choice(one: SchemaField, typed: str) -> Any:  # noqa: ANN401
    for option in one.options:
        if _option(option) == typed:
            return option
    allowed = ", ".join(_option(option) for option in one.options)
    raise ValueError(f"{typed[:40]!r} is not among the choices: {allowed[:400]}.")


def _ticks(one: SchemaField, ticked: frozenset[str]) -> list[Any]:
    unknown = ticked - set(map(_option, one.options))
    for typed in sorted(unknown):
        _choice(one, typed)
    return [option for option in one.options if _option(option) in ticked]


def _yes(one: SchemaField, typed: str) -> bool:
    del one
    return typed == "yes"


def _lines(one: SchemaField, typed: str) -> list[Any]:
    found = [line.strip() for line in typed.split("\n") if line.strip()]
    return found if one.items == "string" else [number(line, one.items) for line in found]


def _json(one: SchemaField, typed: str) -> Any:  # noqa: ANN401
    del one
    try:
        return json.loads(typed)
    except RecursionError as error:
        raise ValueError("This is nested too deep.") from error
    except ValueError as error:
        raise ValueError(f"This is not JSON: {error}.") from error


_READ = {
    "text": _text,
    "long": _text,
    "number": _number,
    "integer": _number,
    "decimal": _decimal,
    "choice": _choice,
    "yes": _yes,
    "lines": _lines,
    "json": _json,
}
