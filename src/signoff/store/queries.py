"""What screens and the API show, read around the model.

Each function takes an open connection and returns frozen rows: nothing here
writes, and nothing here decides. Lists are cut by key, never by offset, so a
long list costs the same on its last page as on its first. How one run came to
where it stands is told by store/history.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    bindparam,
    func,
    select,
    tuple_,
)

from signoff.inbox.request import RequestStatus
from signoff.store.history import HistoryItem, run_history
from signoff.store.inbox_lists import MOST_COUNTED, Filter, Looker, list_ids
from signoff.store.own_part import IS_WAITING, concerning, concerning_runs
from signoff.store.request_rows import (
    RequestRow,
    ResponseRow,
    all_requests,
    asks_on_the_way,
    is_asked,
    is_shared,
    lacks_answer_of,
    request_row,
    was_asked,
    with_people,
)
from signoff.store.requests import of_round_before
from signoff.store.sight import ALL, Sight
from signoff.store.tables import requests, responses, runs, steps

__all__ = [
    "AskedRow",
    "Counts",
    "HistoryItem",
    "Page",
    "Position",
    "RequestRow",
    "ResponseRow",
    "RunRow",
    "StepRow",
    "counts",
    "find_previous_revision",
    "find_request",
    "find_run",
    "list_asked",
    "list_requests",
    "list_runs",
    "list_steps",
    "position",
    "position_in",
    "run_history",
]

CLOSED = "closed"  # as a status to filter by: answered, expired or cancelled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One cut of a list; ``next`` is what to pass as ``after`` for the following one."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as a person sees it."""

    id: str
    flow: str
    status: str
    starter: str
    started_at: datetime
    ended_at: datetime | None
    inputs: Mapping[str, Any]
    state: Mapping[str, Any] | None
    result: Any
    error: str | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One finished method of a run."""

    seq: int
    method: str
    trigger: str | None
    started_at: datetime
    finished_at: datetime
    output: str
    error: str | None
    changes: Mapping[str, Any] | None = None  # of the state, as jobs/state_changes.py tells them


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question of a run and what became of it, without what it was about."""

    method: str
    revision: int
    status: str
    opened_at: datetime
    is_answered: bool
    outcome: str | None
    request_id: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much asks one person, and everybody; of the former ``awaited`` wants their answer yet."""

    mine: int
    everyone: int
    awaited: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where a request stands among those that wait: the ``n``-th of ``of``."""

    n: int
    of: int
    previous: str | None
    next: str | None


def list_requests(  # noqa: PLR0913 - each names one filter of the screen
    connection: Connection,
    *,
    status: str | None,
    assignee: str | None = None,
    run_id: str | None = None,
    limit: int = 50,
    after: str | None = None,
    sight: Sight = ALL,
) -> Page[RequestRow]:
    """Return requests, oldest first; ``status`` may also be ``"closed"``, ``after`` is an id."""
    key = requests.c.id
    query = select(key).where(sight.requests)
    if status == CLOSED:
        query = query.where(requests.c.status != RequestStatus.PENDING.value)
    elif status == RequestStatus.PENDING.value:
        query = query.where(*_waiting(assignee))
    elif status is not None:
        query = query.where(requests.c.status == status)
    if assignee is not None and status != RequestStatus.PENDING.value:
        query = query.where(was_asked(assignee))
    if run_id is not None:
        query = query.where(requests.c.run_id == run_id)
    if after is not None:
        query = query.where(key > after)
    # First which: were their answers joined to all, PostgreSQL may read every answer there is.
    first = query.order_by(key).limit(limit + 1).subquery()
    rows = connection.execute(all_requests().where(key.in_(select(first.c.id))).order_by(key))
    return _page(with_people(connection, [request_row(row) for row in rows]), limit)


def find_request(
    connection: Connection, request_id: str, *, sight: Sight = ALL
) -> RequestRow | None:
    """Return one request with its answer and votes."""
    query = all_requests().where(requests.c.id == request_id, sight.requests)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    found = request_row(row)
    return with_people(connection, [found], with_votes=is_shared(found))[0]


def find_previous_revision(connection: Connection, request: RequestRow) -> RequestRow | None:
    """Return what the same method of the same run asked before ``request``."""
    query = of_round_before(all_requests(), request.run_id, request.method, request.revision)
    row = connection.execute(query).one_or_none()
    return None if row is None else request_row(row)


def position(
    connection: Connection, request_id: str, *, assignee: str | None = None, sight: Sight = ALL
) -> Position | None:
    """Return where a pending request stands, most urgent first; None once it is closed.

    With ``assignee`` only that person's requests count. Neither number passes MOST_COUNTED.
    """
    waiting = [*_waiting(assignee), sight.requests]
    at, key = requests.c.wanted_at, requests.c.id
    own = connection.scalar(select(at).where(key == request_id, *waiting))
    if own is None:
        return None
    place = tuple_(own, request_id)
    before, after = tuple_(at, key) < place, tuple_(at, key) > place
    previous = select(key).where(*waiting, before).order_by(at.desc(), key.desc()).limit(1)
    following = select(key).where(*waiting, after).order_by(at, key).limit(1)
    row = connection.execute(
        select(
            _capped(*waiting, before).label("before"),
            _capped(*waiting).label("of"),
            previous.scalar_subquery().label("previous"),
            following.scalar_subquery().label("next"),
        )
    ).one()
    return Position(min(row.before + 1, row.of), row.of, row.previous, row.next)


