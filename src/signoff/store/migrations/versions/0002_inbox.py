"""People who are asked together, deadlines, votes, and what an answer may carry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what requests and responses know now, and the tables around them."""
    _widen_requests()
    _widen_responses()
    _create_asked()
    _create_turns()
    op.add_column(
        "deployment",
        sa.Column("settings_version", sa.Integer(), server_default="1", nullable=False),
    )


def _widen_requests() -> None:
    instant = sa.DateTime(timezone=True)
    columns = (
        sa.Column("deployment_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("plan", sa.Text()),
        sa.Column("stage", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_by", sa.String(length=254)),
        sa.Column("claimed_at", instant),
        sa.Column("seen_at", instant),
        sa.Column("sla_due_at", instant),
        sa.Column("due_at", instant),
        sa.Column("next_act", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extended_s", sa.Integer(), server_default="0", nullable=False),
        sa.Column("snoozed_until", instant),
        sa.Column("superseded_by", sa.String(length=36)),
    )
    for column in columns:
        op.add_column("request", column)
    op.execute(
        "UPDATE request SET deployment_id = "
        "(SELECT run.deployment_id FROM run WHERE run.id = request.run_id)"
    )
    op.create_index("ix_request_deployment_id", "request", ["deployment_id"])
    op.create_index("ix_request_status_due_at", "request", ["status", "due_at"])


def _widen_responses() -> None:
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("final_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("rating", sa.Integer()))
        table.add_column(sa.Column("comment", sa.Text()))
        table.add_column(sa.Column("edited_output", sa.Text()))
        table.add_column(sa.Column("answer", sa.Text()))
    op.execute("UPDATE response SET final_at = at")
    with op.batch_alter_table("response") as table:
        table.alter_column("final_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def _create_asked() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=254), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("in_place_of", sa.String(length=254)),
        sa.Column("added_by", sa.String(length=254), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.Column("ended_at", instant),
        sa.Column("ended_why", sa.Text()),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_assignment_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_request_id_ended_at", "assignment", ["request_id", "ended_at"])
    op.create_index(
        "ix_assignment_person_ended_at_request_id",
        "assignment",
        ["person", "ended_at", "request_id"],
    )
    op.create_table(
        "vote",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(length=254), nullable=False),
        sa.Column("outcome", sa.String(length=200)),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("read_by", sa.Text()),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("verification", sa.String(length=20), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_vote_request_id"),
        sa.PrimaryKeyConstraint("request_id", "stage", "person", name="pk_vote"),
    )


def _create_turns() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "group_turn",
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("group", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=254), nullable=False),
        sa.PrimaryKeyConstraint("deployment_id", "group", name="pk_group_turn"),
    )
    op.create_table(
        "delegation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=254), nullable=False),
        sa.Column("delegate", sa.String(length=254), nullable=False),
        sa.Column("starts_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("added_by", sa.String(length=254), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
    )
    op.create_index("ix_delegation_person", "delegation", ["person"])
