"""Calls over HTTP that may be repeated, and what each was answered."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from signoff.store.tables.columns import Instant, metadata

call_keys = Table(
    "call_key",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the caller and the key
    Column("attempt", String(36), nullable=False),  # who works at it: a fence for all others
    Column("call", String(64), nullable=False),  # SHA-256 of method, address and body
    Column("status", String(10), nullable=False),
    Column("answer", Text),  # sealed: it may hold a secret that is shown once
    Column("held_until", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)
