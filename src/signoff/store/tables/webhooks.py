"""Programs that are told of requests, and how each call to them fared."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from signoff.store.tables.columns import Instant, Json, Words, id_column, metadata

webhooks = Table(
    "webhook",
    metadata,
    id_column(primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False),
    Column("name", String(100), nullable=False),
    Column("url", Words, nullable=False),
    Column("secret", Text),  # sealed, as is the next; none of a webhook that was removed
    Column("next_secret", Text),
    Column("next_from", Instant),  # when the next one takes the first one's place
    Column("events", Json, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("may_answer", Boolean, nullable=False),
    Column("n_retries", Integer, nullable=False),
    Column("added_by", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("removed_at", Instant),
    Index(None, "deployment_id", "removed_at"),
)

# What was called, or is to be: one row for each webhook and fact. What is sent is made from the
# request when it is sent, so that no second copy of anybody's words has to be looked after.
webhook_deliveries = Table(
    "webhook_delivery",
    metadata,
    id_column(primary_key=True),
    Column("webhook_id", ForeignKey("webhook.id"), nullable=False),
    Column("fact_id", String(36), nullable=False),
    Column("event", String(20), nullable=False),
    Column("request_id", ForeignKey("request.id"), index=True),  # none in a test
    Column("assigned_to", String(254)),
    Column("data", Json, nullable=False),
    Column("status", String(20), nullable=False),
    Column("n_attempts", Integer, nullable=False),
    Column("n_left", Integer, nullable=False),  # how often it may still be tried by itself
    Column("happened_at", Instant, nullable=False),
    UniqueConstraint("webhook_id", "fact_id"),
    Index(None, "webhook_id", "status", "id"),
)

webhook_attempts = Table(
    "webhook_attempt",
    metadata,
    Column("delivery_id", ForeignKey("webhook_delivery.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("address", String(60)),  # the number that was connected to
    Column("status_code", Integer),
    Column("error", Words),
    Column("request_headers", Json, nullable=False),
    Column("response_headers", Json, nullable=False),
    Column("response_body", Words, nullable=False),  # how it begins
)
