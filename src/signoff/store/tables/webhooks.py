"""Programs that are told of requests, and how each call to a program fared."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
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

# What was called, or is to be: one row for each receiver and fact. A receiver is a webhook or a
# hook of one run, never both. What a webhook is sent is made from the request when it is sent, so
# that no second copy of anybody's words has to be looked after; for a hook, `data` is the body.
calls = Table(
    "call",
    metadata,
    id_column(primary_key=True),
    Column("webhook_id", ForeignKey("webhook.id")),
    Column("hook_id", ForeignKey("crew_hook.id")),
    Column("kind", String(20), nullable=False),
    Column("fact", String(150), nullable=False),  # what it tells of: once for each receiver
    Column("run_id", ForeignKey("run.id")),  # none in a test
    Column("request_id", ForeignKey("request.id"), index=True),
    Column("assigned_to", String(254)),
    Column("data", Json, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("status", String(20), nullable=False),
    Column("n_attempts", Integer, nullable=False),
    Column("n_left", Integer, nullable=False),  # how often it may still be tried by itself
    CheckConstraint("(webhook_id IS NULL) <> (hook_id IS NULL)", name="ck_call_one_receiver"),
    Index(None, "webhook_id", "fact", unique=True),
    Index(None, "hook_id", "fact", unique=True),
    Index(None, "webhook_id", "status", "id"),
    Index(None, "run_id", "id"),
)

call_attempts = Table(
    "call_attempt",
    metadata,
    Column("call_id", ForeignKey("call.id"), primary_key=True),
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
