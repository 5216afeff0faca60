"""What people said to each other about requests: added, read, and never changed here."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, bindparam, func, insert, select

from signoff.inbox.remark import Remark
from signoff.store.tables import remarks

_COUNT = (
    select(func.count())
    .select_from(remarks)
    .where(remarks.c.request_id == bindparam("its_request"))
)
_NEWEST = (
    select(remarks)
    .where(remarks.c.request_id == bindparam("its_request"))
    .order_by(remarks.c.id.desc())
    .limit(bindparam("most"))
)


class Remarks:
    """The remarks, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, remark: Remark) -> None:
        """Keep what somebody said."""
        self._connection.execute(insert(remarks).values(asdict(remark)))

    def n_of(self, request_id: str) -> int:
        """Return how many remarks a request has."""
        return count_remarks(self._connection, request_id)

    def find_newest(self, request_id: str) -> Remark | None:
        """Return what was said last about a request; None where nothing was."""
        return next(iter(list_newest(self._connection, request_id, limit=1)), None)


def count_remarks(connection: Connection, request_id: str) -> int:
    """Return how many remarks a request has."""
    return connection.execute(_COUNT, {"its_request": request_id}).scalar_one()


def list_newest(connection: Connection, request_id: str, *, limit: int) -> list[Remark]:
    """Return the last remarks on a request, oldest first."""
    asked = {"its_request": request_id, "most": limit}
    found = connection.execute(_NEWEST, asked).mappings()
    return [Remark(**row) for row in found][::-1]


def list_remarks(
    connection: Connection, request_id: str, *, limit: int, after: str | None = None
) -> list[Remark]:
    """Return the remarks on a request, oldest first, from behind the one with the id ``after``."""
    query = select(remarks).where(remarks.c.request_id == request_id)
    if after is not None:
        query = query.where(remarks.c.id > after)
    found = connection.execute(query.order_by(remarks.c.id).limit(limit)).mappings()
    return [Remark(**row) for row in found]
