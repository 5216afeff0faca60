"""A pause as the question a person sees: the bridge from the record to inbox values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from signoff.flow.record import Pause, Record
from signoff.inbox.request import Ask


def ask_of(record: Record, pause: Pause) -> Ask:
    """Return the ask for a pause, with the author's state as it is now."""
    value = record.asked_value(pause)
    is_text = isinstance(value, str)
    return Ask(
        key=pause.key,
        method=pause.method,
        message=pause.message,
        content=str(value) if is_text else json.dumps(plain(value), indent=2, ensure_ascii=False),
        content_type="text/markdown" if is_text else "application/json",
        outcomes=pause.outcomes,
        default_outcome=pause.default_outcome,
        metadata=plain(dict(pause.metadata)),
        state=_plain_state(record.state),
        revision=int(pause.key.rpartition("#")[2]),
    )


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


def _fields(value: object) -> Mapping[Any, Any] | None:
    if isinstance(value, Mapping):
        return value
    if hasattr(type(value), "model_dump") or hasattr(type(value), "__dataclass_fields__"):
        names = getattr(type(value), "__dataclass_fields__", None) or vars(value)
        return {name: getattr(value, name, None) for name in names}
    return None


def _plain_state(state: object) -> Mapping[str, Any]:
    shown = plain(state)
    return shown if isinstance(shown, dict) else {"state": shown}
