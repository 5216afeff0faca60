"""What each step made of a flow's state, told so briefly that it can be kept for every step.

A page adds it up again: a run's first step tells all there is, every other
one what became different by it. Only the state's own fields are compared, not
what is inside of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from signoff.flow.plain import plain

_LONGEST = 8_000  # characters of one field's JSON that are kept at each step

Changes = dict[str, Any]


class StateChanges:
    """Follows one run's state from step to step; ``begun`` tells it from nothing."""

    def __init__(self, state: object, *, is_begun: bool) -> None:
        self._known = _texts(state) if is_begun else {}

    def after(self, state: object) -> Changes | None:
        """Return what is different since the last call, None for nothing.

        That is: ``set``, the new values by field, ``gone``, the fields that are no more, and
        ``long``, those whose new values are too long to be kept at each step.
        """
        texts, known = _texts(state), self._known
        self._known = texts
        changed = {name: text for name, text in texts.items() if known.get(name) != text}
        found: Changes = {
            "set": {
                name: json.loads(text) for name, text in changed.items() if len(text) <= _LONGEST
            },
            "gone": [name for name in known if name not in texts],
            "long": [name for name, text in changed.items() if len(text) > _LONGEST],
        }
        found = {kind: told for kind, told in found.items() if told}
        return found or None


def _texts(state: object) -> dict[str, str]:
    shown = plain(state)
    fields: Mapping[str, Any] = shown if isinstance(shown, dict) else {"state": shown}
    return {name: json.dumps(value, ensure_ascii=False) for name, value in fields.items()}
