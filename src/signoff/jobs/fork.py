"""Fork a run at a decision: a new run that stands where the other stood before it.

The earlier run is only read, and what it decided stays on its record. The new
one asks the question again, by the rules that hold now, of whoever they name:
a fork is no way around the people who decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.errors import FlowError, FlowNotFound, ForkRefused, RequestNotFound
from signoff.flow.asks import ask_of
from signoff.flow.fitting import check_methods
from signoff.flow.flow import Flow
from signoff.flow.forks import steps_ahead, take_along
from signoff.flow.past import Moment, moment_before, rename
from signoff.flow.record import Answered, Handed, Pause, Record, RunStatus
from signoff.flow.record_text import read_parts
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request
from signoff.inbox.response import Response
from signoff.jobs.asked import Asked
from signoff.jobs.routing import plan_request
from signoff.jobs.served import is_elsewhere
from signoff.store.forks import Fork, Past
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ForkPoint:
    """A run as it was before ``request`` was answered; ``record`` is nobody's yet.

    ``ahead`` are the steps that may run from here on, ``again`` those of them that the run did
    after the decision: what they do outside would be done once more. ``asked`` are the other
    questions that were open then, which are asked again as well.
    """

    run: Run
    request: Request
    record: Record
    pause: Pause
    ahead: tuple[str, ...]
    again: tuple[str, ...]
    asked: tuple[str, ...]


def find_fork_point(
    unit: UnitOfWork,
    run_id: str,
    request_id: str,
    *,
    flows: Mapping[str, type[Flow[Any]]],
    now: datetime,
    deployment_id: str = "",
) -> ForkPoint:
    """Return where a run can be forked; ``flows`` are served by the deployment, where it is named.

    Raises: RunNotFound, RequestNotFound, FlowNotFound, ForkRefused.
    """
    run, request = unit.runs.get(run_id), _asked_in(unit, run_id, request_id)
    is_ours = not is_elsewhere(deployment_id, run.deployment_id, run.flow)
    flow_class = flows.get(run.flow) if is_ours else None
    if flow_class is None:
        where = "any more" if is_ours else "here: the run is another deployment's"
        raise FlowNotFound(
            f"Flow {run.flow!r} is not served {where}. Nothing was forked. "
            f"Serve a module that holds it; served now: {', '.join(sorted(flows))}."
        )
    key = request.ask.key
    past = unit.forks.find_past(run_id, key)
    try:
        moment = _moment(unit, run, request, past, now=now)
        check_methods(flow_class, moment.record)
        said = unit.requests.find_responses(run_id, [e.key for e in moment.along], now=now)
        take_along(flow_class.signoff_graph, moment, said.__getitem__)
    except FlowError as error:
        raise ForkRefused(f"{error} Nothing was forked.") from error
    pause = moment.record.pauses[key]
    ahead = steps_ahead(flow_class, moment.record, pause, pause.outcomes)
    others = (other.method for other in moment.record.pauses.values() if other.key != key)
    return ForkPoint(
        run=run,
        request=request,
        record=moment.record,
        pause=pause,
        ahead=tuple(ahead),
        again=tuple(name for name in ahead if name in moment.ran_after),
        asked=tuple(others),
    )


def fork_run(
    unit: UnitOfWork, point: ForkPoint, *, asked: Asked, starter: str, now: datetime
) -> Request:
    """Add the new run and ask its question; return the request. The caller commits.

    Raises: ForkRefused, where the run shares a nested flow that is stored on its own.
    """
    old, record = point.run, point.record
    run = Run(ids.new_id(), old.deployment_id, old.flow, "running", old.inputs, starter, now)
    try:
        rename(record, run.id)
    except FlowError as error:
        raise ForkRefused(str(error)) from error
    record.status = RunStatus.WAITING
    unit.runs.add(run)
    unit.runs.put_record(run.id, record, now=now)
    unit.forks.add(Fork(run.id, old.id, point.request.id, record.seq))
    began = {"flow": run.flow, "forked_from": old.id}
    for kind, of, request_id, data in (
        (EventKind.RUN_STARTED, run.id, None, began),
        (EventKind.RUN_FORKED, old.id, point.request.id, {"fork": run.id}),
    ):
        unit.trail.add(AuditEvent(ids.new_id(), kind, of, starter, now, of, request_id, data))
    ask = ask_of(record, point.pause)
    plan = plan_request(unit, run, ask, flow=run.flow, now=now)
    return asked.open(unit, ask, run=run, plan=plan, now=now)


def _asked_in(unit: UnitOfWork, run_id: str, request_id: str) -> Request:
    request = unit.requests.find(request_id)
    if request is None or request.run_id != run_id:
        raise RequestNotFound(
            f"There is no request {request_id[:60]!r} in run {run_id}. Nothing was forked. "
            "Open the run to see what was asked."
        )
    return request


def _moment(unit: UnitOfWork, run: Run, request: Request, past: Past, *, now: datetime) -> Moment:
    """Return what a run was. Raises: ForkRefused; FlowError, where its types are no more."""
    log = read_parts(past.head, past.entries).log if past.head is not None else []
    for at, entry in enumerate(log):
        if isinstance(entry, Answered | Handed) and entry.key == request.ask.key:
            assert past.head is not None  # noqa: S101 - the log was read with it
            return moment_before(past.head, past.entries, log, at)
    raise _unkept(run, request, unit.requests.find_response(request.id), now=now)


def _unkept(run: Run, request: Request, answered: Response | None, *, now: datetime) -> ForkRefused:
    method = request.ask.method
    if answered is None:
        return ForkRefused(
            f"{method} of run {run.id} was not decided by anybody. Nothing was forked. "
            "Fork at a request that was answered."
        )
    if (answered.final_at or answered.at) > now:
        return ForkRefused(
            f"The answer to {method} of run {run.id} can still be taken back. Nothing was forked. "
            "Wait until it is final."
        )
    return ForkRefused(
        f"What run {run.id} was when {method} was answered is not kept: the answer was not taken "
        "in yet, it was taken in by an earlier version of signoff, or its words were taken out. "
        "Nothing was forked. Try again in a moment, or start a new run."
    )
