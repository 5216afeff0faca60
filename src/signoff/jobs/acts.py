"""What is done to a request when a step of its ladder is due.

Each act ends in a fact, also where it could not be done: then the fact says
why, and the next step has its turn. When a step is due is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from signoff.errors import AddressInvalid, GroupNotFound, PlanRefuses
from signoff.inbox import lifecycle
from signoff.inbox.asking import asked_of
from signoff.inbox.audit import EventKind
from signoff.inbox.calendar import worked_minutes
from signoff.inbox.deadlines import DueAct, Waiting
from signoff.inbox.plan import Act, LadderStep, Plan
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source, Verification
from signoff.inbox.unit import record
from signoff.interpret.names import permits
from signoff.store.unit_of_work import UnitOfWork

CLOCK = "clock"  # who acts, in the trail
CHANNEL = "timeout"

_NO_OUTCOME = "no_outcome"
_NOT_OFFERED = "not_offered"
_NOT_ALLOWED = "approval_not_allowed"
_NEEDS_FORM = "needs_form"  # the clock knows no fields
_NOBODY = "nobody_to_ask"
_TOO_FEW = "too_few_would_be_asked"


class PeopleOf(Protocol):
    """Says for whom a name stands now: an address, or a group's."""

    def __call__(
        self, unit: UnitOfWork, deployment_id: str, who: str, *, now: datetime
    ) -> Sequence[str]:
        """Return addresses. Raises: AddressInvalid, GroupNotFound."""
        ...


class Asks(Protocol):
    """What changes who is asked, and writes to them."""

    def add(
        self,
        unit: UnitOfWork,
        request: Request,
        person: str,
        *,
        why: str,
        by: str,
        now: datetime,
    ) -> None: ...

    def reassign(
        self,
        unit: UnitOfWork,
        request: Request,
        to: Sequence[str],
        *,
        by: str,
        why: str,
        now: datetime,
    ) -> None: ...

    def escalate(
        self,
        unit: UnitOfWork,
        request: Request,
        *,
        by: str,
        now: datetime,
        to: Sequence[str] = (),
    ) -> bool:
        """Ask ``to``, or the plan's backup, or the deployment's creator; say whether anybody is."""
        ...

    def remind(self, unit: UnitOfWork, request: Request, *, now: datetime) -> int:
        """Write to everybody who is asked and has not voted; return how many those are."""
        ...


class TakesNothing(Protocol):
    """Says whether a request can be answered without the fields that it asks for."""

    def __call__(self, request: Request) -> bool: ...


