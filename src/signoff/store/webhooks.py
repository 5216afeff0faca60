"""Webhooks, and what is looked up of what they are told about.

Secrets are kept sealed and are never opened here. Which facts are worth a call is said in
channels/webhook/events.py; the calls themselves are in store/calls.py.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, insert, select, update

from signoff.channels.webhook.events import SUBSCRIBABLE, WebhookEvent
from signoff.channels.webhook.payload import Deployed
from signoff.errors import WebhookNotFound
from signoff.inbox.request import RequestStatus
from signoff.store.tables import deployments, requests, runs, webhooks


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


# Made once: nearly every commit of a run asks it.
_LISTENING = (
    select(runs.c.id.label("its_run"), webhooks)
    .join(runs, runs.c.deployment_id == webhooks.c.deployment_id)
    .where(
        webhooks.c.is_active,
        webhooks.c.removed_at.is_(None),
        runs.c.id.in_(bindparam("its_runs", expanding=True)),
    )
    .order_by(webhooks.c.id)
)


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
        found = self._connection.execute(_LISTENING, {"its_runs": list(run_ids)})
        return [(row.its_run, _webhook(row)) for row in found]

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


def _is(webhook_id: str) -> ColumnElement[bool]:
    return and_(webhooks.c.id == webhook_id, webhooks.c.removed_at.is_(None))


def _values(webhook: Webhook) -> dict[str, Any]:
    values = {name: getattr(webhook, name) for name in Webhook.__slots__}
    return values | {"events": [event.value for event in webhook.events]}


def _webhook(row: Row[Any]) -> Webhook:
    values = {name: getattr(row, name) for name in Webhook.__slots__}
    return Webhook(**{**values, "events": tuple(map(WebhookEvent, values["events"]))})
