"""Forget the jobs that ended a while ago: the trail says what they did, and nobody asks for them.

For that while their names stay, by which a job that is put in again is known to have been done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from signoff.clock import Clock
from signoff.jobs.looking import WORKFLOW, JobDatabase

EVERY = timedelta(hours=1)
AGAIN = timedelta(milliseconds=100)  # while there are more: others want to write, too
KEPT = timedelta(days=7)
BATCH = 500


class DoneJobs:
    """The jobs that ended; ``remove`` takes out those with these names, and all of theirs."""

    def __init__(
        self, database: JobDatabase, remove: Callable[[list[str]], None], *, clock: Clock
    ) -> None:
        self._engine = database.engine
        self._jobs = database.tables.workflow_status.c
        self._remove = remove
        self._clock = clock

    def tick(self) -> int:
        """Do one round; return how many are gone."""
        until_ms = int((self._clock.now() - KEPT).timestamp() * 1000)
        ended = self._jobs.completed_at
        query = select(self._jobs.workflow_uuid).where(ended < until_ms).order_by(ended)
        query = query.where(self._jobs.name == WORKFLOW)
        with self._engine.connect() as connection:
            names = list(connection.execute(query.limit(BATCH)).scalars())
        if names:
            self._remove(names)
        return len(names)
