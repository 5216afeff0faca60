"""Call one webhook about one fact, outside any transaction, and record what came of it.

At least once: a call whose end cannot be recorded is made again, under the
same X-Delivery-Id. A receiver that fails is not called again unless its
webhook asks for that, or a person does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from signoff import ids
from signoff.channels.email.ticket import TicketKeys
from signoff.channels.webhook.payload import Story, compose, headers_of
from signoff.channels.webhook.send import Posted
from signoff.clock import Clock
from signoff.errors import SealBroken
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.callback import PATH, callback_token
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook, WebhookDelivery, WebhookStatus, about_secret

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MAX_RETRIES = 10  # the last of them about a day after the first try


class Sender(Protocol):
    """A way to make a call."""

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Posted: ...


class Opener(Protocol):
    """Opens what was sealed."""

    def open(self, text: str, *, about: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Call:
    """One call, ready to be made."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Notify:
    """The job; ``subject`` is the delivery's id."""

    unit: Callable[[], UnitOfWork]
    sender: Sender
    sealer: Opener
    keys: TicketKeys
    public_url: str
    ticket_life: timedelta
    clock: Clock

    def __call__(self, subject: str, *, job: str) -> None:
        """Make a call that is still queued; anything else was made before."""
        del job
        now = self.clock.now()
        with self.unit() as unit:
            delivery = unit.webhooks.find_delivery(subject)
            if delivery is None or delivery.status is not WebhookStatus.QUEUED:
                return
            webhook = unit.webhooks.find(delivery.webhook_id)
            made = self._prepared(unit, delivery, webhook, now=now)
            unit.commit()  # the right to answer, before anybody is told of it
        if isinstance(made, str):
            given_up = replace(delivery, n_left=0)
            self.record(given_up, Posted(0, made), headers={}, at=now)
            return
        posted = self.sender.post(made.url, headers=made.headers, body=made.body)
        self.record(delivery, posted, headers=made.headers, at=now)

    def record(
        self,
        delivery: WebhookDelivery,
        posted: Posted,
        *,
        headers: Mapping[str, str],
        at: datetime,
    ) -> None:
        """Keep what came of a call, with the next try where there is one."""
        with self.unit() as unit:
            status = unit.webhooks.add_attempt(delivery, posted, headers=headers, at=at)
            if status is None:
                return
            note_call(unit, delivery, status, now=self.clock.now(), status_code=posted.status_code)
            unit.commit()
        if posted.error is not None:
            facts = {"delivery_id": delivery.id, "webhook_id": delivery.webhook_id}
            logger.warning("webhook not delivered", extra={**facts, "status": status.value})

    def _prepared(
        self,
        unit: UnitOfWork,
        delivery: WebhookDelivery,
        webhook: Webhook | None,
        *,
        now: datetime,
    ) -> _Call | str:
        """Return the call, or why none can be made."""
        if webhook is None:
            return "The webhook was removed. Nothing was sent."
        if not webhook.is_active and delivery.request_id is not None:
            return "The webhook is switched off. Nothing was sent. Switch it on, then redeliver."
        try:
            secret, following = self._secrets(webhook, now=now)
        except SealBroken as error:
            return str(error)
        story = self._story(unit, delivery, webhook, now=now)
        body = compose(story)
        headers = headers_of(story, body, secret=secret, next_secret=following, now=now)
        return _Call(webhook.url, headers, body)

    def _secrets(self, webhook: Webhook, *, now: datetime) -> tuple[str, str | None]:
        about = about_secret(webhook.id)
        secret, following = webhook.sealed_secrets(now=now)
        opened = None if following is None else self.sealer.open(following, about=about).decode()
        return self.sealer.open(secret, about=about).decode(), opened

    def _story(
        self, unit: UnitOfWork, delivery: WebhookDelivery, webhook: Webhook, *, now: datetime
    ) -> Story:
        request_id = delivery.request_id
        return Story(
            event=delivery.event,
            delivery_id=delivery.id,
            happened_at=delivery.happened_at,
            deployment=unit.webhooks.deployed(webhook.deployment_id),
            request=None if request_id is None else unit.requests.get(request_id),
            callback_url=self._callback_url(unit, webhook, request_id, now=now),
            assigned_to=delivery.assigned_to,
            data=delivery.data,
            response=None if request_id is None else unit.requests.find_response(request_id),
        )

    def _callback_url(
        self, unit: UnitOfWork, webhook: Webhook, request_id: str | None, *, now: datetime
    ) -> str | None:
        if request_id is None or not webhook.may_answer:
            return None
        token = callback_token(unit, self.keys, webhook, request_id, life=self.ticket_life, now=now)
        return f"{self.public_url}{PATH}/{token}"


def next_wait(n_attempts: int) -> timedelta:
    """Return how long to wait after so many tries, at least one: 30 s, 2 min, 8 min, 32 min..."""
    steps: int = 4 ** min(n_attempts - 1, 10)
    return min(FIRST_WAIT * steps, LONGEST_WAIT)


def note_call(
    unit: UnitOfWork,
    delivery: WebhookDelivery,
    status: WebhookStatus,
    *,
    now: datetime,
    status_code: int | None = None,
) -> None:
    """Put on record how a call ended; where it is tried again, the fact brings the job."""
    n_attempts = delivery.n_attempts + 1
    kind = {
        WebhookStatus.DELIVERED: EventKind.WEBHOOK_DELIVERED,
        WebhookStatus.FAILED: EventKind.WEBHOOK_FAILED,
        WebhookStatus.QUEUED: EventKind.WEBHOOK_RETRIED,
    }[status]
    data: dict[str, Any] = {
        "webhook": delivery.webhook_id,
        "event": delivery.event.value,
        "attempt": n_attempts,
        "status_code": status_code,
    }
    if kind is EventKind.WEBHOOK_RETRIED:
        data["wait_s"] = next_wait(n_attempts).total_seconds()
    request = delivery.request_id and unit.requests.get(delivery.request_id)
    run_id = request.run_id if request else None
    unit.trail.add(
        AuditEvent(
            ids.new_id(), kind, delivery.id, "signoff", now, run_id, delivery.request_id, data
        )
    )
