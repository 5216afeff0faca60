"""Requests whose time has come, and how long each has waited.

Two workers may look at the same instant: a row is locked before it is handed
out, and what is done with it counts only if its deadline is still as it was read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, update

from signoff.errors import RequestNotFound
from signoff.inbox.deadlines import Waiting
from signoff.inbox.plan import Plan
from signoff.inbox.request import RequestStatus
from signoff.store.known import Known
from signoff.store.tables import requests
from signoff.store.wanted import wanted_at

_COLUMNS = (
    requests.c.id,
    requests.c.status,
    requests.c.deployment_id,
    requests.c.plan,
    requests.c.due_at,
    requests.c.sla_due_at,
    requests.c.opened_at,
    requests.c.next_act,
    requests.c.extended_s,
    requests.c.snoozed_until,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is kept of one request's time; ``plan`` is as inbox/plan_text.py writes it."""

    request_id: str
    deployment_id: str
    is_pending: bool
    plan: Mapping[str, Any] | None
    due_at: datetime | None
    sla_due_at: datetime | None
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Expired:
    """A request that nobody answered in time."""

    request_id: str
    method: str
    waited: timedelta


_EXPIRED = (
    select(requests.c.id, requests.c.method, requests.c.opened_at, requests.c.closed_at)
    .where(
        requests.c.run_id == bindparam("its_run"),
        requests.c.key.in_(bindparam("its_keys", expanding=True)),
        requests.c.status == RequestStatus.EXPIRED.value,
    )
    .order_by(requests.c.id)
    .limit(1)
)


class Due:
    """The deadlines, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def is_any(self, *, now: datetime) -> bool:
        """Say whether anything is due; one look into the index, nothing is locked."""
        query = _due(select(requests.c.id), now).limit(1)
        return self._connection.execute(query).first() is not None

    def take(self, *, now: datetime, limit: int) -> list[Deadline]:
        """Return what is due, longest overdue first, locked until the transaction ends.

        On PostgreSQL what another worker has locked is passed over; on SQLite it is waited for.
        """
        self._lock()
        query = _due(select(*_COLUMNS), now).order_by(requests.c.due_at).limit(limit)
        found = self._connection.execute(query.with_for_update(skip_locked=True)).mappings()
        return [_deadline(row) for row in found]

    def hold(self, request_id: str) -> Deadline:
        """Return what is kept of a request's time, locked until the transaction ends.

        Raises: RequestNotFound.
        """
        self._lock()
        query = select(*_COLUMNS).where(requests.c.id == request_id).with_for_update()
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise RequestNotFound(
                f"There is no request {request_id[:120]!r}. Nothing was changed. "
                "Open the inbox to see the requests there are."
            )
        return _deadline(row)

    def move(
        self,
        deadline: Deadline,
        *,
        due_at: datetime | None,
        waiting: Waiting,
        plan: Plan | None = None,
    ) -> bool:
        """Store a new deadline, if the request waits and its old one stands; say whether so.

        By when an answer is wanted follows from the ``plan``; without one, that stays.
        """
        wanted = {"wanted_at": wanted_at(plan, waiting, target=deadline.sla_due_at)} if plan else {}
        statement = (
            update(requests)
            .where(
                requests.c.id == deadline.request_id,
                requests.c.status == RequestStatus.PENDING.value,
                requests.c.due_at.is_not_distinct_from(deadline.due_at),
            )
            .values(
                due_at=due_at,
                next_act=waiting.next_act,
                extended_s=int(waiting.extended.total_seconds()),
                snoozed_until=waiting.snoozed_until,
                **wanted,
            )
        )
        return self._connection.execute(statement).rowcount == 1

    def find_expired(self, run_id: str, keys: Collection[str]) -> Expired | None:
        """Return the first of a run's requests under these keys that expired, if one did."""
        if not keys:
            return None
        asked = {"its_run": run_id, "its_keys": list(keys)}
        row = self._connection.execute(_EXPIRED, asked).first()
        return None if row is None else Expired(row.id, row.method, row.closed_at - row.opened_at)

    def _lock(self) -> None:
        """Begin to write, where there are no locks of rows: what is read now stays so."""
        self._known.forget()  # others may be waited for
        if self._connection.dialect.name != "sqlite":
            return
        driver = self._connection.connection.driver_connection
        if driver is None or not driver.in_transaction:
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")


def _due(query: Select[Any], now: datetime) -> Select[Any]:
    return query.where(requests.c.status == RequestStatus.PENDING.value, requests.c.due_at <= now)


def _deadline(row: RowMapping) -> Deadline:
    return Deadline(
        request_id=row["id"],
        deployment_id=row["deployment_id"],
        is_pending=row["status"] == RequestStatus.PENDING.value,
        plan=row["plan"],
        due_at=row["due_at"],
        sla_due_at=row["sla_due_at"],
        waiting=Waiting(
            opened_at=row["opened_at"],
            next_act=row["next_act"],
            extended=timedelta(seconds=row["extended_s"]),
            snoozed_until=row["snoozed_until"],
        ),
    )
