"""An output's text as the author's value again, where a model or a person has rewritten it.

What comes back must have the shape of what went out: the same keys, the same
kinds of values. A value that has no plain JSON (a date, an enum) must be as
it was. Whatever does not fit is refused whole.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from signoff.flow.plain import plain
from signoff.flow.state import is_model


class Misfit(ValueError):
    """What came back has not the shape of what went out; the text says where."""


class Unfilled:
    """Stands for a null or an empty list in what was shown: nothing says what belongs there."""

    def __init__(self, shown: list[Any] | None) -> None:
        self.shown = shown


class Written:
    """Stands for a value that a person may write anew as text; ``read`` makes it of that."""

    def __init__(self, shown: Any, read: Callable[[str], Any]) -> None:  # noqa: ANN401 - a date, an enum
        self.shown = shown
        self.read = read


class Remade:
    """Stands for a value of the author's class; ``make`` makes it anew of JSON, at a place."""

    def __init__(self, shown: Any, make: Callable[[Any, Any, str], Any]) -> None:  # noqa: ANN401 - see make
        self.shown = shown
        self.make = make


def can_be_reshaped(value: object) -> bool:
    """Say whether a value is text or has parts that could be rewritten."""
    kind = type(value)
    is_whole = isinstance(value, str | dict | list | tuple)
    return is_whole or is_model(kind) or dataclasses.is_dataclass(kind)


def other_keys(wanted: Iterable[str], found: Iterable[str]) -> str:
    """Say how the keys that were found differ from those that are wanted."""
    known, given = set(wanted), set(found)
    parts = [("lacks", known - given), ("has no place for", given - known)]
    said = [f"{what} {', '.join(map(repr, sorted(names)))}" for what, names in parts if names]
    return " and ".join(said)


def reshaped(original: Any, text: str) -> Any:  # noqa: ANN401 - the author's value
    """Return ``text`` as a value of the shape of ``original``.

    Raises: Misfit.
    """
    if type(original) is str:
        return text
    if isinstance(original, str):
        raise Misfit(f"a {type(original).__name__} cannot be made of text")
    return fitted(original, parsed(text))


def parsed(text: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a text is as JSON. Raises: Misfit."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Misfit(f"it is no JSON ({error})") from error


def fitted(original: Any, tree: Any, path: str = "the output") -> Any:  # noqa: ANN401 - the author's value
    """Return ``tree``, from JSON or a program, as a value of the shape of ``original``.

    ``path`` is what a Misfit calls its place.
    Raises: Misfit.
    """
    return _fitted(original, tree, path)


def _fitted(original: Any, tree: Any, path: str) -> Any:  # noqa: ANN401 - the author's value
    kind = type(original)
    fit = _FITTING.get(kind)
    if fit is not None:
        return fit(original, tree, path)
    if type(tree) is kind:  # a value of a program, which no JSON is
        return tree
    if json.dumps(plain(original)) == json.dumps(plain(tree)):  # as text: 1 is not true there
        return original
    if is_model(kind):
        return _fitted_model(original, tree, path)
    if dataclasses.is_dataclass(kind):
        fields = _fitted_items(_fields(original), tree, path)
        return _made(lambda: dataclasses.replace(original, **fields), path)
    raise Misfit(f"{path} may not change: a {kind.__name__} is no text")


def _fitted_scalar(*kinds: type) -> Callable[[Any, Any, str], Any]:
    def fit(original: Any, tree: Any, path: str) -> Any:  # noqa: ANN401 - text or a number
        if type(tree) in kinds:
            return type(original)(tree)
        raise Misfit(f"{path} is no {type(original).__name__}")

    return fit


def _fitted_mapping(original: dict[Any, Any], tree: Any, path: str) -> dict[Any, Any]:  # noqa: ANN401 - JSON
    names = {str(key): key for key in original}
    if len(names) < len(original):
        raise Misfit(f"{path} has keys that look the same as text")
    found = _fitted_items({name: original[key] for name, key in names.items()}, tree, path)
    return {key: found[name] for name, key in names.items()}


def _fitted_items(original: Mapping[str, Any], tree: Any, path: str) -> dict[str, Any]:  # noqa: ANN401 - JSON
    if not isinstance(tree, dict):
        raise Misfit(f"{path} is no object with keys")
    found = {str(name): item for name, item in tree.items()}
    if found.keys() != original.keys():
        raise Misfit(f"{path} {other_keys(original.keys(), found.keys())}")
    return {name: _fitted(item, found[name], f"{path}.{name}") for name, item in original.items()}


def _fitted_list(original: list[Any], tree: Any, path: str) -> list[Any]:  # noqa: ANN401 - JSON
    if not isinstance(tree, list | tuple) or (tree and not original):
        raise Misfit(f"{path} is no list of the same things")
    # A list may become longer or shorter; what is new must be like what was last.
    models = [*original, *original[-1:] * max(len(tree) - len(original), 0)]
    return [
        _fitted(model, item, f"{path}[{i}]")
        for i, (model, item) in enumerate(zip(models, tree, strict=False))
    ]


def _fitted_tuple(original: tuple[Any, ...], tree: Any, path: str) -> tuple[Any, ...]:  # noqa: ANN401 - JSON
    if not isinstance(tree, list | tuple) or len(tree) != len(original):
        raise Misfit(f"{path} has another number of items")
    pairs = zip(original, tree, strict=True)
    return tuple(_fitted(model, item, f"{path}[{i}]") for i, (model, item) in enumerate(pairs))


def _filled(original: Unfilled, tree: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    if original.shown is not None and not isinstance(tree, list | tuple):
        raise Misfit(f"{path} is no list")
    return list(tree) if original.shown is not None else tree


def _remade(original: Remade, tree: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    shown = original.shown
    if type(tree) is type(shown):  # a value of a program, which no JSON is
        return tree
    is_left = json.dumps(plain(tree)) == json.dumps(plain(shown))
    return shown if is_left else original.make(shown, tree, path)


def _read(original: Written, tree: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    shown = original.shown
    if type(tree) is type(shown) or tree == plain(shown):
        return tree if type(tree) is type(shown) else shown
    try:
        return original.read(str(tree))
    except (ArithmeticError, LookupError, ValueError) as error:
        raise Misfit(f"{path} is no {type(shown).__name__}") from error


def _fitted_model(original: Any, tree: Any, path: str) -> Any:  # noqa: ANN401 - duck-typed pydantic
    fields = _fitted_items(_fields(original), tree, path)
    return _made(lambda: type(original).model_validate(fields), path)


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass or a model
    names = getattr(type(value), "__dataclass_fields__", None) or vars(value)
    return {name: getattr(value, name, None) for name in names}


def _made(make: Callable[[], Any], path: str) -> Any:  # noqa: ANN401 - the author's type
    try:
        return make()
    except (TypeError, ValueError) as error:
        raise Misfit(f"{path} is refused by its class ({type(error).__name__})") from error


_FITTING: Mapping[type, Callable[[Any, Any, str], Any]] = {
    str: _fitted_scalar(str),
    int: _fitted_scalar(int),
    float: _fitted_scalar(int, float),
    bool: _fitted_scalar(bool),
    dict: _fitted_mapping,
    list: _fitted_list,
    tuple: _fitted_tuple,
    Unfilled: _filled,
    Remade: _remade,
    Written: _read,
}
