"""Who is asked, and told so: each change of hands with the tickets and mails it needs.

The verbs of inbox/asking.py say what holds; here people learn of it, in the
same transaction. Who is to be asked is routing's decision, and how it is said
is the outbox's. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from signoff import ids
from signoff.clock import Clock
from signoff.errors import PlanRefuses, RequestClosed
from signoff.inbox import asking, lifecycle
from signoff.inbox.agreement import Decided, StagePassed, is_simple
from signoff.inbox.asking import Moved
from signoff.inbox.assignment import Assignment
from signoff.inbox.deadlines import first_due
from signoff.inbox.delivery import Purpose
from signoff.inbox.plan import Plan
from signoff.inbox.request import TRIAL_FLOW, Ask, Request
from signoff.jobs.accounts import is_closed, who_runs
from signoff.jobs.one_each import one_each
from signoff.jobs.outbox import Outbox
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork

_LATE = "Nobody answered in time."
_LEFT = {"why": "Their account here was closed."}


class Asked:
    """Asks people, and lets go of them."""

    def __init__(self, outbox: Outbox, *, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock

    def open(self, unit: UnitOfWork, ask: Ask, *, run: Run, plan: Plan, now: datetime) -> Request:
        """Open a request, ask the people of its first stage, and put older versions aside."""
        due_at, sla_due_at = first_due(plan, now)
        request = lifecycle.open_request(
            unit,
            ask,
            request_id=ids.new_id(),
            run_id=run.id,
            flow=run.flow,
            now=now,
            deployment_id=run.deployment_id,
            plan=plan,
            due_at=due_at,
            sla_due_at=sla_due_at,
        )
        self._supersede(unit, request, now=now)
        self._write(unit, request, asking.stage_of(request).people, now=now)
        return request

    def add(  # noqa: PLR0913 - who, why, and by whom
        self,
        unit: UnitOfWork,
        request: Request,
        person: str,
        *,
        why: str,
        by: str,
        now: datetime,
        in_place_of: str | None = None,
        may_override: bool = True,
    ) -> None:
        """Ask one more person at the stage at which a request is.

        Raises: RequestClosed; NotYours, where ``by`` is not asked and may not override.
        """
        people = one_each(unit, request, [person])
        moved = asking.add(
            unit, request, people, why=why, by=by, now=now, in_place_of=in_place_of,
            may_override=may_override,
        )  # fmt: skip
        self._write(unit, moved.request, moved.added, now=now)

    def reassign(  # noqa: PLR0913 - who, why, and by whom
        self,
        unit: UnitOfWork,
        request: Request,
        to: Sequence[str],
        *,
        by: str,
        why: str,
        now: datetime,
        may_override: bool = True,
    ) -> None:
        """Ask ``to`` (addresses) in place of all who have not voted.

        Raises: RequestClosed; NotYours; PlanRefuses, where too few would be left to decide it.
        """
        people = one_each(unit, request, to)
        moved = asking.reassign(
            unit, request, people, why=why, by=by, now=now, may_override=may_override
        )
        self._hand_over(unit, moved, cause="reassigned", by=by, now=now)

    def hand_to(  # noqa: PLR0913 - from whom to whom, why, and by whom
        self,
        unit: UnitOfWork,
        request: Request,
        person: str,
        to: str,
        *,
        why: str,
        by: str,
        now: datetime,
    ) -> bool:
        """Ask ``to`` in place of one person who has not answered; say whether that was done.

        Raises: RequestClosed.
        """
        [to] = one_each(unit, request, [to])
        moved = asking.hand_to(unit, request, person, to, why=why, by=by, now=now)
        self._hand_over(unit, moved, cause="delegated", by=to, now=now)
        return bool(moved.removed)

    def escalate(
        self,
        unit: UnitOfWork,
        request: Request,
        *,
        by: str,
        now: datetime,
        to: Sequence[str] = (),
    ) -> bool:
        """Ask ``to``, or the plan's backup, or else the creator; say whether anybody new is.

        A creator whose account was closed is stood in for by somebody in charge.
        Where several must agree and these alone are too few, they are asked as well.
        Raises: RequestClosed.
        """
        backup = to or (request.plan.backup if request.plan else ()) or _last_resort(unit, request)
        backup = one_each(unit, request, backup)
        before = asking.asked_of(unit, request)
        if not set(backup) - set(before):
            return False
        try:
            moved = asking.reassign(unit, request, backup, why=_LATE, by=by, now=now)
        except PlanRefuses:
            moved = asking.add(unit, request, backup, why=_LATE, by=by, now=now)
        self._hand_over(unit, moved, cause="escalated", by=by, now=now)
        return True

    def claim(self, unit: UnitOfWork, request: Request, person: str, *, now: datetime) -> None:
        """Give a request to one of those who are asked, and tell the others.

        Raises: RequestClosed; NotYours; PlanRefuses, where more than one answer is needed.
        """
        before = request.claimed_by
        request = asking.claim(unit, request, person, now=now)
        if before != person:
            self._tell_taken(unit, request, asking.asked_of(unit, request), "claimed", person, now)

    def release(
        self,
        unit: UnitOfWork,
        request: Request,
        person: str,
        *,
        now: datetime,
        may_override: bool = False,
    ) -> None:
        """Give a claimed request back to all who are asked, and remind the others.

        Raises: RequestClosed; NotYours, where somebody else claimed it.
        """
        was = unit.requests.get(request.id).claimed_by
        request = asking.release(unit, request, person, now=now, may_override=may_override)
        if was is not None:
            others = [each for each in asking.asked_of(unit, request) if each not in (was, person)]
            self._write(unit, request, others, now=now, purpose=Purpose.REMINDER)

    def ask_again(self, unit: UnitOfWork, request: Request, *, by: str, now: datetime) -> None:
        """Write to those who were told that it is over, since an answer was taken back."""
        others = [each for each in self.awaited(unit, request) if each != by]
        self._write(unit, request, others, now=now, purpose=Purpose.REMINDER)

    def remind(self, unit: UnitOfWork, request: Request, *, now: datetime) -> int:
        """Write once more to everybody whose answer is awaited; return how many those are."""
        request = unit.requests.hold(request.id)
        awaited = self.awaited(unit, request)
        self._write(unit, request, awaited, now=now, purpose=Purpose.REMINDER)
        return len(awaited)

    def awaited(self, unit: UnitOfWork, request: Request) -> tuple[str, ...]:
        """Return who is asked and has not voted; of a claimed request, who claimed it."""
        if request.claimed_by is not None:
            return (request.claimed_by,)
        voted = {vote.responder for vote in unit.votes.of_stage(request.id, request.stage)}
        return tuple(each for each in asking.asked_of(unit, request) if each not in voted)

    def withdraw(self, unit: UnitOfWork, request: Request, *, by: str, now: datetime) -> None:
        """Close a request that nobody needs to answer any more, and tell who was asked.

        Raises: RequestClosed.
        """
        people = asking.asked_of(unit, request)
        closed = lifecycle.cancel(unit, request, actor=by, now=now)
        self._let_go(unit, closed, people, cause="withdrawn", by="", now=now)

    def follow(self, unit: UnitOfWork, answered: lifecycle.Answered, *, now: datetime) -> None:
        """Do what an answer makes due: ask the next stage's people, tell those who need not answer.

        The person who answered is told by the door they came through.
        """
        verdict, moved = answered.verdict, answered.moved
        if isinstance(verdict, StagePassed) and moved is not None:
            self._hand_over(unit, moved, cause="stage_passed", by="", now=now)
        elif isinstance(verdict, Decided):
            by = verdict.response.responder
            self._tell_taken(unit, answered.request, answered.awaited, "answered", by, now)
            self._tell_taken(unit, answered.request, _voters(unit, answered), "decided", by, now)

    def _supersede(self, unit: UnitOfWork, request: Request, *, now: datetime) -> None:
        """Put older versions aside that nobody answered: the run asks about a newer one."""
        asks = request.ask.key.rpartition("#")[0]
        if "." in asks:
            return  # of a nested flow, which may ask about several things at once
        if request.ask.revision == 1:
            return
        for older in unit.requests.pending_of_run(request.run_id):
            is_older = older.ask.revision < request.ask.revision
            if older.ask.key.rpartition("#")[0] != asks or not is_older:
                continue
            people = asking.asked_of(unit, older)
            # Somebody may answer at this very instant: that answer stays on record.
            with suppress(RequestClosed):
                older = lifecycle.cancel(  # noqa: PLW2901 - the same request, closed
                    unit, older, actor="flow", now=now, superseded_by=request.id
                )
                self._let_go(unit, older, people, cause="superseded", by="", now=now)

    def _hand_over(
        self, unit: UnitOfWork, moved: Moved, *, cause: str, by: str, now: datetime
    ) -> None:
        purpose = Purpose.ESCALATED if cause == "escalated" else Purpose.REQUEST
        instead = next(iter(moved.added), "")
        told = by if "@" in by else instead
        self._let_go(unit, moved.request, moved.removed, cause=cause, by=told, now=now)
        self._write(unit, moved.request, moved.added, now=now, purpose=purpose)

    def _let_go(
        self,
        unit: UnitOfWork,
        request: Request,
        people: Sequence[str],
        *,
        cause: str,
        by: str,
        now: datetime,
    ) -> None:
        """Take from people the right to answer, and tell them so."""
        self._tell_taken(unit, request, people, cause, by, now)
        for person in people:
            unit.tickets.revoke(request.id, address=person, now=now)

    def _tell_taken(
        self,
        unit: UnitOfWork,
        request: Request,
        people: Sequence[str],
        cause: str,
        by: str,
        now: datetime,
    ) -> None:
        for person in people:
            self._outbox.tell_taken(unit, request, person, cause=cause, by=by, now=now)

    def _write(
        self,
        unit: UnitOfWork,
        request: Request,
        people: Sequence[str],
        *,
        now: datetime,
        purpose: Purpose = Purpose.REQUEST,
    ) -> None:
        """Queue the mails that ask these people, where the policy lets mails be sent."""
        if not people:
            return
        policy = unit.policies.get(request.deployment_id).policy
        if not policy.email_notifications and request.flow != TRIAL_FLOW:
            return
        asked = {each.person: each for each in unit.assignments.open_of(request.id)}
        for person in people:
            if is_closed(unit, person):
                # What is asked is nothing for whoever left; the rules that name them want mending.
                self._outbox.tell_creator(
                    unit, request, reason="undelivered", about=person, data=_LEFT, now=now
                )
                continue
            mine = asked.get(person)
            self._outbox.ask(
                unit,
                request,
                now=now,
                person=person,
                why=mine.why if mine else "",
                is_why_ours=mine is None or _is_ours(request, mine),
                people=tuple(asked),
                in_place_of=mine.in_place_of if mine else None,
                purpose=purpose,
            )


def _is_ours(request: Request, mine: Assignment) -> bool:
    """Say whether we, and no person, gave the words that say why somebody is asked."""
    if "@" not in mine.added_by or (request.plan is not None and mine.why == request.plan.why):
        return True
    return mine.why.startswith(f"{mine.added_by} ")  # as we begin what we say of somebody's act


def _voters(unit: UnitOfWork, answered: lifecycle.Answered) -> tuple[str, ...]:
    """Return who voted on what is decided now, where more than one answer was needed."""
    request = answered.request
    if request.plan is None or is_simple(request.plan.stages):
        return ()
    votes = unit.votes.of_stage(request.id, request.stage)
    return tuple(vote.responder for vote in votes if vote.responder not in answered.awaited)


def _last_resort(unit: UnitOfWork, request: Request) -> tuple[str, ...]:
    barred = {*asking.asked_of(unit, request), *(request.plan.starters if request.plan else ())}
    found = who_runs(unit, request.deployment_id, but=barred)
    return (found,) if found else ()
