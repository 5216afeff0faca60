"""See that a deployment is there when a server of it starts, whoever else starts then, too."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from signoff.store.membership import settle
from signoff.store.unit_of_work import UnitOfWork

_N_LOOKS = 3  # a deployment, its organisation and its creator may each be made by another server


def deploy(engine: Engine, name: str, *, creator: str, organisation: str, now: datetime) -> str:
    """Return the id of the deployment of this name, made where there is none.

    Servers that start at once would all make it: the database lets one, and the others look again.
    """
    for _ in range(_N_LOOKS):
        with suppress(IntegrityError):
            return _deployed(engine, name, creator, organisation, now)
    return _deployed(engine, name, creator, organisation, now)


def _deployed(engine: Engine, name: str, creator: str, organisation: str, now: datetime) -> str:
    with UnitOfWork(engine, lambda *_: None) as unit:
        deployment_id = unit.deployments.put(name, creator=creator, now=now)
        settle(unit, deployment_id, creator=creator, organisation=organisation, now=now)
        unit.commit()
    return deployment_id
