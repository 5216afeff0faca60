"""The route of the page: what is asked for is read, counted and laid out."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.app import App
from signoff.inbox.access import Permission
from signoff.inbox.figures import Step
from signoff.inbox.zones import find_zone
from signoff.store.figures.dashboard import Dashboard, read_dashboard
from signoff.store.figures.periods import PRESETS
from signoff.store.figures.reading import Scope
from signoff.web.auth import Caller, Managing
from signoff.web.pages.analytics import numbers, pictures, spoken
from signoff.web.pages.analytics.asked import Asked, read_asked
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_MOST_CHOICES = 150


@dataclass(frozen=True, slots=True)
class _Here:
    """What the deployments that are counted say about their figures."""

    target_minutes: int | None
    people: frozenset[str]
    flows: frozenset[str]


@router.get("/analytics")
def show_figures(request: Request, caller: Managing) -> Response:
    """Show the figures of some days; the address says which, and whose."""
    app = app_of(request)
    asked = _asked(request, caller)
    here = _about(app, asked)
    scope = Scope(asked.deployments, asked.flow, asked.reviewer)
    found = read_dashboard(app.engine, scope, asked.days, now=app.clock.now())
    return page(
        request,
        "analytics.html",
        asked=asked,
        presets=PRESETS,
        days=spoken.long_days(asked.days.first, asked.days.last),
        is_empty=_is_empty(found),
        cards=numbers.cards(found),
        panels=_panels(found, asked, here),
        reviewers=numbers.group_lines(found.reviewers),
        flows=numbers.group_lines(found.flows),
        ways=numbers.ways(found),
        backlog=found.waiting,
        waiting=sorted(found.backlog, key=lambda row: -row.n),
        spoken=spoken,
        each=_EACH[found.step],
        choices={
            "deployment": list(asked.managed) if len(asked.managed) > 1 else [],
            "flow": _choices({*here.flows, *(row.group for row in found.flows.times)}, asked.flow),
            "reviewer": _choices(
                {*here.people, *(row.group for row in found.reviewers.times)}, asked.reviewer
            ),
        },
    )


_EACH = {Step.DAY: "by day", Step.WEEK: "by week", Step.MONTH: "by month"}


def _asked(request: Request, caller: Caller) -> Asked:
    app = app_of(request)
    may_see = caller.access.where(Permission.MANAGE)
    with app.unit() as unit:
        person = unit.members.find(caller.person)
        managed = {name: one for name, one in unit.deployments.names().items() if one in may_see}
    named = (person.zone if person is not None else None) or "UTC"
    zone = find_zone(named) or ZoneInfo("UTC")  # earlier releases took more names
    today = app.clock.now().astimezone(zone).date()
    return read_asked(request.query_params, today=today, zone=zone.key, managed=managed)


def _about(app: App, asked: Asked) -> _Here:
    with app.unit() as unit:
        targets = {unit.policies.get(one).policy.sla_target_minutes for one in asked.deployments}
        houses = {unit.members.organisation_of(one) for one in asked.deployments}
        people = {one.address for house in houses for one in unit.members.list_people(house)}
    # One line in the chart is drawn for one target.
    target = targets.pop() if len(targets) == 1 else None
    flows = app.flows if app.deployment_id in asked.deployments else ()
    return _Here(target, frozenset(people), frozenset(flows))


def _panels(found: Dashboard, asked: Asked, here: _Here) -> list[pictures.Panel]:
    panels = (
        pictures.outcome_panel(found, asked),
        pictures.response_panel(found, asked, target_minutes=here.target_minutes),
        pictures.volume_panel(found, asked),
        pictures.sla_panel(found, asked),
    )
    return [panel for panel in panels if panel is not None]


def _is_empty(found: Dashboard) -> bool:
    volume = found.now.volume
    return not (
        volume.opened or volume.answered or volume.timed_out or volume.expired or volume.cancelled
    )


def _choices(names: set[str | None], chosen: str | None) -> list[str]:
    ordered = sorted({name for name in names if name})[:_MOST_CHOICES]
    return ordered if chosen is None or chosen in ordered else [chosen, *ordered]
