"""FAKES WE SHIP, so that users test as we do: a clock, a postman, a hand-driven job queue.

The store is never faked: an embedded SQLite is quick enough and cannot lie.
Each name is loaded when it is used, so that authors who have only the library
can run the contract of ``signoff.testing.persistence`` on a store of their own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from signoff.errors.extras import needs_extra

if TYPE_CHECKING:
    from signoff.testing.clock import FakeClock
    from signoff.testing.persistence import FlowPersistenceContract
    from signoff.testing.postman import RecordingPostman
    from signoff.testing.queue import ManualQueue
    from signoff.testing.workbench import Workbench, open_workbench

__all__ = [
    "FakeClock",
    "FlowPersistenceContract",
    "ManualQueue",
    "RecordingPostman",
    "Workbench",
    "open_workbench",
]

_PLACES = {
    "FakeClock": "clock",
    "FlowPersistenceContract": "persistence",
    "ManualQueue": "queue",
    "RecordingPostman": "postman",
    "Workbench": "workbench",
    "open_workbench": "workbench",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        module = import_module(f"{__name__}.{_PLACES[name]}")
    except ModuleNotFoundError as error:
        raise needs_extra(error, what=f"{__name__}.{name}", extra="server") from error
    return getattr(module, name)
