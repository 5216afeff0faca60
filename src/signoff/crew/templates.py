"""Texts with ``{placeholders}``, and the inputs that fill them.

A placeholder is a name in single braces. Doubled braces, and braces around
anything else (JSON, say), are text: nothing needs to be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"(?<!\{)\{([^\W\d][\w-]*)\}(?!\})")


def placeholders(texts: Iterable[str]) -> Iterator[str]:
    """Yield the name of every placeholder, as often as it is written."""
    for text in texts:
        yield from _PLACEHOLDER.findall(text)


def filled(text: str, inputs: Mapping[str, Any]) -> str:
    """Return ``text`` with its placeholders filled; one that has no input stays as it is."""

    def value(match: re.Match[str]) -> str:
        given = inputs.get(match[1])
        return match[0] if given is None else _as_text(given)

    return _PLACEHOLDER.sub(value, text)


def _as_text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
