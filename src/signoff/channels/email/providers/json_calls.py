"""JSON that came from outside, taken apart without trusting its shape."""

from __future__ import annotations

import json
from typing import Any

from signoff.channels.email.providers.delivered import broken_call


def read_object(body: bytes | str, *, what: str) -> dict[str, Any]:
    """Return a JSON object; ``what`` names it in errors.

    Raises: UnreadableReply, ``reason`` 'broken'.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise broken_call(f"{what} is no JSON") from error
    if not isinstance(value, dict):
        raise broken_call(f"{what} is no JSON object")
    return value


def text_of(value: object) -> str:
    """Return a text, '' for whatever is none."""
    return value if isinstance(value, str) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a list, none for whatever is none."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def part_of(value: dict[str, Any], *names: str) -> Any:  # noqa: ANN401 - JSON
    """Return what stands at the end of these names, None where one of them leads nowhere."""
    found: Any = value
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def octets_of(text: str) -> bytes:
    """Return the octets of a mail that a provider made a text of.

    Half a surrogate pair is no character; the mail is worth more than it.
    """
    return text.encode("utf-8", "replace")
