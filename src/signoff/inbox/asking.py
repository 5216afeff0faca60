"""Who is asked: the verbs that add people, move a request to others, and let one claim it.

As in lifecycle, a verb takes an open unit of work and never commits. It holds
the request first, so that nobody answers while it changes hands. Who is
written to about it is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from signoff import ids
from signoff.errors import PlanRefuses
from signoff.inbox.agreement import n_needed
from signoff.inbox.assignment import Assignment, people_in
from signoff.inbox.audit import EventKind
from signoff.inbox.plan import Stage
from signoff.inbox.request import Request
from signoff.inbox.standing import check_asked, check_open, check_unclaimed
from signoff.inbox.unit import Unit, record


@dataclass(frozen=True, slots=True)
class Moved:
    """A request that changed hands: who is asked now and was not, and who is not any more."""

    request: Request
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def asked_of(unit: Unit, request: Request) -> tuple[str, ...]:
    """Return who is asked now; of a request without assignments, its assignee."""
    people = people_in(unit.assignments.open_of(request.id))
    if people or request.assignee is None or request.plan is not None:
        return people
    return (request.assignee,)


def stage_of(request: Request) -> Stage:
    """Return the stage at which a request is."""
    if request.plan is None:
        return Stage(() if request.assignee is None else (request.assignee,))
    return request.plan.stages[request.stage]


def needed_of(request: Request) -> int:
    """Return how many must agree at the stage at which a request is."""
    return n_needed(stage_of(request))


def ask(  # noqa: PLR0913 - the columns of an assignment
    unit: Unit,
    request: Request,
    people: Sequence[str],
    *,
    why: str,
    by: str,
    now: datetime,
    in_place_of: str | None = None,
) -> None:
    """Ask these people too, none of whom is asked yet."""
    for person in people:
        unit.assignments.add(
            Assignment(ids.new_id(), request.id, person, request.stage, why, by, now, in_place_of)
        )
        instead = {} if in_place_of is None else {"in_place_of": in_place_of}
        data = {"assignee": person, "stage": request.stage, **instead}
        record(unit, EventKind.REQUEST_ASSIGNED, request, by, now, data)


def ask_planned(unit: Unit, request: Request, *, by: str, now: datetime) -> None:
    """Ask the people whom the plan names for the stage at which a request is."""
    stage = stage_of(request)
    instead = dict(stage.in_place_of)
    why = request.plan.why if request.plan else ""
    for person in stage.people:
        ask(unit, request, [person], why=why, by=by, now=now, in_place_of=instead.get(person))


def add(  # noqa: PLR0913 - who, why, and by whom
    unit: Unit,
    request: Request,
    people: Sequence[str],
    *,
    why: str,
    by: str,
    now: datetime,
    in_place_of: str | None = None,
    may_override: bool = True,
) -> Moved:
    """Ask more people at the stage at which a request is; who is asked already, is not again.

    Raises: RequestClosed; NotYours, where ``by`` is not asked and may not override.
    """
    request, before = _taken_up(unit, request, by=by, may_override=may_override)
    added = tuple(each for each in dict.fromkeys(people) if each not in before)
    ask(unit, request, added, why=why, by=by, now=now, in_place_of=in_place_of)
    if request.assignee is None and added:
        request = replace(request, assignee=added[0])
        unit.requests.keep(request)
    return Moved(request, added)


def reassign(  # noqa: PLR0913 - who, why, and by whom
    unit: Unit,
    request: Request,
    to: Sequence[str],
    *,
    why: str,
    by: str,
    now: datetime,
    may_override: bool = True,
) -> Moved:
    """Ask ``to`` and nobody else who has not voted yet; a claim is over.

    Whoever voted stays: what they said was counted.
    Raises: RequestClosed; NotYours; PlanRefuses, where too few would be left to decide it.
    """
    request, before = _taken_up(unit, request, by=by, may_override=may_override)
    wanted = tuple(dict.fromkeys(to))
    voted = {vote.responder for vote in unit.votes.of_stage(request.id, request.stage)}
    removed = tuple(each for each in before if each not in wanted and each not in voted)
    added = tuple(each for each in wanted if each not in before)
    left = [each for each in before if each not in removed] + list(added)
    _check_enough(request, left)
    if removed:
        unit.assignments.end(request.id, why="reassigned", now=now, people=removed)
    request = replace(request, assignee=left[0], claimed_by=None, claimed_at=None)
    unit.requests.keep(request)
    data = {"from": list(before), "to": list(wanted)}
    record(unit, EventKind.REQUEST_REASSIGNED, request, by, now, data)
    ask(unit, request, added, why=why, by=by, now=now, in_place_of=_only(removed))
    return Moved(request, added, removed)


def hand_to(  # noqa: PLR0913 - from whom to whom, why, and by whom
    unit: Unit,
    request: Request,
    person: str,
    to: str,
    *,
    why: str,
    by: str,
    now: datetime,
) -> Moved:
    """Ask ``to`` in place of one person, if that person is asked and has not answered.

    Nothing is changed where too few would be left to decide it. Raises: RequestClosed.
    """
    request, before = _taken_up(unit, request, by=by, may_override=True)
    voted = {vote.responder for vote in unit.votes.of_stage(request.id, request.stage)}
    left = tuple(dict.fromkeys(to if each == person else each for each in before))
    can_move = person in before and person not in voted and person != to
    if not can_move or len(left) < needed_of(request):
        return Moved(request)
    added = () if to in before else (to,)
    unit.assignments.end(request.id, why="delegated", now=now, people=(person,))
    request = replace(request, assignee=left[0])
    if request.claimed_by == person:
        request = replace(request, claimed_by=None, claimed_at=None)
    unit.requests.keep(request)
    data = {"from": list(before), "to": list(left)}
    record(unit, EventKind.REQUEST_REASSIGNED, request, by, now, data)
    ask(unit, request, added, why=why, by=by, now=now, in_place_of=person)
    return Moved(request, added, (person,))


def pass_stage(unit: Unit, request: Request, *, by: str, now: datetime) -> Moved:
    """Ask the people of the next stage, since those of this one agreed."""
    if request.plan is None:
        raise ValueError(f"Request {request.id} has no plan. Nothing was changed. Open it anew.")
    before = people_in(unit.assignments.open_of(request.id))
    unit.assignments.end(request.id, why="stage_passed", now=now)
    record(unit, EventKind.REQUEST_STAGE_PASSED, request, by, now, {"stage": request.stage})
    people = request.plan.stages[request.stage + 1].people
    request = replace(
        request,
        stage=request.stage + 1,
        assignee=people[0] if people else None,
        claimed_by=None,
        claimed_at=None,
    )
    unit.requests.keep(request)
    ask_planned(unit, request, by=by, now=now)
    return Moved(request, people, before)


def claim(unit: Unit, request: Request, person: str, *, now: datetime) -> Request:
    """Give a request to one of those who are asked; the others cannot answer until it is released.

    Raises: RequestClosed; NotYours; PlanRefuses, where more than one answer is needed.
    """
    request, _ = _taken_up(unit, request, by=person, may_override=False)
    if needed_of(request) > 1:
        raise PlanRefuses(
            f"Request {request.id} needs {needed_of(request)} answers, so nobody can "
            "claim it. It waits as it is. Answer it, and the others can too."
        )
    if request.claimed_by == person:
        return request
    request = replace(request, claimed_by=person, claimed_at=now)
    unit.requests.keep(request)
    record(unit, EventKind.REQUEST_CLAIMED, request, person, now)
    return request


def release(
    unit: Unit, request: Request, person: str, *, now: datetime, may_override: bool = False
) -> Request:
    """Give a claimed request back to all who are asked; do nothing where nobody claimed it.

    Raises: RequestClosed; NotYours, where somebody else claimed it.
    """
    request = unit.requests.hold(request.id)
    check_open(unit, request)
    if request.claimed_by is None:
        return request
    if not may_override:
        check_unclaimed(request, person)
    data = {"claimed_by": request.claimed_by}
    request = replace(request, claimed_by=None, claimed_at=None)
    unit.requests.keep(request)
    record(unit, EventKind.REQUEST_RELEASED, request, person, now, data)
    return request


def see(unit: Unit, request: Request, person: str, *, now: datetime) -> bool:
    """Note that somebody who is asked looks at a request; say whether they are the first."""
    if not unit.requests.mark_seen(request.id, now=now):
        return False
    record(unit, EventKind.REQUEST_SEEN, request, person, now)
    return True


def _taken_up(
    unit: Unit, request: Request, *, by: str, may_override: bool
) -> tuple[Request, tuple[str, ...]]:
    """Return the request, held, and who is asked, if ``by`` may change that."""
    request = unit.requests.hold(request.id)
    check_open(unit, request)
    asked = asked_of(unit, request)
    check_asked(request, by, asked, may_override=may_override)
    return request, asked


def _check_enough(request: Request, left: Sequence[str]) -> None:
    needed = needed_of(request)
    if len(left) < needed:
        raise PlanRefuses(
            f"Request {request.id} needs {needed} answers, and only {len(left)} would be asked: "
            f"{', '.join(left) or 'nobody'}. It waits for those who were asked before. Name at "
            f"least {needed}, or add people instead."
        )


def _only(people: Sequence[str]) -> str | None:
    return people[0] if len(people) == 1 else None
