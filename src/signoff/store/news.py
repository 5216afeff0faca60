"""What is new in the audit trail, for whoever keeps looking.

Ids sort by the time they were made, but rows appear in the order of their
commits, so each look reaches back over a window behind the newest row seen.
Which of them the reader knows already is the reader's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, func, select

from signoff.store.tables import audit_events, deployments, memberships, persons, runs

# Longer than any transaction of ours is open, and than clocks of two machines may differ.
WINDOW = timedelta(seconds=10)
LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Glimpse:
    """That something happened, without what: ``subjects`` are all ids it touches.

    ``deployments`` are those it happened in; none, where that is not known.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    deployments: frozenset[str] = frozenset()


def find_newest(connection: Connection) -> str:
    """Return the id of the newest event, or nothing at all before the first."""
    return connection.execute(select(func.max(audit_events.c.id))).scalar_one() or ""


def list_around(connection: Connection, newest: str) -> tuple[Glimpse, ...]:
    """Return events not older than ``WINDOW`` before ``newest``, newest first, at most LIMIT."""
    query = (
        select(
            audit_events.c.id,
            audit_events.c.kind,
            audit_events.c.subject,
            audit_events.c.run_id,
            audit_events.c.request_id,
            audit_events.c.actor,
            runs.c.deployment_id,
        )
        .outerjoin(runs, runs.c.id == audit_events.c.run_id)
        .where(audit_events.c.id >= _window_start(newest))
        .order_by(audit_events.c.id.desc())
        .limit(LIMIT)
    )
    rows = connection.execute(query).all()
    theirs = _deployments_of(connection, {row.actor for row in rows if row.deployment_id is None})
    return tuple(
        Glimpse(
            row.id,
            row.kind,
            tuple(filter(None, (row.subject, row.run_id, row.request_id))),
            theirs[row.actor] if row.deployment_id is None else frozenset({row.deployment_id}),
        )
        for row in rows
    )


def _deployments_of(connection: Connection, people: set[str]) -> Mapping[str, frozenset[str]]:
    """Return the deployments of the organisations that people belong to.

    What belongs to no run, as a role that is given, happens where its actor is a member.
    """
    found: dict[str, frozenset[str]] = dict.fromkeys(people, frozenset())
    if not people:
        return found
    query = (
        select(persons.c.address, deployments.c.id)
        .select_from(persons)
        .join(memberships, memberships.c.person_id == persons.c.id)
        .join(deployments, deployments.c.organisation_id == memberships.c.organisation_id)
        .where(persons.c.address.in_(sorted(people)))
    )
    for address, deployment_id in connection.execute(query):
        found[address] |= {deployment_id}
    return found


def _window_start(newest: str) -> str:
    # A UUIDv7 begins with 48 bits of Unix milliseconds: 8 and 4 hexadecimal digits.
    if not newest:
        return ""
    made_at = int(newest[:8] + newest[9:13], 16)
    start = f"{max(0, made_at - int(WINDOW.total_seconds() * 1000)):012x}"
    return f"{start[:8]}-{start[8:]}"
