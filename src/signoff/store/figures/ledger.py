"""What is noted for the figures in the transaction that closes a request.

Rows are only ever added or taken back, never summed up: two requests that are
closed at the same instant wait for nothing of each other's but words that are
new to both. What is counted from the rows is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from signoff.inbox.calendar import worked_minutes
from signoff.inbox.plan_text import plan_from
from signoff.inbox.request import TRIAL_FLOW, RequestStatus
from signoff.inbox.response import Source
from signoff.interpret import verdict_of
from signoff.store.tables import (
    figure_eras,
    figure_names,
    figure_parts,
    figures,
    requests,
    responses,
    runs,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE_S = 60
_WORDS = ("deployment", "flow", "method", "reviewer", "outcome", "channel", "source")


# Made once: making a statement of this size takes longer than running it.
_CLOSED = (
    select(
        func.coalesce(func.nullif(requests.c.deployment_id, ""), runs.c.deployment_id).label(
            "deployment"
        ),
        requests.c.flow,
        requests.c.method,
        requests.c.assignee,
        requests.c.status,
        requests.c.opened_at,
        requests.c.closed_at,
        requests.c.sla_due_at,
        requests.c.plan,
        requests.c.approving,
        responses.c.responder.label("reviewer"),
        responses.c.outcome,
        responses.c.channel,
        responses.c.source,
        responses.c.rating,
    )
    .select_from(
        requests.join(runs, runs.c.id == requests.c.run_id).outerjoin(
            responses, responses.c.request_id == requests.c.id
        )
    )
    .where(
        requests.c.id == bindparam("request_id"),
        requests.c.status != RequestStatus.PENDING.value,
        requests.c.flow != TRIAL_FLOW,
    )
)
_NOTED = select(figures.c.deployment, figures.c.closed_s).where(
    figures.c.request_id == bindparam("gone")
)
_REMOVED = delete(figures).where(figures.c.request_id == bindparam("gone"))
_ADDED = insert(figures)
# What was counted of rows that are over holds no more once one of them is added or taken back:
# what is kept of it goes, and what is being counted of them at this moment is not kept.
_ERA_ENDED = (
    update(figure_eras)
    .values(n=figure_eras.c.n + 1)
    .where(figure_eras.c.deployment == bindparam("of"), figure_eras.c.until_s > bindparam("at"))
)
_PARTS_GONE = delete(figure_parts).where(
    figure_parts.c.deployment == bindparam("of"),
    figure_parts.c.start_s <= bindparam("at"),
    figure_parts.c.end_s > bindparam("at"),
)


class Ending(IntEnum):
    """How a request was closed. ``TIMED_OUT``: an answer was taken at the deadline."""

    ANSWERED = 0
    TIMED_OUT = 1
    EXPIRED = 2
    CANCELLED = 3


class Sla(IntEnum):
    """Whether a person answered by the target."""

    NONE = 0
    MISSED = 1
    MET = 2


class Ledger:
    """The rows that figures are counted from, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._closed: set[str] = set()
        self._changed: dict[int, set[int]] = {}  # the seconds of rows added and taken back

    def record(self, request_id: str) -> None:
        """Have it noted with the commit how a request was closed."""
        self._closed.add(request_id)

    def remove(self, request_id: str) -> None:
        """Take back what was noted of a request, if anything was: it is open again."""
        self._closed.discard(request_id)
        noted = self._connection.execute(_NOTED, {"gone": request_id}).first()
        if noted is not None:
            self._connection.execute(_REMOVED, {"gone": request_id})
            self._changed.setdefault(noted.deployment, set()).add(noted.closed_s)

    def write(self) -> None:
        """Write the rows of what was closed; once more changes nothing.

        What is pending has none, and what only tests the mail.
        """
        # All words at once, in one order, after everything else: of two transactions that add the
        # same ones the second waits for the first, and never each for the other.
        closed = [found for found in map(self._find, sorted(self._closed)) if found is not None]
        ids = self._ids(word for one in closed for word in one.words.values() if word is not None)
        for one in closed:
            self._connection.execute(_REMOVED, {"gone": one.row["request_id"]})
            named = {name: 0 if word is None else ids[word] for name, word in one.words.items()}
            self._connection.execute(_ADDED, {**one.row, **named})
            self._changed.setdefault(named["deployment"], set()).add(one.row["closed_s"])
        # After every row: whoever says up to when rows are over (shelf.py) waits for those who
        # have written one and not committed yet.
        for deployment, changed in sorted(self._changed.items()):
            ended = {"of": deployment, "at": min(changed)}
            if self._connection.execute(_ERA_ENDED, ended).rowcount:
                gone = [{"of": deployment, "at": at} for at in sorted(changed)]
                self._connection.execute(_PARTS_GONE, gone)
        self._closed.clear()
        self._changed.clear()

    def _find(self, request_id: str) -> _Closed | None:
        found = self._connection.execute(_CLOSED, {"request_id": request_id})
        row = found.mappings().one_or_none()
        return None if row is None else _closed(request_id, row)

    def _ids(self, words: Iterable[str]) -> dict[str, int]:
        wanted = sorted(set(words))
        if not wanted:
            return {}
        query = select(figure_names.c.name, figure_names.c.id)
        query = query.where(figure_names.c.name.in_(wanted))
        found = {row.name: row.id for row in self._connection.execute(query)}
        new = [{"name": word} for word in wanted if word not in found]
        if not new:
            return found
        is_sqlite = self._connection.dialect.name == "sqlite"
        added = (sqlite.insert if is_sqlite else postgresql.insert)(figure_names).values(new)
        self._connection.execute(added.on_conflict_do_nothing(index_elements=["name"]))
        return {row.name: row.id for row in self._connection.execute(query)}


