"""A store of three methods, as authors know them from elsewhere, made to hold whole runs.

Such a store keeps one dict per run. Ours is the author's state as plain JSON
with the run itself under one more key, so a paused run can be resumed from
it. What such a store cannot do is refuse a rival: two processes that answer
one question at the same moment are told apart only within one process. And
every save writes the whole run. A store that is to do better has the four
methods of FlowPersistence.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from os import PathLike
from typing import Any

from signoff.errors import FlowStorageError, NothingPending, RunBusy
from signoff.flow.persistence.protocol import (
    Claim,
    FlowPersistence,
    KeepsStates,
    StoredRun,
    keeps_runs,
)

KEY = "signoff_run"

# One for all stores: a run's store may be named by several objects, and a save is short.
_lock = threading.RLock()


def whole_runs(store: FlowPersistence | KeepsStates) -> FlowPersistence:
    """Return ``store`` as one that keeps whole runs.

    Raises: FlowStorageError, where it has neither form's methods.
    """
    if keeps_runs(store):
        return store  # type: ignore[return-value]
    if isinstance(store, KeepsStates) and not isinstance(store, type):
        return ByState(store)
    raise FlowStorageError(f"{store!r} cannot keep runs. Nothing was stored. {way_out(store)}")


def way_out(store: object) -> str:
    """Return what to give instead of ``store``, which cannot keep runs."""
    if isinstance(store, type):
        return f"It is a class: give an object of it, {store.__name__}(...)."
    if isinstance(store, str | PathLike):
        return f"Give the store in that file, SQLiteFlowPersistence({str(store)!r})."
    return (
        "Give it init_db, save_state and load_state, or all four methods of "
        "signoff.flow.persistence.FlowPersistence."
    )


class ByState:
    """Keeps runs in a store that has only ``init_db``, ``save_state`` and ``load_state``."""

    def __init__(self, store: KeepsStates) -> None:
        self.store = store
        self.is_ready = False

    def save_run(self, run: StoredRun, *, n_known: int) -> None:
        """Store a run on top of the version it follows."""
        with _lock:
            kept = self._load(run.id)
            version = kept["version"] if kept else 0
            if version != run.version:
                raise RunBusy(
                    f"Run {run.id} was to be saved as version {run.version + 1}, but version "
                    f"{version} is stored: another process works on it, or the id was used "
                    "before. What is stored stands; this step was not stored. Let one process "
                    "advance a run, and give each new run its own id."
                )
            known = kept["entries"][:n_known] if kept else []
            self._save(
                run.id,
                {
                    "status": run.status,
                    "version": version + 1,
                    "head": run.head,
                    "entries": [*known, *run.entries],
                    "answers": kept["answers"] if kept and n_known else {},
                },
            )

    def load_run(self, run_id: str) -> StoredRun | None:
        """Return a run with its whole log, or None."""
        kept = self._load(run_id)
        if kept is None:
            return None
        return StoredRun(run_id, kept["status"], kept["version"], kept["head"], kept["entries"])

    def claim(self, run_id: str, key: str, answer: str) -> Claim:
        """Store the answer unless there is one, and reserve the run."""
        with _lock:
            kept = self._load(run_id)
            if kept is None:
                raise NothingPending(
                    f"No pending feedback found for flow_id: {run_id}. Nothing was recorded. "
                    "Check the id and the store it was kept in."
                )
            if key in kept["answers"]:
                return Claim(is_won=False, answer=kept["answers"][key], version=None)
            kept = {**kept, "answers": {**kept["answers"], key: answer}}
            is_free = kept["status"] != "running"
            if is_free:
                kept = {**kept, "status": "running", "version": kept["version"] + 1}
            self._save(run_id, kept)
            return Claim(is_won=True, answer=answer, version=kept["version"] if is_free else None)

    def answers(self, run_id: str) -> Mapping[str, str]:
        """Return every answer of a run by its question's key."""
        kept = self._load(run_id)
        return dict(kept["answers"]) if kept else {}

    def _load(self, run_id: str) -> dict[str, Any] | None:
        data = self._ready().load_state(run_id)
        if data is None or KEY not in data:
            return None
        kept: dict[str, Any] = data[KEY]
        return kept

    def _save(self, run_id: str, kept: dict[str, Any]) -> None:
        state = json.loads(kept["head"]).get("state")
        shown = state if isinstance(state, dict) else {}
        self._ready().save_state(run_id, _last_method(kept["entries"]), {**shown, KEY: kept})

    def _ready(self) -> KeepsStates:
        if not self.is_ready:
            self.store.init_db()
            self.is_ready = True
        return self.store


def _last_method(entries: list[str]) -> str:
    """Return the method of the last log entry: ``["done", method, ...]``."""
    return str(json.loads(entries[-1])[1]) if entries else ""
