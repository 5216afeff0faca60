"""Start a run: a row, a fact, and the job that advances it. And start a blocked one again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.errors import FlowNotFound, InputsInvalid
from signoff.flow.flow import Flow, new_record
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.storable import is_deeper
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork

MAX_DEPTH = 100  # tables and lists within each other: a run that is deeper can be shown in no list


def start_run(  # noqa: PLR0913 - a run's columns
    unit: UnitOfWork,
    *,
    flows: Mapping[str, type[Flow[Any]]],
    deployment_id: str,
    flow: str,
    inputs: Mapping[str, Any],
    starter: str,
    now: datetime,
) -> str:
    """Add a run of the flow that ``flows`` serves as ``flow``; return its id. The caller commits.

    Raises:
        FlowNotFound: naming the flows there are.
        InputsInvalid: the inputs do not fit the flow's state.

    """
    flow_class = flows.get(flow)
    if flow_class is None:
        raise FlowNotFound(
            f"There is no flow {flow[:120]!r} here. Nothing was started. "
            f"Start one of: {', '.join(sorted(flows)) or 'none is served'}."
        )
    run_id = ids.new_id()
    check_inputs(flow_class, inputs, run_id=run_id)
    unit.runs.add(Run(run_id, deployment_id, flow, "running", dict(inputs), starter, now))
    unit.trail.add(
        AuditEvent(
            ids.new_id(), EventKind.RUN_STARTED, run_id, starter, now, run_id, None, {"flow": flow}
        )
    )
    return run_id


def check_inputs(
    flow_class: type[Flow[Any]], inputs: Mapping[str, Any], *, run_id: str = "none"
) -> None:
    """Raise InputsInvalid where inputs do not fit a flow's state, or nest too deep."""
    if is_deeper(inputs, MAX_DEPTH):
        raise InputsInvalid(
            f"The inputs are nested more than {MAX_DEPTH} levels deep. No run was started. Keep "
            "deep structures where the flow can fetch them, and give their id."
        )
    # Made to see whether it can be; the job makes it again, in its own process.
    new_record(flow_class, run_id=run_id, inputs=inputs)


def retry_blocked(unit: UnitOfWork, *, now: datetime, deployment_id: str = "") -> int:
    """Have every run advanced again that earlier code could not go on with; return how many.

    A server does this when it starts: it may serve what was missing, but for runs of other
    deployments than its own, ``deployment_id``. The caller commits.
    """
    blocked = [
        run
        for run in unit.runs.blocked()
        if not deployment_id or run.deployment_id in ("", deployment_id)
    ]
    for run in blocked:
        unit.trail.add(
            AuditEvent(ids.new_id(), EventKind.RUN_RETRIED, run.id, "signoff", now, run.id)
        )
    return len(blocked)
