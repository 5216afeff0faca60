"""Lists that a person keeps under a name, and what lists of requests are walked by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WAITS = "status = 'pending'"
_INDEXES = {
    "ix_request_wanted": (
        ["deployment_id", "wanted_at", "id", "snoozed_until", "flow", "method", "assignee",
         "status"],
        _WAITS,
    ),
    "ix_request_put_off": (
        ["deployment_id", "snoozed_until", "id", "status"],
        f"{_WAITS} AND snoozed_until IS NOT NULL",
    ),
    "ix_request_closed": (
        ["deployment_id", "closed_at", "id", "flow", "method"],
        "closed_at IS NOT NULL",
    ),
}  # fmt: skip


def upgrade() -> None:
    """Keep views, and say of each request by when an answer is wanted."""
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person", sa.String(254), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("person", "name", name="uq_saved_view_person_name"),
    )
    wanted = sa.Column(
        "wanted_at",
        sa.DateTime(timezone=True),
        nullable=False,
        server_default="9999-01-01 00:00:00.000000",
    )
    op.add_column("request", wanted)
    # Of what is closed nobody asks any more.
    op.execute(
        "UPDATE request SET wanted_at = coalesce(sla_due_at, due_at) "
        "WHERE status = 'pending' AND coalesce(sla_due_at, due_at) IS NOT NULL"
    )
    for name, (columns, where) in _INDEXES.items():
        only = sa.text(where)
        op.create_index(name, "request", columns, sqlite_where=only, postgresql_where=only)
    # What one person started or answered, the newest first.
    op.create_index("ix_run_deployment_id_id", "run", ["deployment_id", "id"])
    op.create_index("ix_run_starter_id", "run", ["starter", "id"])
    op.create_index(
        "ix_response_responder_at_request_id", "response", ["responder", "at", "request_id"]
    )
