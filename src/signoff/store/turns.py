"""Whose turn it was last in a group, and how much waits for each of its members."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from signoff.inbox.request import RequestStatus
from signoff.store.known import Known
from signoff.store.tables import assignments, group_turns, requests

_NOBODY = ""


class Turns:
    """The turns, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def find_last(self, deployment_id: str, group: str) -> str | None:
        """Return whose turn it was last, and keep it until the transaction ends.

        Of two that look at the same instant the second waits, so that they take different turns.
        """
        self._known.forget()  # they may have been waited for
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(group_turns)
        values = {"deployment_id": deployment_id, "group": group, "person": _NOBODY}
        # A write before the read: SQLite holds nothing for a mere look.
        self._connection.execute(
            upsert.values(values).on_conflict_do_nothing(index_elements=["deployment_id", "group"])
        )
        query = select(group_turns.c.person).where(
            group_turns.c.deployment_id == deployment_id, group_turns.c.group == group
        )
        return self._connection.execute(query.with_for_update()).scalar_one() or None

    def peek_last(self, deployment_id: str, group: str) -> str | None:
        """Return whose turn it was last, and hold nothing."""
        query = select(group_turns.c.person).where(
            group_turns.c.deployment_id == deployment_id, group_turns.c.group == group
        )
        return self._connection.execute(query).scalar_one_or_none() or None

    def take(self, deployment_id: str, group: str, person: str) -> None:
        """Record whose turn it was; ``find_last`` was called before."""
        row = update(group_turns).where(
            group_turns.c.deployment_id == deployment_id, group_turns.c.group == group
        )
        self._connection.execute(row.values(person=person))

    def n_open(self, people: Collection[str]) -> dict[str, int]:
        """Return how many pending requests each of some people is asked; 0 is left out."""
        query = (
            select(assignments.c.person, func.count())
            .select_from(assignments.join(requests, requests.c.id == assignments.c.request_id))
            .where(
                assignments.c.person.in_(people),
                assignments.c.ended_at.is_(None),
                requests.c.status == RequestStatus.PENDING.value,
            )
            .group_by(assignments.c.person)
        )
        return {str(row[0]): int(row[1]) for row in self._connection.execute(query)}
