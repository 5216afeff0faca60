"""Reads what a policy says of time: deadlines, their ladder, working hours."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep
from signoff.inbox.plan_text import WEEKDAYS, read_time
from signoff.inbox.policy import AutoResponse
from signoff.inbox.policy_text.fields import Fields, shown
from signoff.inbox.zones import find_kept_zone, find_zone

MOST_MINUTES = 10 * 366 * 24 * 60
_STRATEGIES = (Act.ANSWER, Act.APPROVE, Act.ESCALATE, Act.FAIL)
_WITH_WHO = frozenset({Act.ADD, Act.REASSIGN, Act.ESCALATE})

Spans = tuple[tuple[time, time], ...]


def auto_response(fields: Fields) -> AutoResponse:
    """Return what answers when nobody does."""
    usual = AutoResponse()
    strategy = fields.one_of("strategy", _STRATEGIES) or usual.strategy
    minutes = fields.number("timeout_minutes", least=1, most=MOST_MINUTES)
    found = AutoResponse(
        is_enabled=fields.flag("enabled", otherwise=False),
        timeout_minutes=usual.timeout_minutes if minutes is None else minutes,
        strategy=strategy,
        default_outcome=fields.text("default_outcome"),
        allows_approval=fields.flag("allow_approval", otherwise=False),
    )
    fields.close()
    if found.is_enabled and strategy is Act.ANSWER and found.default_outcome is None:
        fields.refuse("default_outcome", "Strategy answer needs an outcome to answer with.")
    if found.is_enabled and strategy is Act.APPROVE and not found.allows_approval:
        fields.refuse(
            "allow_approval", "Strategy approve approves nothing unless this is true as well."
        )
    return found


def ladder(steps: list[Fields], groups: Collection[str]) -> tuple[LadderStep, ...]:
    """Return steps in the order of time; a final act is the last."""
    found = sorted(
        ((n, made) for n, step in enumerate(steps) if (made := _step(step, groups)) is not None),
        key=lambda one: one[1].after_minutes,
    )
    finals = [at for at, (_, step) in enumerate(found) if step.act in FINAL_ACTS]
    if finals:
        for n, step in found[finals[0] + 1 :]:
            closing = found[finals[0]][1]
            steps[n].refuse(
                "after_minutes",
                f"After {step.after_minutes} minutes nothing is left to do: {closing.act.value!r} "
                f"closes the request after {closing.after_minutes}.",
            )
    return tuple(step for _, step in found)


def _step(fields: Fields, groups: Collection[str]) -> LadderStep | None:
    minutes = fields.number("after_minutes", least=1, most=MOST_MINUTES)
    act = fields.one_of("do", Act)
    who = fields.who("who", groups)
    outcome = fields.text("outcome")
    fields.close()
    for name in ("after_minutes", "do"):
        if not fields.has(name):
            fields.refuse(name, "It is missing.")
    _check_step(fields, act)
    return None if act is None or minutes is None else LadderStep(minutes, act, who, outcome)


def _check_step(fields: Fields, act: Act | None) -> None:
    """Hold that a step has what its act needs, and nothing else."""
    if act is None:
        return
    if act in (Act.ADD, Act.REASSIGN) and not fields.has("who"):
        fields.refuse("who", f"{act.value!r} needs an address or a group.")
    if act not in _WITH_WHO and fields.has("who"):
        fields.refuse("who", f"{act.value!r} concerns nobody new. Leave this out.")
    if act is Act.ANSWER and not fields.has("outcome"):
        fields.refuse("outcome", "'answer' needs an outcome to answer with.")
    if act is not Act.ANSWER and fields.has("outcome"):
        fields.refuse("outcome", "Only 'answer' takes an outcome. Leave this out.")


def calendar(fields: Fields, *, is_kept: bool = False) -> Calendar | None:
    """Return working hours; None where they say nothing that could hold.

    ``is_kept``: they are stored, and hold as they are.
    """
    zone = fields.text("zone")
    if zone is None:
        fields.refuse("zone", "It is missing. Write one like 'Europe/Paris'.")
    elif (find_kept_zone if is_kept else find_zone)(zone) is None:
        fields.refuse("zone", f"{shown(zone)} is no time zone. Write one like 'Europe/Paris'.")
    hours = fields.table("hours")
    days = _week(hours) if hours is not None else {}
    if not any(days.values()) and not any(
        at.startswith(fields.at("hours")) for at in fields.problems
    ):
        fields.refuse("hours", "Nobody ever works: no deadline would come. Give a day its hours.")
    holidays = [_day(fields, n, value) for n, value in enumerate(fields.items("holidays"))]
    fields.close()
    return Calendar(zone or "", days, frozenset(day for day in holidays if day is not None))


def _week(fields: Fields) -> dict[int, Spans]:
    found = {day: _spans(fields, name) for day, name in enumerate(WEEKDAYS)}
    fields.close()
    return {day: spans for day, spans in found.items() if spans}


def _spans(fields: Fields, name: str) -> Spans:
    found: list[tuple[time, time]] = []
    for n, text in enumerate(fields.items(name)):
        span = _span(text)
        where = f"{name}[{n}]"
        if span is None:
            fields.refuse(where, f"{shown(text)} is no span of hours, like '09:00-17:00'.")
        elif found and (found[-1][1] == time(0) or span[0] < found[-1][1]):
            fields.refuse(where, f"{shown(text)} begins before the span in front of it has ended.")
        else:
            found.append(span)
    return tuple(found)


def _span(text: object) -> tuple[time, time] | None:
    begins, _, ends = text.partition("-") if isinstance(text, str) else ("", "", "")
    try:
        span = time.fromisoformat(begins.strip()), read_time(ends.strip())
    except ValueError:
        return None
    is_local = not any(moment.tzinfo or moment.microsecond for moment in span)
    return span if is_local and (span[0] < span[1] or span[1] == time(0)) else None


def _day(fields: Fields, n: int, value: object) -> date | None:
    if type(value) is date:  # as TOML writes it
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        fields.refuse(f"holidays[{n}]", f"{shown(value)} is no day, like '2026-12-25'.")
        return None
