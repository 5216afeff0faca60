"""Writes JSON values as TOML that people like to read and edit; the standard library reads it.

TOML knows no null. Where metadata that a rule compares with hold one, or
something else that TOML cannot say, the value is written as `{ json = "..." }`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MARK = "json"
_LARGEST = 2**63


def toml_text(values: Mapping[str, Any]) -> str:
    """Return values as TOML; a table without values of its own gets no heading."""
    return "\n".join(_table((), _coded(values))).strip() + "\n"


def decoded(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Return what TOML was written for: values that it cannot say are read from their JSON."""
    if isinstance(value, dict):
        if list(value) == [_MARK] and isinstance(value[_MARK], str):
            return json.loads(value[_MARK])
        return {name: decoded(one) for name, one in value.items()}
    return [decoded(one) for one in value] if isinstance(value, list) else value


def _coded(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, Mapping) and list(value) != [_MARK]:
        return {name: _coded(one) for name, one in value.items()}
    if isinstance(value, list) and not any(map(_is_unsaid, value)):
        return [_coded(one) for one in value]
    return {_MARK: json.dumps(value)} if _is_unsaid(value) else value


def _is_unsaid(value: object) -> bool:
    """Say whether TOML has no word for a value."""
    if isinstance(value, Mapping):
        return list(value) == [_MARK]
    if isinstance(value, list):
        return any(map(_is_unsaid, value))
    is_large = isinstance(value, int) and not -_LARGEST <= value < _LARGEST
    return value is None or is_large


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    below = {name: value for name, value in table.items() if _has_heading(value)}
    plain = {name: value for name, value in table.items() if name not in below}
    if path and (plain or not below):
        yield f"[{_dotted(path)}]"
    yield from _pairs(plain)
    for name, value in below.items():
        if isinstance(value, Mapping):
            yield ""
            yield from _table((*path, name), value)
        else:
            yield from _tables((*path, name), value)


def _tables(path: tuple[str, ...], items: list[Any]) -> Iterator[str]:
    for item in items:
        yield from ("", f"[[{_dotted(path)}]]")
        below = {name: value for name, value in item.items() if _has_heading(value)}
        yield from _pairs({name: value for name, value in item.items() if name not in below})
        for name, value in below.items():
            if isinstance(value, Mapping):
                yield ""
                yield from _table((*path, name), value)
            else:
                yield from _tables((*path, name), value)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{_key(name)} = {_inline(value)}"


def _has_heading(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, Mapping) for one in value)
    return isinstance(value, Mapping) and list(value) != [_MARK]


def _inline(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {_inline(one)}" for name, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    # JSON's escapes are TOML's; TOML wants one more character escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(map(_key, path))
