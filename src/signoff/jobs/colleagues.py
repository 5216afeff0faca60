"""Whom a person may have asked in their place: those whom the policy or an account knows.

Whoever may answer one question must not be able to have mail sent to anybody.
Nothing here asks anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from signoff.inbox.policy import Policy
from signoff.inbox.request import Request
from signoff.jobs.accounts import is_closed
from signoff.store.unit_of_work import UnitOfWork


def has_colleagues(unit: UnitOfWork, request: Request, person: str) -> bool:
    """Say whether there is anybody else who may be asked about a request."""
    if not request.deployment_id:
        return bool(
            request.plan and any(set(each.people) - {person} for each in request.plan.stages)
        )
    deployment = unit.deployments.get(request.deployment_id)
    policy = unit.policies.get(request.deployment_id).policy
    staffed = (
        [each for stage in request.plan.stages for each in stage.people] if request.plan else []
    )
    named = {each for each in (deployment.creator, *_named(policy), *staffed) if "@" in each}
    if any(not is_closed(unit, each) for each in named - {person}):
        return True
    return unit.members.has_others(deployment.organisation_id, person)


def may_be_asked(unit: UnitOfWork, request: Request, person: str) -> bool:
    """Say whether the people of a deployment include this one: by its policy, or by an account."""
    if is_closed(unit, person):
        return False
    if request.plan and any(person in stage.people for stage in request.plan.stages):
        return True
    if not request.deployment_id:
        return False
    policy = unit.policies.get(request.deployment_id).policy
    creator = unit.deployments.get(request.deployment_id).creator
    return person == creator or person in set(_named(policy)) or _has_account(unit, request, person)


def is_known_everywhere(unit: UnitOfWork, person: str, to: str) -> bool:
    """Say whether everything that waits for a person may go to another: it is handed over too."""
    waiting = [unit.requests.get(each) for each in unit.assignments.waiting_for(person)]
    one_each = {request.deployment_id: request for request in waiting}
    return all(may_be_asked(unit, replace(each, plan=None), to) for each in one_each.values())


def _has_account(unit: UnitOfWork, request: Request, person: str) -> bool:
    """Say whether somebody has a role in the organisation whose request it is."""
    known = unit.members.find(person)
    if known is None or not known.is_active:
        return False
    ours = unit.members.organisation_of(request.deployment_id)
    return ours in unit.members.organisations_of(known.id)


def _named(policy: Policy) -> Iterator[str]:
    """Yield whoever a policy names; names of groups are among them, and are nobody's address."""
    for group in policy.groups:
        yield from group.members
    ladders = [policy.ladder, *(rule.ladder or () for rule in policy.routing_rules)]
    for step in (step for ladder in ladders for step in ladder):
        yield step.who or ""
    for rule in policy.routing_rules:
        yield from (stage.to_email or "" for stage in rule.stages)
    yield from (backup or "" for backup in (policy.backup, *_backups(policy)))


def _backups(policy: Policy) -> Iterator[str | None]:
    return (rule.backup for rule in policy.routing_rules)
