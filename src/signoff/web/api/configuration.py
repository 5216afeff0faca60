"""All that is configured over the API, as one: what `signoff config` exports and applies."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from signoff.app import App
from signoff.channels.webhook.destination import read_destination
from signoff.errors import VersionMissing
from signoff.inbox.access import Permission
from signoff.jobs.calls.webhook_setup import Actor
from signoff.jobs.configuration_text import configuration_tag
from signoff.jobs.configure import configuration, configure
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api import webhook_schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Caller, Managing
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/configuration", tags=["deployments"])

_DEPLOYMENT = {
    "sla_target_minutes": 240,
    "webhooks": [{"name": "approval-app", "url": "https://hooks.example.com/signoff"}],
}
_EXAMPLE = {"deployments": {"content_flows": _DEPLOYMENT}}
_TAG = {
    "ETag": {
        "description": "Names this state; send it as `If-Match` with a change.",
        "schema": {"type": "string", "examples": ['"5d41402abc4b2a76b9719d911017c592a1b2c3d4"']},
    }
}
_Written = Annotated[dict[str, Any], Body(examples=[_EXAMPLE])]
_IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The `ETag` of what the change was made from; `*` for any.",
        examples=['"5d41402abc4b2a76b9719d911017c592a1b2c3d4"'],
    ),
]


class Configuration(BaseModel):
    """What is configured for each deployment that the caller manages."""

    deployments: dict[str, dict[str, Any]] = Field(
        examples=[_EXAMPLE["deployments"]],
        description="By name: the fields of a policy, and `webhooks` without their secrets.",
    )


class Configured(Configuration):
    """What is configured now, and what is new."""

    added_webhooks: tuple[webhook_schemas.WebhookWithSecret, ...] = Field(
        description="The webhooks that were added, with their secrets, this once."
    )


@router.get(
    "",
    response_class=JSONResponse,
    responses={
        200: {
            "model": Configuration,
            "description": "What is configured, without what is as usual.",
            "headers": _TAG,
        },
        **refuses(401, 403),
    },
)
def get_configuration(request: Request, caller: Managing) -> Response:
    """Get the policies and webhooks of all deployments that the caller manages."""
    with app_of(request).unit() as unit:
        found = configuration(unit, _managed(unit, caller))
    return JSONResponse(found, headers={"ETag": configuration_tag(found)})


@router.put(
    "",
    response_class=JSONResponse,
    responses={
        200: {"model": Configured, "description": "It is so now.", "headers": _TAG},
        **refuses(401, 403, 404, 412, 413, 422, 428),
    },
)
def put_configuration(
    request: Request, caller: Managing, given: _Written, if_match: _IfMatch = None
) -> Response:
    """Make deployments as it says, all of it or nothing.

    A deployment that is not named stays as it is; so do webhooks where no list is given.
    """
    if if_match is None:
        raise VersionMissing(
            "The change does not say what it was made from. Nothing was changed. Get the "
            "configuration and send its `ETag` as `If-Match`; `*` stands for any."
        )
    app = app_of(request)
    with app.unit() as unit:
        managed = _managed(unit, caller)
        added = configure(
            unit,
            managed,
            given,
            tag=None if if_match.strip() == "*" else if_match.strip(),
            sealer=app.sealer,
            by=Actor(caller.person, app.clock.now()),
            check_url=lambda url: _check_url(app, url),
        )
        found = configuration(unit, managed)
        unit.commit()
    sent = Configured(
        **found,
        added_webhooks=tuple(
            webhook_schemas.WebhookWithSecret(
                **webhook_schemas.Webhook.model_validate(webhook).model_dump(), secret=secret
            )
            for webhook, secret in added
        ),
    )
    return JSONResponse(sent.model_dump(mode="json"), headers={"ETag": configuration_tag(found)})


def _managed(unit: UnitOfWork, caller: Caller) -> dict[str, str]:
    return {
        name: deployment_id
        for name, deployment_id in unit.deployments.names().items()
        if caller.access.may(Permission.MANAGE, deployment_id)
    }


def _check_url(app: App, url: str) -> None:
    sender = app.webhook_sender
    read_destination(url, allowed=sender.allowed, is_development=sender.is_development)
