"""The store of flows that are told no other: one file per user, found again by any process."""

from __future__ import annotations

from pathlib import Path

from signoff.flow.persistence.place import default_path
from signoff.flow.persistence.protocol import FlowPersistence
from signoff.flow.persistence.sqlite import SQLiteFlowPersistence

_stores: dict[Path, SQLiteFlowPersistence] = {}


def default_store() -> FlowPersistence:
    """Return the store at ``default_path``, one object for all flows of this process."""
    path = default_path()
    if path not in _stores:
        _stores[path] = SQLiteFlowPersistence(path)
    return _stores[path]


def close_default_store() -> None:
    """Close the store at ``default_path``, if this process has opened it."""
    store = _stores.pop(default_path(), None)
    if store is not None:
        store.close()
