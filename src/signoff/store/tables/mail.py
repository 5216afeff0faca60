"""What went out to people, and what came in."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from signoff.store.tables.columns import Instant, Json, Words, id_column, metadata

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
    id_column(primary_key=True),
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
    id_column(primary_key=True),
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
    Column("redacted_at", Instant),
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
