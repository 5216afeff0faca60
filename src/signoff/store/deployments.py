"""Deployments: one served module of flows, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, insert, select, type_coerce, update

from signoff import ids
from signoff.store.known import Known
from signoff.store.tables import deployments

# All that anybody asks of a deployment: a transaction that wants its creator wants its policy, too.
_GET = select(
    deployments.c.id,
    deployments.c.name,
    deployments.c.creator,
    deployments.c.organisation_id,
    type_coerce(deployments.c.settings, Text).label("policy_text"),
    deployments.c.settings_version,
).where(deployments.c.id == bindparam("its_id"))


@dataclass(frozen=True, slots=True)
class Deployment:
    """A served module. ``creator`` is asked where no rule names somebody else."""

    id: str
    name: str
    creator: str
    organisation_id: str


class Deployments:
    """The deployments, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def get(self, deployment_id: str) -> Deployment:
        row = get_row(self._connection, self._known, deployment_id)
        return Deployment(row.id, row.name, row.creator, row.organisation_id)

    def names(self) -> dict[str, str]:
        """Return the id of every deployment, by its name."""
        query = select(deployments.c.name, deployments.c.id).order_by(deployments.c.name)
        return {row.name: row.id for row in self._connection.execute(query)}

    def put(self, name: str, *, creator: str, now: datetime) -> str:
        """Make the deployment of this name, or hand it to ``creator``; return its id."""
        self._known.forget()
        found = self._connection.execute(
            select(deployments.c.id).where(deployments.c.name == name)
        ).scalar_one_or_none()
        if found is not None:
            change = update(deployments).where(deployments.c.id == found)
            self._connection.execute(change.values(creator=creator))
            return str(found)
        made = ids.new_id()
        self._connection.execute(
            insert(deployments).values(
                id=made, name=name, creator=creator, settings={}, created_at=now
            )
        )
        return made


def get_row(connection: Connection, known: Known, deployment_id: str) -> Row[*tuple[Any, ...]]:
    """Return a deployment's columns, its policy's text (``policy_text``) among them."""
    row = known.deployments.get(deployment_id)
    if row is None:
        row = connection.execute(_GET, {"its_id": deployment_id}).one()
        known.deployments[deployment_id] = row
    return row
