"""A new run that stands where an earlier one stood at a decision, to decide it differently.

The earlier run is only read. What it did after the decision is not known to
the new run; what it did before is the new run's own past. Nothing is advanced
here: the caller gets the work that does it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import NamedTuple

from signoff import ids
from signoff.errors import FlowStorageError, NothingPending, RunNotFound
from signoff.flow import dispatch
from signoff.flow.drive import Work
from signoff.flow.host import checked_words, respond
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.persistence.protocol import FlowPersistence, KeepsDecisions, StoredRun
from signoff.flow.record import Answered, Asked, Pause, Record, RunStatus
from signoff.flow.record_text import read_parts
from signoff.flow.running import Run, check_fits
from signoff.flow.state import renamed
from signoff.flow.structure import structure
from signoff.inbox.response import Response


class EffectsRepeat(UserWarning):
    """Steps that may have run in the earlier run run in its fork."""


class _Origin(NamedTuple):
    """The earlier run as a whole, and where the decision is in its log (its end, if open)."""

    whole: Record
    stored: StoredRun
    at: int


def fork(
    run: Run, run_id: str, at: str | HumanFeedbackResult, *, answer: str | None, force: bool
) -> Callable[[], Work] | None:
    """Let ``run`` stand where ``run_id`` was asked ``at``, stored under an id of its own.

    Returns what goes on with ``answer``, None without one.
    """
    flow_class, checkpoints = run.flow_class, run.checkpoints
    key = _key(run_id, at)
    origin = _origin(checkpoints.store, run_id, key)
    record = _as_it_stood(checkpoints.store, origin, key)
    if not force:
        check_fits(flow_class, record)
    for entry in _answered_along(origin, record):
        dispatch.answer(flow_class.signoff_graph, record, record.pauses[entry.key], entry.result)
    _rename(record)
    run.flow.signoff_record, run.is_used = record, True
    pause = record.pauses[key]
    response = None if answer is None else _response(run, pause, answer)
    _warn(flow_class, origin, record, pause, response)
    checkpoints.save(record)
    run.answering, run.untold = key, frozenset(record.pauses)
    return None if response is None else lambda: run.go_on_with(pause, response)


def _key(run_id: str, at: str | HumanFeedbackResult) -> str:
    named = at.request_id or "" if isinstance(at, HumanFeedbackResult) else at
    of, _, key = named.rpartition("/")
    if not of or of == run_id:
        return key
    raise NothingPending(
        f"{named} is a question of run {of}, not of run {run_id}. Nothing was forked. "
        f"Fork the run that was asked: fork({of!r}, at={key!r})."
    )


def _origin(store: FlowPersistence, run_id: str, key: str) -> _Origin:
    stored = store.load_run(run_id)
    if stored is None:
        raise RunNotFound(
            f"No run {run_id} is stored. Nothing was forked. "
            "Check the id, and give fork() the persistence that holds the run."
        )
    whole = read_parts(stored.head, stored.entries)
    for at, entry in enumerate(whole.log):
        if isinstance(entry, Answered) and entry.key == key:
            return _Origin(whole, stored, at)
    if key in whole.pauses:
        return _Origin(whole, stored, len(whole.log))
    asked = [entry.key for entry in whole.log if isinstance(entry, Asked)]
    raise NothingPending(
        f"Run {run_id} was never asked {key!r}. Nothing was forked. "
        f"Its questions: {', '.join(asked) or 'none'}."
    )


def _as_it_stood(store: FlowPersistence, origin: _Origin, key: str) -> Record:
    """Return the record of the moment before the answer to ``key`` was consumed, and those with it.

    Answers that were there together are consumed one after the other, from one head.
    """
    head = origin.stored.head
    n_entries = origin.at
    if n_entries < len(origin.whole.log):
        kept = (
            store.head_at(origin.whole.run_id, key) if isinstance(store, KeepsDecisions) else None
        )
        if kept is None:
            raise _unkept(store, origin)
        head = kept
        open_then = read_parts(head, ()).pauses
        while n_entries and _is_answer_to(origin.whole, n_entries - 1, open_then):
            n_entries -= 1
    return read_parts(head, origin.stored.entries[:n_entries])


def _is_answer_to(record: Record, at: int, keys: Iterable[str]) -> bool:
    entry = record.log[at]
    return isinstance(entry, Answered) and entry.key in keys


def _answered_along(origin: _Origin, record: Record) -> list[Answered]:
    entries = origin.whole.log[len(record.log) : origin.at]
    return [entry for entry in entries if isinstance(entry, Answered)]


def _unkept(store: FlowPersistence, origin: _Origin) -> Exception:
    run_id = origin.whole.run_id
    entry = origin.whole.log[origin.at]
    asked_by = (entry.result.request_id or "") if isinstance(entry, Answered) else ""
    of, _, key = asked_by.rpartition("/")
    if of and of != run_id:
        return NothingPending(
            f"Run {run_id} is itself a fork: {key} was decided in run {of}, before it began. "
            f"Nothing was forked. Fork the run that was asked: fork({of!r}, at={key!r})."
        )
    return FlowStorageError(
        f"{type(store).__name__} does not hold what run {run_id} was when {key or 'it'} was "
        "answered. Nothing was forked. Use a store that keeps the head with each answer "
        "(SQLiteFlowPersistence does, see KeepsDecisions), or fork at a question that is open."
    )


def _rename(record: Record) -> None:
    record.run_id = ids.new_id()
    record.state = renamed(record.state, record.run_id)
    record.status = RunStatus.WAITING


def _response(run: Run, pause: Pause, answer: str) -> Response:
    words = checked_words(answer, "fork()")
    return respond(run.flow, pause, words, channel="fork")


def _warn(
    flow_class: type, origin: _Origin, record: Record, pause: Pause, response: Response | None
) -> None:
    outcomes = pause.outcomes if response is None else (response.outcome,)
    due = [step.method for step in record.agenda.values()]
    ahead = _ahead(flow_class, pause.method, outcomes, due)
    if not ahead:
        return
    ran = {entry.method for entry in origin.whole.log[origin.at + 1 :]}
    again = [name for name in ahead if name in ran]
    said = f" ({', '.join(again)} ran after it before)" if again else ""
    warnings.warn(
        f"The fork of run {origin.whole.run_id} at {pause.key} may run {', '.join(ahead)}{said}. "
        f"It is run {record.run_id}, with step keys of its own, so what these steps do outside "
        "is done once more. Guard such effects by your own ids, or ignore this warning.",
        EffectsRepeat,
        stacklevel=4,
    )


def _ahead(
    flow_class: type, asked: str, outcomes: Iterable[str | None], due: list[str]
) -> list[str]:
    """Return every step that may run from here on, in order of definition."""
    shape = structure(flow_class)
    firing = {None, *outcomes}
    found = {*due}
    found.update(e.target for e in shape.edges if e.source == asked and e.label in firing)
    todo = list(found)
    while todo:
        name = todo.pop()
        fresh = {edge.target for edge in shape.edges if edge.source == name} - found
        found |= fresh
        todo.extend(fresh)
    return [node.name for node in shape.nodes if node.name in found]
