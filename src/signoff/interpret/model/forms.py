"""Whether a model's answer fits the form it was asked for.

The part of JSON Schema that our own forms use, and pydantic's for plain
models. A keyword it does not know is refused, not passed over: what is not
checked here is checked nowhere. What a model wrote is never quoted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Form = Mapping[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_LIMITS: dict[str, tuple[type[str | list[Any]], int, str]] = {
    "minLength": (str, 1, "is too short"),
    "maxLength": (str, -1, "is too long"),
    "minItems": (list, 1, "has too few items"),
    "maxItems": (list, -1, "has too many items"),
}
_BOUNDS = {"minimum": (1, "is too small"), "maximum": (-1, "is too large")}
_NOTES = {"title", "description", "default", "examples", "$defs"}
_CHECKED = {
    *("type", "enum", "const", "properties", "required", "additionalProperties", "items"),
    *("anyOf", "$ref", *_LIMITS, *_BOUNDS),
}


def check_form(form: Form) -> None:
    """Hold that all of a form can be checked. Raises: ValueError, naming the keyword."""
    if form.get("type") != "object":
        raise ValueError(f"a form is the JSON Schema of an object; its type is {form.get('type')}")
    for part in _parts(form):
        if unknown := part.keys() - _CHECKED - _NOTES:
            raise ValueError(f"a form cannot use {', '.join(sorted(unknown))}: it is not checked")


def misfits(value: object, form: Form) -> list[str]:
    """Return what does not fit, as 'lessons[2] is too long'; empty where all does."""
    return list(_misfits(value, form, "", form))


def read_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object that a text is, or None; one that says a thing twice is none."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("a key stands twice")
    return value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _parts(form: Form) -> Iterator[Form]:
    yield form
    below = [*form.get("properties", {}).values(), *form.get("$defs", {}).values()]
    below += [form[key] for key in ("items", "additionalProperties") if key in form]
    for part in [*below, *form.get("anyOf", ())]:
        if isinstance(part, Mapping):
            yield from _parts(part)


def _misfits(value: object, form: Form, at: str, root: Form) -> Iterator[str]:
    if "$ref" in form:
        yield from _misfits(value, _named(form["$ref"], root), at, root)
    if "anyOf" in form and all(any(_misfits(value, one, at, root)) for one in form["anyOf"]):
        yield f"{at or 'it'} has none of the forms that are allowed"
    if "type" in form and not _is_a(value, form["type"]):
        yield f"{at or 'it'} is not of type {form['type']}"
        return
    yield from _wrong_values(value, form, at or "it")
    if isinstance(value, dict):
        yield from _wrong_members(value, form, at, root)
    if isinstance(value, list) and "items" in form:
        for place, item in enumerate(value):
            yield from _misfits(item, form["items"], f"{at}[{place}]", root)


def _wrong_values(value: object, form: Form, at: str) -> Iterator[str]:
    allowed = form.get("enum", [form["const"]] if "const" in form else None)
    if allowed is not None and not any(_is_same(value, one) for one in allowed):
        yield f"{at} is none of: {', '.join(map(str, allowed))}"
    for keyword, (kind, sign, complaint) in _LIMITS.items():
        if keyword not in form or not isinstance(value, kind):
            continue
        if (len(value) - form[keyword]) * sign < 0:
            yield f"{at} {complaint}: {keyword} is {form[keyword]}"
    for keyword, (sign, complaint) in _BOUNDS.items():
        if keyword not in form or not isinstance(value, int | float) or isinstance(value, bool):
            continue
        if (value - form[keyword]) * sign < 0:
            yield f"{at} {complaint}: {keyword} is {form[keyword]}"


def _wrong_members(value: Mapping[str, object], form: Form, at: str, root: Form) -> Iterator[str]:
    known: Mapping[str, Form] = form.get("properties", {})
    for name in form.get("required", ()):
        if name not in value:
            yield f"{at}.{name} is missing".lstrip(".")
    others = form.get("additionalProperties", True)
    for name, member in value.items():
        if name in known:
            yield from _misfits(member, known[name], f"{at}.{name}".lstrip("."), root)
        elif isinstance(others, Mapping):
            yield from _misfits(member, others, f"{at}.*".lstrip("."), root)
        elif not others:
            yield f"{at or 'it'} has a member that is not asked for"


def _is_a(value: object, kinds: str | list[str]) -> bool:
    named = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):  # which Python counts among the integers, and JSON does not
        return "boolean" in named
    return any(isinstance(value, _TYPES[kind]) for kind in named)


def _is_same(value: object, allowed: object) -> bool:
    return value == allowed and isinstance(value, bool) == isinstance(allowed, bool)


def _named(reference: str, root: Form) -> Form:
    found: Form = root["$defs"][reference.removeprefix("#/$defs/")]
    return found
