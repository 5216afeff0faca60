"""What a person may do to the webhooks of a deployment, each with its fact on record.

A secret is made here and leaves once, as what ``add_webhook`` and
``rotate_secret`` return; what is kept is sealed. The caller commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from signoff import ids
from signoff.channels.webhook.events import WebhookEvent
from signoff.errors import WebhookInvalid
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.calls.signing import Sealer, new_secret, replaced
from signoff.store.calls import Call, CallStatus
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook, about_secret

MAX_WEBHOOKS = 20  # of one deployment: each is a call for every fact


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, and when."""

    person: str
    now: datetime


def add_webhook(
    unit: UnitOfWork, webhook: Webhook, sealer: Sealer, *, by: Actor
) -> tuple[Webhook, str]:
    """Add a webhook and return it with its secret, which is shown this once.

    Its own secret and id are made here. Raises: WebhookInvalid, where there are too many.
    """
    there = len(unit.webhooks.of_deployment(webhook.deployment_id))
    if there >= MAX_WEBHOOKS:
        raise WebhookInvalid(
            f"The deployment has {there} webhooks. None was added. Remove one that is not needed: "
            f"{MAX_WEBHOOKS} is the most.",
            field="",
        )
    webhook_id, secret = ids.new_id(), new_secret()
    added = replace(
        webhook,
        id=webhook_id,
        secret=sealer.seal(secret.encode(), about=about_secret(webhook_id)),
        added_by=by.person,
        added_at=by.now,
    )
    unit.webhooks.add(added)
    _note(unit, EventKind.WEBHOOK_ADDED, added.id, by, _told(added))
    return added, secret


def change_webhook(
    unit: UnitOfWork, webhook_id: str, changes: Mapping[str, Any], *, by: Actor
) -> Webhook:
    """Change fields of a webhook: name, url, events, is_active, may_answer, n_retries.

    Raises: WebhookNotFound.
    """
    before = unit.webhooks.get(webhook_id)
    after = replace(before, **changes)
    if after != before:
        unit.webhooks.put(after)
        was, now = _told(before), _told(after)
        changed = {name: now[name] for name in now if now[name] != was[name]}
        if after.url != before.url:
            changed["url"] = "changed"
        _note(unit, EventKind.WEBHOOK_CHANGED, webhook_id, by, changed)
    return after


def rotate_secret(
    unit: UnitOfWork, webhook_id: str, sealer: Sealer, *, overlap: timedelta, by: Actor
) -> tuple[Webhook, str]:
    """Give a webhook a new secret, shown this once, that signs alone after ``overlap``.

    Until then the old one signs as before, and the new one in a header of its own. Without an
    overlap the old one signs nothing any more.
    Raises: WebhookNotFound.
    """
    webhook, secret = unit.webhooks.get(webhook_id), new_secret()
    sealed = sealer.seal(secret.encode(), about=about_secret(webhook_id))
    rotated = replace(webhook, **replaced(webhook, sealed, overlap=overlap, now=by.now))
    unit.webhooks.put(rotated)
    data = {"overlap_s": overlap.total_seconds()}
    _note(unit, EventKind.WEBHOOK_ROTATED, webhook_id, by, data)
    return rotated, secret


def remove_webhook(unit: UnitOfWork, webhook_id: str, *, by: Actor) -> None:
    """Take a webhook away; what it was told stays on record. Raises: WebhookNotFound."""
    webhook = unit.webhooks.get(webhook_id)
    unit.webhooks.remove(webhook_id, now=by.now)
    _note(unit, EventKind.WEBHOOK_REMOVED, webhook_id, by, {"name": webhook.name})


def try_webhook(unit: UnitOfWork, webhook_id: str, *, by: Actor) -> Call:
    """Queue a call that tells of nothing, to a webhook that may be switched off.

    Raises: WebhookNotFound.
    """
    webhook = unit.webhooks.get(webhook_id)
    call = Call(
        kind=WebhookEvent.TEST.value,
        fact=ids.new_id(),
        data={"by": by.person},
        happened_at=by.now,
        webhook_id=webhook.id,
    )
    unit.calls.tell(call)
    _note(unit, EventKind.WEBHOOK_TESTED, call.id, by, {"webhook": webhook.id})
    return call


def redeliver(unit: UnitOfWork, webhook_id: str, call_id: str, *, by: Actor) -> Call | None:
    """Queue a call that is over once more, under its id; None where it is under way.

    Raises: WebhookNotFound.
    """
    webhook = unit.webhooks.get(webhook_id)
    call = unit.calls.get_of_webhook(webhook_id, call_id)
    if not unit.calls.queue_again(call, n_left=webhook.n_retries):
        return None
    _note(unit, EventKind.WEBHOOK_REDELIVERED, call.id, by, {"webhook": webhook.id})
    return replace(call, status=CallStatus.QUEUED, n_left=webhook.n_retries)


def redeliver_failed(unit: UnitOfWork, webhook_id: str, *, limit: int, by: Actor) -> int:
    """Queue the newest calls that failed for good once more; return how many."""
    failed = unit.calls.list_of_webhook(webhook_id, status=CallStatus.FAILED, limit=limit)
    queued = [redeliver(unit, webhook_id, each.id, by=by) for each in failed.items]
    return sum(1 for each in queued if each is not None)


def _told(webhook: Webhook) -> dict[str, Any]:
    """Return what the record says of a webhook: never its secret, and of its address the host.

    What follows the host is often a key of the receiver's.
    """
    return {
        "name": webhook.name,
        "host": webhook.url.partition("://")[2].partition("/")[0].partition("?")[0],
        "deployment": webhook.deployment_id,
        "events": [event.value for event in webhook.events],
        "is_active": webhook.is_active,
        "may_answer": webhook.may_answer,
        "n_retries": webhook.n_retries,
    }


def _note(
    unit: UnitOfWork, kind: EventKind, subject: str, by: Actor, data: Mapping[str, Any]
) -> None:
    unit.trail.add(AuditEvent(ids.new_id(), kind, subject, by.person, by.now, data=data))
