"""A suite as data, and whether what came back is what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

_KINDS: Mapping[str, tuple[type, ...]] = {
    "$string": (str,),
    "$number": (int, float),
    "$integer": (int,),
    "$boolean": (bool,),
    "$any": (object,),
}
_SHOWN = 200  # characters of what came back


@dataclass(frozen=True, slots=True)
class Case:
    """One call and what must come back.

    ``token`` is 'ours', 'none' or 'wrong'. ``needs`` names what must have been kept before, and
    ``keep`` what is kept of this answer. ``until``: it is called again until one of these shapes
    comes. ``answers``: it decides something. ``approve``: whoever is asked meanwhile says yes.
    """

    name: str
    call: tuple[str, str]
    status: tuple[int, ...]
    token: str = "ours"  # noqa: S105 - whose
    body: Any = None
    came: Any = None
    came_any: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    needs: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)
    answers: bool = False
    approve: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases in their order, the shapes they name, and the answer that approves."""

    cases: tuple[Case, ...]
    shapes: Mapping[str, Any]
    approval: Mapping[str, Any]


def crews_suite() -> Suite:
    """Return the suite of a crew's API."""
    text = files("signoff.client.conformance").joinpath("crews.json").read_text("utf-8")
    found = json.loads(text)
    return Suite(tuple(map(_case, found["cases"])), found["shapes"], found["approval"])


def filled(value: Any, kept: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Return a body or a path with what was kept in the place of its names."""
    if value == "$inputs":
        return dict.fromkeys(kept.get("input_names") or (), "conformance")
    if isinstance(value, str):
        for name, known in kept.items():
            value = value.replace(f"{{{name}}}", str(known))
        return value
    if isinstance(value, Mapping):
        return {name: filled(member, kept) for name, member in value.items()}
    return value


def misfits(shape: Any, came: Any, where: str = "body") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield what of ``came`` does not fit ``shape``."""
    if isinstance(shape, str) and shape in _KINDS:
        is_number = shape in ("$number", "$integer")
        if not isinstance(came, _KINDS[shape]) or (is_number and isinstance(came, bool)):
            yield f"{where} is {_shown(came)}, not a {shape[1:]}"
    elif isinstance(shape, Mapping):
        yield from _of_object(shape, came, where)
    elif isinstance(shape, list):
        yield from _of_list(shape, came, where)
    elif shape != came:
        yield f"{where} is {_shown(came)}, not {shape!r}"


def _of_object(shape: Mapping[str, Any], came: Any, where: str) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(came, Mapping):
        yield f"{where} is {_shown(came)}, not an object"
        return
    for name, member in shape.items():
        if name not in came:
            yield f"{where}.{name} is missing"
        else:
            yield from misfits(member, came[name], f"{where}.{name}")


def _of_list(shape: list[Any], came: Any, where: str) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(came, list):
        yield f"{where} is {_shown(came)}, not a list"
        return
    for n, member in enumerate(came):
        yield from misfits(shape[0], member, f"{where}[{n}]")


def _case(row: Mapping[str, Any]) -> Case:
    lists = {name: tuple(row[name]) for name in ("call", "status", "came_any", "until")
             if name in row}  # fmt: skip
    return Case(**{**row, **lists})


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
