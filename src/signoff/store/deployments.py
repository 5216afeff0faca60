"""Deployments: one served module of flows, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from signoff import ids
from signoff.store.tables import deployments


@dataclass(frozen=True, slots=True)
class Deployment:
    """A served module. ``creator`` is asked where no rule names somebody else."""

    id: str
    name: str
    creator: str


class Deployments:
    """The deployments, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, deployment_id: str) -> Deployment:
        query = select(deployments.c.id, deployments.c.name, deployments.c.creator)
        return Deployment(
            *self._connection.execute(query.where(deployments.c.id == deployment_id)).one()
        )

    def names(self) -> dict[str, str]:
        """Return the id of every deployment, by its name."""
        query = select(deployments.c.name, deployments.c.id).order_by(deployments.c.name)
        return {row.name: row.id for row in self._connection.execute(query)}

    def put(self, name: str, *, creator: str, now: datetime) -> str:
        """Make the deployment of this name, or hand it to ``creator``; return its id."""
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
