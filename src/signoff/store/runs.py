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

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

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


# Made once: every step of every run sends them.
_COLUMNS = [runs.c[name] for name in Run.__slots__]
_ADD = insert(runs)
_DEPLOYMENT = select(runs.c.deployment_id).where(runs.c.id == bindparam("its_id"))
_GET = select(*_COLUMNS).where(runs.c.id == bindparam("its_id"))
_LIVE = select(workers.c.id).where(workers.c.beat_at >= bindparam("live_since"))
_CLAIM = (
    update(runs)
    .where(
        runs.c.id == bindparam("its_id"),
        runs.c.status.in_(("running", "waiting")),
        or_(
            runs.c.claimed_by.is_(None),
            runs.c.claimed_job == bindparam("its_job"),
            runs.c.claimed_by.not_in(_LIVE),
        ),
    )
    .values(
        claimed_by=bindparam("worker"), claimed_job=bindparam("its_job"), claim=runs.c.claim + 1
    )
    .returning(*_COLUMNS)
)
_HELD = update(runs).where(runs.c.id == bindparam("its_id"), runs.c.claim == bindparam("its_claim"))
_HEAD = select(checkpoints.c.head).where(checkpoints.c.run_id == bindparam("its_id"))
_LOG = select(run_log.c.entry).where(run_log.c.run_id == bindparam("its_id")).order_by(run_log.c.n)
# The last number, not a count: that would read the whole log at every step.
_LAST = select(func.max(run_log.c.n)).where(run_log.c.run_id == bindparam("its_id"))
_ADD_ENTRIES = insert(run_log)
_ADD_STEP = insert(steps)


def _put_head(
    put: sqlite.Insert | postgresql.Insert,
) -> ReturningInsert[Any]:
    new = {"head": put.excluded.head, "at": put.excluded.at}
    written = put.on_conflict_do_update(index_elements=["run_id"], set_=new)
    return written.returning(_LAST.scalar_subquery())


# By the kind of database; says how far the log is kept.
_PUT_HEAD = {
    "sqlite": _put_head(sqlite.insert(checkpoints)),
    "postgresql": _put_head(postgresql.insert(checkpoints)),
}


class Runs:
    """The runs, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> None:
        values = {name: getattr(run, name) for name in Run.__slots__}
        self._connection.execute(_ADD, values)

    def get(self, run_id: str) -> Run:
        """Return a run. Raises: RunNotFound."""
        row = self._connection.execute(_GET, {"its_id": run_id}).one_or_none()
        if row is None:
            raise RunNotFound(
                f"There is no run {run_id!r}. Nothing was changed. "
                "List the runs to see which there are."
            )
        return Run(*row)

    def blocked(self) -> list[Run]:
        """Return the runs that go on, but that the code which last tried could not advance."""
        goes_on = runs.c.status.in_(("running", "waiting"))
        query = select(*_COLUMNS).where(goes_on, runs.c.error.is_not(None))
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
        asked = {"its_id": run_id, "its_job": job, "worker": worker, "live_since": live_since}
        row = self._connection.execute(_CLAIM, asked).one_or_none()
        return None if row is None else Run(*row)

    def hold(self, run: Run, **values: Any) -> None:  # noqa: ANN401
        """Write to a claimed run.

        Raises: ClaimLost, where another worker has taken it over since.
        """
        its = {"its_id": run.id, "its_claim": run.claim}
        written = self._connection.execute(_HELD, its | (values or {"claim": run.claim}))
        if written.rowcount != 1:
            raise ClaimLost(
                f"Run {run.id} was taken over by another worker. What this one did since its last "
                "checkpoint is not recorded. Nothing needs to be done."
            )

    def release(self, run: Run, **values: Any) -> None:  # noqa: ANN401
        """Give a claimed run back. Raises: ClaimLost."""
        self.hold(run, claimed_by=None, claimed_job=None, **values)

    def find_record(self, run_id: str) -> Record | None:
        """Return a run's record as it was last put, None before the first time."""
        asked = {"its_id": run_id}
        head = self._connection.execute(_HEAD, asked).scalar_one_or_none()
        if head is None:
            return None
        return record_text.read_parts(head, self._connection.execute(_LOG, asked).scalars())

    def put_record(self, run_id: str, record: Record, *, now: datetime) -> None:
        """Keep a record: its head anew, of its log what is not kept yet."""
        head = {"run_id": run_id, "head": record.head_text(), "at": now}
        put = _PUT_HEAD[self._connection.dialect.name]
        last = self._connection.execute(put, head | {"its_id": run_id}).scalar_one()
        n_kept = 0 if last is None else last + 1
        fresh = [
            {"run_id": run_id, "n": n, "entry": entry}
            for n, entry in enumerate(record.entries_text()[n_kept:], n_kept)
        ]
        if fresh:
            self._connection.execute(_ADD_ENTRIES, fresh)

    def add_step(
        self, run_id: str, report: StepReport, changes: Mapping[str, Any] | None = None
    ) -> None:
        """Add a finished method, and what it changed of the state."""
        values = {
            "run_id": run_id,
            "seq": report.seq,
            "method": report.method,
            "trigger": report.trigger,
            "started_at": report.started_at,
            "finished_at": report.finished_at,
            "output": report.output,
            "error": report.error,
            "changes": changes,
        }
        self._connection.execute(_ADD_STEP, values)


def find_deployment(connection: Connection, run_id: str) -> str:
    """Return the id of the deployment whose run it is, '' where there is none."""
    return connection.execute(_DEPLOYMENT, {"its_id": run_id}).scalar_one_or_none() or ""


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
