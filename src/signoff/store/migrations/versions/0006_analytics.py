"""What the figures are counted from, filled with the requests that are closed already.

Those were opened without a calendar and without a target, so neither working
time nor a target is worked out for them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_DIMENSIONS = ("flow", "reviewer", "method", "outcome", "channel", "source")
_MEASURES = ("took", "work")
_WAITS = sa.text("status = 'pending'")
# (request column or expression, figure column): words that become numbers.
_REVIEWER = (
    "CASE WHEN p.source IS NULL OR p.source = 'timeout' THEN r.assignee ELSE p.responder END"
)
_WORDS = (
    ("r.deployment_id", "deployment"),
    ("r.flow", "flow"),
    ("r.method", "method"),
    (_REVIEWER, "reviewer"),
    ("p.outcome", "outcome"),
    ("p.channel", "channel"),
    ("p.source", "source"),
)
_CLOSED = (
    "FROM request r LEFT JOIN response p ON p.request_id = r.id "
    "WHERE r.status <> 'pending' AND r.closed_at IS NOT NULL "
    "AND r.flow <> 'signoff test'"
)
_ENDING = (
    "CASE WHEN r.status = 'cancelled' THEN 3 WHEN r.status = 'expired' THEN 2 "
    "WHEN p.source = 'timeout' THEN 1 ELSE 0 END"
)


def upgrade() -> None:
    """Create the tables, fill them, and then the indexes: faster than the other way round."""
    _create_tables()
    _fill()
    _create_indexes()


def _create_tables() -> None:
    op.create_table(
        "figure_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_name"),
        sa.UniqueConstraint("name", name="uq_figure_name_name"),
    )
    names = ("flow", "method", "reviewer", "outcome", "channel", "source", "ending")
    op.create_table(
        "figure",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("deployment", sa.Integer(), nullable=False),
        sa.Column("closed_s", sa.BigInteger(), nullable=False),
        sa.Column("opened_s", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in names),
        sa.Column("took_s", sa.Integer()),
        sa.Column("work_s", sa.Integer()),
        sa.Column("sla", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_figure_request_id"),
        sa.PrimaryKeyConstraint("request_id", name="pk_figure"),
    )


def _fill() -> None:
    words = " UNION ".join(f"SELECT {word} AS name {_CLOSED}" for word, _ in _WORDS)
    op.execute(
        f"INSERT INTO figure_name (name) "  # noqa: S608
        f"SELECT name FROM ({words}) found WHERE name IS NOT NULL ORDER BY name"
    )
    numbers = ", ".join(
        f"COALESCE((SELECT id FROM figure_name WHERE name = {word}), 0)"  # noqa: S608
        for word, _ in _WORDS
    )
    columns = ", ".join(column for _, column in _WORDS)
    opened, closed = _seconds("r.opened_at"), _seconds("r.closed_at")
    took = f"CASE WHEN {_ENDING} = 0 THEN {_span()} END"
    op.execute(
        f"INSERT INTO figure (request_id, {columns}, closed_s, opened_s, ending, took_s, sla, "
        f"rating) SELECT r.id, {numbers}, {closed}, {opened}, {_ENDING}, {took}, 0, "
        f"COALESCE(p.rating, 0) {_CLOSED}"
    )


def _seconds(column: str) -> str:
    if op.get_bind().dialect.name == "postgresql":
        return f"CAST(floor(extract(epoch FROM {column})) AS BIGINT)"
    return f"CAST(strftime('%s', substr({column}, 1, 19)) AS INTEGER)"  # it rounds fractions


def _span() -> str:
    """Return whole seconds from opening to closing; their fractions count too."""
    if op.get_bind().dialect.name == "postgresql":
        span = "floor(extract(epoch FROM r.closed_at - r.opened_at))"
        return f"GREATEST(0, CAST({span} AS INTEGER))"
    fraction = "substr({0} || '.000000', 20, 7)"  # a whole second is kept without a fraction
    less = f"{fraction.format('r.closed_at')} < {fraction.format('r.opened_at')}"
    span = f"{_seconds('r.closed_at')} - {_seconds('r.opened_at')}"
    return f"MAX(0, {span} - CASE WHEN {less} THEN 1 ELSE 0 END)"


def _create_indexes() -> None:
    op.create_index(
        "ix_figure_closed",
        "figure",
        ["deployment", "closed_s", *_DIMENSIONS, "ending", "sla", "rating", "took_s", "work_s"],
    )
    op.create_index(
        "ix_figure_opened",
        "figure",
        ["deployment", "opened_s", "flow", "reviewer", "method", "outcome", "channel"],
    )
    rests = {
        "": ["flow", "reviewer"],
        "reviewer": ["flow"],
        "flow": ["reviewer"],
        "method": ["flow", "reviewer"],
        "outcome": ["flow", "reviewer"],
        "channel": ["flow", "reviewer"],
    }
    for measure in _MEASURES:
        for lead, rest in rests.items():
            leads = [lead] if lead else []
            op.create_index(
                "_".join(["ix_figure", measure, *leads]),
                "figure",
                ["deployment", *leads, f"{measure}_s", "closed_s", *rest],
            )
    for name, at in (("ix_request_waiting", "opened_at"), ("ix_request_waiting_sla", "sla_due_at")):
        op.create_index(
            name,
            "request",
            ["deployment_id", at, "flow", "method", "assignee", "status"],
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        )
