"""What happened, in order: written in the transaction that made it happen.

The trail is also the outbox (jobs/follow_ups): no event without its
follow-up, no follow-up without its reason on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """Every kind of fact the trail can hold."""

    RUN_STARTED = "run.started"
    RUN_FORKED = "run.forked"
    RUN_RESUMED = "run.resumed"
    RUN_BLOCKED = "run.blocked"
    RUN_RETRIED = "run.retried"
    RUN_ENDED = "run.ended"
    RUN_FAILED = "run.failed"
    RUN_CANCELLED = "run.cancelled"
    REQUEST_OPENED = "request.opened"
    REQUEST_ASSIGNED = "request.assigned"
    REQUEST_REASSIGNED = "request.reassigned"
    REQUEST_CLAIMED = "request.claimed"
    REQUEST_RELEASED = "request.released"
    REQUEST_SEEN = "request.seen"
    REQUEST_VOTED = "request.voted"
    REQUEST_REMARKED = "request.remarked"
    REQUEST_STAGE_PASSED = "request.stage_passed"
    REQUEST_ANSWERED = "request.answered"
    REQUEST_REOPENED = "request.reopened"
    REQUEST_EXPIRED = "request.expired"
    REQUEST_CANCELLED = "request.cancelled"
    REQUEST_SUPERSEDED = "request.superseded"
    REQUEST_REMINDED = "request.reminded"
    REQUEST_ESCALATED = "request.escalated"
    REQUEST_EXTENDED = "request.extended"
    REQUEST_SNOOZED = "request.snoozed"
    REQUEST_TIMEOUT_REFUSED = "request.timeout_refused"
    DELIVERY_QUEUED = "delivery.queued"
    DELIVERY_RETRIED = "delivery.retried"
    DELIVERY_SENT = "delivery.sent"
    DELIVERY_FAILED = "delivery.failed"
    DELIVERY_LATE = "delivery.late"
    DELIVERY_BOUNCED = "delivery.bounced"
    REPLY_RECEIVED = "reply.received"
    REPLY_RECORDED = "reply.recorded"
    REPLY_UNCLEAR = "reply.unclear"
    REPLY_REFUSED = "reply.refused"
    REPLY_IGNORED = "reply.ignored"
    LESSON_DUE = "lesson.due"
    LESSON_LEARNED = "lesson.learned"
    LESSON_NOT_LEARNED = "lesson.not_learned"
    LESSON_CONFIRMED = "lesson.confirmed"
    LESSON_EDITED = "lesson.edited"
    LESSON_PINNED = "lesson.pinned"
    LESSON_UNPINNED = "lesson.unpinned"
    LESSON_MERGED = "lesson.merged"
    LESSON_RETIRED = "lesson.retired"
    POLICY_CHANGED = "policy.changed"
    ALIAS_ADDED = "alias.added"
    ALIAS_REMOVED = "alias.removed"
    AUDIT_REDACTED = "audit.redacted"
    WEBHOOK_ADDED = "webhook.added"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_ROTATED = "webhook.rotated"
    WEBHOOK_REMOVED = "webhook.removed"
    WEBHOOK_TESTED = "webhook.tested"
    WEBHOOK_DELIVERED = "webhook.delivered"
    WEBHOOK_RETRIED = "webhook.retried"
    WEBHOOK_FAILED = "webhook.failed"
    WEBHOOK_REDELIVERED = "webhook.redelivered"
    WEBHOOK_ANSWERED = "webhook.answered"
    CREW_CALL_DELIVERED = "crew_call.delivered"
    CREW_CALL_RETRIED = "crew_call.retried"
    CREW_CALL_FAILED = "crew_call.failed"
    CREW_SECRET_ROTATED = "crew_secret.rotated"  # noqa: S105 - a fact's name
    PERSON_SIGNED_IN = "person.signed_in"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_DEACTIVATED = "person.deactivated"
    PERSON_ACTIVATED = "person.activated"
    PERSON_PASSWORD = "person.password_changed"  # noqa: S105 - a fact's name
    ROLE_GIVEN = "role.given"
    ROLE_TAKEN = "role.taken"
    ROLE_CHANGED = "role.changed"
    ROLE_REMOVED = "role.removed"
    TOKEN_CREATED = "token.created"  # noqa: S105 - a fact's name
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 - a fact's name
    SESSION_ENDED = "session.ended"
    DELEGATION_ADDED = "delegation.added"
    DELEGATION_ENDED = "delegation.ended"
    PERSON_AWAY = "person.away"
    PERSON_BACK = "person.back"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One fact: never changed, never deleted.

    ``subject`` is the id of what it happened to; ``run_id`` and ``request_id``
    say where it belongs; ``data`` is JSON without bodies, tokens or secrets.
    """

    id: str
    kind: EventKind
    subject: str
    actor: str
    at: datetime
    run_id: str | None = None
    request_id: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
