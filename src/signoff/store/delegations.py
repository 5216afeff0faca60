"""Who answers for whom, from when until when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select

from signoff.errors import DelegationNotFound
from signoff.inbox.delegation import Delegation
from signoff.store.tables import delegations, deployments, memberships, persons

_HERE = select(deployments.c.organisation_id).where(deployments.c.id == bindparam("its_deployment"))
_WITH_A_ROLE = (
    select(persons.c.address)
    .join(memberships, memberships.c.person_id == persons.c.id)
    .where(
        memberships.c.organisation_id == _HERE.scalar_subquery(),
        memberships.c.deployment_id.in_(("", bindparam("its_deployment"))),
    )
)
# That a delegation counts for what a deployment asks: one's own counts everywhere; one that a
# manager added, where they have a role.
_COUNTS = (delegations.c.added_by == delegations.c.person) | delegations.c.added_by.in_(
    _WITH_A_ROLE
)
_DELEGATE = (
    select(delegations.c.delegate)
    .where(
        delegations.c.person == bindparam("its_person"),
        delegations.c.starts_at <= bindparam("now"),
        delegations.c.ends_at > bindparam("now"),
    )
    .order_by(delegations.c.id.desc())
    .limit(1)
)
_DELEGATE_IN = _DELEGATE.where(_COUNTS)


class Delegations:
    """The delegations, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, delegation: Delegation) -> None:
        self._connection.execute(insert(delegations).values(asdict(delegation)))

    def get(self, delegation_id: str, *, organisation_id: str, person: str = "") -> Delegation:
        """Return a delegation of an organisation, or of one person. Raises: DelegationNotFound."""
        seen = _is_of(organisation_id) | (delegations.c.person == person)
        query = select(delegations).where(delegations.c.id == delegation_id, seen)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise _not_found(delegation_id)
        return Delegation(**row)

    def remove(self, delegation_id: str) -> None:
        """End a delegation. Raises: DelegationNotFound."""
        gone = delete(delegations).where(delegations.c.id == delegation_id)
        if not self._connection.execute(gone).rowcount:
            raise _not_found(delegation_id)

    def list(
        self, *, now: datetime, organisation_id: str | None = None, person: str | None = None
    ) -> list[Delegation]:
        """Return those that hold or are still to come, the first to begin first.

        Of one organisation, or of one person, where that is given.
        """
        query = select(delegations).where(delegations.c.ends_at > now)
        if organisation_id is not None:
            query = query.where(_is_of(organisation_id))
        if person is not None:
            query = query.where(delegations.c.person == person)
        query = query.order_by(delegations.c.starts_at, delegations.c.id)
        return [Delegation(**row) for row in self._connection.execute(query).mappings()]

    def holds_in(self, delegation: Delegation, deployment_id: str) -> bool:
        """Say whether a delegation counts for what a deployment asks; see ``_COUNTS``."""
        query = select(delegations.c.id).where(delegations.c.id == delegation.id)
        if deployment_id:
            query = query.where(_COUNTS)
        asked = {"its_deployment": deployment_id}
        return self._connection.execute(query, asked).first() is not None

    def find_delegate(self, person: str, *, now: datetime, deployment_id: str = "") -> str | None:
        """Return who answers for a person at ``now``; of several, who was named last.

        In a deployment only what counts there (``_COUNTS``); without one, any.
        """
        asked = {"its_person": person, "now": now}
        if not deployment_id:
            return self._connection.execute(_DELEGATE, asked).scalar_one_or_none()
        asked["its_deployment"] = deployment_id
        return self._connection.execute(_DELEGATE_IN, asked).scalar_one_or_none()


def _is_of(organisation_id: str) -> ColumnElement[bool]:
    """Return the condition that a delegation is of an organisation.

    That is: of somebody with a role there; or of somebody without a role anywhere, as those who
    are asked by mail alone, if somebody with a role there added it.
    """
    members = select(persons.c.address).join(memberships, memberships.c.person_id == persons.c.id)
    ours = members.where(memberships.c.organisation_id == organisation_id)
    return delegations.c.person.in_(ours) | (
        delegations.c.added_by.in_(ours) & delegations.c.person.not_in(members)
    )


def _not_found(delegation_id: str) -> DelegationNotFound:
    return DelegationNotFound(
        f"There is no delegation {delegation_id[:60]!r}. Nothing was changed. "
        "List the delegations to see which there are."
    )
