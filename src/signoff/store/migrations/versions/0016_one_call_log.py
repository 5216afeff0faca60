"""One log of calls to programs, whoever the receiver is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TRIED = "n, at, duration_ms, address, status_code, error, response_body"


def upgrade() -> None:
    """Put calls to webhooks and calls to the callers of crews together, with their tries."""
    _create_calls()
    _create_attempts()
    same = "id, assigned_to, data, happened_at, status, n_attempts, n_left"
    old = ", ".join(f"told.{name}" for name in same.split(", "))
    op.execute(
        f"INSERT INTO call ({same}, webhook_id, kind, fact, request_id, run_id) "  # noqa: S608
        f"SELECT {old}, told.webhook_id, told.event, told.fact_id, told.request_id, asked.run_id "
        "FROM webhook_delivery told LEFT JOIN request asked ON asked.id = told.request_id"
    )
    same = "id, run_id, hook_id, kind, fact, happened_at, status, n_attempts, n_left"
    op.execute(f"INSERT INTO call ({same}, data) SELECT {same}, body FROM crew_call")  # noqa: S608
    headers = "request_headers, response_headers"
    op.execute(
        f"INSERT INTO call_attempt (call_id, {_TRIED}, {headers}) "  # noqa: S608
        f"SELECT delivery_id, {_TRIED}, {headers} FROM webhook_attempt"
    )
    op.execute(
        f"INSERT INTO call_attempt (call_id, {_TRIED}, {headers}) "  # noqa: S608
        f"SELECT call_id, {_TRIED}, '{{}}', '{{}}' FROM crew_call_attempt"
    )
    for table in ("webhook_attempt", "crew_call_attempt", "webhook_delivery", "crew_call"):
        op.drop_table(table)


def _create_calls() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("webhook_id", sa.String(length=36)),
        sa.Column("hook_id", sa.String(length=36)),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fact", sa.String(length=150), nullable=False),
        sa.Column("run_id", sa.String(length=36)),
        sa.Column("request_id", sa.String(length=36)),
        sa.Column("assigned_to", sa.String(length=254)),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("n_attempts", sa.Integer(), nullable=False),
        sa.Column("n_left", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(webhook_id IS NULL) <> (hook_id IS NULL)", name="ck_call_one_receiver"
        ),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name="fk_call_webhook_id"),
        sa.ForeignKeyConstraint(["hook_id"], ["crew_hook.id"], name="fk_call_hook_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_call_run_id"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_call_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
    )
    op.create_index("ix_call_webhook_id_fact", "call", ["webhook_id", "fact"], unique=True)
    op.create_index("ix_call_hook_id_fact", "call", ["hook_id", "fact"], unique=True)
    op.create_index("ix_call_webhook_id_status_id", "call", ["webhook_id", "status", "id"])
    op.create_index("ix_call_run_id_id", "call", ["run_id", "id"])
    op.create_index("ix_call_request_id", "call", ["request_id"])


def _create_attempts() -> None:
    op.create_table(
        "call_attempt",
        sa.Column("call_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=60)),
        sa.Column("status_code", sa.Integer()),
        sa.Column("error", sa.Text()),
        sa.Column("request_headers", sa.Text(), nullable=False),
        sa.Column("response_headers", sa.Text(), nullable=False),
        sa.Column("response_body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_attempt_call_id"),
        sa.PrimaryKeyConstraint("call_id", "n", name="pk_call_attempt"),
    )
