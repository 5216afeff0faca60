"""Webhooks, what they were called with, and what came of it.

Secrets are kept sealed and are never opened here. Which facts are worth a
call is said in channels/webhook/events.py; this file only keeps them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from signoff import ids
from signoff.channels.webhook.events import SUBSCRIBABLE, WebhookEvent
from signoff.channels.webhook.payload import Deployed
from signoff.channels.webhook.send import Posted
from signoff.errors import WebhookNotFound
from signoff.inbox.request import RequestStatus
from signoff.store.queries import Page
from signoff.store.tables import (
    deployments,
    requests,
    runs,
    webhook_attempts,
    webhook_deliveries,
    webhooks,
)


class WebhookStatus(StrEnum):
    """How far a call got; ``failed`` is tried no more by itself, until a person says so."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    FAILED = "failed"


def about_secret(webhook_id: str) -> str:
    """Return what a webhook's secrets are sealed to."""
    return f"webhook {webhook_id}"


@dataclass(frozen=True, slots=True)
class Webhook:
    """One receiver of one deployment.

    ``secret`` and ``next_secret`` are sealed; the next one takes the first one's place at
    ``next_from``. ``n_retries``: how often a call that failed is tried again.
    """

    id: str
    deployment_id: str
    name: str
    url: str
    secret: str
    added_by: str
    added_at: datetime
    events: tuple[WebhookEvent, ...] = SUBSCRIBABLE
    is_active: bool = True
    may_answer: bool = True
    n_retries: int = 0
    next_secret: str | None = None
    next_from: datetime | None = None

    def sealed_secrets(self, *, now: datetime) -> tuple[str, str | None]:
        """Return the secret that signs now, and the one that follows it, both sealed."""
        if self.next_secret is None or self.next_from is None:
            return self.secret, None
        is_over = now >= self.next_from
        return (self.next_secret, None) if is_over else (self.secret, self.next_secret)


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """One fact, told to one webhook; ``request_id`` is None in a test.

    ``assigned_to`` is who was asked when it happened, ``data`` what the fact says of itself.
    """

    id: str
    webhook_id: str
    fact_id: str
    event: WebhookEvent
    request_id: str | None
    data: Mapping[str, Any]
    happened_at: datetime
    assigned_to: str | None = None
    status: WebhookStatus = WebhookStatus.QUEUED
    n_attempts: int = 0
    n_left: int = 0


@dataclass(frozen=True, slots=True)
class WebhookAttempt:
    """One try, as the log shows it."""

    n: int
    at: datetime
    duration_ms: int
    address: str | None
    status_code: int | None
    error: str | None
    request_headers: Mapping[str, str]
    response_headers: Mapping[str, str]
    response_body: str


