"""Any value as plain JSON for a person to look at; never for going on from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def plain(value: object, inside: tuple[int, ...] = ()) -> Any:  # noqa: ANN401 - a JSON tree
    """Return ``value`` as plain JSON for a person to look at; what JSON cannot say is its str."""
    if value is None or type(value) in (str, int, bool):
        return value
    if id(value) in inside:
        return "..."
    inside = (*inside, id(value))
    fields = _fields(value)
    if fields is not None:
        return {str(key): plain(item, inside) for key, item in fields.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, inside) for item in value]
    if isinstance(value, float) and value - value == 0.0:
        return float(value)
    return str(value)


def as_text(value: object) -> str:
    """Return a value as a person is shown it: text as it is, all else as JSON."""
    if isinstance(value, str):
        return str(value)
    return json.dumps(plain(value), indent=2, ensure_ascii=False)


def _fields(value: object) -> Mapping[Any, Any] | None:
    if isinstance(value, Mapping):
        return value
    if hasattr(type(value), "model_dump") or hasattr(type(value), "__dataclass_fields__"):
        names = getattr(type(value), "__dataclass_fields__", None) or vars(value)
        return {name: getattr(value, name, None) for name in names}
    return None
