"""What is kept of a span goes when something in it changes, so it needs no era of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Begin anew: what was kept, some of it maybe of eras that have ended, is counted again."""
    op.drop_table("figure_part")
    key = ("deployment", "flow", "reviewer")
    op.create_table(
        "figure_part",
        *(sa.Column(name, sa.Integer(), nullable=False, autoincrement=False) for name in key),
        sa.Column("start_s", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("end_s", sa.BigInteger(), nullable=False, autoincrement=False),
        # Before the long text: SQLite reads a row from its beginning.
        sa.Column("is_narrowed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*key, "start_s", "end_s", name="pk_figure_part"),
    )
