"""Webhooks over the API: which programs are told, and how each call to them fared."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from signoff.app import App
from signoff.channels.webhook.destination import read_destination
from signoff.channels.webhook.events import WebhookEvent
from signoff.errors import DeploymentNotFound, WebhookNotFound
from signoff.inbox.access import Permission
from signoff.jobs.calls import webhook_setup as setup
from signoff.jobs.calls.webhook_setup import Actor
from signoff.store.calls import CallStatus
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook
from signoff.web.api import webhook_schemas as schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Cursor, Id, Limit
from signoff.web.auth import Caller, Managing
from signoff.web.seam import app_of

_ALL_FAILED = 200  # at once

router = APIRouter(prefix=PREFIX, tags=["webhooks"])

_Status = Annotated[schemas.CallStands | None, Query(description="Only calls that stand so.")]


@router.get("/deployments/{deployment_id}/webhooks", responses=refuses(401, 403, 404))
def list_webhooks(request: Request, deployment_id: Id, caller: Managing) -> schemas.Webhooks:
    """List the webhooks of a deployment, oldest first."""
    check_deployment(caller, deployment_id)
    with app_of(request).unit() as unit:
        found = unit.webhooks.of_deployment(deployment_id)
    return schemas.Webhooks(items=tuple(map(schemas.Webhook.model_validate, found)))


@router.post(
    "/deployments/{deployment_id}/webhooks",
    status_code=201,
    responses=refuses(401, 403, 404, 413, 422),
)
def add_webhook(
    request: Request, deployment_id: Id, caller: Managing, given: schemas.NewWebhook
) -> schemas.WebhookWithSecret:
    """Add a webhook. Its secret is in the answer, this once."""
    app = app_of(request)
    check_deployment(caller, deployment_id)
    _check_url(app, given.url)
    events = tuple(map(WebhookEvent, given.events))
    by = _actor(app, caller)
    draft = Webhook(
        id="",
        deployment_id=deployment_id,
        name=given.name,
        url=given.url,
        secret="",
        added_by=by.person,
        added_at=by.now,
        events=events,
        is_active=given.is_active,
        may_answer=given.may_answer,
        n_retries=given.n_retries,
    )
    with app.unit() as unit:
        added, secret = setup.add_webhook(unit, draft, app.sealer, by=by)
        unit.commit()
    return _with_secret(added, secret)


@router.get("/webhooks/{webhook_id}", responses=refuses(401, 403, 404))
def get_webhook(request: Request, webhook_id: Id, caller: Managing) -> schemas.Webhook:
    """Get a webhook, without its secret."""
    with app_of(request).unit() as unit:
        return schemas.Webhook.model_validate(_webhook(unit, caller, webhook_id))


@router.patch("/webhooks/{webhook_id}", responses=refuses(401, 403, 404, 413, 422))
def change_webhook(
    request: Request, webhook_id: Id, caller: Managing, given: schemas.WebhookChange
) -> schemas.Webhook:
    """Change a webhook: all of what is given, or nothing."""
    app = app_of(request)
    if given.url is not None:
        _check_url(app, given.url)
    changes = given.model_dump(exclude_none=True)
    if given.events is not None:
        changes["events"] = tuple(map(WebhookEvent, given.events))
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        found = setup.change_webhook(unit, webhook_id, changes, by=_actor(app, caller))
        unit.commit()
    return schemas.Webhook.model_validate(found)


@router.delete("/webhooks/{webhook_id}", status_code=204, responses=refuses(401, 403, 404))
def remove_webhook(request: Request, webhook_id: Id, caller: Managing) -> Response:
    """Remove a webhook and its secret. Its callback addresses answer nothing any more."""
    app = app_of(request)
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        setup.remove_webhook(unit, webhook_id, by=_actor(app, caller))
        unit.commit()
    return Response(status_code=204)


@router.post("/webhooks/{webhook_id}/rotate", responses=refuses(401, 403, 404, 413, 422))
def rotate_webhook(
    request: Request, webhook_id: Id, caller: Managing, given: schemas.Rotation
) -> schemas.WebhookWithSecret:
    """Give a webhook a new secret. It is in the answer, this once."""
    app = app_of(request)
    overlap = timedelta(hours=given.overlap_hours)
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        found, secret = setup.rotate_secret(
            unit, webhook_id, app.sealer, overlap=overlap, by=_actor(app, caller)
        )
        unit.commit()
    return _with_secret(found, secret)


@router.post("/webhooks/{webhook_id}/test", status_code=202, responses=refuses(401, 403, 404))
def try_webhook(request: Request, webhook_id: Id, caller: Managing) -> schemas.WebhookDelivery:
    """Have a call made that tells of nothing; look at the delivery to see how it went."""
    app = app_of(request)
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        queued = setup.try_webhook(unit, webhook_id, by=_actor(app, caller))
        unit.commit()
    return schemas.WebhookDelivery.model_validate(queued)


@router.get("/webhooks/{webhook_id}/deliveries", responses=refuses(401, 403, 404, 422))
def list_deliveries(
    request: Request,
    webhook_id: Id,
    caller: Managing,
    status: _Status = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> schemas.WebhookDeliveryPage:
    """List the calls to a webhook, newest first. `status=failed` are the dead letters."""
    with app_of(request).unit() as unit:
        _webhook(unit, caller, webhook_id)
        stands = CallStatus(status) if status else None
        page = unit.calls.list_of_webhook(webhook_id, status=stands, limit=limit, after=after)
    return schemas.WebhookDeliveryPage.model_validate(page, from_attributes=True)


@router.get("/webhooks/{webhook_id}/deliveries/{delivery_id}", responses=refuses(401, 403, 404))
def get_delivery(
    request: Request, webhook_id: Id, delivery_id: Id, caller: Managing
) -> schemas.WebhookDeliveryDetail:
    """Get a call to a webhook, with every try: headers, the answer, how long it took."""
    with app_of(request).unit() as unit:
        _webhook(unit, caller, webhook_id)
        found = unit.calls.get_of_webhook(webhook_id, delivery_id)
        attempts = unit.calls.attempts_of(delivery_id)
    shown = schemas.WebhookDelivery.model_validate(found)
    tries = tuple(map(schemas.CallAttempt.model_validate, attempts))
    return schemas.WebhookDeliveryDetail(**shown.model_dump(), attempts=tries)


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
    status_code=202,
    responses=refuses(401, 403, 404),
)
def redeliver(
    request: Request, webhook_id: Id, delivery_id: Id, caller: Managing
) -> schemas.WebhookDelivery:
    """Make a call once more: the same body and id, a new timestamp and signature.

    One that is under way already is left to itself.
    """
    app = app_of(request)
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        setup.redeliver(unit, webhook_id, delivery_id, by=_actor(app, caller))
        unit.commit()
        found = unit.calls.get_of_webhook(webhook_id, delivery_id)
    return schemas.WebhookDelivery.model_validate(found)


@router.post(
    "/webhooks/{webhook_id}/redeliver-failed", status_code=202, responses=refuses(401, 403, 404)
)
def redeliver_failed(request: Request, webhook_id: Id, caller: Managing) -> schemas.Requeued:
    """Make the newest 200 calls that failed once more."""
    app = app_of(request)
    with app.unit() as unit:
        _webhook(unit, caller, webhook_id)
        by = _actor(app, caller)
        n_queued = setup.redeliver_failed(unit, webhook_id, limit=_ALL_FAILED, by=by)
        unit.commit()
    return schemas.Requeued(n_queued=n_queued)


def check_deployment(caller: Caller, deployment_id: str) -> None:
    """Accept a deployment whose requests the caller manages; another's is as good as none."""
    if not caller.access.may(Permission.MANAGE, deployment_id):
        raise DeploymentNotFound(
            f"There is no deployment {deployment_id[:120]!r} whose requests you manage. Nothing "
            "was changed. Take the `deployment_id` of a webhook, or ask who runs the server."
        )


def _webhook(unit: UnitOfWork, caller: Caller, webhook_id: str) -> Webhook:
    """Return a webhook of a deployment that the caller manages."""
    found = unit.webhooks.get(webhook_id)
    if caller.access.may(Permission.MANAGE, found.deployment_id):
        return found
    raise WebhookNotFound(
        f"There is no webhook {webhook_id[:120]!r} of a deployment that you manage. Nothing was "
        "changed. See those of yours at the deployment's webhooks."
    )


def _actor(app: App, caller: Caller) -> Actor:
    return Actor(caller.person, app.clock.now())


def _check_url(app: App, url: str) -> None:
    sender = app.webhook_sender
    read_destination(url, allowed=sender.allowed, is_development=sender.is_development)


def _with_secret(webhook: Webhook, secret: str) -> schemas.WebhookWithSecret:
    shown = schemas.Webhook.model_validate(webhook)
    return schemas.WebhookWithSecret(**shown.model_dump(), secret=secret)
