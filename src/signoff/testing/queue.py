"""A job queue driven by hand: ``drain`` does what is due until nothing is.

It keeps its jobs in the very database under test, so that a job is there
exactly if the transaction that made it due committed: as with the real one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from signoff.clock import Clock
from signoff.jobs.engine import Job
from signoff.jobs.served import Elsewhere

_metadata = MetaData()
_jobs = Table(
    "testing_job",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("job", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("due_at", DateTime, nullable=False),
    Column("is_done", Integer, nullable=False),
    Column("needs", String, nullable=False, default=""),  # the deployment it was handed over to
)
_ADD = {
    kind: upsert.on_conflict_do_nothing(index_elements=["key"])
    for kind, upsert in (
        ("sqlite", sqlite.insert(_jobs)),
        ("postgresql", postgresql.insert(_jobs)),
    )
}
_NEXT = (
    select(_jobs)
    .where(
        _jobs.c.is_done == 0,
        _jobs.c.due_at <= bindparam("now"),
        _jobs.c.needs.in_(("", bindparam("here"))),
    )
    .order_by(_jobs.c.n)
    .limit(1)
)
_CHANGE = update(_jobs).where(_jobs.c.n == bindparam("its_n"))


class ManualQueue:
    """Jobs wait until ``drain`` or ``step``."""

    def __init__(self, engine: Engine, worker: str, clock: Clock) -> None:
        del worker
        _metadata.create_all(engine)
        self._engine = engine
        self._clock = clock
        self.deployment_id = ""

    def enqueue(
        self, connection: Connection, job: str, subject: str, *, key: str, delay: timedelta
    ) -> None:
        """Store a job in ``connection``'s transaction; a key enqueued before is left as it is."""
        due_at = self._now() + delay
        values = {"key": key, "job": job, "subject": subject, "due_at": due_at, "is_done": 0}
        connection.execute(_ADD[connection.dialect.name], values)

    def step(self, jobs: Mapping[str, Job]) -> bool:
        """Do the oldest job that is due; say whether there was one.

        A job that raises stays due, as it would after its worker died.
        """
        asked = {"now": self._now(), "here": self.deployment_id}
        with self._engine.connect() as connection:
            row = connection.execute(_NEXT, asked).one_or_none()
        if row is None:
            return False
        done: dict[str, object] = {"is_done": 1}
        try:
            jobs[row.job](row.subject, job=row.key)
        except Elsewhere as needed:
            done = {"needs": needed.deployment_id}
        with self._engine.begin() as connection:
            connection.execute(_CHANGE, {"its_n": row.n, **done})
        return True

    def drain(self, jobs: Mapping[str, Job]) -> int:
        """Do due jobs until none is left; return how many there were."""
        n_done = 0
        while self.step(jobs):
            n_done += 1
        return n_done

    def _now(self) -> datetime:
        return self._clock.now().replace(tzinfo=None)
