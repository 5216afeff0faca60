"""How far each mailbox was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from signoff.channels.email.envelope import Cursor
from signoff.store.tables import inbound_cursors as cursors


class Cursors:
    """The cursors of mailboxes, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, place: str) -> Cursor | None:
        """Return how far a mailbox was read, None where it never was."""
        query = select(cursors.c.uid_validity, cursors.c.last_uid).where(cursors.c.place == place)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Cursor(*row)

    def move(self, place: str, cursor: Cursor, *, now: datetime) -> None:
        """Record how far a mailbox was read; never back, where two servers read the same one."""
        found = {"uid_validity": cursor.uid_validity, "last_uid": cursor.last_uid, "at": now}
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(cursors)
        statement = upsert.values(place=place, **found).on_conflict_do_update(
            index_elements=["place"],
            set_=found,
            where=or_(
                cursors.c.uid_validity != cursor.uid_validity, cursors.c.last_uid < cursor.last_uid
            ),
        )
        self._connection.execute(statement)
