"""What each of several people thought of what they were shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a vote carry a rating and a comment, as an answer does."""
    op.add_column("vote", sa.Column("rating", sa.Integer()))
    op.add_column("vote", sa.Column("comment", sa.Text()))
