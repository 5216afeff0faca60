"""Who answers for whom, from when until when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from signoff.errors import DelegationNotFound
from signoff.inbox.delegation import Delegation
from signoff.store.tables import delegations


class Delegations:
    """The delegations, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, delegation: Delegation) -> None:
        self._connection.execute(insert(delegations).values(asdict(delegation)))

    def get(self, delegation_id: str) -> Delegation:
        """Return a delegation. Raises: DelegationNotFound."""
        query = select(delegations).where(delegations.c.id == delegation_id)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise DelegationNotFound(
                f"There is no delegation {delegation_id[:60]!r}. Nothing was changed. "
                "List the delegations to see which there are."
            )
        return Delegation(**row)

    def remove(self, delegation_id: str) -> Delegation:
        """End a delegation and return what it was. Raises: DelegationNotFound."""
        found = self.get(delegation_id)
        self._connection.execute(delete(delegations).where(delegations.c.id == delegation_id))
        return found

    def list(self, *, now: datetime, person: str | None = None) -> list[Delegation]:
        """Return those that hold or are still to come, the first to begin first."""
        query = select(delegations).where(delegations.c.ends_at > now)
        if person is not None:
            query = query.where(delegations.c.person == person)
        query = query.order_by(delegations.c.starts_at, delegations.c.id)
        return [Delegation(**row) for row in self._connection.execute(query).mappings()]

    def find_delegate(self, person: str, *, now: datetime) -> str | None:
        """Return who answers for a person at ``now``; of several, whom they named last."""
        query = (
            select(delegations.c.delegate)
            .where(
                delegations.c.person == person,
                delegations.c.starts_at <= now,
                delegations.c.ends_at > now,
            )
            .order_by(delegations.c.id.desc())
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()