class Tells(Protocol):
    """What writes to people that nothing is needed from them any more."""

    def tell_taken(
        self, unit: UnitOfWork, request: Request, person: str, *, cause: str, now: datetime
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Late:
    """A request that waits, and the step of its plan that is due."""

    request: Request
    plan: Plan
    waiting: Waiting
    due: DueAct

    @property
    def step(self) -> LadderStep:
        return self.due.step


def _has_no_needed_field(request: Request) -> bool:
    return not request.ask.needs_form


@dataclass(frozen=True, slots=True)
class Acts:
    """Does what a step says; the caller's transaction holds the request."""

    asked: Asks
    outbox: Tells
    people_of: PeopleOf
    takes_nothing: TakesNothing = _has_no_needed_field

    def do(self, unit: UnitOfWork, late: Late, *, now: datetime) -> Waiting | None:
        """Do one step; return how long the request waits now, where that is not as planned."""
        act = late.step.act
        try:
            if act is Act.REMIND:
                self._remind(unit, late, now=now)
            elif act is Act.ADD:
                self._add(unit, late, now=now)
            elif act is Act.FAIL:
                self._expire(unit, late, now=now)
            elif act in (Act.ANSWER, Act.APPROVE):
                return self._answer(unit, late, now=now)
            elif act is Act.REASSIGN:
                self._reassign(unit, late, now=now)
            else:
                self._escalate(unit, late, now=now)
        except PlanRefuses:
            _refused(unit, late, _TOO_FEW, now=now)
        return None

    def _remind(self, unit: UnitOfWork, late: Late, *, now: datetime) -> None:
        n_reminded = self.asked.remind(unit, late.request, now=now)
        _note(unit, EventKind.REQUEST_REMINDED, late, {"n_reminded": n_reminded}, now=now)

    def _add(self, unit: UnitOfWork, late: Late, *, now: datetime) -> None:
        people = self._people(unit, late, now=now)
        if not people:
            _refused(unit, late, _NOBODY, now=now)
        for person in people:
            self.asked.add(unit, late.request, person, why=_why(late), by=CLOCK, now=now)

    def _reassign(self, unit: UnitOfWork, late: Late, *, now: datetime) -> None:
        to = self._people(unit, late, now=now)
        if to:
            self.asked.reassign(unit, late.request, to, by=CLOCK, why=_why(late), now=now)
        else:
            _refused(unit, late, _NOBODY, now=now)

    def _escalate(self, unit: UnitOfWork, late: Late, *, now: datetime) -> None:
        """Ask others instead: who is named, or the plan's backup."""
        to = self._people(unit, late, now=now)
        is_lost = late.step.who is not None and not to
        if is_lost or not self.asked.escalate(unit, late.request, by=CLOCK, now=now, to=to):
            _refused(unit, late, _NOBODY, now=now)
            return
        _note(unit, EventKind.REQUEST_ESCALATED, late, {"to": list(to)} if to else {}, now=now)

    def _people(self, unit: UnitOfWork, late: Late, *, now: datetime) -> Sequence[str]:
        who = late.step.who
        if who is None:
            return ()
        try:
            return self.people_of(unit, late.request.deployment_id, who, now=now)
        except (AddressInvalid, GroupNotFound):
            return ()  # the policy has changed since; whoever calls puts that on record

    def _answer(self, unit: UnitOfWork, late: Late, *, now: datetime) -> Waiting | None:
        outcome = _outcome(late)
        reason = _objection(late, outcome)
        if reason is None and not self.takes_nothing(late.request):
            reason = _NEEDS_FORM
        if reason is not None:
            _refused(unit, late, reason, now=now)
            return self._fall_back(unit, late, now=now)
        people = asked_of(unit, late.request)
        _record_answer(unit, late.request, outcome, now=now)
        self._tell(unit, late.request, people, now=now)
        return None

    def _fall_back(self, unit: UnitOfWork, late: Late, *, now: datetime) -> Waiting | None:
        """Let the backup decide, in as much time as there was; expire where it was asked before."""
        if not late.plan.backup or not self.asked.escalate(unit, late.request, by=CLOCK, now=now):
            self._expire(unit, late, now=now)
            return None
        _note(unit, EventKind.REQUEST_ESCALATED, late, {}, now=now)
        worked = worked_minutes(late.waiting.opened_at, now, late.plan.calendar)
        again = late.due.left.next_act - 1
        return replace(late.due.left, next_act=again, extended=timedelta(minutes=worked))

    def _expire(self, unit: UnitOfWork, late: Late, *, now: datetime) -> None:
        people = asked_of(unit, late.request)
        lifecycle.expire(unit, late.request, now=now)
        self._tell(unit, late.request, people, now=now)

    def _tell(
        self, unit: UnitOfWork, request: Request, people: Sequence[str], *, now: datetime
    ) -> None:
        for person in people:
            self.outbox.tell_taken(unit, request, person, cause="timed_out", now=now)


def _outcome(late: Late) -> str | None:
    ask = late.request.ask
    if late.step.act is Act.ANSWER:
        return late.step.outcome or ask.default_outcome
    return next((outcome for outcome in ask.outcomes if permits(outcome, ask.approving)), None)


def _objection(late: Late, outcome: str | None) -> str | None:
    """Return why the clock may not give this answer; None where it may."""
    ask = late.request.ask
    if outcome is None and ask.outcomes:
        return _NO_OUTCOME
    if outcome is not None and outcome not in ask.outcomes:
        return _NOT_OFFERED
    # Without outcomes the run goes on after any words: to approve means just that.
    is_approval = (
        late.step.act is Act.APPROVE if outcome is None else permits(outcome, ask.approving)
    )
    if is_approval and not late.plan.may_approve_on_timeout:
        return _NOT_ALLOWED
    return None


def _record_answer(
    unit: UnitOfWork, request: Request, outcome: str | None, *, now: datetime
) -> None:
    approving = request.ask.approving
    response = Response(
        request_id=request.id,
        feedback="",
        outcome=outcome,
        source=Source.TIMEOUT,
        responder=CLOCK,
        channel=CHANNEL,
        verification=Verification.NONE,
        at=now,
        content_hash=request.ask.content_hash(),
        answer=None if request.ask.response_schema is None else {},
    )
    lifecycle.answer(unit, response, now=now, permits=lambda each: permits(each, approving))


def _why(late: Late) -> str:
    minutes = late.step.after_minutes
    span = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"Nobody had answered {span} after it was asked."


def _refused(unit: UnitOfWork, late: Late, reason: str, *, now: datetime) -> None:
    _note(unit, EventKind.REQUEST_TIMEOUT_REFUSED, late, {"reason": reason}, now=now)


def _note(
    unit: UnitOfWork, kind: EventKind, late: Late, data: Mapping[str, Any], *, now: datetime
) -> None:
    said = {"act": late.step.act.value, **data}
    if late.due.n is not None:
        said["step"] = late.due.n
    if late.due.skipped:
        said["skipped"] = [step.act.value for step in late.due.skipped]
    record(unit, kind, late.request, CLOCK, now, said)