def position_in(
    connection: Connection, wanted: Filter, looker: Looker, request_id: str
) -> Position | None:
    """Return where a request stands in a list; None where it is none of the first MOST_COUNTED."""
    ids = list_ids(connection, wanted, looker)
    if request_id not in ids:
        return None
    n = ids.index(request_id)
    around = ((None, *ids)[n], (*ids, None)[n + 1])
    return Position(n + 1, len(ids), *around)


def counts(connection: Connection, person: str, *, sight: Sight = ALL) -> Counts:
    """Return how many requests ask ``person`` and everyone they see, and want their answer.

    No number passes MOST_COUNTED: from there on nobody counts, and a screen says so.
    """
    return Counts(*connection.execute(_counting(person, sight)).one())


@lru_cache(maxsize=200)  # on each page of each person, and costs more to write than to answer
def _counting(person: str, sight: Sight) -> Select[int, int, int]:
    asks_them = (is_asked(person), sight.waiting_for(person))
    mine = _capped(*asks_them, by_id=True)
    awaited = _capped(*asks_them, lacks_answer_of(person), by_id=True)
    everyone = _capped(IS_WAITING, sight.requests, *concerning(sight, is_done=False))
    return select(mine, everyone, awaited)


def _capped(*conditions: ColumnElement[bool], by_id: bool = False) -> ScalarSelect[int]:
    counted = select(requests.c.id).where(*conditions).limit(MOST_COUNTED)
    if by_id:
        # SQLite, which keeps no statistics, would read all that was ever closed in a deployment,
        # and not the few that somebody is asked.
        counted = counted.with_hint(requests, "INDEXED BY sqlite_autoindex_request_1", "sqlite")
    return select(func.count()).select_from(counted.subquery()).scalar_subquery()


def list_runs(
    connection: Connection,
    *,
    status: str | None = None,
    flow: str | None = None,
    limit: int = 50,
    after: str | None = None,
    sight: Sight = ALL,
) -> Page[RunRow]:
    """Return runs, newest first; ``after`` is a run's id."""
    near = concerning_runs(sight, after=after)
    query = select(runs).where(sight.runs, *near).order_by(runs.c.id.desc()).limit(limit + 1)
    if status is not None:
        query = query.where(runs.c.status == status)
    if flow is not None:
        query = query.where(runs.c.flow == flow)
    if after is not None:
        query = query.where(runs.c.id < after)
    return _page([_run(row) for row in connection.execute(query)], limit)


def find_run(connection: Connection, run_id: str, *, sight: Sight = ALL) -> RunRow | None:
    """Return one run."""
    query = select(runs).where(runs.c.id == run_id, sight.runs)
    row = connection.execute(query).one_or_none()
    return None if row is None else _run(row)


def list_steps(
    connection: Connection,
    run_id: str,
    *,
    after: int | None = None,
    limit: int | None = None,
    with_changes: bool = True,
) -> tuple[StepRow, ...]:
    """Return the finished methods of a run, in the order they finished; ``after`` one of them."""
    names = [field.name for field in fields(StepRow) if with_changes or field.name != "changes"]
    query = select(*(steps.c[name] for name in names)).where(steps.c.run_id == run_id)
    if after is not None:
        query = query.where(steps.c.seq > after)
    found = connection.execute(query.order_by(steps.c.seq).limit(limit))
    return tuple(StepRow(*row) for row in found)


_ASKED = (
    select(
        requests.c.method,
        requests.c.revision,
        requests.c.status,
        requests.c.opened_at,
        responses.c.request_id.is_not(None).label("is_answered"),
        responses.c.outcome,
        requests.c.id,
    )
    .select_from(requests.outerjoin(responses, responses.c.request_id == requests.c.id))
    .where(requests.c.run_id == bindparam("its_run"))
    .order_by(requests.c.id)
)


def list_asked(connection: Connection, run_id: str) -> tuple[AskedRow, ...]:
    """Return all questions of a run, oldest first."""
    return tuple(AskedRow(*row) for row in connection.execute(_ASKED, {"its_run": run_id}))


def _waiting(person: str | None) -> list[ColumnElement[bool]]:
    """Return which requests wait, for ``person`` alone if given, to be walked in order."""
    return [IS_WAITING] if person is None else [IS_WAITING, asks_on_the_way(person)]


def _page(items: list[T], limit: int) -> Page[T]:
    if len(items) <= limit:
        return Page(tuple(items))
    shown = items[:limit]
    return Page(tuple(shown), str(getattr(shown[-1], "id", "")))


def _run(row: Row[*tuple[Any, ...]]) -> RunRow:
    return RunRow(
        row.id, row.flow, row.status, row.starter, row.started_at, row.ended_at, row.inputs,
        row.state, row.result, row.error,
    )  # fmt: skip
