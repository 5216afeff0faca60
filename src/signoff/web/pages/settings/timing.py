"""What forms say of time, for the whole policy and for one rule: steps and the automatic answer."""

from __future__ import annotations

from typing import Any

from signoff.web.pages.settings.typed import Typed


def ladder_of(typed: Typed) -> list[dict[str, Any]]:
    """Return the steps that were typed; a row in which nothing is said is none."""
    found = []
    for row in typed.rows("ladder"):
        step = {
            "after_minutes": row.minutes("after_minutes"),
            "do": row.text("do"),
            "who": row.text("who"),
            "outcome": row.text("outcome"),
        }
        if any(value is not None for value in step.values()):
            found.append(spare(step))
    return found


def auto_of(typed: Typed, *, is_enabled: bool) -> dict[str, Any]:
    """Return the automatic answer that was typed, also where it is switched off."""
    return spare(
        {
            "enabled": is_enabled,
            "timeout_minutes": typed.minutes("auto.timeout_minutes"),
            "strategy": typed.text("auto.strategy"),
            "default_outcome": typed.text("auto.default_outcome"),
            "allow_approval": typed.has("auto.allow_approval"),
        }
    )


def spare(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table without what is not said."""
    return {name: value for name, value in table.items() if value is not None}
