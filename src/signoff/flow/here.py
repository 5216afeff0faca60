"""Which step of which run the present code belongs to.

Set by the engine around every call of a method. Tasks that a step starts, and
asyncio.to_thread, inherit it; a plain thread or executor does not, unless it
is given the context. It only tells; it changes nothing.
"""

from __future__ import annotations

import contextvars
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from signoff.flow.children import Child
    from signoff.flow.record import Record
    from signoff.flow.record_parts import Step


class Leg(Protocol):
    """The advance that called the step.

    ``is_attended``: questions may be brought to people from this process, so
    that a provider that answers before it returns can be asked inside a step.
    """

    @property
    def flow(self) -> Any: ...  # noqa: ANN401 - a Flow; flow.py is above this module

    @property
    def record(self) -> Record: ...

    @property
    def is_attended(self) -> bool: ...


class Here:
    """One call of one step; ``children`` are the flows it has started, by slot."""

    __slots__ = ("children", "leg", "step")

    def __init__(self, leg: Leg, step: Step) -> None:
        self.leg = leg
        self.step = step
        self.children: dict[str, Child] = {}

    @property
    def step_key(self) -> str:
        """Return the step's name in the world; a step repeated after a crash has the same."""
        return f"{self.leg.record.run_id}/{self.step.id}"


here: contextvars.ContextVar[Here] = contextvars.ContextVar("signoff_here")


def find_here() -> Here | None:
    """Return the step that runs in this context, None outside of one."""
    return here.get(None)