@dataclass(frozen=True, slots=True)
class _Closed:
    """What is written of one closed request; its words are still to become numbers."""

    row: Mapping[str, Any]
    words: Mapping[str, str | None]


def _closed(request_id: str, closed: RowMapping) -> _Closed:
    ending = _ending(closed)
    words = {name: closed[name] for name in _WORDS}
    if closed["source"] is None or ending is Ending.TIMED_OUT:
        words["reviewer"] = closed["assignee"]
    row = {
        "request_id": request_id,
        "closed_s": seconds(closed["closed_at"]),
        "opened_s": seconds(closed["opened_at"]),
        "ending": ending.value,
        "sla": _sla(closed, ending).value,
        "rating": closed["rating"] or 0,
        "verdict": verdict_of(closed["outcome"], closed["approving"]).value,
        **_spans(closed, ending),
    }
    return _Closed(row, words)


def seconds(at: datetime) -> int:
    """Return the whole seconds since 1970."""
    return (at - _EPOCH) // (datetime.resolution * 1_000_000)


def _ending(closed: RowMapping) -> Ending:
    if closed["status"] == RequestStatus.CANCELLED:
        return Ending.CANCELLED
    if closed["status"] == RequestStatus.EXPIRED:
        return Ending.EXPIRED
    return Ending.TIMED_OUT if closed["source"] == Source.TIMEOUT else Ending.ANSWERED


def _sla(closed: RowMapping, ending: Ending) -> Sla:
    due_at = closed["sla_due_at"]
    if due_at is None:
        return Sla.NONE
    is_in_time = closed["closed_at"] <= due_at
    if ending is Ending.CANCELLED and is_in_time:
        return Sla.NONE  # nobody had to answer any more
    return Sla.MET if is_in_time and ending is Ending.ANSWERED else Sla.MISSED


def _spans(closed: RowMapping, ending: Ending) -> dict[str, int | None]:
    if ending is not Ending.ANSWERED:
        return {"took_s": None, "work_s": None}
    opened_at, closed_at = closed["opened_at"], closed["closed_at"]
    took = max(0, int((closed_at - opened_at).total_seconds()))
    calendar = None if closed["plan"] is None else plan_from(closed["plan"]).calendar
    if calendar is None:
        return {"took_s": took, "work_s": None}
    worked = worked_minutes(opened_at, closed_at, calendar)
    return {"took_s": took, "work_s": worked * _MINUTE_S}
