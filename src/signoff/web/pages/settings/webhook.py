"""One webhook: changed, tried, given a new secret, taken away; and how its calls went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.app import App
from signoff.channels.webhook.events import SUBSCRIBABLE
from signoff.errors import WebhookNotFound
from signoff.jobs.calls import webhook_setup as setup
from signoff.jobs.calls.webhook_setup import Actor
from signoff.store.audit.about import find_titles
from signoff.store.calls import SHOWN, CallStatus
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook
from signoff.web.auth import Caller, Managing
from signoff.web.pages.render import page
from signoff.web.pages.settings.frame import by_path
from signoff.web.pages.settings.keeping import saved
from signoff.web.pages.settings.shown_once import NewSecret, find_new, lead_to, once
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.pages.settings.webhook_form import WebhookForm, read_webhook
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/webhooks"
_ONE = f"{_ADDRESS}/{{webhook_id}}"
_N_CALLS = 8
_ALL_FAILED = 200
_MAX_OVERLAP_HOURS = 168

Does = Callable[[UnitOfWork, Webhook, Typed, Actor], str]


@router.get(_ONE)
def show_webhook(
    request: Request, caller: Managing, webhook_id: str, status: str = "", after: str | None = None
) -> Response:
    """Show a webhook and its newest calls."""
    chosen = CallStatus(status) if status in SHOWN else None
    made = find_new(request, caller)
    response = _shown(request, caller, webhook_id, shown=chosen, after=after, made=made)
    return once(response, made, f"{_ADDRESS}/{quote(webhook_id)}")


@router.post(_ONE)
def change(request: Request, caller: Managing, webhook_id: str, typed: Form) -> Response:
    """Change a webhook, or do something with it."""
    app = app_of(request)
    by = Actor(caller.person, app.clock.now())
    if typed.has("remove"):
        with app.unit() as unit:
            setup.remove_webhook(unit, _webhook(unit, app, webhook_id).id, by=by)
            unit.commit()
        return saved(_ADDRESS, "removed")
    do = typed.text("do") or ""
    if do == "rotate":
        return _rotated(request, caller, webhook_id, typed, by)
    if do in _DOES:
        with app.unit() as unit:
            said = _DOES[do](unit, _webhook(unit, app, webhook_id), typed, by)
            unit.commit()
        return saved(f"{_ADDRESS}/{quote(webhook_id)}", said)
    return _changed(request, caller, webhook_id, typed, by)


def _changed(
    request: Request, caller: Caller, webhook_id: str, typed: Typed, by: Actor
) -> Response:
    app = app_of(request)
    form = read_webhook(typed, app)
    if form.problems:
        return _shown(request, caller, webhook_id, form=form, status=422)
    with app.unit() as unit:
        setup.change_webhook(unit, _webhook(unit, app, webhook_id).id, form.fields, by=by)
        unit.commit()
    return saved(f"{_ADDRESS}/{quote(webhook_id)}")


def _rotated(
    request: Request, caller: Caller, webhook_id: str, typed: Typed, by: Actor
) -> Response:
    app = app_of(request)
    hours = typed.number("overlap_hours")
    if not isinstance(hours, int) or hours > _MAX_OVERLAP_HOURS:
        said = f"{hours!r} is no whole number of hours from 0 to {_MAX_OVERLAP_HOURS}."
        return _shown(request, caller, webhook_id, problems={"overlap_hours": said}, status=422)
    with app.unit() as unit:
        found = _webhook(unit, app, webhook_id)
        overlap = timedelta(hours=hours)
        _, secret = setup.rotate_secret(unit, found.id, app.sealer, overlap=overlap, by=by)
        unit.commit()
    made = NewSecret(found.name, secret)
    return lead_to(f"{_ADDRESS}/{quote(webhook_id)}", app, caller, made)


def _tried(unit: UnitOfWork, webhook: Webhook, typed: Typed, by: Actor) -> str:
    del typed
    setup.try_webhook(unit, webhook.id, by=by)
    return "tried"


def _redelivered(unit: UnitOfWork, webhook: Webhook, typed: Typed, by: Actor) -> str:
    setup.redeliver(unit, webhook.id, typed.text("delivery") or "", by=by)
    return "redelivered"


def _redelivered_failed(unit: UnitOfWork, webhook: Webhook, typed: Typed, by: Actor) -> str:
    del typed
    setup.redeliver_failed(unit, webhook.id, limit=_ALL_FAILED, by=by)
    return "redelivered"


_DOES: Mapping[str, Does] = {
    "test": _tried,
    "redeliver": _redelivered,
    "redeliver_failed": _redelivered_failed,
}


def _webhook(unit: UnitOfWork, app: App, webhook_id: str) -> Webhook:
    """Return a webhook of the deployment that answers."""
    found = unit.webhooks.get(webhook_id)
    if found.deployment_id == app.deployment_id:
        return found
    raise WebhookNotFound(
        f"There is no webhook {webhook_id[:120]!r} of this deployment. Nothing was changed. "
        f"See those there are at {_ADDRESS}."
    )


def _shown(  # noqa: PLR0913 - the states of one page
    request: Request,
    caller: Caller,
    webhook_id: str,
    *,
    shown: CallStatus | None = None,
    after: str | None = None,
    form: WebhookForm | None = None,
    problems: Mapping[str, str] | None = None,
    made: NewSecret | None = None,
    status: int = 200,
) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        webhook = _webhook(unit, app, webhook_id)
        calls = unit.calls.list_of_webhook(webhook.id, status=shown, limit=_N_CALLS, after=after)
        tries = {call.id: unit.calls.attempts_of(call.id) for call in calls.items}
        about = {call.request_id for call in calls.items if call.request_id}
        titles = find_titles(unit.connection, about, sight=caller.sight)
    fields: Mapping[str, Any] = form.fields if form else asdict(webhook)
    return page(
        request,
        "settings/webhook.html",
        status=status,
        webhook=webhook,
        form=fields,
        wrong=by_path(form.problems if form else problems or {}),
        events=SUBSCRIBABLE,
        calls=calls,
        tries=tries,
        titles=titles,
        shown=shown.value if shown else "",
        made=made,
    )
