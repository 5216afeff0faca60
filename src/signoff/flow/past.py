"""What a stored run was when one of its questions was answered.

The log says what had happened by then, the store has kept the rest with the
answer (see KeepsDecisions). Stored runs are only read here; what becomes of
the record is the business of forks.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from signoff.errors import FlowStorageError, NothingPending, RunNotFound
from signoff.flow.persistence.besides import KeepsDecisions
from signoff.flow.persistence.protocol import FlowPersistence, StoredRun
from signoff.flow.record import Answered, Asked, Entry, Handed, Record
from signoff.flow.record_text import read_parts
from signoff.flow.state import renamed


class Moment(NamedTuple):
    """A run just before an answer was consumed; its present, where the question is open.

    ``along``: what was answered together with it, and consumed before it.
    ``ran_after``: the methods that ran after it.
    """

    record: Record
    along: Sequence[Answered | Handed]
    ran_after: frozenset[str]


def moment_of(store: FlowPersistence, run_id: str, key: str) -> Moment:
    """Return ``run_id`` as it was when ``key`` was answered.

    Raises: RunNotFound, NothingPending, FlowStorageError; each says what was not forked.
    """
    stored = store.load_run(run_id)
    if stored is None:
        raise RunNotFound(
            f"No run {run_id} is stored. Nothing was forked. "
            "Check the id, and give fork() the persistence that holds the run."
        )
    whole = read_parts(stored.head, stored.entries)
    for at, entry in enumerate(whole.log):
        if isinstance(entry, Answered | Handed) and entry.key == key:
            return _before(store, stored, whole, at)
    if key not in whole.pauses:
        _refuse_unasked(whole, key)
    return Moment(whole, (), frozenset())


def rename(record: Record, run_id: str) -> None:
    """Make ``record`` a run of its own under ``run_id``, the flows its steps have started included.

    Raises: FlowStorageError, where such a flow is kept outside of the record.
    """
    old, record.run_id = record.run_id, run_id
    if old != run_id:
        record.state = renamed(record.state, run_id)
    for slot, nested in record.nested.items():
        if nested.run is None:
            raise FlowStorageError(
                f"A step of run {old} has started a flow that is stored on its own (slot {slot}), "
                "so two runs would share it. Nothing was forked. Fork at a question that was "
                "asked before that step or after it, or give the nested flow no persistence."
            )
        nested.run = _renamed_child(nested.run, f"{old}.{slot}", f"{run_id}.{slot}")


def _renamed_child(run: StoredRun, old: str, new: str) -> StoredRun:
    child = read_parts(run.head, run.entries)
    rename(child, new if run.id == old else run.id)  # an id of the author's own stays
    return run._replace(id=child.run_id, head=child.head_text())


def _before(store: FlowPersistence, stored: StoredRun, whole: Record, at: int) -> Moment:
    entry = whole.log[at]
    assert isinstance(entry, Answered | Handed)  # noqa: S101 - the caller looked
    head = store.head_at(stored.id, entry.key) if isinstance(store, KeepsDecisions) else None
    if head is None:
        _refuse_unkept(store, stored.id, entry)
    return moment_before(head, stored.entries, whole.log, at)


def moment_before(head: str, entries: Sequence[str], log: Sequence[Entry], at: int) -> Moment:
    """Return what a run was before ``log[at]``, an answer that ``head`` was kept with."""
    # Answers that came together are consumed one after the other, from one head.
    open_then = read_parts(head, entries[:at]).pauses
    began = at
    while began and _is_answer_to(log[began - 1], open_then):
        began -= 1
    return Moment(
        record=read_parts(head, entries[:began]),
        along=[e for e in log[began:at] if isinstance(e, Answered | Handed)],
        ran_after=frozenset(e.method for e in log[at + 1 :]),
    )


def _is_answer_to(entry: Entry, keys: Iterable[str]) -> bool:
    return isinstance(entry, Answered | Handed) and entry.key in keys


def _refuse_unasked(record: Record, key: str) -> NoReturn:
    asked = [entry.key for entry in record.log if isinstance(entry, Asked)]
    what = "closed before anybody answered it" if key in asked else "never asked"
    raise NothingPending(
        f"{key!r} was {what} in run {record.run_id}. Nothing was forked. "
        f"Its questions: {', '.join(asked) or 'none'}."
    )


def _refuse_unkept(store: object, run_id: str, entry: Answered | Handed) -> NoReturn:
    asked_as = (entry.result.request_id or "") if isinstance(entry, Answered) else ""
    of = asked_as.rpartition("/")[0]
    if of and of != run_id:
        raise NothingPending(
            f"Run {run_id} is itself a fork: {entry.key} was decided in run {of}, before it "
            f"began. Nothing was forked. Fork the run that was asked: fork({of!r}, "
            f"at={entry.key!r})."
        )
    named = type(getattr(store, "store", store)).__name__  # the author's, where we wrap it
    raise FlowStorageError(
        f"{named} does not hold what run {run_id} was when {entry.key} was answered. "
        "Nothing was forked. Use a store that keeps the head with each answer "
        "(SQLiteFlowPersistence does, see KeepsDecisions), or fork at a question that is open."
    )
