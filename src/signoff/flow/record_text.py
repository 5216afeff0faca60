"""A record read back from what a store kept.

The shapes are record_trees.py's. What this version cannot read is refused
before anything is made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from signoff.errors import FlowStorageError
from signoff.flow import record_trees
from signoff.flow.codec import decode
from signoff.flow.record import Record
from signoff.flow.record_parts import ANSWERS, Asked, Entry, RunStatus


def read(text: str) -> Record:
    """Return the record that ``Record.to_text`` wrote; the flow's class must be defined by now.

    Raises: FlowStorageError, for a text this version cannot read.
    """
    tree = _loads(text)
    return _record(tree["head"], tree["log"], [record_trees.dumps(entry) for entry in tree["log"]])


def read_parts(head: str, entries: Iterable[str]) -> Record:
    """Return the record of a head and its log entries, as a store keeps them.

    Raises: FlowStorageError, for a text this version cannot read.
    """
    texts = list(entries)
    # One call for the whole log: each would cost more than what it reads.
    return _record(_loads(head), json.loads(f"[{','.join(texts)}]"), texts)


def _record(head: dict[str, Any], log: Iterable[list[Any]], texts: list[str]) -> Record:
    if head.get("v") != record_trees.VERSION:
        raise FlowStorageError(
            f"A stored run is of version {head.get('v')!r}; this signoff reads version "
            f"{record_trees.VERSION}. The run stays as it is. "
            "Resume it with the signoff that stored it, or a newer one."
        )
    record = Record(head["id"], head["flow"], decode(head["state"]))
    record.status = RunStatus(head["status"])
    record.seq = head["seq"]
    record.n_scheduled = head["next"]
    record.fired = head.get("fired", {})
    for tree in head.get("agenda", ()):
        record.agenda[tree[0]] = record_trees.step(tree)
    for tree in head.get("pauses", ()):
        record.pauses[tree[0]] = record_trees.pause(tree)
    for name, names in head.get("seen", {}).items():
        record.seen[name] = dict.fromkeys(names)
    for tree in head.get("resting", ()):
        record.resting[tree[0]] = record_trees.step(tree)
    for slot, tree in head.get("nested", {}).items():
        record.nested[slot] = record_trees.nested(tree)
    for tree in log:
        entry = record_trees.entry(record.log, tree)
        record.append(entry)
        _count(record, entry)
    record.texts = texts
    return record


def _count(record: Record, entry: Entry) -> None:
    """Count what the log says; a head that kept the counts would grow with the flow."""
    if isinstance(entry, ANSWERS):
        return
    asker = entry.key.rpartition("#")[0] if isinstance(entry, Asked) else ""
    if asker:
        record.asked[asker] = record.asked.get(asker, 0) + 1
    if asker in {"", entry.method}:  # else a nested flow asked, and its step is not done
        record.calls[entry.method] = record.calls.get(entry.method, 0) + 1


def _loads(text: str) -> dict[str, Any]:
    try:
        tree = json.loads(text)
    except ValueError as error:
        raise _unreadable(f"is not readable as JSON ({error})") from error
    if not isinstance(tree, dict):
        raise _unreadable("is not a JSON object")
    return tree


def _unreadable(what: str) -> FlowStorageError:
    return FlowStorageError(
        f"A stored run {what}. The text was not changed. Restore the database from a backup."
    )
