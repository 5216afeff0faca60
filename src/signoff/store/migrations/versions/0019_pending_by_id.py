"""Requests that wait have an index by id, so that programs that list them walk no closed ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index: as small as the queue is."""
    waits = sa.text("status = 'pending'")
    op.create_index(
        "ix_request_pending", "request", ["id"], sqlite_where=waits, postgresql_where=waits
    )
