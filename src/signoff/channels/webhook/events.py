"""What a program can be told of, and which fact of the trail says so.

A fact that is not in the table is nobody's business outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class WebhookEvent(StrEnum):
    """The kinds of calls; ``test`` is sent only where somebody asks for it."""

    NEW_REQUEST = "new_request"
    ASSIGNED = "assigned"
    REMINDED = "reminded"
    ANSWERED = "answered"
    REOPENED = "reopened"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    ESCALATED = "escalated"
    RESUMED = "resumed"
    DELIVERY_FAILED = "delivery_failed"
    TEST = "test"


# Those a webhook may subscribe to, in the order people read them.
SUBSCRIBABLE = tuple(event for event in WebhookEvent if event is not WebhookEvent.TEST)

# The value of a fact's kind -> what programs are told.
TOLD: Mapping[str, WebhookEvent] = {
    "request.opened": WebhookEvent.NEW_REQUEST,
    "request.assigned": WebhookEvent.ASSIGNED,
    "request.reminded": WebhookEvent.REMINDED,
    "request.answered": WebhookEvent.ANSWERED,
    "request.reopened": WebhookEvent.REOPENED,
    "request.expired": WebhookEvent.EXPIRED,
    "request.cancelled": WebhookEvent.CANCELLED,
    "request.escalated": WebhookEvent.ESCALATED,
    "run.resumed": WebhookEvent.RESUMED,
    "delivery.failed": WebhookEvent.DELIVERY_FAILED,
}
