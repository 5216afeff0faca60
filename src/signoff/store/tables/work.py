"""Who works at jobs now."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from signoff.store.tables.columns import Instant, metadata

workers = Table(
    "worker",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("place", String(200), nullable=False),  # the process table it lives in
    Column("pid", Integer, nullable=False),
    Column("beat_at", Instant, nullable=False),
)
