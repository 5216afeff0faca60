"""A plan as plain JSON, the way a request keeps it.

Written by us and read by us alone: what stands here is trusted, and a field
that an older release did not know has its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.inbox.response import Verification

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PLAIN = ("why", "rule", "starter", "sla_minutes", "language", "quorum")
_LISTS = ("backup", "named", "bulk_outcomes", "origins")
_FLAGS = {"four_eyes": "is_four_eyes", "may_approve_on_timeout": "may_approve_on_timeout"}


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values; what is as usual is left out."""
    usual = Plan(())
    written: dict[str, Any] = {"stages": [_stage_json(stage) for stage in plan.stages]}
    for name in _PLAIN:
        if getattr(plan, name) != getattr(usual, name):
            written[name] = getattr(plan, name)
    written |= {name: True for name, field in _FLAGS.items() if getattr(plan, field)}
    written |= {name: list(getattr(plan, name)) for name in _LISTS}
    written["ladder"] = [step_json(step) for step in plan.ladder]
    if plan.calendar is not None:
        written["calendar"] = calendar_json(plan.calendar)
    if plan.minimum_verification is not None:
        written["minimum_verification"] = plan.minimum_verification.value
    return {name: value for name, value in written.items() if value != []}


def plan_from(kept: Mapping[str, Any]) -> Plan:
    """Return the plan that ``plan_json`` wrote."""
    calendar, level = kept.get("calendar"), kept.get("minimum_verification")
    lists: dict[str, Any] = {name: tuple(kept.get(name, ())) for name in _LISTS}
    return Plan(
        stages=tuple(_stage_from(stage) for stage in kept["stages"]),
        **lists,
        ladder=tuple(_step_from(step) for step in kept.get("ladder", ())),
        calendar=None if calendar is None else _calendar_from(calendar),
        minimum_verification=None if level is None else Verification(level),
        **{field: kept.get(name, False) for name, field in _FLAGS.items()},
        **{name: kept[name] for name in _PLAIN if name in kept},
    )


def step_json(step: LadderStep) -> dict[str, Any]:
    """Return ``{"after_minutes": int, "do": str, "who"?: str, "outcome"?: str}``."""
    written = {"after_minutes": step.after_minutes, "do": step.act.value}
    if step.who is not None:
        written["who"] = step.who
    if step.outcome is not None:
        written["outcome"] = step.outcome
    return written


def calendar_json(calendar: Calendar) -> dict[str, Any]:
    """Return ``{"zone": str, "hours": {"mon": ["09:00-17:00"]}, "holidays"?: ["2026-12-25"]}``."""
    written: dict[str, Any] = {
        "zone": calendar.zone,
        "hours": {
            WEEKDAYS[day]: [f"{_clock(a)}-{_end(b)}" for a, b in spans]
            for day, spans in sorted(calendar.hours.items())
        },
    }
    if calendar.holidays:
        written["holidays"] = [day.isoformat() for day in sorted(calendar.holidays)]
    return written


def read_time(text: str) -> time:
    """Return the time of ``09:00``; ``24:00`` is the midnight that ends a day.

    Raises: ValueError.
    """
    return time(0) if text == "24:00" else time.fromisoformat(text)


def _clock(moment: time) -> str:
    return moment.isoformat("minutes" if moment == moment.replace(second=0) else "seconds")


def _end(moment: time) -> str:
    return "24:00" if moment == time(0) else _clock(moment)


def _calendar_from(kept: Mapping[str, Any]) -> Calendar:
    hours = {}
    for day, spans in kept["hours"].items():
        ends = [span.split("-") for span in spans]
        hours[WEEKDAYS.index(day)] = tuple((read_time(a), read_time(b)) for a, b in ends)
    days = frozenset(date.fromisoformat(day) for day in kept.get("holidays", ()))
    return Calendar(kept["zone"], hours, days)


def _step_from(kept: Mapping[str, Any]) -> LadderStep:
    return LadderStep(kept["after_minutes"], Act(kept["do"]), kept.get("who"), kept.get("outcome"))


def _stage_json(stage: Stage) -> dict[str, Any]:
    written: dict[str, Any] = {"people": list(stage.people)}
    if stage.needed != 1:
        written["needed"] = stage.needed
    if not stage.has_veto:
        written["veto"] = False
    if stage.group is not None:
        written["group"] = stage.group
    if stage.is_claimed:
        written["claimed"] = True
    if stage.in_place_of:
        written["in_place_of"] = dict(stage.in_place_of)
    return written


def _stage_from(kept: Mapping[str, Any]) -> Stage:
    return Stage(
        people=tuple(kept["people"]),
        needed=kept.get("needed", 1),
        has_veto=kept.get("veto", True),
        group=kept.get("group"),
        is_claimed=kept.get("claimed", False),
        in_place_of=tuple(kept.get("in_place_of", {}).items()),
    )
