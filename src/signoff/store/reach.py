"""Whom mail reaches now: who is away, and which addresses must not be written to.

Routing may look here before it asks somebody. One row per person: what is
known now, not what once was; the trail has the history.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from signoff.inbox.absence import Absence
from signoff.store.tables import absences, unwanted_addresses

_ABSENCE = select(absences.c.since, absences.c.last_day).where(
    absences.c.person == bindparam("its_person")
)
_UNWANTED = select(unwanted_addresses.c.address).where(
    unwanted_addresses.c.address == bindparam("its_address")
)


class Reach:
    """Absences and refused addresses, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_absence(self, person: str, *, now: datetime) -> Absence | None:
        """Return the absence of a person that holds at ``now``, or None."""
        return find_absence(self._connection, person, now=now)

    def begin_absence(self, absence: Absence, *, reply_id: str) -> None:
        """Record that somebody is away; what was known before is replaced."""
        told = {
            "since": absence.since,
            "last_day": absence.last_day.isoformat() if absence.last_day else None,
            "reply_id": reply_id,
        }
        statement = (
            self._insert()(absences)
            .values(person=absence.person, **told)
            .on_conflict_do_update(index_elements=["person"], set_=told)
        )
        self._connection.execute(statement)

    def end_absence(self, person: str) -> bool:
        """Forget an absence; say whether there was one."""
        gone = self._connection.execute(delete(absences).where(absences.c.person == person))
        return gone.rowcount == 1

    def refuse(self, address: str, *, reason: str, now: datetime) -> None:
        """Record that mail to an address is unwanted there."""
        statement = (
            self._insert()(unwanted_addresses)
            .values(address=address, reason=reason, at=now)
            .on_conflict_do_nothing(index_elements=["address"])
        )
        self._connection.execute(statement)

    def refuses(self, address: str) -> bool:
        """Say whether mail to an address is unwanted there."""
        return self._connection.execute(_UNWANTED, {"its_address": address}).first() is not None

    def welcome(self, address: str) -> None:
        """Forget that mail to an address was unwanted; do nothing where it was not."""
        rows = delete(unwanted_addresses).where(unwanted_addresses.c.address == address)
        self._connection.execute(rows)

    def _insert(self) -> type[postgresql.Insert | sqlite.Insert]:
        postgres = self._connection.dialect.name == "postgresql"
        return postgresql.Insert if postgres else sqlite.Insert


def find_absence(connection: Connection, person: str, *, now: datetime) -> Absence | None:
    """Return the absence of a person that holds at ``now``, or None."""
    row = connection.execute(_ABSENCE, {"its_person": person}).one_or_none()
    if row is None:
        return None
    last_day = date.fromisoformat(row.last_day) if row.last_day else None
    found = Absence(person, row.since, last_day)
    return found if found.holds_at(now) else None
