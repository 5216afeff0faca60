"""Who answers for somebody who is away or has handed over, and how they come to be asked.

Routing sees to it for questions to come; here it is done to those that wait.
Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from signoff import ids
from signoff.inbox import asking
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delegation import Delegation
from signoff.inbox.request import Request
from signoff.jobs.asked import Asked
from signoff.store.unit_of_work import UnitOfWork


def delegate(asked: Asked, unit: UnitOfWork, delegation: Delegation, *, now: datetime) -> int:
    """Store a delegation; where it holds already, hand over what waits. Return how many requests.

    A request stays where it is if it was answered by the person before, if too few would be left
    to decide it, or if whoever added the delegation has no role where it is asked.
    """
    unit.delegations.add(delegation)
    _record(unit, EventKind.DELEGATION_ADDED, delegation, delegation.added_by, now=now)
    if delegation.starts_at > now:
        return 0
    person, to = delegation.person, delegation.delegate
    n_moved = 0
    for request_id in unit.assignments.waiting_for(person):
        request = unit.requests.get(request_id)
        if not unit.delegations.holds_in(delegation, request.deployment_id):
            continue
        n_moved += asked.hand_to(
            unit,
            request,
            person,
            to,
            why=f"{person} has you answer until {delegation.ends_at:%Y-%m-%d}.",
            by=delegation.added_by,
            now=now,
        )
    return n_moved


def end_delegation(unit: UnitOfWork, delegation: Delegation, *, by: str, now: datetime) -> None:
    """End a delegation; what was handed over stays where it is. Raises: DelegationNotFound."""
    unit.delegations.remove(delegation.id)
    _record(unit, EventKind.DELEGATION_ENDED, delegation, by, now=now)


def ask_next(
    asked: Asked, unit: UnitOfWork, request: Request, absent: str, *, now: datetime
) -> str | None:
    """Ask the next in line beside somebody who is away; return who that is, None if nobody.

    Their delegate, else another member of the group, else the backup. The absent person stays
    asked: an automatic mail may be wrong, and who is away may still answer.
    Raises: RequestClosed.
    """
    request = unit.requests.hold(request.id)
    before = asking.asked_of(unit, request)
    if absent not in before or request.claimed_by not in (None, absent):
        return None
    if len(before) > asking.needed_of(request):
        return None  # others are asked, who can decide it without them
    for person in _in_line(unit, request, absent, now=now):
        is_away = unit.reach.find_absence(person, now=now) is not None
        if person not in before and not is_away:
            why = f"{absent} is away."
            asked.add(unit, request, person, why=why, by="signoff", now=now, in_place_of=absent)
            return person
    return None


def _in_line(unit: UnitOfWork, request: Request, absent: str, *, now: datetime) -> Iterator[str]:
    delegate_of = unit.delegations.find_delegate(
        absent, now=now, deployment_id=request.deployment_id
    )
    if delegate_of is not None:
        yield delegate_of
    name = asking.stage_of(request).group
    groups = unit.policies.get(request.deployment_id).policy.groups
    yield from (person for group in groups if group.name == name for person in group.members)
    if request.plan is not None:
        yield from request.plan.backup


def _record(
    unit: UnitOfWork, kind: EventKind, delegation: Delegation, by: str, *, now: datetime
) -> None:
    data = {
        "person": delegation.person,
        "delegate": delegation.delegate,
        "starts_at": delegation.starts_at.isoformat(),
        "ends_at": delegation.ends_at.isoformat(),
    }
    unit.trail.add(AuditEvent(ids.new_id(), kind, delegation.id, by, now, data=data))
