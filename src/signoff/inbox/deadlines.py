"""What becomes of a question that nobody answers, and when.

Pure: it gets the plan and the time, and says which act is due. Who does it,
and what it does to a request, is not known here. Nothing is counted in
between: an act that was missed while no server ran is found at the next look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from signoff.inbox.calendar import after
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan
from signoff.inbox.request import Request

_WAKE = LadderStep(0, Act.REMIND)  # at the end of a snooze, whatever the ladder says
_MOVES = frozenset({Act.REASSIGN, Act.ESCALATE})


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a request has waited, and what people did about its time.

    ``next_act`` is the index of the first step of the ladder that is still ahead. ``extended`` is
    added to every step from there on, as working time. Nobody is reminded before
    ``snoozed_until``, and everybody then.
    """

    opened_at: datetime
    next_act: int = 0
    extended: timedelta = timedelta(0)
    snoozed_until: datetime | None = None


def waiting_of(request: Request) -> Waiting:
    """Return how long a request has waited, as it was read."""
    return Waiting(
        opened_at=request.opened_at,
        next_act=request.next_act,
        extended=timedelta(seconds=request.extended_s),
        snoozed_until=request.snoozed_until,
    )


@dataclass(frozen=True, slots=True)
class DueAct:
    """The step to be done now, and how the request waits once it is done.

    ``n`` is its index in the ladder, None where a snooze is over. ``skipped`` are steps that it
    has overtaken.
    """

    n: int | None
    step: LadderStep
    left: Waiting
    skipped: tuple[LadderStep, ...] = ()


def first_due(plan: Plan, opened_at: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when the first act is due and when the SLA target is missed; None: never."""
    target = None
    if plan.sla_minutes is not None:
        target = after(opened_at, plan.sla_minutes, plan.calendar)
    return next_due(plan, Waiting(opened_at)), target


def next_due(plan: Plan, waiting: Waiting) -> datetime | None:
    """Return when the next act is due (UTC); None, where nothing will happen any more."""
    dues = [due_at for _, _, due_at in _ahead(plan, waiting)]
    if waiting.snoozed_until is not None:
        dues.append(waiting.snoozed_until)
    return min(dues, default=None)


def closes_at(plan: Plan, waiting: Waiting) -> datetime | None:
    """Return when the request is closed if nobody answers; None, where it waits for ever."""
    final = (due_at for _, step, due_at in _ahead(plan, waiting) if step.act in FINAL_ACTS)
    return next(final, None)


def wanted_by(plan: Plan, waiting: Waiting, *, target: datetime | None) -> datetime | None:
    """Return by when an answer is wanted (UTC); None, where nothing says so.

    That is the SLA ``target``, unless the request is closed before it; without one, it is when
    something happens by itself. A snooze puts off reminders, not the time that is left.
    """
    awake = replace(waiting, snoozed_until=None)
    if target is None:
        return next_due(plan, awake)
    closes = closes_at(plan, awake)
    return target if closes is None else min(target, closes)


def act_due(plan: Plan, waiting: Waiting, *, now: datetime) -> DueAct | None:
    """Return the act that is due, None where none is yet.

    After a time in which no server ran, several may be. A reminder is left out where a later
    step is due as well, and everything is where a final act is: who is asked only now could not
    answer any more. Steps of the same minute are all done, in order.
    """
    due = [(n, step) for n, step, due_at in _ahead(plan, waiting) if due_at <= now]
    is_over = waiting.snoozed_until is not None and waiting.snoozed_until <= now
    for at, (n, step) in enumerate(due):
        if any(_overtakes(later, step) for _, later in due[at + 1 :]):
            continue
        # Who is reminded, or is only now asked, need not be woken as well.
        is_woken = is_over and (step.act is Act.REMIND or step.act in _MOVES)
        until = None if is_woken else waiting.snoozed_until
        left = replace(waiting, next_act=n + 1, snoozed_until=until)
        return DueAct(n, step, left, plan.ladder[waiting.next_act : n])
    return DueAct(None, _WAKE, replace(waiting, snoozed_until=None)) if is_over else None


def _overtakes(later: LadderStep, step: LadderStep) -> bool:
    if later.after_minutes <= step.after_minutes or step.act in FINAL_ACTS:
        return False
    return step.act is Act.REMIND or later.act in FINAL_ACTS


def _ahead(plan: Plan, waiting: Waiting) -> list[tuple[int, LadderStep, datetime]]:
    """Return the steps that are ahead, each with its index and when it is due."""
    return [
        (n, step, _due(plan, waiting, step))
        for n, step in enumerate(plan.ladder)
        if n >= waiting.next_act
    ]


def _due(plan: Plan, waiting: Waiting, step: LadderStep) -> datetime:
    extra = waiting.extended // timedelta(minutes=1)
    due_at = after(waiting.opened_at, step.after_minutes + extra, plan.calendar)
    if step.act is Act.REMIND and waiting.snoozed_until is not None:
        # Only reminders: nobody keeps a question from those it goes to next by looking away.
        return max(due_at, waiting.snoozed_until)
    return due_at
