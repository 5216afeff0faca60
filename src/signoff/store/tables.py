"""The tables. Rows are plain; meaning lives in inbox and flow.

Ids are UUIDv7 text, so a primary key is also an order of creation. Instants
are aware and UTC. JSON is text that we wrote: never queried into, so both
databases keep it alike.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from signoff.inbox.storable import storable

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite, which keeps no zone, gets it back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant: it would mean a different moment on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone. Nothing was stored. Pass an aware datetime.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that anybody may have written, less what no database can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """A JSON value as text, compact, with keys in the order they came."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401
        del dialect
        if value is None:
            return None
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401
        del dialect
        return None if value is None else json.loads(value)


def _id(name: str = "id", **options: Any) -> Column[str]:  # noqa: ANN401
    return Column(name, String(36), **options)


deployments = Table(
    "deployment",
    metadata,
    _id(primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("creator", String(254), nullable=False),
    Column("settings", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
)

runs = Table(
    "run",
    metadata,
    _id(primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False),
    Column("flow", String(200), nullable=False),
    Column("status", String(20), nullable=False),
    Column("inputs", Json, nullable=False),
    Column("state", Json),  # the author's state as plain JSON, for people to look at
    Column("result", Json),
    Column("error", Words),
    Column("starter", String(254), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # Who advances it now, and a fencing number: a worker that was thought dead cannot write.
    Column("claim", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(120)),
    Column("claimed_job", String(120)),
    Index(None, "status", "started_at"),
)

checkpoints = Table(
    "checkpoint",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("head", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# What happened in a run, as its record keeps it: appended to, so a step costs the same in a
# long run as in a short one.
run_log = Table(
    "run_log",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
)

steps = Table(
    "step",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("method", String(200), nullable=False),
    Column("trigger", String(200)),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("output", Words, nullable=False),
    Column("error", Words),
)

requests = Table(
    "request",
    metadata,
    _id(primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("key", String(220), nullable=False),
    Column("flow", String(200), nullable=False),
    Column("method", String(200), nullable=False),
    Column("message", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("content_type", String(60), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("outcomes", Json, nullable=False),
    Column("default_outcome", String(200)),
    Column("approving", Json),
    Column("model", Words),
    Column("asker", Words),
    Column("pre_review", Json),
    Column("learned_at", Instant),  # when lessons were drawn from its answer: once
    Column("metadata", Json, nullable=False),
    Column("state", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("assignee", String(254)),
    Column("status", String(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("run_id", "key"),
    Index(None, "status", "opened_at"),
    Index(None, "assignee", "status", "opened_at"),
)

responses = Table(
    "response",
    metadata,
    Column("request_id", ForeignKey("request.id"), primary_key=True),
    Column("feedback", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("outcome", String(200)),
    Column("source", String(20), nullable=False),
    Column("read_by", Words),
    Column("responder", String(254), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("verification", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("content_hash", String(64), nullable=False),
)

lessons = Table(
    "lesson",
    metadata,
    _id(primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False),
    Column("scope", String(420), nullable=False),  # flow and step, as one; these are its parts
    Column("flow", String(200), nullable=False),
    Column("step", String(200), nullable=False),
    Column("text", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("status", String(20), nullable=False),
    Column("is_pinned", Boolean, nullable=False),
    Column("learned_from", String(300), nullable=False),  # a request's id, or nothing
    Column("learned_at", Instant, nullable=False),
    Column("n_shown", Integer, nullable=False),
    Column("n_helped", Integer, nullable=False),
    Column("merged_into", ForeignKey("lesson.id")),
    Index(None, "deployment_id", "scope", "status"),
)

tickets = Table(
    "reply_ticket",
    metadata,
    Column("id", String(16), primary_key=True),  # 64 random bits as hex
    Column("request_id", ForeignKey("request.id"), nullable=False, index=True),
    Column("purpose", String(10), nullable=False),
    Column("address", String(254), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

deliveries = Table(
    "delivery",
    metadata,
    _id(primary_key=True),
    Column("request_id", ForeignKey("request.id"), index=True),
    Column("purpose", String(20), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("address", String(254), nullable=False),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("in_reply_to", Words),
    Column("references", Json, nullable=False),
    Column("data", Json, nullable=False),
    Column("status", String(20), nullable=False),
    Column("n_attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "address", "purpose", "created_at"),
)

attempts = Table(
    "attempt",
    metadata,
    Column("delivery_id", ForeignKey("delivery.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("error", Words),  # None: it was accepted
    Column("detail", Words, nullable=False),
)

replies = Table(
    "reply",
    metadata,
    _id(primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("envelope_from", Words, nullable=False),
    Column("envelope_to", Json, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("raw_sha256", String(64), nullable=False),
    # The same mail to two tickets is two answers; the same mail to one, twice, is one.
    Column("arrival", String(64), nullable=False, unique=True),
    Column("message_id", Words, index=True),
    Column("words", Words),  # the person's own, once they are read
    Column("received_at", Instant, nullable=False),
    Column("way", String(40), nullable=False),
    Column("verdict", String(20), nullable=False),  # received, then what became of it
    Column("reason", Words),
    Column("request_id", ForeignKey("request.id"), index=True),
)

# How far a mailbox was read: UIDs only grow, within one UIDVALIDITY.
inbound_cursors = Table(
    "inbound_cursor",
    metadata,
    Column("place", Text, primary_key=True),
    Column("uid_validity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)

# Who is away now, by their own automatic mail; one row per person.
absences = Table(
    "absence",
    metadata,
    Column("person", String(254), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("last_day", String(10)),  # ISO; a day is a day in whatever zone they are
    Column("reply_id", ForeignKey("reply.id"), nullable=False),
)

# Whose provider told us that our mail is unwanted there.
unwanted_addresses = Table(
    "unwanted_address",
    metadata,
    Column("address", String(254), primary_key=True),
    Column("reason", Words, nullable=False),
    Column("at", Instant, nullable=False),
)

# Tokens of providers' calls, each of which proves one call only, until its time is over anyway.
spent_tokens = Table(
    "spent_token",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the provider and the token
    Column("until", Instant, nullable=False, index=True),
)

audit_events = Table(
    "audit_event",
    metadata,
    _id(primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(36), nullable=False, index=True),
    Column("actor", String(254), nullable=False),
    Column("at", Instant, nullable=False),
    Column("run_id", String(36), index=True),
    Column("request_id", String(36), index=True),
    Column("data", Json, nullable=False),
)

web_sessions = Table(
    "web_session",
    metadata,
    Column(
        "id", String(64), primary_key=True
    ),  # SHA-256 of the cookie: a database reader gets no session
    Column("person", String(254), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

sign_in_links = Table(
    "sign_in_link",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the secret in the link
    Column("person", String(254), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

api_tokens = Table(
    "api_token",
    metadata,
    _id(primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("prefix", String(12), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", String(254), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
)

# Addresses that an administrator lets count as a person's own.
aliases = Table(
    "person_alias",
    metadata,
    Column("alias", String(254), primary_key=True),
    Column("person", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
)

workers = Table(
    "worker",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("place", String(200), nullable=False),  # the process table it lives in
    Column("pid", Integer, nullable=False),
    Column("beat_at", Instant, nullable=False),
)
