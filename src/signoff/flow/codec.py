"""The author's values as JSON that gives them back as they were.

Plain JSON stays plain; every other value is ``{"$": kind, ...}``. Types of
the author's own are stored by name and imported again, and only dataclasses,
enums, named tuples and pydantic models are ever made from stored text: it can
name a class, never run one. What cannot come back the same is refused, with
the path to it and a way out.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import math
import pathlib
import uuid
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, NoReturn

from signoff.errors import FlowStorageError
from signoff.flow.state import is_model
from signoff.flow.stored_types import find_type, make_model, name_of, refuse_lost

TAG = "$"
_AS_IT_IS = frozenset({str, bool, type(None)})
_MAX_PLAIN_INT = 1 << 8192  # Python refuses to parse longer decimal numbers than 4300 digits.

Json = Any  # a tree of dict, list, str, int, float, bool and None
Path = tuple[str, ...]


def encode(value: object, path: str) -> Json:
    """Return ``value`` as a JSON tree; ``path`` names it in an error ("state", "output of x").

    Raises: FlowStorageError, naming the path of the first value that cannot be kept.
    """
    kind = type(value)
    if kind in _AS_IT_IS or (kind is dict and not value):
        return value
    try:
        return _Encoder().encode(value, path)
    except RecursionError as error:
        raise FlowStorageError(
            f"{path} is nested too deeply to be stored. Nothing of this step was stored. "
            "Keep deep structures outside of the flow's state and store their id."
        ) from error


def decode(tree: Json) -> Any:  # noqa: ANN401 - the author's value
    """Return the value that ``encode`` was given.

    Raises: FlowStorageError, where a stored type no longer exists or fits.
    """
    if type(tree) is list:
        return [item if type(item) in _AS_IT_IS else decode(item) for item in tree]
    if type(tree) is not dict:
        return tree
    kind = tree.get(TAG)
    if kind is None:
        return {
            key: item if type(item) in _AS_IT_IS else decode(item) for key, item in tree.items()
        }
    reader = _READERS.get(kind)
    if reader is None:
        raise FlowStorageError(
            f"A stored value is of kind {kind!r}, which this version of signoff does not know. "
            "The run stays as it is. Resume it with the version that stored it, or a newer one."
        )
    return reader(tree)


class _Encoder:
    """Walks one value; remembers the containers it is inside of, to find circles."""

    def __init__(self) -> None:
        self.inside: set[int] = set()

    def encode(self, value: Any, path: str) -> Json:  # noqa: ANN401 - the author's value
        kind = type(value)
        if kind in _AS_IT_IS:
            return value
        if kind is int:
            return value if -_MAX_PLAIN_INT < value < _MAX_PLAIN_INT else _tag("int", hex(value))
        if kind is float:
            return value if math.isfinite(value) else _tag("float", repr(value))
        writer = _SCALARS.get(kind)
        if writer is not None:
            return writer(value, path)
        if id(value) in self.inside:
            _refuse(value, path, "it contains itself", "Store an id in place of the inner one.")
        self.inside.add(id(value))
        try:
            return self.container(value, path)
        finally:
            self.inside.discard(id(value))

    def container(self, value: Any, path: str) -> Json:  # noqa: ANN401 - the author's value
        kind = type(value)
        if kind is list:
            return self.items(value, path)
        if kind is dict:
            return self.mapping(value, path)
        if kind is tuple or kind is deque:
            tree = _tag(kind.__name__, self.items(value, path))
            at_most = getattr(value, "maxlen", None)
            return tree if at_most is None else {**tree, "max": at_most}
        if kind is set or kind is frozenset:
            return _tag(kind.__name__, sorted(self.items(value, path), key=repr))
        if kind is OrderedDict:
            return _tag("odict", self.pairs(value, path))
        return self.thing(value, path)

    def thing(self, value: Any, path: str) -> Json:  # noqa: ANN401 - the author's value
        kind = type(value)
        if isinstance(value, Enum):
            return {TAG: "enum", "t": name_of(kind, path), "v": self.encode(value.value, path)}
        if kind in _PATHS:
            return {TAG: "path", "t": kind.__name__, "v": str(value)}
        if is_model(kind):
            return self.model(value, path)
        if dataclasses.is_dataclass(kind):
            _check_made_of_fields(value, path)
            names = [field.name for field in dataclasses.fields(kind)]
            fields = {n: getattr(value, n) for n in names if hasattr(value, n)}
            tree = {TAG: "data", "t": name_of(kind, path), "v": self.fields(fields, path)}
            if beside := _beside_fields(value, names):
                tree["beside"] = self.fields(beside, path)
            return tree
        if _is_named(kind) and not getattr(value, "__dict__", None):
            tree = {TAG: "named", "t": name_of(kind, path), "v": self.items(value, path)}
            return {**tree, "f": list(kind._fields)}
        return _refuse(value, path, f"a {kind.__module__}.{kind.__qualname__} has no faithful form")

    def model(self, value: Any, path: str) -> Json:  # noqa: ANN401 - duck-typed pydantic
        tree = {
            TAG: "model",
            "t": name_of(type(value), path),
            "v": self.fields(dict(vars(value)), path),
            "set": sorted(value.model_fields_set),
        }
        extra, private = value.__pydantic_extra__, value.__pydantic_private__
        if extra:
            tree["extra"] = self.fields(extra, path)
        if private:
            tree["private"] = self.fields(private, path)
        return tree

    def fields(self, values: dict[str, Any], path: str) -> Json:
        return {
            name: value if type(value) in _AS_IT_IS else self.encode(value, f"{path}.{name}")
            for name, value in values.items()
        }

    def items(self, values: Iterable[Any], path: str) -> Json:
        # list() first: one step under the interpreter's lock, where siblings may still write.
        return [
            item if type(item) in _AS_IT_IS else self.encode(item, f"{path}[{i}]")
            for i, item in enumerate(list(values))
        ]

    def mapping(self, value: dict[Any, Any], path: str) -> Json:
        if set(map(type, list(value))) <= {str} and TAG not in value:
            return self.fields(dict(value), path)
        return _tag("dict", self.pairs(value, path))

    def pairs(self, value: dict[Any, Any], path: str) -> Json:
        return [
            [self.encode(key, f"{path} key {key!r}"), self.encode(item, f"{path}[{key!r}]")]
            for key, item in list(value.items())
        ]


def _check_made_of_fields(value: object, path: str) -> None:
    """Refuse a dataclass that is a list, a text or an error as well: that part has no field."""
    try:
        object.__new__(type(value))
    except TypeError:
        why = "it is a dataclass and of a built-in type at once"
        _refuse(value, path, why, "Keep the built-in value in a field of the dataclass.")


def _beside_fields(value: object, names: Iterable[str]) -> dict[str, Any]:
    """Return what a dataclass was given besides its fields.

    What is cached is computed again, and what is private is its own, as with a model.
    """
    return {
        name: held
        for name, held in getattr(value, "__dict__", {}).items()
        if name not in names
        and not name.startswith("_")
        and not isinstance(getattr(type(value), name, None), cached_property)
    }


def _tag(kind: str, value: Json) -> Json:
    return {TAG: kind, "v": value}


def _refuse(value: object, path: str, why: str, way_out: str = "") -> NoReturn:
    raise FlowStorageError(
        f"{path} cannot be stored: {why} (it is of type {type(value).__name__}). "
        "The run cannot be kept with it, and nothing of this step was stored. "
        + (way_out or "Store plain data or an id instead, or keep it outside of state and results.")
    )


def _write_zoned(kind: str, value: dt.datetime | dt.time, path: str) -> Json:
    zone = value.tzinfo
    key = getattr(zone, "key", None)
    is_fixed = zone is None or type(zone) is dt.timezone
    if not is_fixed and not isinstance(key, str):
        _refuse(value, path, f"its time zone {zone!r} has no name", "Use zoneinfo or UTC.")
    # A named zone is kept by name: an offset alone would forget its summer time.
    kept = value.replace(fold=0) if is_fixed else value.replace(fold=0, tzinfo=None)
    tree = _tag(kind, kept.isoformat())
    if not is_fixed:
        tree["tz"] = key
    elif isinstance(zone, dt.timezone) and (called := _own_name(zone)):
        tree["called"] = called
    if value.fold:
        tree["fold"] = value.fold
    return tree


def _own_name(zone: dt.timezone) -> str | None:
    """Return what a fixed zone was called, None where its offset says it all."""
    name, offset = zone.tzname(None), zone.utcoffset(None)
    return None if name == dt.timezone(offset).tzname(None) else name


def _read_zoned(read: Callable[[str], Any]) -> Callable[[Json], Any]:
    def reader(tree: Json) -> Any:  # noqa: ANN401 - datetime or time
        value = read(tree["v"])
        if "tz" in tree:
            from zoneinfo import ZoneInfo  # noqa: PLC0415 - only for values that have a zone

            value = value.replace(tzinfo=ZoneInfo(tree["tz"]))
        if "called" in tree:
            zone = dt.timezone(value.utcoffset() or dt.timedelta(), tree["called"])
            value = value.replace(tzinfo=zone)
        return value.replace(fold=tree.get("fold", 0))

    return reader


def _read_data(tree: Json) -> Any:  # noqa: ANN401 - the author's dataclass
    kind = find_type(tree["t"], dataclasses.is_dataclass)
    value = object.__new__(kind)
    fields = {
        name: decode(item) for part in ("beside", "v") for name, item in tree.get(part, {}).items()
    }
    for field in dataclasses.fields(kind):
        if field.name in fields:
            object.__setattr__(value, field.name, fields.pop(field.name))
        elif field.default is not dataclasses.MISSING:
            object.__setattr__(value, field.name, field.default)
        elif field.default_factory is not dataclasses.MISSING:
            object.__setattr__(value, field.name, field.default_factory())
        elif field.init:
            raise FlowStorageError(
                f"The stored {kind.__name__} has no {field.name}, which its class now requires. "
                "The run stays as it is. Give the new field a default."
            )
    refuse_lost(kind, fields.keys() & tree["v"].keys())
    for name, held in fields.items():
        object.__setattr__(value, name, held)
    return value


def _read_model(tree: Json) -> Any:  # noqa: ANN401 - the author's model
    kind = find_type(tree["t"], is_model)
    parts = {
        part: {name: decode(item) for name, item in tree.get(part, {}).items()}
        for part in ("v", "extra", "private")
    }
    return make_model(kind, parts["v"], set(tree["set"]), parts["extra"], parts["private"])


def _is_enum(kind: type) -> bool:
    return issubclass(kind, Enum)


def _is_named(kind: type) -> bool:
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _read_enum(tree: Json) -> Any:  # noqa: ANN401 - the author's enum
    kind, value = find_type(tree["t"], _is_enum), decode(tree["v"])
    try:
        return kind(value)
    except ValueError as error:
        raise FlowStorageError(
            f"The stored {kind.__name__} has the value {value!r}, which no member of its class has "
            "now. The run stays as it is. Leave the member in the class until the runs that were "
            "stored with it have ended."
        ) from error


def _read_named(tree: Json) -> Any:  # noqa: ANN401 - the author's named tuple
    kind, values = find_type(tree["t"], _is_named), decode(tree["v"])
    stored = tree.get("f", kind._fields)  # earlier versions kept the values alone
    refuse_lost(kind, set(stored).difference(kind._fields))
    try:
        if tuple(stored) == kind._fields:
            return kind(*values)
        return kind(**dict(zip(stored, values, strict=True)))
    except TypeError as error:
        raise FlowStorageError(
            f"The stored {kind.__name__} has {len(values)} values, and its class has the fields "
            f"{', '.join(kind._fields)} now. The run stays as it is. Give a new field a default, "
            "and leave the others until the runs that were stored with them have ended."
        ) from error


def _read_path(tree: Json) -> pathlib.PurePath:
    kinds = {"PurePosixPath": pathlib.PurePosixPath, "PureWindowsPath": pathlib.PureWindowsPath}
    return kinds.get(tree["t"], pathlib.Path)(tree["v"])


def _write_delta(value: dt.timedelta, _path: str) -> Json:
    return _tag("timedelta", [value.days, value.seconds, value.microseconds])


def _write_bytes(kind: str) -> Callable[[Any, str], Json]:
    return lambda value, _path: _tag(kind, base64.b64encode(value).decode("ascii"))


_PATHS = frozenset({pathlib.PurePosixPath, pathlib.PureWindowsPath, type(pathlib.Path())})
_SCALARS: dict[type, Callable[[Any, str], Json]] = {
    Decimal: lambda value, _path: _tag("decimal", str(value)),
    dt.datetime: lambda value, path: _write_zoned("datetime", value, path),
    dt.time: lambda value, path: _write_zoned("time", value, path),
    dt.date: lambda value, _path: _tag("date", value.isoformat()),
    dt.timedelta: _write_delta,
    uuid.UUID: lambda value, _path: _tag("uuid", str(value)),
    bytes: _write_bytes("bytes"),
    bytearray: _write_bytes("bytearray"),
    complex: lambda value, _path: _tag("complex", [repr(value.real), repr(value.imag)]),
}
_READERS: dict[str, Callable[[Json], Any]] = {
    "int": lambda tree: int(tree["v"], 16),
    "float": lambda tree: float(tree["v"]),
    "complex": lambda tree: complex(*map(float, tree["v"])),
    "decimal": lambda tree: Decimal(tree["v"]),
    "datetime": _read_zoned(dt.datetime.fromisoformat),
    "time": _read_zoned(dt.time.fromisoformat),
    "date": lambda tree: dt.date.fromisoformat(tree["v"]),
    "timedelta": lambda tree: dt.timedelta(*tree["v"]),
    "uuid": lambda tree: uuid.UUID(tree["v"]),
    "bytes": lambda tree: base64.b64decode(tree["v"]),
    "bytearray": lambda tree: bytearray(base64.b64decode(tree["v"])),
    "tuple": lambda tree: tuple(decode(tree["v"])),
    "deque": lambda tree: deque(decode(tree["v"]), tree.get("max")),
    "set": lambda tree: set(decode(tree["v"])),
    "frozenset": lambda tree: frozenset(decode(tree["v"])),
    "dict": lambda tree: {decode(key): decode(item) for key, item in tree["v"]},
    "odict": lambda tree: OrderedDict((decode(key), decode(item)) for key, item in tree["v"]),
    "enum": _read_enum,
    "named": _read_named,
    "path": _read_path,
    "data": _read_data,
    "model": _read_model,
}