class Webhooks:
    """The webhooks, as one open transaction sees them; those that were removed are not seen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, webhook: Webhook) -> None:
        self._connection.execute(insert(webhooks).values(_values(webhook)))

    def find(self, webhook_id: str) -> Webhook | None:
        """Return a webhook, or None."""
        query = select(webhooks).where(_is(webhook_id))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _webhook(row)

    def get(self, webhook_id: str) -> Webhook:
        """Return a webhook. Raises: WebhookNotFound."""
        found = self.find(webhook_id)
        if found is None:
            raise WebhookNotFound(
                f"There is no webhook {webhook_id[:120]!r}. Nothing was changed. "
                "See the webhooks there are at /api/v1/deployments/{id}/webhooks."
            )
        return found

    def of_deployment(self, deployment_id: str) -> list[Webhook]:
        """Return a deployment's webhooks, oldest first."""
        query = (
            select(webhooks)
            .where(webhooks.c.deployment_id == deployment_id, webhooks.c.removed_at.is_(None))
            .order_by(webhooks.c.id)
        )
        return [_webhook(row) for row in self._connection.execute(query)]

    def listening(self, run_ids: Collection[str]) -> list[tuple[str, Webhook]]:
        """Return the active webhooks of the deployments that these runs are of, by the run."""
        is_on = and_(webhooks.c.is_active, webhooks.c.removed_at.is_(None))
        query = (
            select(runs.c.id.label("its_run"), webhooks)
            .join(runs, runs.c.deployment_id == webhooks.c.deployment_id)
            .where(is_on, runs.c.id.in_(run_ids))
            .order_by(webhooks.c.id)
        )
        return [(row.its_run, _webhook(row)) for row in self._connection.execute(query)]

    def put(self, webhook: Webhook) -> None:
        """Store a webhook that was changed. Raises: WebhookNotFound."""
        done = self._connection.execute(
            update(webhooks).where(_is(webhook.id)).values(_values(webhook))
        )
        if done.rowcount != 1:
            self.get(webhook.id)

    def remove(self, webhook_id: str, *, now: datetime) -> None:
        """Take a webhook away with its secrets; what was told stays on record."""
        gone = {"removed_at": now, "secret": None, "next_secret": None, "is_active": False}
        self._connection.execute(update(webhooks).where(_is(webhook_id)).values(gone))

    def deployed(self, deployment_id: str) -> Deployed:
        """Return a deployment as programs are told of it."""
        query = select(deployments.c.id, deployments.c.name, deployments.c.organisation_id)
        return Deployed(
            *self._connection.execute(query.where(deployments.c.id == deployment_id)).one()
        )

    def assignees(self, request_ids: Collection[str]) -> dict[str, str | None]:
        """Return who is asked first now, by the request."""
        query = select(requests.c.id, requests.c.assignee).where(requests.c.id.in_(request_ids))
        return {row.id: row.assignee for row in self._connection.execute(query)}

    def find_answered(self, run_id: str) -> str | None:
        """Return the request of a run that was answered last, if any was."""
        query = (
            select(requests.c.id)
            .where(
                requests.c.run_id == run_id,
                requests.c.status == RequestStatus.ANSWERED.value,
            )
            .order_by(requests.c.closed_at.desc(), requests.c.id.desc())
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    # --- what they were told ---

    def tell(self, delivery: WebhookDelivery) -> bool:
        """Keep that a webhook is to be told; say False where it was told of the fact before."""
        twice = select(webhook_deliveries.c.id).where(
            webhook_deliveries.c.webhook_id == delivery.webhook_id,
            webhook_deliveries.c.fact_id == delivery.fact_id,
        )
        if self._connection.execute(twice).first() is not None:
            return False
        values = {name: getattr(delivery, name) for name in WebhookDelivery.__slots__}
        values |= {"event": delivery.event.value, "status": delivery.status.value}
        self._connection.execute(
            insert(webhook_deliveries).values({**values, "data": dict(delivery.data)})
        )
        return True

    def find_delivery(self, delivery_id: str) -> WebhookDelivery | None:
        """Return a delivery, or None."""
        query = select(webhook_deliveries).where(webhook_deliveries.c.id == delivery_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _delivery(row)

    def get_delivery(self, webhook_id: str, delivery_id: str) -> WebhookDelivery:
        """Return a delivery of this webhook. Raises: WebhookNotFound."""
        found = self.find_delivery(delivery_id)
        if found is None or found.webhook_id != webhook_id:
            raise WebhookNotFound(
                f"Webhook {webhook_id[:120]} has no delivery {delivery_id[:120]!r}. Nothing was "
                "changed. See its deliveries at /api/v1/webhooks/{id}/deliveries."
            )
        return found

    def list_deliveries(
        self,
        webhook_id: str,
        *,
        status: WebhookStatus | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[WebhookDelivery]:
        """Return what a webhook was told, newest first."""
        wanted: list[ColumnElement[bool]] = [webhook_deliveries.c.webhook_id == webhook_id]
        if status is not None:
            wanted.append(webhook_deliveries.c.status == status.value)
        if after is not None:
            wanted.append(webhook_deliveries.c.id < after)
        query = select(webhook_deliveries).where(*wanted)
        found = self._connection.execute(
            query.order_by(webhook_deliveries.c.id.desc()).limit(limit + 1)
        ).all()
        items = tuple(_delivery(row) for row in found[:limit])
        return Page(items, items[-1].id if len(found) > limit else None)

    def attempts_of(self, delivery_id: str) -> list[WebhookAttempt]:
        """Return the tries of a delivery, in order."""
        columns = [webhook_attempts.c[name] for name in WebhookAttempt.__slots__]
        query = select(*columns).where(webhook_attempts.c.delivery_id == delivery_id)
        found = self._connection.execute(query.order_by(webhook_attempts.c.n))
        return [WebhookAttempt(*row) for row in found]

    def add_attempt(
        self,
        delivery: WebhookDelivery,
        posted: Posted,
        *,
        headers: Mapping[str, str],
        at: datetime,
    ) -> WebhookStatus | None:
        """Keep what came of a call, and return how the delivery stands then.

        None where another worker kept its own try meanwhile: this one counts for nothing.
        """
        is_delivered = posted.error is None
        is_last = is_delivered or delivery.n_left == 0
        ended = WebhookStatus.DELIVERED if is_delivered else WebhookStatus.FAILED
        status = ended if is_last else WebhookStatus.QUEUED
        changes = {
            "status": status.value,
            "n_attempts": delivery.n_attempts + 1,
            "n_left": 0 if is_last else delivery.n_left - 1,
        }
        done = self._connection.execute(
            update(webhook_deliveries)
            .where(
                webhook_deliveries.c.id == delivery.id,
                webhook_deliveries.c.status == WebhookStatus.QUEUED.value,
                webhook_deliveries.c.n_attempts == delivery.n_attempts,
            )
            .values(changes)
        )
        if done.rowcount != 1:
            return None
        attempt = _attempt(posted, n=delivery.n_attempts + 1, headers=headers, at=at)
        values = {name: getattr(attempt, name) for name in WebhookAttempt.__slots__}
        self._connection.execute(insert(webhook_attempts).values(delivery_id=delivery.id, **values))
        return status

    def queue_again(self, delivery: WebhookDelivery, *, n_left: int) -> bool:
        """Let a delivery that is over be sent once more; say False where it is under way."""
        done = self._connection.execute(
            update(webhook_deliveries)
            .where(
                webhook_deliveries.c.id == delivery.id,
                or_(
                    webhook_deliveries.c.status == WebhookStatus.DELIVERED.value,
                    webhook_deliveries.c.status == WebhookStatus.FAILED.value,
                ),
            )
            .values(status=WebhookStatus.QUEUED.value, n_left=n_left)
        )
        return done.rowcount == 1


def new_delivery_id() -> str:
    """Return an id that is the same in every try, so that a receiver knows a second one."""
    return ids.new_id()


def _attempt(posted: Posted, *, n: int, headers: Mapping[str, str], at: datetime) -> WebhookAttempt:
    return WebhookAttempt(
        n=n,
        at=at,
        duration_ms=posted.duration_ms,
        address=posted.address,
        status_code=posted.status_code,
        error=posted.error,
        request_headers=dict(headers),
        response_headers=dict(posted.headers),
        response_body=posted.body,
    )


def _is(webhook_id: str) -> ColumnElement[bool]:
    return and_(webhooks.c.id == webhook_id, webhooks.c.removed_at.is_(None))


def _values(webhook: Webhook) -> dict[str, Any]:
    values = {name: getattr(webhook, name) for name in Webhook.__slots__}
    return values | {"events": [event.value for event in webhook.events]}


def _webhook(row: Row[Any]) -> Webhook:
    values = {name: getattr(row, name) for name in Webhook.__slots__}
    return Webhook(**{**values, "events": tuple(map(WebhookEvent, values["events"]))})


def _delivery(row: Row[Any]) -> WebhookDelivery:
    values = {name: getattr(row, name) for name in WebhookDelivery.__slots__}
    values |= {"event": WebhookEvent(row.event), "status": WebhookStatus(row.status)}
    return WebhookDelivery(**values)
