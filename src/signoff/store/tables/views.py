"""Lists that a person keeps under a name."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, UniqueConstraint

from signoff.store.tables.columns import Instant, Words, id_column, metadata

# ``query`` is the address's own, after the question mark: filters, never a cut.
saved_views = Table(
    "saved_view",
    metadata,
    id_column(primary_key=True),
    Column("person", String(254), nullable=False),
    Column("name", String(60), nullable=False),
    Column("query", Words, nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("person", "name"),
)
