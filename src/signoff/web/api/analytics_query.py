"""What figures are asked for: the parameters that all these addresses have, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Request

from signoff.app import App
from signoff.errors import DeploymentNotFound
from signoff.inbox.access import Permission
from signoff.inbox.figures import Days, check_zone, read_days
from signoff.store.figures.reading import Reading, Scope, opened_reading
from signoff.web.auth import Caller, Managing
from signoff.web.seam import app_of

_USUAL = timedelta(days=29)
_LONGEST_WORD = 254
_ALL = "*"


class Format(StrEnum):
    """In which form figures are sent."""

    JSON = "json"
    CSV = "csv"


class WaitingBy(StrEnum):
    """By what that which waits is kept apart: it has no outcome and no channel yet."""

    REVIEWER = "reviewer"
    FLOW = "flow"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures, and in which form; everything but the days."""

    app: App
    scope: Scope
    zone: str
    wants_csv: bool

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Have a reading of these figures."""
        with opened_reading(self.app.engine, self.scope, now=self.app.clock.now()) as reading:
            yield reading


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, over which days."""

    whose: Whose
    days: Days


def whose(  # noqa: PLR0913, PLR0917 - each names a parameter of the address
    request: Request,
    caller: Managing,
    flow: Annotated[
        str | None, Query(max_length=200, description="Only requests of this flow.")
    ] = None,
    reviewer: Annotated[
        str | None,
        Query(max_length=_LONGEST_WORD, description="Only what this person answered or is asked."),
    ] = None,
    deployment: Annotated[
        str | None,
        Query(
            max_length=200,
            description="Its name or id; `*` for all whose requests you manage. The one that "
            "answers if left out.",
        ),
    ] = None,
    zone: Annotated[
        str, Query(max_length=60, description="An IANA name: where days begin and end.")
    ] = "UTC",
    form: Annotated[
        Format | None, Query(alias="format", description="Also by `Accept: text/csv`.")
    ] = None,
) -> Whose:
    """Dependency: whose figures are asked for, by a caller who manages them."""
    app = app_of(request)
    check_zone(zone)
    wants_csv = form is Format.CSV
    if form is None:
        wants_csv = "text/csv" in request.headers.get("accept", "").lower()
    scope = Scope(_deployments(app, caller, deployment), flow, reviewer)
    return Whose(app, scope, zone, wants_csv)


def asked(
    whose: Annotated[Whose, Depends(whose)],
    first: Annotated[
        date | None,
        Query(alias="from", description="The first day; 29 days before `to` if left out."),
    ] = None,
    last: Annotated[
        date | None, Query(alias="to", description="The last day, included; today if left out.")
    ] = None,
) -> Asked:
    """Dependency: whose figures, over which days."""
    last = last or whose.app.clock.now().astimezone(check_zone(whose.zone)).date()
    if first is None:
        first = max(last, date.min + _USUAL) - _USUAL
    return Asked(whose, read_days(first, last, whose.zone))


def _deployments(app: App, caller: Caller, named: str | None) -> tuple[str, ...]:
    if named is None:
        return (app.deployment_id,)
    if named == _ALL:
        return tuple(sorted(caller.access.where(Permission.MANAGE)))
    with app.unit() as unit:
        deployment_id = unit.deployments.names().get(named, named)
    if caller.access.may(Permission.MANAGE, deployment_id):
        return (deployment_id,)
    raise DeploymentNotFound(
        f"There is no deployment {named[:120]!r} whose requests you manage. Nothing was counted. "
        "Leave deployment out for the one that answers, give the name of one you manage, or * "
        "for all of them."
    )
