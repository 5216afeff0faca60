"""Give a request more time, or keep its reminders quiet for a while.

Both leave the plan as it is: what was asked for, by whom and when, is on
record. What happens when the new time has come too is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from signoff.errors import DeadlineInvalid
from signoff.inbox.asking import asked_of
from signoff.inbox.audit import EventKind
from signoff.inbox.deadlines import Waiting, closes_at, next_due
from signoff.inbox.plan import Plan
from signoff.inbox.plan_text import plan_from
from signoff.inbox.request import Request
from signoff.inbox.standing import check_asked, check_open
from signoff.inbox.unit import record
from signoff.store.due import Deadline
from signoff.store.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)
MAX_MINUTES = LONGEST // timedelta(minutes=1)
MOST_MINUTES = 10 * MAX_MINUTES  # in all


@dataclass(frozen=True, slots=True)
class Put:
    """Where a request stands in time now.

    ``due_at`` is when the next act comes, ``closes_at`` when it is closed if nobody answers; None:
    never. ``extended`` is the working time it was given in all.
    """

    request_id: str
    due_at: datetime | None
    closes_at: datetime | None
    extended: timedelta
    snoozed_until: datetime | None


def extend(
    unit: UnitOfWork,
    request_id: str,
    *,
    minutes: int,
    by: str,
    now: datetime,
    may_override: bool = False,
) -> Put:
    """Let everything that is still ahead of a request come so much working time later.

    The caller commits. Its SLA target stays: that is a measure, and this is what it measures.
    Raises: RequestNotFound, RequestClosed; NotYours, where ``by`` is not asked and may not
    override; DeadlineInvalid, where nothing is ahead or the span is none.
    """
    held = _held(unit, request_id, by=by, may_override=may_override)
    waiting = held.deadline.waiting
    had = waiting.extended // timedelta(minutes=1)
    if not 1 <= minutes <= MAX_MINUTES or had + minutes > MOST_MINUTES:
        raise DeadlineInvalid(
            f"Request {request_id} cannot be extended by {minutes} minutes, after {had} before. "
            f"Its deadline stays. Give 1 to {MAX_MINUTES} minutes, a year, and ten years in all."
        )
    if not held.plan.ladder[waiting.next_act :]:
        raise DeadlineInvalid(
            f"Nothing is going to happen to request {request_id} by itself, so it cannot be "
            "extended. It waits until somebody answers. Leave it, or answer it."
        )
    waiting = replace(waiting, extended=waiting.extended + timedelta(minutes=minutes))
    put = _store(unit, held, waiting)
    due_at = None if put.due_at is None else put.due_at.isoformat()
    data = {"minutes": minutes, "due_at": due_at}
    record(unit, EventKind.REQUEST_EXTENDED, held.request, by, now, data)
    return put


def snooze(
    unit: UnitOfWork,
    request_id: str,
    *,
    until: datetime,
    by: str,
    now: datetime,
    may_override: bool = False,
) -> Put:
    """Send nobody a reminder of a request before ``until``, and one to everybody then.

    All else happens as planned. The caller commits.
    Raises: RequestNotFound, RequestClosed; NotYours, where ``by`` is not asked and may not
    override; DeadlineInvalid, where ``until`` is past, too far off, or not before the end.
    """
    held = _held(unit, request_id, by=by, may_override=may_override)
    if until.tzinfo is None or not now < until <= now + LONGEST:
        raise DeadlineInvalid(
            f"Request {request_id} cannot be snoozed until {until.isoformat(timespec='seconds')}. "
            "Its reminders come as planned. Give a time with its zone, after "
            f"{now:%Y-%m-%dT%H:%M:%SZ} and within a year."
        )
    waiting = replace(held.deadline.waiting, snoozed_until=until)
    closes = closes_at(held.plan, waiting)
    if closes is not None and until >= closes:
        raise DeadlineInvalid(
            f"Request {request_id} is closed at {closes:%Y-%m-%dT%H:%M:%SZ} if nobody answers, so "
            f"it cannot be snoozed until {until.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}. Its reminders "
            "come as planned. Give an earlier time, or extend it first."
        )
    put = _store(unit, held, waiting)
    data = {"until": until.isoformat()}
    record(unit, EventKind.REQUEST_SNOOZED, held.request, by, now, data)
    return put


@dataclass(frozen=True, slots=True)
class _Held:
    """A request that nobody else can change now, with its time."""

    deadline: Deadline
    request: Request
    plan: Plan


def _held(unit: UnitOfWork, request_id: str, *, by: str, may_override: bool) -> _Held:
    deadline = unit.due.hold(request_id)
    request = unit.requests.get(request_id)
    check_open(unit, request)
    check_asked(request, by, asked_of(unit, request), may_override=may_override)
    plan = plan_from(deadline.plan) if deadline.plan else Plan(())
    return _Held(deadline, request, plan)


def _store(unit: UnitOfWork, held: _Held, waiting: Waiting) -> Put:
    due_at = next_due(held.plan, waiting)
    unit.due.move(held.deadline, due_at=due_at, waiting=waiting, plan=held.plan)
    return Put(
        request_id=held.request.id,
        due_at=due_at,
        closes_at=closes_at(held.plan, waiting),
        extended=waiting.extended,
        snoozed_until=waiting.snoozed_until,
    )
