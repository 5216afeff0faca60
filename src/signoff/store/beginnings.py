"""What of an installation has begun: for whoever sets it up, and nobody else.

Facts only, each found by one look into an index; what they mean to somebody
who is new is said by web/pages/guide.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    String,
    bindparam,
    exists,
    func,
    literal,
    select,
)

from signoff.store.tables import deployments, figure_names, figures, memberships, runs


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What there is at least once; ``n_people`` have an account in the organisation."""

    has_run: bool
    has_answer: bool
    has_mail_answer: bool
    n_people: int


def _number(name: ColumnElement[str]) -> ScalarSelect[int]:
    """Return what stands for a word in the figures, whose indexes answer at once."""
    return select(figure_names.c.id).where(figure_names.c.name == name).scalar_subquery()


def _asking(deployment_id: ColumnElement[str]) -> Select[bool, bool, bool, int]:
    answered = select(figures.c.request_id).where(figures.c.deployment == _number(deployment_id))
    organisation = select(deployments.c.organisation_id).where(deployments.c.id == deployment_id)
    within = memberships.c.organisation_id == organisation.scalar_subquery()
    return select(
        exists(select(runs.c.id).where(runs.c.deployment_id == deployment_id)),
        exists(answered),
        exists(answered.where(figures.c.channel == _number(literal("email")))),
        select(func.count(memberships.c.person_id.distinct())).where(within).scalar_subquery(),
    )


# Asked by each page of an owner, so it is written once.
_BEGUN = _asking(bindparam("here", type_=String))


def beginnings(connection: Connection, deployment_id: str) -> Beginnings:
    """Return what of a deployment has begun."""
    row = connection.execute(_BEGUN, {"here": deployment_id}).one()
    return Beginnings(bool(row[0]), bool(row[1]), bool(row[2]), row[3])
