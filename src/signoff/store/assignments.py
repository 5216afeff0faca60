"""Who is asked: rows are ended, never deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from signoff.inbox.assignment import CLOSED, Assignment
from signoff.inbox.request import RequestStatus
from signoff.store.tables import assignments, requests

_COLUMNS = tuple(assignments.c[name] for name in Assignment.__slots__)


_OF_REQUEST = (
    select(*_COLUMNS)
    .where(assignments.c.request_id == bindparam("its_request"))
    .order_by(assignments.c.id)
)
_OPEN_OF = _OF_REQUEST.where(assignments.c.ended_at.is_(None))
_ADD = insert(assignments)
_END = update(assignments).where(
    assignments.c.request_id == bindparam("its_request"), assignments.c.ended_at.is_(None)
)
_END_OF_SOME = _END.where(assignments.c.person.in_(bindparam("its_people", expanding=True)))


class Assignments:
    """The assignments, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_of(self, request_id: str) -> list[Assignment]:
        """Return who is asked now, in the order they were."""
        found = self._connection.execute(_OPEN_OF, {"its_request": request_id})
        return [Assignment(*row) for row in found]

    def of_request(self, request_id: str) -> list[Assignment]:
        """Return everybody who was ever asked, in the order they were."""
        found = self._connection.execute(_OF_REQUEST, {"its_request": request_id})
        return [Assignment(*row) for row in found]

    def waiting_for(self, person: str) -> list[str]:
        """Return the ids of pending requests that ask a person now, oldest first."""
        query = (
            select(requests.c.id)
            .join(assignments, assignments.c.request_id == requests.c.id)
            .where(
                assignments.c.person == person,
                assignments.c.ended_at.is_(None),
                requests.c.status == RequestStatus.PENDING.value,
            )
            .order_by(requests.c.id)
        )
        return list(self._connection.scalars(query))

    def add(self, assignment: Assignment) -> None:
        values = {name: getattr(assignment, name) for name in Assignment.__slots__}
        self._connection.execute(_ADD, values)

    def end(
        self, request_id: str, *, why: str, now: datetime, people: Collection[str] | None = None
    ) -> None:
        """End the open assignments of a request, those of ``people`` only if given."""
        values = {"its_request": request_id, "ended_at": now, "ended_why": why}
        if people is None:
            self._connection.execute(_END, values)
        else:
            self._connection.execute(_END_OF_SOME, {**values, "its_people": list(people)})

    def reopen(self, request_id: str) -> None:
        """Open the assignments again that ended when the request was closed."""
        change = update(assignments).where(
            assignments.c.request_id == request_id, assignments.c.ended_why == CLOSED
        )
        self._connection.execute(change.values(ended_at=None, ended_why=None))
