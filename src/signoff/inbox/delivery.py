"""One message to one address, and how it fared.

A delivery is the outbox row: stored with the fact that caused it, sent
afterwards, at least once, always under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class DeliveryStatus(StrEnum):
    """How far a delivery got."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"


class Purpose(StrEnum):
    """Why a person is written to.

    ``counted``: their vote is one of several. ``taken``: they are not asked any more.
    ``escalated``: they are asked since somebody else did not answer. ``done``: what they told us
    to do by mail, other than to answer, is done. ``sign_in``: they asked for a link that lets
    them into the dashboard; it is about no request.
    """

    REQUEST = "request"
    ASK_BACK = "ask_back"
    CONFIRMATION = "confirmation"
    REFUSAL = "refusal"
    NOTICE = "notice"
    REMINDER = "reminder"
    COUNTED = "counted"
    TAKEN = "taken"
    ESCALATED = "escalated"
    DONE = "done"
    SIGN_IN = "sign_in"


# Each puts the whole question before somebody, who may answer it.
ASKING = frozenset({Purpose.REQUEST, Purpose.REMINDER, Purpose.ESCALATED})


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one address.

    ``in_reply_to`` and ``references`` keep a conversation in one thread.
    ``data`` holds what the text needs beyond the request (see
    channels/email/compose): ``{"reason": str, "outcome": str, ...}``.
    """

    id: str
    request_id: str | None
    purpose: Purpose
    channel: str
    address: str
    message_id: str
    created_at: datetime
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    status: DeliveryStatus = DeliveryStatus.QUEUED
    n_attempts: int = 0


# A mail server that is down for a weekend loses nothing: 30 s, 2 min, 8 min, 32 min,
# then every 2 hours, until GIVE_UP_AFTER.
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(days=3)


def next_attempt_in(delivery: Delivery, *, now: datetime) -> timedelta | None:
    """Return how long to wait before the next attempt; None to give up.

    ``delivery.n_attempts`` counts the attempts made so far (at least 1).
    """
    steps: int = 4 ** min(delivery.n_attempts - 1, 10)
    wait = min(FIRST_WAIT * steps, LONGEST_WAIT)
    if now + wait > delivery.created_at + GIVE_UP_AFTER:
        return None
    return wait
