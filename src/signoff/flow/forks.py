"""A new run that stands where an earlier one stood at a decision, to decide it differently.

The earlier run is only read. What it did after the decision is not known to
the new run; what it did before is the new run's own past. Nothing is advanced
here: the caller gets the work that does it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

from signoff import ids
from signoff.errors import NothingPending
from signoff.flow import dispatch, nesting, past
from signoff.flow.answers import read_answer
from signoff.flow.async_feedback import Answer, PendingFeedbackContext
from signoff.flow.drive import Work
from signoff.flow.fitting import check_fits, offer_anew
from signoff.flow.graph import Graph
from signoff.flow.host import checked_words, respond
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.record import Answered, Pause, Record, RunStatus
from signoff.flow.running import Run
from signoff.flow.structure import structure
from signoff.inbox.response import Response


class EffectsRepeat(UserWarning):
    """Steps that may have run in the earlier run run in its fork."""


def fork(
    run: Run,
    run_id: str,
    at: str | HumanFeedbackResult | PendingFeedbackContext,
    *,
    answer: str | Answer | None,
    force: bool,
) -> Callable[[], Work] | None:
    """Let ``run`` stand where ``run_id`` was asked ``at``, stored under an id of its own.

    Returns what goes on with ``answer``, None without one.
    Raises: TypeError, for a run that is named by no text.
    """
    if not isinstance(run_id, str):
        raise TypeError(
            f"fork() was given a {type(run_id).__name__}, which is no id. Nothing was forked. Give "
            "it the id of the run, as text: that of a flow object is flow.flow_id."
        )
    key = _key(run_id, at)
    store = run.checkpoints.store
    moment = past.moment_of(store, run_id, key)
    record = moment.record
    run.is_forced = force
    if force:
        offer_anew(run.flow_class, record, {entry.key for entry in moment.along})
    else:
        check_fits(run.flow_class, record)
    said = store.answers(run_id) if moment.along else {}
    take_along(run.flow_class.signoff_graph, moment, lambda key: read_answer(said[key]))
    past.rename(record, ids.new_id())
    record.status = RunStatus.WAITING
    run.flow.signoff_record, run.is_used = record, True
    pause = record.pauses[key]
    response = None if answer is None else _response(run, pause, answer)
    _warn(run.flow_class, run_id, moment, pause, response)
    run.checkpoints.save(record)
    run.answering, run.untold = key, frozenset(record.pauses)
    return None if response is None else lambda: run.go_on_with(pause, response)


def take_along(graph: Graph, moment: past.Moment, said: Callable[[str], Response]) -> None:
    """Have a moment's record take in what was answered together with the question, before it.

    ``said`` gives the response to a question of a flow inside of this one, by key.
    """
    for entry in moment.along:
        pause = moment.record.pauses[entry.key]
        if isinstance(entry, Answered):
            dispatch.answer(graph, moment.record, pause, entry.result)
        else:
            nesting.hand_down(moment.record, pause, said(entry.key))


def _key(run_id: str, at: str | HumanFeedbackResult | PendingFeedbackContext) -> str:
    named = at if isinstance(at, str) else at.request_id or ""
    of, _, key = named.rpartition("/")
    if not of or of == run_id:
        return key
    raise NothingPending(
        f"{named} is a question of run {of}, not of run {run_id}. Nothing was forked. "
        f"Fork the run that was asked: fork({of!r}, at={key!r})."
    )


def _response(run: Run, pause: Pause, answer: str | Answer) -> Response:
    return respond(run.flow, pause, checked_words(answer, "fork()"), channel="fork")


def _warn(
    flow_class: type, run_id: str, moment: past.Moment, pause: Pause, response: Response | None
) -> None:
    outcomes = pause.outcomes if response is None else (response.outcome,)
    ahead = steps_ahead(flow_class, moment.record, pause, outcomes)
    if not ahead:
        return
    again = [name for name in ahead if name in moment.ran_after]
    said = f" ({', '.join(again)} ran after it before)" if again else ""
    warnings.warn(
        f"The fork of run {run_id} at {pause.key} may run {', '.join(ahead)}{said}. "
        f"It is run {moment.record.run_id}, with step keys of its own, so what these steps do "
        "outside is done once more. Guard such effects by your own ids, or ignore this warning.",
        EffectsRepeat,
        stacklevel=4,
    )


def steps_ahead(
    flow_class: type, record: Record, pause: Pause, outcomes: Iterable[str | None]
) -> list[str]:
    """Return every step that may run from here on, in order of definition."""
    shape = structure(flow_class)
    firing = {None, *outcomes}
    found = {step.method for step in record.agenda.values()}
    if pause.child is None:
        asked = pause.method
        found.update(e.target for e in shape.edges if e.source == asked and e.label in firing)
    else:
        found.add(pause.method)  # a nested flow asks: the step that started it is called again
    todo = list(found)
    while todo:
        name = todo.pop()
        fresh = {edge.target for edge in shape.edges if edge.source == name} - found
        found |= fresh
        todo.extend(fresh)
    return [node.name for node in shape.nodes if node.name in found]
