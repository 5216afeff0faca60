"""``flow.memory`` of a flow that was given none: the book of this user's lessons.

Loaded with every flow, so it loads nothing itself before somebody asks.
"""

from __future__ import annotations

from typing import Any


class AutomaticMemory:
    """Gives a flow its memory when it is first asked for; what an author assigns takes its place.

    ``_skip_auto_memory = True`` on a flow or its class leaves it without one.
    A flow that runs inside a step has that of the flow around it.
    """

    def __get__(self, flow: Any, flow_class: type | None = None) -> Any:  # noqa: ANN401 - any memory
        """Return the flow's memory, None where it shall have none."""
        if flow is None:
            return self
        if getattr(flow, "_skip_auto_memory", False):
            return None
        around = vars(flow).get("_signoff_around")
        if around is not None:
            return around.memory
        from signoff.flow.memory import SQLiteLessonBook  # noqa: PLC0415 - see the module's docstring

        return vars(flow).setdefault("memory", SQLiteLessonBook())
