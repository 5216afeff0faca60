"""Which outcome a router's result names, and which ones its annotation promises."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import Enum, Flag
from types import FunctionType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def label_of(value: object) -> str | None:
    """Return the outcome a router's result stands for; None where it names none."""
    if value is None:
        return None
    return str(value.value if isinstance(value, Enum) else value)


def named_by(value: Any) -> Any:  # noqa: ANN401 - what an author wrote; checked by who asks
    """Return what a member of an enum stands for, anything else as it is.

    A member of ``class Way(str, Enum)`` is text, but shown as ``Way.SHIP``: no outcome's name.
    """
    return label_of(value) if isinstance(value, Enum) else value


def annotated_labels(function: FunctionType) -> tuple[str, ...] | None:
    """Return the labels that ``-> Literal["a", "b"]`` or an enum declares; None where it says less.

    An annotation may be text, as all are under ``from __future__ import annotations``.
    """
    author = inspect.unwrap(function)
    said = getattr(author, "__annotations__", {})
    probe: Callable[[], None] = lambda: None  # noqa: E731 - the parameters' hints may mean nothing here
    probe.__annotations__ = {"return": said.get("return", Any)}
    try:
        returned = get_type_hints(probe, author.__globals__)["return"]
    except (AttributeError, NameError, SyntaxError, TypeError):
        return None  # it names what is known to type checkers alone
    found = _declared(returned)
    return tuple(dict.fromkeys(found)) if found else None


def _declared(kind: Any) -> list[str] | None:  # noqa: ANN401 - an annotation
    """Return every label that a value of this kind can be; None where it may be any."""
    if kind is None or kind is type(None):
        return []  # no outcome
    if get_origin(kind) is Literal:
        return _labels_of(get_args(kind))
    if get_origin(kind) in {Union, UnionType}:
        parts = [_declared(part) for part in get_args(kind)]
        return None if None in parts else [label for part in parts for label in part or ()]
    # A Flag has values that are none of its members.
    if isinstance(kind, type) and issubclass(kind, Enum) and not issubclass(kind, Flag):
        return _labels_of(list(kind))
    return None


def _labels_of(values: Iterable[object]) -> list[str]:
    return [label for value in values if (label := label_of(value))]
