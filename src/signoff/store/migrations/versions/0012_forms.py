"""Typed answers, and contents that may be edited."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a request ask for a form and for edits, and a vote carry both, as an answer does."""
    op.add_column("request", sa.Column("response_schema", sa.Text()))
    op.add_column(
        "request",
        sa.Column("editable", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("vote", sa.Column("edited_output", sa.Text()))
    op.add_column("vote", sa.Column("answer", sa.Text()))
