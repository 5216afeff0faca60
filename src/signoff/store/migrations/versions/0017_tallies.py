"""Tallies of spans that are over, so that a page of figures does not count a year each time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, empty: they fill when somebody looks."""
    op.create_table(
        "figure_era",
        sa.Column("deployment", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("until_s", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("deployment", name="pk_figure_era"),
    )
    key = ("deployment", "flow", "reviewer")
    op.create_table(
        "figure_part",
        *(sa.Column(name, sa.Integer(), nullable=False, autoincrement=False) for name in key),
        sa.Column("start_s", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("end_s", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("era", sa.Integer(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*key, "start_s", "end_s", name="pk_figure_part"),
    )
