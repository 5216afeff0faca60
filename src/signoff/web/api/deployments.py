"""Which deployments there are: what programs need before they can set one up."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Looking
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/deployments", tags=["deployments"])


class Deployment(BaseModel):
    """A served module of flows."""

    id: str = Field(examples=["0198f2a4-6e02-7b44-8f19-c7d35a1e0b62"])
    name: str = Field(examples=["content_flows"], description="The module's name.")
    is_here: bool = Field(
        examples=[True], description="Whether it is the one that this server serves."
    )


class Deployments(BaseModel):
    """The deployments in which the caller has a role."""

    items: tuple[Deployment, ...]


@router.get("", responses=refuses(401, 403))
def list_deployments(request: Request, caller: Looking) -> Deployments:
    """List the deployments in which you have a role, by name."""
    app = app_of(request)
    with app.unit() as unit:
        names = unit.deployments.names()
    found = [
        Deployment(id=deployment_id, name=name, is_here=deployment_id == app.deployment_id)
        for name, deployment_id in names.items()
        if caller.access.of(deployment_id)
    ]
    return Deployments(items=tuple(found))
