"""Who may come in, and how they show who they are."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from signoff.store.tables.columns import Instant, id_column, metadata

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
    id_column(primary_key=True),
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
