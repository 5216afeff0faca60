"""Who answers for whom, for a time."""

from __future__ import annotations

from fastapi import APIRouter, Request

from signoff.app import App
from signoff.inbox.address import canonical_address, reachable_address
from signoff.inbox.delegation import new_delegation
from signoff.jobs.accounts import check_account
from signoff.jobs.stand_in import delegate, end_delegation
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api import request_act_schemas as acts
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Id
from signoff.web.asking import stranger
from signoff.web.auth import Answering
from signoff.web.handing_over import check_may_hand_over, may_stand_in
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/delegations", tags=["delegations"])


@router.post("", responses=refuses(401, 403, 413, 422), status_code=201)
def add_delegation(
    request: Request, caller: Answering, given: acts.NewDelegation
) -> acts.Delegated:
    """Let somebody answer for the caller for a time; what waits now is handed over."""
    app = app_of(request)
    person = canonical_address(given.person) if given.person else caller.person
    with app.unit() as unit:
        here, to = _organisation(app, unit), reachable_address(given.to)
        check_may_hand_over(unit, caller, person, organisation_id=here)
        now = app.clock.now()
        if not (caller.may_override or may_stand_in(unit, person, to, organisation_id=here)):
            raise stranger(given.to, caller)
        check_account(unit, to)
        made = new_delegation(
            person, given.to, starts_at=given.starts_at, ends_at=given.until, by=caller.person,
            now=now,
        )  # fmt: skip
        n_requests = delegate(app.asked, unit, made, now=now)
        unit.commit()
    return acts.Delegated(delegation=acts.Delegation.model_validate(made), n_requests=n_requests)


@router.get("", responses=refuses(401, 403))
def list_delegations(request: Request, caller: Answering) -> acts.Delegations:
    """List the delegations that hold or are to come: one's own, or the organisation's."""
    app = app_of(request)
    now = app.clock.now()
    with app.unit() as unit:
        if caller.may_override:
            found = unit.delegations.list(now=now, organisation_id=_organisation(app, unit))
        else:
            found = unit.delegations.list(now=now, person=caller.person)
    return acts.Delegations(items=tuple(acts.Delegation.model_validate(each) for each in found))


@router.delete("/{delegation_id}", responses=refuses(401, 403, 404))
def remove_delegation(request: Request, delegation_id: Id, caller: Answering) -> acts.Delegation:
    """End a delegation. What was handed over stays where it is."""
    app = app_of(request)
    with app.unit() as unit:
        here = _organisation(app, unit)
        found = unit.delegations.get(delegation_id, organisation_id=here, person=caller.person)
        check_may_hand_over(unit, caller, found.person, organisation_id=here)
        end_delegation(unit, found, by=caller.person, now=app.clock.now())
        unit.commit()
    return acts.Delegation.model_validate(found)


def _organisation(app: App, unit: UnitOfWork) -> str:
    return unit.members.organisation_of(app.deployment_id)
