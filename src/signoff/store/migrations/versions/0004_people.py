"""Roles, organisations, and more ways to sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who may do what. Who owns a deployment becomes known at its next start."""
    _create_people()
    _create_memberships()
    _widen_sessions()
    _widen_tokens()
    op.add_column(
        "deployment",
        sa.Column("organisation_id", sa.String(length=36), server_default="", nullable=False),
    )


def _create_people() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20)),
        sa.Column("zone", sa.String(length=60)),
        sa.Column("password_hash", sa.Text()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("address", name="uq_person_address"),
    )


def _create_memberships() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "role",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("permissions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_role_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role"),
        sa.UniqueConstraint("organisation_id", "name", name="uq_role_organisation_id_name"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("added_by", sa.String(length=254), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_membership_person_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_membership_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint(
            "person_id",
            "organisation_id",
            "deployment_id",
            "role",
            name="uq_membership_person_id_organisation_id_deployment_id_role",
        ),
    )
    op.create_index("ix_membership_organisation_id", "membership", ["organisation_id"])


def _widen_sessions() -> None:
    with op.batch_alter_table("web_session") as table:
        table.add_column(sa.Column("seen_at", sa.DateTime(timezone=True)))
        table.add_column(
            sa.Column("way", sa.String(length=20), server_default="link", nullable=False)
        )
        table.add_column(
            sa.Column("browser", sa.String(length=200), server_default="", nullable=False)
        )
    op.execute("UPDATE web_session SET seen_at = created_at")
    with op.batch_alter_table("web_session") as table:
        table.alter_column("seen_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_index("ix_web_session_person", "web_session", ["person"])


def _widen_tokens() -> None:
    with op.batch_alter_table("api_token") as table:
        table.add_column(sa.Column("scopes", sa.Text()))
        table.add_column(
            sa.Column("deployment_id", sa.String(length=36), server_default="", nullable=False)
        )
        table.add_column(sa.Column("used_at", sa.DateTime(timezone=True)))
        table.drop_constraint("uq_api_token_name", type_="unique")
        table.create_unique_constraint("uq_api_token_person_name", ["person", "name"])
