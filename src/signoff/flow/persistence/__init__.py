"""Where paused and persisted runs are kept by the library: a protocol and its SQLite form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signoff.flow.persistence.decorator import persist
from signoff.flow.persistence.place import default_path
from signoff.flow.persistence.protocol import Claim, FlowPersistence, StoredRun

if TYPE_CHECKING:
    from signoff.flow.persistence.sqlite import SQLiteFlowPersistence

__all__ = [
    "Claim",
    "FlowPersistence",
    "SQLiteFlowPersistence",
    "StoredRun",
    "default_store",
    "persist",
]

_default_stores: dict[str, FlowPersistence] = {}


def default_store() -> FlowPersistence:
    """Return the store of flows that are told no other: one per file, shared by all of them."""
    from signoff.flow.persistence.sqlite import (  # noqa: PLC0415 - see __getattr__
        SQLiteFlowPersistence,
    )

    path = str(default_path())
    if path not in _default_stores:
        _default_stores[path] = SQLiteFlowPersistence(path)
    return _default_stores[path]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    # sqlite3 is loaded by the flow that stores something, not by every import.
    if name == "SQLiteFlowPersistence":
        from signoff.flow.persistence.sqlite import (  # noqa: PLC0415 - that is the point
            SQLiteFlowPersistence,
        )

        return SQLiteFlowPersistence
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
