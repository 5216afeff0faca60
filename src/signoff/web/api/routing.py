"""Who is asked and why, over the API: explain a request, try rules on past ones."""

from __future__ import annotations

from fastapi import APIRouter, Request

from signoff.errors import DeploymentNotFound, RequestNotFound
from signoff.inbox.access import Permission
from signoff.inbox.policy_text import read_policy
from signoff.jobs.explain import explain_request
from signoff.jobs.simulate import simulate
from signoff.store import queries
from signoff.web.api import routing_schemas as schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Id
from signoff.web.auth import Looking, Managing
from signoff.web.seam import app_of

router = APIRouter(prefix=PREFIX)


@router.get(
    "/requests/{request_id}/explanation", tags=["handling"], responses=refuses(401, 403, 404)
)
def get_explanation(request: Request, request_id: Id, caller: Looking) -> schemas.Explanation:
    """Explain a request: why these people are asked, what comes by itself, why this outcome."""
    app = app_of(request)
    with app.reading() as connection:
        found = queries.find_request(connection, request_id, sight=caller.sight)
    if found is None:
        raise RequestNotFound(
            f"There is no request {request_id[:120]!r} that you may see. Nothing was changed. "
            f"See the requests there are at {PREFIX}/requests."
        )
    with app.unit() as unit:
        return schemas.Explanation.model_validate(explain_request(unit, request_id))


@router.post(
    "/deployments/{deployment_id}/routing/simulate",
    tags=["routing"],
    responses=refuses(401, 403, 404, 413, 422),
)
def simulate_routing(
    request: Request, deployment_id: Id, caller: Managing, given: schemas.Trial
) -> schemas.Simulation:
    """Try a policy on requests of before: who got each, and who would get it. Nothing changes."""
    app = app_of(request)
    if not caller.access.may(Permission.MANAGE, deployment_id):
        raise DeploymentNotFound(
            f"There is no deployment {deployment_id[:120]!r} whose requests you manage. Nothing "
            "was tried. Ask who runs the server for its id."
        )
    with app.unit() as unit:
        if given.policy is None:
            policy = unit.policies.get(deployment_id).policy
        else:
            policy = read_policy(given.policy)
        found = simulate(
            unit.connection,
            deployment_id,
            policy,
            limit=given.limit,
            since=given.since,
            until=given.until,
        )
    return schemas.Simulation(
        n_requests=len(found.items),
        n_changed=found.n_changed,
        people=tuple(map(schemas.Tally.model_validate, found.people)),
        rules=tuple(map(schemas.Tally.model_validate, found.rules)),
        items=tuple(map(schemas.Replayed.model_validate, found.items)),
    )
