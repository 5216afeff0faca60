"""What people look for in the trail, and when it was checked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the newest facts of a kind and of a person be found; keep what a check found."""
    op.create_index("ix_audit_event_kind", "audit_event", ["kind", "seq"])
    op.create_index("ix_audit_event_actor", "audit_event", ["actor", "seq"])
    op.create_table(
        "audit_check",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(254), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("broken_at", sa.BigInteger(), nullable=True),
        sa.Column("says", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_check"),
    )
