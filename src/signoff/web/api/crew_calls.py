"""What callers of crews were told, and what signs it: for those who look after a deployment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from signoff.jobs.calls import crew_hooks
from signoff.jobs.calls.webhook_setup import Actor
from signoff.store.calls import Call
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Id
from signoff.web.api.webhook_schemas import CallAttempt, CallStands
from signoff.web.api.webhooks import check_deployment
from signoff.web.auth import Managing
from signoff.web.seam import app_of

_CALL = "0198f2a4-b35f-7e90-a4d6-1c8f7b2e5a03"
_AT = "2026-03-02T09:14:07Z"
_SECRET = "whsec_pL0nq3kQ9b1VxS5yTz7uHcE2aWdJ8fGmR4oN6iKsBqA"  # noqa: S105 - an example

router = APIRouter(prefix=PREFIX, tags=["crews"])


class CrewCall(BaseModel):
    """A call to an address that the caller of a crew named."""

    id: str = Field(examples=[_CALL], description="The `X-Delivery-Id`, the same in every try.")
    of: Literal["task", "step", "crew", "human_input", "events"] = Field(examples=["task"])
    url: str = Field(examples=["https://your-server.example.com/webhooks/task"])
    status: CallStands = Field(examples=["delivered"])
    happened_at: datetime = Field(examples=[_AT])
    body: Mapping[str, Any] = Field(examples=[{"name": "research"}])
    attempts: tuple[CallAttempt, ...]


class CrewCalls(BaseModel):
    """The calls about one run, oldest first."""

    items: tuple[CrewCall, ...]


class CrewSecretRotation(BaseModel):
    """How the secret is to be made anew."""

    model_config = ConfigDict(extra="forbid")

    overlap_hours: int = Field(
        default=0,
        ge=0,
        le=168,
        examples=[24],
        description="How long the old secret goes on signing, so that receivers can learn the new "
        "one first. 0 ends the old one at once.",
    )


class CrewSecret(BaseModel):
    """What signs the calls of a deployment's crews. Shown this once."""

    secret: str = Field(examples=[_SECRET])


@router.get("/runs/{run_id}/crew-calls", responses=refuses(401, 403, 404))
def list_crew_calls(request: Request, run_id: Id, caller: Managing) -> CrewCalls:
    """List what the caller of a crew was told of a run, with every try."""
    del caller
    with app_of(request).unit() as unit:
        found = tuple(_shown(unit, call) for call in unit.calls.to_hooks_of(run_id))
    return CrewCalls(items=found)


@router.post("/deployments/{deployment_id}/crew-secret", responses=refuses(401, 403, 404, 422))
def rotate_crew_secret(
    request: Request,
    deployment_id: Id,
    caller: Managing,
    given: CrewSecretRotation | None = None,
) -> CrewSecret:
    """Make a new secret that signs the calls of a deployment's crews."""
    app = app_of(request)
    check_deployment(caller, deployment_id)
    overlap = timedelta(hours=(given or CrewSecretRotation()).overlap_hours)
    by = Actor(caller.person, app.clock.now())
    with app.unit() as unit:
        secret = crew_hooks.rotate_crew_secret(
            unit, deployment_id, app.sealer, overlap=overlap, by=by
        )
        unit.commit()
    return CrewSecret(secret=secret)


def _shown(unit: UnitOfWork, call: Call) -> CrewCall:
    return CrewCall.model_validate(
        {
            "id": call.id,
            "of": call.kind,
            "url": unit.crew_hooks.get_hook(call.hook_id or "").url,
            "status": call.status.value,
            "happened_at": call.happened_at,
            "body": call.data,
            "attempts": [
                CallAttempt.model_validate(one) for one in unit.calls.attempts_of(call.id)
            ],
        }
    )
