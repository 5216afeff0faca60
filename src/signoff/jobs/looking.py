"""How a worker looks for jobs while there are none: with one small statement.

DBOS looks at every queue several times a second. Each of its looks reads the queue's settings,
finds out which version is the latest, and then asks for jobs: three statements in two
transactions, built anew each time, which took 7 % of a processor from a server that only waited.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from sqlalchemy import Engine, Table, bindparam, exists, select

WORKFLOW = "signoff_job"  # the name of our jobs: an author's program may keep its own beside them
_WAITING = "ENQUEUED"  # what DBOS calls a job that may be taken
# Settings change when another version starts a worker, and may be heard of a little later.
_SETTINGS_HOLD_S = 10.0

Scopes = list[str | None]


class JobTables(Protocol):
    """DBOS's own tables: one has a row for each job, one for each queue."""

    workflow_status: Table
    queues: Table


class JobDatabase(Protocol):
    """What is used of DBOS's database; `look_lightly` replaces its two methods."""

    engine: Engine
    tables: JobTables
    # Where a queue is looked at for jobs: at each of these in turn.
    dequeue_scopes: Callable[[str], Scopes]
    get_queue: Callable[..., object]


def look_lightly(database: JobDatabase) -> None:
    """Have workers of ``database`` look first whether a queue has a job, and work it only then."""
    database.dequeue_scopes = _only_with_jobs(database, database.dequeue_scopes)
    database.get_queue = _held(database.get_queue)


def _only_with_jobs(
    database: JobDatabase, scopes_of: Callable[[str], Scopes]
) -> Callable[[str], Scopes]:
    row = database.tables.workflow_status.c
    waiting = exists().where(row.queue_name == bindparam("queue"), row.status == _WAITING)
    look = select(waiting)

    def scopes(queue: str) -> Scopes:
        with database.engine.connect() as connection:
            has_jobs = connection.execute(look, {"queue": queue}).scalar()
        return scopes_of(queue) if has_jobs else []

    return scopes


def _held(get: Callable[..., object]) -> Callable[..., object]:
    known: dict[str, tuple[float, object]] = {}

    def get_queue(name: str, **more: object) -> object:
        if more:  # whoever asks for more than a worker does wants what is stored now
            return get(name, **more)
        now = monotonic()
        read_at, queue = known.get(name, (-_SETTINGS_HOLD_S, None))
        if queue is None or now - read_at >= _SETTINGS_HOLD_S:
            queue = get(name)
            known[name] = now, queue
        return queue

    return get_queue
