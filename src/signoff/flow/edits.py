"""What a person made of an output, as the author's value again; or refused, with the place.

An edit of text is text. Any other comes as JSON, or as a value a program has
made, and must have the shape of what was shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from signoff.errors import AnswerInvalid
from signoff.flow.plain import as_text, plain
from signoff.flow.reshaping import (
    Misfit,
    Remade,
    Unfilled,
    Written,
    can_be_reshaped,
    fitted,
    other_keys,
    parsed,
)
from signoff.flow.state import is_model


def taken_edit(key: str, output: Any, edited: Any) -> Any:  # noqa: ANN401 - the author's value
    """Return the edit that is recorded with the answer to ``key``; None where nothing changed.

    Raises: AnswerInvalid, where it has not the shape of ``output``.
    """
    try:
        return fitted_edit(output, edited)
    except Misfit as error:
        raise AnswerInvalid(
            f"The edit in the answer to {key} does not fit: {error}. Nothing was recorded and the "
            "question stays open. Give the edit the keys and kinds of values of what was shown, or "
            "answer without it and say in words what is to be changed.",
            problems={"edited_output": str(error)},
        ) from error


def fitted_edit(output: Any, edited: Any) -> Any:  # noqa: ANN401 - the author's value
    """Return ``edited`` as a value of the kind of ``output``; None where it is the same.

    Raises: Misfit.
    """
    made = _made(output, edited)
    is_known = can_be_reshaped(output) or isinstance(output, int | float | None)
    return None if is_known and as_text(made) == as_text(output) else made


def _made(output: Any, edited: Any) -> Any:  # noqa: ANN401 - the author's value
    kind = type(output)
    if output is None:
        return edited
    if isinstance(output, str):
        if isinstance(edited, str):
            return edited
        raise Misfit(f"the output is text, and the edit is a {type(edited).__name__}")
    if type(edited) is kind and kind not in {dict, list, tuple}:
        return edited
    tree = parsed(edited) if isinstance(edited, str) else edited
    make = _maker(kind)
    return fitted(_opened(output), tree) if make is None else make(output, tree, "the output")


def _maker(kind: type) -> Callable[[Any, Any, str], Any] | None:
    """Return what makes a value of an author's class of what a person made of its JSON."""
    if is_model(kind):
        return _made_model
    return _made_dataclass if dataclasses.is_dataclass(kind) else None


_JSON = frozenset({str, int, float, bool, list, dict, type(None)})


def _checked(output: Any, tree: Any, made: Any, path: str) -> Any:  # noqa: ANN401 - the author's value
    """Return what was made; its class may have changed only what the person changed.

    Raises: Misfit, where a field that was left as shown is another now, or an edit is lost.
    """
    shown, got = plain(output), plain(made)
    for name, value in shown.items():
        is_left, is_same = tree.get(name, value) == value, got.get(name) == value
        # A date may be written in several ways, and be the one that was shown.
        is_lost = is_same and not is_left and type(getattr(output, name, None)) in _JSON
        if is_lost or (is_left and not is_same):
            why = "makes it what it was" if is_lost else "changes it"
            raise Misfit(f"{path}.{name} cannot be kept: its class {why}")
    return made


def _opened(value: Any) -> Any:  # noqa: ANN401 - the author's value
    """Return ``value`` with an Unfilled where a person may put what they like.

    What they may write in another way is a Written, and what a class makes anew a Remade.
    """
    kind = type(value)
    if value is None or (kind is list and not value):
        return Unfilled(value)
    if kind is dict:
        return {key: _opened(item) for key, item in value.items()}
    if kind in {list, tuple}:
        return kind(map(_opened, value))
    make = _maker(kind)
    if make is not None:
        return Remade(value, make)
    read = _READ.get(kind)
    if isinstance(value, Enum):
        read = {str(member): member for member in kind}.__getitem__
    if kind is datetime:
        read = _of_clock(value)
    return value if read is None else Written(value, read)


def _of_clock(shown: datetime) -> Callable[[str], datetime]:
    """Return what reads a time that has a zone where ``shown`` has one, and none where not."""

    def read(text: str) -> datetime:
        found = datetime.fromisoformat(text)
        if (found.tzinfo is None) != (shown.tzinfo is None):
            raise ValueError(f"{text} has {'no' if found.tzinfo is None else 'a'} zone")
        return found

    return read


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is no amount")
    return number


