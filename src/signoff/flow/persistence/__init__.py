"""Where paused and persisted runs are kept by the library: a protocol and its SQLite form."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from signoff.flow.persistence.decorator import persist

if TYPE_CHECKING:
    from signoff.flow.persistence.besides import FindsAnswers, KeepsDecisions
    from signoff.flow.persistence.default import default_store
    from signoff.flow.persistence.protocol import Claim, FlowPersistence, KeepsStates, StoredRun
    from signoff.flow.persistence.sqlite import SQLiteFlowPersistence

__all__ = [
    "Claim",
    "FindsAnswers",
    "FlowPersistence",
    "KeepsDecisions",
    "KeepsStates",
    "SQLiteFlowPersistence",
    "StoredRun",
    "default_store",
    "persist",
]

# sqlite3 is loaded by the flow that stores something, not by every import.
_PLACES = {
    "Claim": "protocol",
    "FindsAnswers": "besides",
    "FlowPersistence": "protocol",
    "KeepsStates": "protocol",
    "KeepsDecisions": "besides",
    "SQLiteFlowPersistence": "sqlite",
    "StoredRun": "protocol",
    "default_store": "default",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
