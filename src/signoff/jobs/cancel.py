"""Cancel a run: its questions are closed, whoever was asked is told, and it never goes on.

What was decided before stays on record. A run that a worker is advancing at
this moment is left alone: half a step must not be told as no step.
"""

from __future__ import annotations

from datetime import datetime

from signoff import ids
from signoff.errors import RunBusy, RunOver
from signoff.flow.record import RunStatus
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.asked import Asked
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import LEASE


def cancel_run(
    unit: UnitOfWork, run_id: str, *, asked: Asked, worker: str, by: str, now: datetime
) -> Run:
    """End a run that waits, and return it as it was; the caller commits.

    Raises: RunNotFound; RunOver, where it has ended; RunBusy, where it is not waiting just now.
    """
    run = unit.runs.claim(
        run_id, worker=worker, job=f"cancel:{ids.new_id()}", live_since=now - LEASE
    )
    if run is None:
        raise _refusal(unit.runs.get(run_id))
    for request in unit.requests.pending_of_run(run_id):
        asked.withdraw(unit, request, by=by, now=now)
    unit.runs.release(run, status=RunStatus.CANCELLED.value, error=None, ended_at=now)
    unit.trail.add(AuditEvent(ids.new_id(), EventKind.RUN_CANCELLED, run_id, by, now, run_id))
    return run


def _refusal(run: Run) -> RunOver | RunBusy:
    if run.status in (RunStatus.RUNNING.value, RunStatus.WAITING.value):
        return RunBusy(
            f"Run {run.id} is being advanced at this moment. It goes on. Cancel it when it waits "
            "for somebody again, or try once more in a few seconds."
        )
    return RunOver(
        f"Run {run.id} is {run.status} already. Nothing was changed. There is nothing to cancel."
    )