_READ: Mapping[type, Callable[[str], Any]] = {
    Decimal: _finite,
    date: date.fromisoformat,
    time: time.fromisoformat,
    UUID: UUID,
}


def _made_dataclass(output: Any, tree: Any, path: str) -> Any:  # noqa: ANN401 - the author's type
    """Return a copy of ``output`` with the fields that ``tree`` has otherwise."""
    shown = {field.name: getattr(output, field.name) for field in dataclasses.fields(output)}
    found = fitted(_opened(shown), tree, path)
    changed = {name: new for name, new in found.items() if plain(new) != plain(shown[name])}
    hints = _hints(type(output)) if changed else {}
    for name, value in changed.items():
        is_open = shown[name] is None or shown[name] == []
        if is_open and not _may_be(value, hints.get(name)):
            raise Misfit(f"{path}.{name} is of another kind than its class says")
    try:
        made = dataclasses.replace(output, **changed)
    except (TypeError, ValueError) as error:
        raise Misfit(_why(error, path)) from error
    for name, held in getattr(output, "__dict__", {}).items():
        if name not in getattr(made, "__dict__", {}):
            object.__setattr__(made, name, held)  # what it holds besides its fields
    return _checked(output, tree, made, path)


def _hints(kind: type) -> Mapping[str, Any]:
    try:
        return get_type_hints(kind)
    except (NameError, TypeError):
        return {}  # a hint names what is not there: the fields are then of any kind


def _may_be(value: Any, hint: Any) -> bool:  # noqa: ANN401 - JSON, and what a class says of it
    """Say whether what was null or an empty list may be ``value``: a plain one, or such a list."""
    kinds = {hint, *get_args(hint)}
    if hint is None or Any in kinds:
        return True
    if not isinstance(value, list):
        return type(value) in kinds or (type(value) is int and float in kinds)
    own = {type(item) for item in value}
    lists = [get_args(kind) for kind in kinds if kind is list or get_origin(kind) is list]
    return any(not items or Any in items or own <= set(items) for items in lists)


def _made_model(output: Any, tree: Any, path: str) -> Any:  # noqa: ANN401 - duck-typed pydantic
    """Return the model that its class makes of ``tree``; what was left as shown is as it was."""
    if not isinstance(tree, dict):
        raise Misfit(f"{path} is a {type(output).__name__}, and the edit has no fields")
    shown = plain(output)
    # A person saw the fields by their own names; its class may ask for others.
    asked = {n: f.validation_alias for n, f in type(output).model_fields.items()}
    called = {name: alias for name, alias in asked.items() if isinstance(alias, str)}
    fields = {
        called.get(name, name): (
            getattr(output, name) if name in shown and plain(item) == shown[name] else item
        )
        for name, item in tree.items()
    }
    try:
        made = type(output).model_validate(fields)
    except (TypeError, ValueError) as error:
        raise Misfit(_why(error, path)) from error
    _check_keys(tree, plain(made), path)
    return _checked(output, tree, made, path)


def _why(error: Exception, path: str) -> str:
    errors = getattr(error, "errors", None)
    if errors is None:
        inside = "" if path == "the output" else f"{path}: "
        return f"{inside}its class refuses it ({error})"
    places = (".".join((path, *map(str, one["loc"]))) for one in errors())
    return "; ".join(f"{at}: {one['msg']}" for at, one in zip(places, errors(), strict=True))


def _check_keys(tree: Any, made: Any, path: str) -> None:  # noqa: ANN401 - JSON
    """Raise Misfit where a class has dropped a key, or put a default in the place of one."""
    if isinstance(tree, dict) and isinstance(made, dict):
        names = {str(name): item for name, item in tree.items()}
        if names.keys() != made.keys():
            raise Misfit(f"{path} {other_keys(made.keys(), names.keys())}")
        for name, item in names.items():
            _check_keys(item, made[name], f"{path}.{name}")
    elif isinstance(tree, list | tuple) and isinstance(made, list):
        for i, (item, kept) in enumerate(zip(tree, made, strict=False)):
            _check_keys(item, kept, f"{path}[{i}]")
