"""What a call to a webhook is made of: the story of one request, and the right to answer it.

Made anew for each try, so that no second copy of anybody's words is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from signoff.channels.email.ticket import TicketKeys
from signoff.channels.webhook.events import WebhookEvent
from signoff.channels.webhook.payload import Story, compose, headers_of
from signoff.errors import SealBroken
from signoff.jobs.calls.callback import PATH, callback_token
from signoff.jobs.calls.notify import Ready
from signoff.jobs.calls.signing import Opener, open_secrets
from signoff.store.calls import Call
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook, about_secret


@dataclass(frozen=True, slots=True)
class WebhookCalls:
    """Makes calls to webhooks ready."""

    sealer: Opener
    keys: TicketKeys
    public_url: str
    ticket_life: timedelta

    def __call__(self, unit: UnitOfWork, call: Call, *, now: datetime) -> Ready | str:
        """Return the call, or why none can be made."""
        webhook = unit.webhooks.find(call.webhook_id or "")
        if webhook is None:
            return "The webhook was removed. Nothing was sent."
        if not webhook.is_active and call.request_id is not None:
            return "The webhook is switched off. Nothing was sent. Switch it on, then redeliver."
        about = about_secret(webhook.id)
        try:
            secret, following = open_secrets(webhook, self.sealer, about=about, now=now)
        except SealBroken as error:
            return str(error)
        story = self._story(unit, call, webhook, now=now)
        body = compose(story)
        headers = headers_of(story, body, secret=secret, next_secret=following, now=now)
        return Ready(webhook.url, headers, body)

    def _story(self, unit: UnitOfWork, call: Call, webhook: Webhook, *, now: datetime) -> Story:
        request_id = call.request_id
        return Story(
            event=WebhookEvent(call.kind),
            delivery_id=call.id,
            happened_at=call.happened_at,
            deployment=unit.webhooks.deployed(webhook.deployment_id),
            request=None if request_id is None else unit.requests.get(request_id),
            callback_url=self._callback_url(unit, webhook, request_id, now=now),
            assigned_to=call.assigned_to,
            data=call.data,
            response=None if request_id is None else unit.requests.find_response(request_id),
        )

    def _callback_url(
        self, unit: UnitOfWork, webhook: Webhook, request_id: str | None, *, now: datetime
    ) -> str | None:
        if request_id is None or not webhook.may_answer:
            return None
        token = callback_token(unit, self.keys, webhook, request_id, life=self.ticket_life, now=now)
        return f"{self.public_url}{PATH}/{token}"
