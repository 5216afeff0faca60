"""Facts: added, never changed."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

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
)
