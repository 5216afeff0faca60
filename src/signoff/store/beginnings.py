"""What of an installation has begun: for whoever sets it up, and nobody else.

Facts only, each found by one look into an index; what they mean to somebody
who is new is said by web/pages/guide.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, ScalarSelect, bindparam, exists, func, select

from signoff.store.tables import deployments, figure_names, figures, memberships, runs


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What there is at least once; ``n_people`` have an account in the organisation."""

    has_run: bool
    has_answer: bool
    has_mail_answer: bool
    n_people: int


def _number(name: str) -> ScalarSelect[int]:
    """Return what stands for a word in the figures, whose indexes answer at once."""
    return select(figure_names.c.id).where(figure_names.c.name == bindparam(name)).scalar_subquery()


_ANSWERED = select(figures.c.request_id).where(figures.c.deployment == _number("its_id"))
_ORGANISATION = select(deployments.c.organisation_id).where(deployments.c.id == bindparam("its_id"))
_BEGUN = select(
    exists(select(runs.c.id).where(runs.c.deployment_id == bindparam("its_id"))),
    exists(_ANSWERED),
    exists(_ANSWERED.where(figures.c.channel == _number("mail"))),
    select(func.count(memberships.c.person_id.distinct()))
    .where(memberships.c.organisation_id == _ORGANISATION.scalar_subquery())
    .scalar_subquery(),
)


def beginnings(connection: Connection, deployment_id: str) -> Beginnings:
    """Return what of a deployment has begun."""
    row = connection.execute(_BEGUN, {"its_id": deployment_id, "mail": "email"}).one()
    return Beginnings(bool(row[0]), bool(row[1]), bool(row[2]), row[3])
