"""Facts: added, numbered, sealed, never changed but for words that are taken out."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from signoff.store.tables.columns import Instant, Json, id_column, metadata

audit_events = Table(
    "audit_event",
    metadata,
    id_column(primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(36), nullable=False, index=True),
    Column("actor", String(254), nullable=False),
    Column("at", Instant, nullable=False),
    Column("run_id", String(36), index=True),
    Column("request_id", String(36), index=True),
    Column("data", Json, nullable=False),
    # The chain: inbox/chain.py says what each hash is of.
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("salt", String(64)),
    Column("digest", String(64), nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("redacted_at", Instant),
    # What people look for among millions: the newest of a kind, and of a person.
    Index("ix_audit_event_kind", "kind", "seq"),
    Index("ix_audit_event_actor", "actor", "seq"),
)

# Where the chain ends: one row, whose lock puts commits in order.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

# What a key vouched for: that the chain had this hash at this number.
audit_checkpoints = Table(
    "audit_checkpoint",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("signature", String(88), nullable=False),  # Ed25519, base64
)

# When somebody checked the trail, and what was found.
audit_checks = Table(
    "audit_check",
    metadata,
    id_column(primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(254), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("broken_at", BigInteger),
    Column("says", Text, nullable=False),
)
