"""What people taught the flows."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from signoff.store.tables.columns import Instant, Words, id_column, metadata

lessons = Table(
    "lesson",
    metadata,
    id_column(primary_key=True),
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
