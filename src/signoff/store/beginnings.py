"""What of an installation has begun: for whoever sets it up, and nobody else.

Facts only, each found by one look into an index; what they mean to somebody
who is new is said by web/pages/guide.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from signoff.store.tables import deployments, memberships, requests, responses, runs


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What there is at least once; ``n_people`` have an account in the organisation."""

    has_run: bool
    has_answer: bool
    has_mail_answer: bool
    n_people: int


def beginnings(connection: Connection, deployment_id: str) -> Beginnings:
    """Return what of a deployment has begun."""
    answered = (
        select(responses.c.request_id)
        .join(requests, requests.c.id == responses.c.request_id)
        .where(requests.c.deployment_id == deployment_id)
    )
    organisation = select(deployments.c.organisation_id).where(deployments.c.id == deployment_id)
    within = memberships.c.organisation_id == organisation.scalar_subquery()
    people = select(func.count(memberships.c.person_id.distinct())).where(within)
    row = connection.execute(
        select(
            exists(select(runs.c.id).where(runs.c.deployment_id == deployment_id)),
            exists(answered),
            exists(answered.where(responses.c.channel == "email")),
            people.scalar_subquery(),
        )
    ).one()
    return Beginnings(bool(row[0]), bool(row[1]), bool(row[2]), row[3])
