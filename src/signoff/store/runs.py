"""Runs, their checkpoint and their steps.

A run is advanced by one worker at a time. The claim is a row update with a
number that grows: a worker that was taken for dead and wakes up again finds
that its number is old, and can write nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from signoff.errors import RunNotFound, SignoffError
from signoff.flow import record_text
from signoff.flow.record import Record
from signoff.flow.reports import StepReport
from signoff.inbox.request import TRIAL_FLOW
from signoff.store.tables import checkpoints, deployments, run_log, runs, steps, workers


class ClaimLost(SignoffError):
    """Another worker advances this run now; what this one did since is not recorded."""


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a flow, as the platform keeps it."""

    id: str
    deployment_id: str
    flow: str
    status: str
    inputs: Mapping[str, Any]
    starter: str
    started_at: datetime
    claim: int = 0


class Runs:
    """The runs, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> None:
        values = {name: getattr(run, name) for name in Run.__slots__}
        self._connection.execute(insert(runs).values(values))

    def get(self, run_id: str) -> Run:
        """Return a run. Raises: RunNotFound."""
        columns = [runs.c[name] for name in Run.__slots__]
        row = self._connection.execute(select(*columns).where(runs.c.id == run_id)).one_or_none()
        if row is None:
            raise RunNotFound(
                f"There is no run {run_id!r}. Nothing was changed. "
                "List the runs to see which there are."
            )
        return Run(*row)

    def blocked(self) -> list[Run]:
        """Return the runs that go on, but that the code which last tried could not advance."""
        columns = [runs.c[name] for name in Run.__slots__]
        goes_on = runs.c.status.in_(("running", "waiting"))
        query = select(*columns).where(goes_on, runs.c.error.is_not(None))
        return [Run(*row) for row in self._connection.execute(query)]

    def block(self, run_id: str, error: str) -> bool:
        """Free a run that goes on and say why it does not; return whether there was one."""
        return self._free(run_id, error=error)

    def fail(self, run_id: str, error: str, *, now: datetime) -> bool:
        """End a run that goes on, whoever holds it, and say why; return whether there was one."""
        return self._free(run_id, error=error, status="failed", ended_at=now)

    def _free(self, run_id: str, **values: Any) -> bool:  # noqa: ANN401
        statement = (
            update(runs)
            .where(runs.c.id == run_id, runs.c.status.in_(("running", "waiting")))
            .values(claimed_by=None, claimed_job=None, claim=runs.c.claim + 1, **values)
        )
        return self._connection.execute(statement).rowcount == 1

    def claim(self, run_id: str, *, worker: str, job: str, live_since: datetime) -> Run | None:
        """Take a run that goes on for this worker, or return None where another live one has it.

        A worker is live if it gave a sign at ``live_since`` or later. The same job may take its own
        claim again, whoever does it now: it was put off, or its worker was taken for dead.
        """
        live = select(workers.c.id).where(workers.c.beat_at >= live_since)
        own, dead = runs.c.claimed_job == job, runs.c.claimed_by.not_in(live)
        free = or_(runs.c.claimed_by.is_(None), own, dead)
        statement = (
            update(runs)
            .where(runs.c.id == run_id, runs.c.status.in_(("running", "waiting")), free)
            .values(claimed_by=worker, claimed_job=job, claim=runs.c.claim + 1)
        )
        taken = self._connection.execute(statement).rowcount == 1
        return self.get(run_id) if taken else None

    def hold(self, run: Run, **values: Any) -> None:  # noqa: ANN401
        """Write to a claimed run.

        Raises: ClaimLost, where another worker has taken it over since.
        """
        statement = update(runs).where(runs.c.id == run.id, runs.c.claim == run.claim)
        if self._connection.execute(statement.values(values or {"claim": run.claim})).rowcount != 1:
            raise ClaimLost(
                f"Run {run.id} was taken over by another worker. What this one did since its last "
                "checkpoint is not recorded. Nothing needs to be done."
            )

    def release(self, run: Run, **values: Any) -> None:  # noqa: ANN401
        """Give a claimed run back. Raises: ClaimLost."""
        self.hold(run, claimed_by=None, claimed_job=None, **values)

    def find_record(self, run_id: str) -> Record | None:
        """Return a run's record as it was last put, None before the first time."""
        query = select(checkpoints.c.head).where(checkpoints.c.run_id == run_id)
        head = self._connection.execute(query).scalar_one_or_none()
        if head is None:
            return None
        query = select(run_log.c.entry).where(run_log.c.run_id == run_id).order_by(run_log.c.n)
        return record_text.read_parts(head, self._connection.execute(query).scalars())

    def put_record(self, run_id: str, record: Record, *, now: datetime) -> None:
        """Keep a record: its head anew, of its log what is not kept yet."""
        # The last number, not a count: that would read the whole log at every step.
        query = select(func.max(run_log.c.n)).where(run_log.c.run_id == run_id)
        last = self._connection.execute(query).scalar_one()
        n_kept = 0 if last is None else last + 1
        fresh = [
            {"run_id": run_id, "n": n, "entry": entry}
            for n, entry in enumerate(record.entries_text()[n_kept:], n_kept)
        ]
        if fresh:
            self._connection.execute(insert(run_log), fresh)
        head = record.head_text()
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(checkpoints)
        statement = upsert.values(run_id=run_id, head=head, at=now).on_conflict_do_update(
            index_elements=["run_id"], set_={"head": head, "at": now}
        )
        self._connection.execute(statement)

    def add_step(
        self, run_id: str, report: StepReport, changes: Mapping[str, Any] | None = None
    ) -> None:
        """Add a finished method, and what it changed of the state."""
        self._connection.execute(
            insert(steps).values(
                run_id=run_id,
                seq=report.seq,
                method=report.method,
                trigger=report.trigger,
                started_at=report.started_at,
                finished_at=report.finished_at,
                output=report.output,
                error=report.error,
                changes=changes,
            )
        )


def find_deployment(connection: Connection, run_id: str) -> str:
    """Return the id of the deployment whose run it is, '' where there is none."""
    query = select(runs.c.deployment_id).where(runs.c.id == run_id)
    return connection.execute(query).scalar_one_or_none() or ""


def n_elsewhere(connection: Connection, deployment_id: str) -> dict[str, int]:
    """Return how many runs of each other deployment, by its name, have not ended."""
    query = select(deployments.c.name, func.count()).join_from(runs, deployments)
    query = query.where(
        runs.c.status.in_(("running", "waiting")),
        runs.c.deployment_id != deployment_id,
        runs.c.flow != TRIAL_FLOW,
    )
    query = query.group_by(deployments.c.name).order_by(deployments.c.name)
    return {row[0]: row[1] for row in connection.execute(query)}
