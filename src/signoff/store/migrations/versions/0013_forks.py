"""Where a run branched off another, and what of its state each step changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep what a run was at each decision, which runs began there, and what steps changed."""
    op.add_column("step", sa.Column("changes", sa.Text()))
    op.create_table(
        "decision",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=220), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "key", name="pk_decision"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_decision_run_id"),
    )
    op.create_table(
        "fork",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("from_run_id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_fork"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_fork_run_id"),
        sa.ForeignKeyConstraint(["from_run_id"], ["run.id"], name="fk_fork_from_run_id"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_fork_request_id"),
    )
    op.create_index("ix_fork_from_run_id", "fork", ["from_run_id"])
