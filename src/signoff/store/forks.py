"""What runs were at their decisions, and the runs that began there.

The head of a record is written over at every save, so the head as it was when
an answer was taken in is kept beside it. With the log, which only grows, it
says all there was: nothing has to be run again to get back there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, String, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from signoff.store.sight import ALL, Sight
from signoff.store.tables import checkpoints, decisions, forks, requests, responses, run_log, runs


class Past(NamedTuple):
    """A run's log, and its head when a question was answered; no head where none was kept."""

    head: str | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """A run that began where ``from_run_id`` stood when ``request_id`` was answered.

    ``seq`` is the last step of the other run that is the new one's past.
    """

    run_id: str
    from_run_id: str
    request_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class ForkRow:
    """A fork as a page tells it: ``run_id`` is the other run, whichever side is looked at."""

    run_id: str
    request_id: str
    method: str
    revision: int
    outcome: str | None
    seq: int
    starter: str
    started_at: datetime
    status: str


_ORIGIN = (
    select(forks.c.from_run_id, runs.c.starter)
    .select_from(forks.join(runs, runs.c.id == forks.c.from_run_id))
    .where(forks.c.run_id == bindparam("its_run"))
)


_NOW = select(checkpoints.c.run_id, bindparam("its_key", type_=String), checkpoints.c.head).where(
    checkpoints.c.run_id == bindparam("its_run")
)
# By the kind of database.
_KEEP = {
    kind: keep.from_select(["run_id", "key", "head"], _NOW).on_conflict_do_nothing(
        index_elements=["run_id", "key"]
    )
    for kind, keep in (
        ("sqlite", sqlite.insert(decisions)),
        ("postgresql", postgresql.insert(decisions)),
    )
}


class Forks:
    """Decisions and forks, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_heads(self, run_id: str, keys: Iterable[str]) -> None:
        """Keep the head a run has now with each of these questions, unless one is kept."""
        keep = _KEEP[self._connection.dialect.name]
        for key in keys:
            self._connection.execute(keep, {"its_run": run_id, "its_key": key})

    def find_past(self, run_id: str, key: str) -> Past:
        """Return what is kept of a run when ``key`` was answered."""
        query = select(decisions.c.head).where(decisions.c.run_id == run_id, decisions.c.key == key)
        head = self._connection.execute(query).scalar_one_or_none()
        log = select(run_log.c.entry).where(run_log.c.run_id == run_id).order_by(run_log.c.n)
        return Past(head, tuple(self._connection.execute(log).scalars()))

    def starters_before(self, run_id: str) -> list[str]:
        """Return who started the runs that this one was forked from, the nearest first."""
        found: list[str] = []
        fork = self._connection.execute(_ORIGIN, {"its_run": run_id}).one_or_none()
        while fork is not None:
            found.append(fork.starter)
            fork = self._connection.execute(_ORIGIN, {"its_run": fork.from_run_id}).one_or_none()
        return found

    def add(self, fork: Fork) -> None:
        values = {name: getattr(fork, name) for name in Fork.__slots__}
        self._connection.execute(insert(forks).values(values))


def _told(other: Column[str]) -> Select[Any]:
    asked, said = requests.alias(), responses.alias()  # the sight of runs asks for them as well
    columns = (
        runs.c.id, forks.c.request_id, asked.c.method, asked.c.revision, said.c.outcome,
        forks.c.seq, runs.c.starter, runs.c.started_at, runs.c.status,
    )  # fmt: skip
    return select(*columns).select_from(
        forks.join(runs, runs.c.id == other)
        .join(asked, asked.c.id == forks.c.request_id)
        .outerjoin(said, said.c.request_id == asked.c.id)
    )


_ORIGINS, _FORKS = _told(forks.c.from_run_id), _told(forks.c.run_id)


def find_origin(connection: Connection, run_id: str, *, sight: Sight = ALL) -> ForkRow | None:
    """Return where a run was forked from, None where it began at its beginning."""
    query = _ORIGINS.where(forks.c.run_id == run_id, sight.runs)
    row = connection.execute(query).one_or_none()
    return None if row is None else ForkRow(*row)


def list_forks(
    connection: Connection, run_id: str, *, sight: Sight = ALL, limit: int = 20
) -> tuple[ForkRow, ...]:
    """Return the newest forks of a run."""
    query = _FORKS.where(forks.c.from_run_id == run_id, sight.runs)
    found = connection.execute(query.order_by(forks.c.run_id.desc()).limit(limit))
    return tuple(ForkRow(*row) for row in found)


def list_forkable(connection: Connection, run_id: str, *, sight: Sight = ALL) -> frozenset[str]:
    """Return the answered requests of a run at which it can be forked."""
    kept = decisions.c.key == requests.c.key
    query = (
        select(requests.c.id)
        .select_from(requests.join(decisions, (decisions.c.run_id == requests.c.run_id) & kept))
        .where(requests.c.run_id == run_id, sight.requests)
    )
    return frozenset(connection.execute(query).scalars())
