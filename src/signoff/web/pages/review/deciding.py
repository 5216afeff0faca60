"""Who decides a request: who is asked and why, who answered what, and what is on record then.

It tells what is; what a person may do about it is said by standing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from signoff.channels.email.part import Due
from signoff.inbox.agreement import n_needed
from signoff.inbox.assignment import CLOSED, Assignment
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Verification
from signoff.inbox.routing.explain import OnRecord
from signoff.jobs.parts import due_of
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


@dataclass(frozen=True, slots=True)
class Decider:
    """One person who is asked, or was; ``vote`` is what they said at this step."""

    person: str
    vote: Response | None = None
    has_claimed: bool = False
    in_place_of: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The people of one step of the way to a decision; ``n`` counts from 1."""

    n: int
    deciders: tuple[Decider, ...]
    rule: str
    is_now: bool = True

    @property
    def said(self) -> str:
        """How many have answered: '1 of 2 have answered'."""
        n_given = sum(each.vote is not None for each in self.deciders)
        return f"{n_given} of {len(self.deciders)} have answered"


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides a request, how and until when.

    ``why`` says in sentences why these people. ``own_run`` is the run that the caller started,
    if the plan asks for four eyes: this one, or one that it was forked from; '' for none.
    ``due`` is what happens if nobody answers.
    ``ends`` is what an answer given now comes to, as the end of a sentence. ``zone`` is the
    caller's, by name.
    """

    steps: tuple[Step, ...]
    n_steps: int
    why: tuple[str, ...]
    own_run: str
    can_extend: bool
    due: Due | None
    snoozed_until: datetime | None
    recorded: str
    zone: str

    @property
    def is_shared(self) -> bool:
        """Whether more than one person is asked, or was."""
        return self.n_steps > 1 or any(len(step.deciders) > 1 for step in self.steps)


def deciding_of(
    unit: UnitOfWork, record: OnRecord, why: tuple[str, ...], caller: Caller
) -> Deciding:
    """Return who decides a request that the caller sees; ``why`` these people, in sentences."""
    request = record.request
    plan = request.plan
    known = unit.members.find(caller.person)
    stages = plan.stages if plan else ()
    return Deciding(
        steps=tuple(_steps(record, stages)),
        n_steps=len(stages),
        why=why,
        own_run=_own_run(unit, plan, caller.person),
        can_extend=bool(plan and plan.ladder[request.next_act :]),
        due=due_of(request, plan) if plan else None,
        snoozed_until=request.snoozed_until,
        recorded=_recorded(unit, request, stages, caller),
        zone=(known.zone if known else None) or "UTC",
    )


def _own_run(unit: UnitOfWork, plan: Plan | None, person: str) -> str:
    if plan is None or not any(_is_same(unit, person, one) for one in plan.starters):
        return ""
    is_this = plan.starter is not None and _is_same(unit, person, plan.starter)
    return "this run" if is_this else "a run that this one was forked from"


def _is_same(unit: UnitOfWork, one: str, other: str) -> bool:
    return unit.people.address_of(one) == unit.people.address_of(other)


def _steps(record: OnRecord, stages: Sequence[Stage]) -> Iterator[Step]:
    """Yield the steps up to the present one: what comes after it nobody is asked yet."""
    request = record.request
    if not stages:
        people = (request.assignee,) if request.assignee else ()
        yield Step(1, tuple(map(Decider, people)), "Whoever may answer requests may answer this.")
        return
    for n in range(min(request.stage + 1, len(stages))):
        votes = {vote.responder: vote for stage, vote in record.votes if stage == n}
        there = [
            each for each in record.assignments if each.stage == n and _counts(each, voted=votes)
        ]
        deciders = {
            each.person: Decider(
                each.person,
                votes.get(each.person),
                has_claimed=n == request.stage and request.claimed_by == each.person,
                in_place_of=each.in_place_of,
            )
            for each in there
        }
        yield Step(
            n + 1,
            tuple(deciders.values()),
            _rule(stages[n], len(deciders)),
            is_now=n == request.stage,
        )


def _counts(each: Assignment, *, voted: Mapping[str, Response]) -> bool:
    """Say whether somebody decides at their step: is asked, was to its end, or answered."""
    return each.ended_why in (None, CLOSED, "stage_passed") or each.person in voted


def _rule(stage: Stage, n_deciders: int) -> str:
    """Return in words how many must agree, and what a refusal does."""
    if stage.is_claimed:
        return "The first to take it decides."
    if n_needed(stage) == 1:
        return "One answer decides."
    if n_deciders < stage.needed:
        return (
            f"{stage.needed} must agree, and {n_deciders} can: add somebody, or it is not approved."
        )
    if stage.has_veto:
        return f"{stage.needed} must agree. One who refuses decides against it."
    return f"{stage.needed} must agree. It is refused once too few are left to agree."


def _recorded(unit: UnitOfWork, request: Request, stages: Sequence[Stage], caller: Caller) -> str:
    """Return how an answer of the caller's goes on record, and when it is final."""
    by_token = "by an API token, " if caller.verification is Verification.TOKEN else ""
    needed = n_needed(stages[request.stage]) if stages else 1
    if needed > 1 or request.stage + 1 < len(stages):
        many = f"one of {needed} answers" if needed > 1 else "one answer"
        at = f" of stage {request.stage + 1} of {len(stages)}" if len(stages) > 1 else ""
        return f"{by_token}as {many}{at}"
    undo_s = 0
    if request.deployment_id:
        undo_s = unit.policies.get(request.deployment_id).policy.undo_seconds
    return by_token + (f"final after {undo_s} s" if undo_s else "final at once")
