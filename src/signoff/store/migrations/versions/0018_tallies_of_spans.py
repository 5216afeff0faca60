"""What is kept of a span goes when something in it changes, so it needs no era of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take out what was kept, some of it maybe of eras that have ended; it fills again."""
    op.execute(sa.delete(sa.table("figure_part")))
    op.drop_column("figure_part", "era")
    op.add_column(
        "figure_part",
        sa.Column("is_narrowed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
