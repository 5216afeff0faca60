"""What callers of a crew asked to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create what is kept of a crew's callers, and of the calls to them."""
    op.create_table(
        "crew_execution",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("n_done", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_crew_execution_run_id"),
        sa.PrimaryKeyConstraint("run_id", name="pk_crew_execution"),
    )
    op.create_table(
        "crew_secret",
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("next_secret", sa.Text()),
        sa.Column("next_from", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name="fk_crew_secret_deployment_id"
        ),
        sa.PrimaryKeyConstraint("deployment_id", name="pk_crew_secret"),
    )
    _create_hooks()
    _create_calls()


def _create_hooks() -> None:
    op.create_table(
        "crew_hook",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text()),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("is_realtime", sa.Boolean(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_crew_hook_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_crew_hook"),
    )
    op.create_index("ix_crew_hook_run_id_is_current", "crew_hook", ["run_id", "is_current"])


def _create_calls() -> None:
    op.create_table(
        "crew_call",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("hook_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fact", sa.String(length=150), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("n_attempts", sa.Integer(), nullable=False),
        sa.Column("n_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_crew_call_run_id"),
        sa.ForeignKeyConstraint(["hook_id"], ["crew_hook.id"], name="fk_crew_call_hook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_crew_call"),
    )
    op.create_index("ix_crew_call_hook_id_fact", "crew_call", ["hook_id", "fact"], unique=True)
    op.create_index("ix_crew_call_run_id_id", "crew_call", ["run_id", "id"])
    op.create_table(
        "crew_call_attempt",
        sa.Column("call_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=60)),
        sa.Column("status_code", sa.Integer()),
        sa.Column("error", sa.Text()),
        sa.Column("response_body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["crew_call.id"], name="fk_crew_call_attempt_call_id"),
        sa.PrimaryKeyConstraint("call_id", "n", name="pk_crew_call_attempt"),
    )
