"""Start a run: a row, a fact, and the job that advances it. And start a blocked one again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork


def start_run(
    unit: UnitOfWork,
    *,
    deployment_id: str,
    flow: str,
    inputs: Mapping[str, Any],
    starter: str,
    now: datetime,
) -> str:
    """Add a run of ``flow`` and return its id; the caller commits.

    ``flow`` is the name of a served flow and ``inputs`` plain JSON; the door
    has checked both.
    """
    run_id = ids.new_id()
    unit.runs.add(Run(run_id, deployment_id, flow, "running", dict(inputs), starter, now))
    unit.trail.add(
        AuditEvent(
            ids.new_id(), EventKind.RUN_STARTED, run_id, starter, now, run_id, None, {"flow": flow}
        )
    )
    return run_id


def retry_blocked(unit: UnitOfWork, *, now: datetime) -> int:
    """Have every run advanced again that earlier code could not go on with; return how many.

    A server does this when it starts: it may serve what was missing. The caller commits.
    """
    blocked = unit.runs.blocked()
    for run in blocked:
        unit.trail.add(
            AuditEvent(ids.new_id(), EventKind.RUN_RETRIED, run.id, "signoff", now, run.id)
        )
    return len(blocked)
