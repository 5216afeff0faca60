"""Jobs that a worker has taken: found where nobody does them, and handed out again.

A worker that dies leaves what it had begun. And where a connection is cut while a commit is
acknowledged, a worker has taken jobs and never heard of it: it lives, and does not do them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update

from signoff.errors import SignoffError
from signoff.jobs.looking import WORKFLOW, JobDatabase

# What DBOS calls a job that is taken, one to take, and one to take later.
_TAKEN, _WAITING, _PUT_OFF = "PENDING", "ENQUEUED", "DELAYED"
_SUSPECT_FROM = 3  # times that a job was begun by a worker that died
_APART = timedelta(seconds=15)


class WorkersDied(SignoffError):
    """A job was begun again and again, and each time its worker died. It is not tried any more."""

    def __init__(self, n_taken: int) -> None:
        super().__init__(
            f"The server ended without notice each of the {n_taken} times that this was begun: it "
            "was killed, ran out of memory, or the code that ran ended it. It is not begun again. "
            "What was stored before is kept. The system's log may say why; mend that, and start a "
            "new run where one is needed."
        )


class Taken(NamedTuple):
    """One job that a worker has taken, and for which time that was."""

    name: str
    worker: str
    n_taken: int


def apart(left: Iterable[Taken]) -> Iterator[tuple[Taken, timedelta]]:
    """Return what a dead worker left, each with how long it has to wait.

    Which of its jobs killed it is not known. What was there several times is begun one after the
    other, so that a job which ends its server takes no other with it again and again.
    """
    n_suspects = 0
    for taken in left:
        is_suspect = taken.n_taken >= _SUSPECT_FROM
        yield taken, n_suspects * _APART if is_suspect else timedelta()
        n_suspects += is_suspect


class TakenJobs:
    """What workers have taken; ``doing`` says which of our own are being done."""

    def __init__(self, database: JobDatabase, doing: Callable[[], Collection[str]]) -> None:
        self._engine = database.engine
        self._jobs = database.tables.workflow_status
        self._doing = doing
        self._undone: set[Taken] = set()

    def of(self, worker: str) -> list[Taken]:
        """Return what a worker has taken."""
        return [taken for taken in self._all() if taken.worker == worker]

    def undone(self, *, own: str, others: Collection[str]) -> list[Taken]:
        """Return what nobody does: not we, who are ``own``, nor any other worker there is.

        Only what was so the last time, too: a job is taken a moment before it is begun.
        """
        found = self._all()
        doing = self._doing()  # asked later: what ended meanwhile is taken by nobody any more
        undone = {
            taken
            for taken in found
            if (taken.name not in doing if taken.worker == own else taken.worker not in others)
        }
        before, self._undone = self._undone, undone
        return sorted(undone & before)

    def hand_out(self, taken: Taken, *, is_counted: bool, due_at: datetime | None) -> bool:
        """Let any worker take a job, from ``due_at`` on; say whether it stood as it was found.

        ``is_counted``: it counts as one more time that the job was taken and not done.
        """
        row = self._jobs.c
        statement = (
            update(self._jobs)
            .where(
                row.workflow_uuid == taken.name,
                row.status == _TAKEN,
                row.executor_id == taken.worker,
                row.recovery_attempts == taken.n_taken,
            )
            .values(
                status=_PUT_OFF if due_at else _WAITING,
                delay_until_epoch_ms=int(due_at.timestamp() * 1000) if due_at else None,
                owner_xid=None,
                started_at_epoch_ms=None,
                recovery_attempts=taken.n_taken - (not is_counted),
            )
        )
        with self._engine.begin() as connection:
            return connection.execute(statement).rowcount == 1

    def _all(self) -> list[Taken]:
        row = self._jobs.c
        query = select(row.workflow_uuid, row.executor_id, row.recovery_attempts)
        query = query.where(row.status == _TAKEN, row.name == WORKFLOW)
        with self._engine.connect() as connection:
            return [Taken(*found) for found in connection.execute(query)]
