"""Webhooks: which programs are told of requests, and a form for one more."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.channels.webhook.events import SUBSCRIBABLE
from signoff.errors import WebhookInvalid
from signoff.jobs.calls.webhook_setup import Actor, add_webhook
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook
from signoff.web.auth import Managing
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page
from signoff.web.pages.settings.frame import by_path
from signoff.web.pages.settings.shown_once import NewSecret, find_new, lead_to, once
from signoff.web.pages.settings.typed import Form
from signoff.web.pages.settings.webhook_form import WebhookForm, read_webhook
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/webhooks"
_EMPTY = WebhookForm(
    {
        "name": "",
        "url": "",
        "events": SUBSCRIBABLE,
        "is_active": True,
        "may_answer": True,
        "n_retries": 3,
    }
)


@router.get(_ADDRESS)
def show_webhooks(request: Request, caller: Managing) -> Response:
    """List the webhooks."""
    made = find_new(request, caller)
    return once(_shown(request, _EMPTY, made=made), made, _ADDRESS)


@router.post(_ADDRESS)
def add(request: Request, caller: Managing, typed: Form) -> Response:
    """Add a webhook, and lead to its secret, which is shown once."""
    app = app_of(request)
    form = read_webhook(typed, app)
    if form.problems:
        return _shown(request, form, status=422)
    by = Actor(caller.person, app.clock.now())
    draft = Webhook(
        id="",
        deployment_id=app.deployment_id,
        secret="",
        added_by=by.person,
        added_at=by.now,
        **form.fields,
    )
    try:
        with app.unit() as unit:
            _hold_no_namesake(unit, draft)
            added, secret = add_webhook(unit, draft, app.sealer, by=by)
            unit.commit()
    except WebhookInvalid as refused:
        wrong = WebhookForm(form.fields, {refused.field: str(refused)})
        return _shown(request, wrong, status=422)
    return lead_to(_ADDRESS, app, caller, NewSecret(added.name, secret))


def _hold_no_namesake(unit: UnitOfWork, draft: Webhook) -> None:
    """Refuse a second one of the name: a page that is sent twice must not add two."""
    if any(one.name == draft.name for one in unit.webhooks.of_deployment(draft.deployment_id)):
        raise WebhookInvalid(
            f"There is a webhook {draft.name!r} already. None was added. Choose another name, or "
            "open that one above: it can be given a new secret.",
            field="name",
        )


def _shown(
    request: Request,
    form: WebhookForm,
    *,
    status: int = 200,
    made: NewSecret | None = None,
) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        found = unit.webhooks.of_deployment(app.deployment_id)
    some, which = paged(request, found, "webhooks")
    return page(
        request,
        "settings/webhooks.html",
        status=status,
        webhooks=some,
        part=which,
        form=form.fields,
        wrong=by_path(form.problems),
        events=SUBSCRIBABLE,
        made=made,
    )
