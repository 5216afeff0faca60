"""Who may come in, what they may do, and how they show who they are."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from signoff.store.tables.columns import Instant, Json, id_column, metadata

# Who runs deployments together.
organisations = Table(
    "organisation",
    metadata,
    id_column(primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
)

# Somebody with an account. Others can be asked by mail, but do not come in.
persons = Table(
    "person",
    metadata,
    id_column(primary_key=True),
    Column("address", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("language", String(20)),  # None: the request's
    Column("zone", String(60)),
    Column("password_hash", Text),  # argon2, with its salt and parameters
    Column("is_active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# Roles that an organisation made; those that everybody has are in inbox/access.py.
roles = Table(
    "role",
    metadata,
    id_column(primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False),
    Column("name", String(100), nullable=False),
    Column("permissions", Json, nullable=False),
    UniqueConstraint("organisation_id", "name"),
)

memberships = Table(
    "membership",
    metadata,
    id_column(primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("deployment_id", String(36), nullable=False),  # empty: the whole organisation
    Column("role", String(100), nullable=False),
    Column("added_by", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
    UniqueConstraint("person_id", "organisation_id", "deployment_id", "role"),
)

web_sessions = Table(
    "web_session",
    metadata,
    Column(
        "id", String(64), primary_key=True
    ),  # SHA-256 of the cookie: a database reader gets no session
    Column("person", String(254), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),  # to the minute: when it was last used
    Column("way", String(20), nullable=False, server_default="link"),  # how it was opened
    Column("browser", String(200), nullable=False, server_default=""),  # as it calls itself
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
    Column("name", String(100), nullable=False),
    Column("prefix", String(12), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", String(254), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("scopes", Json),  # None: all that its person may do
    Column("deployment_id", String(36), nullable=False, server_default=""),  # empty: every one
    Column("used_at", Instant),  # to the minute: when it was last used
    UniqueConstraint("person", "name"),
)

# Addresses that an administrator lets count as a person's own.
aliases = Table(
    "person_alias",
    metadata,
    Column("alias", String(254), primary_key=True),
    Column("person", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
)
