"""Whether each closed request was approved: by what its author said, else by its outcome's name."""

from __future__ import annotations

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_APPROVED, _WITHHELD, _UNSAID = 1, 2, 0
_INDEX = "ix_figure_closed"
_BEFORE = ["deployment", "closed_s", "flow", "reviewer", "method", "outcome", "channel", "source"]
_BEFORE += ["ending", "sla", "rating", "took_s", "work_s"]
# As the rule was when this step was made: what it stored then does not change with later names.
_APPROVING = """
    approve approved accept accepted allow allowed confirm confirmed grant granted ok pass passed
    publish published sign_off signed_off yes
"""
_WITHHOLDING = """
    needs_revision needs_revisions revise revision revisions request_changes changes_requested
    needs_changes needs_work rework edit needs_edit redo reject rejected decline declined deny
    denied refuse refused disapprove disapproved not_approved block blocked no
"""


def upgrade() -> None:
    """Add the column and fill it, between an index that goes and one that has it too."""
    op.drop_index(_INDEX, "figure")
    op.add_column("figure", sa.Column("verdict", sa.Integer(), nullable=False, server_default="0"))
    _fill()
    op.create_index(_INDEX, "figure", [*_BEFORE, "verdict"])


def _fill() -> None:
    # What people could choose is little beside what they chose: each pair is judged once.
    said = op.create_table(
        "said_here",
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("approving", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outcome", "approving", name="pk_said_here"),
    )
    pairs = op.get_bind().execute(
        sa.text(
            "SELECT DISTINCT p.outcome, COALESCE(r.approving, '') FROM response p "
            "JOIN request r ON r.id = p.request_id WHERE p.outcome IS NOT NULL"
        )
    )
    rows = [
        {"outcome": outcome, "approving": approving, "verdict": _verdict(outcome, approving)}
        for outcome, approving in pairs
    ]
    op.bulk_insert(said, rows)
    op.execute(
        "UPDATE figure SET verdict = COALESCE((SELECT s.verdict FROM request r "
        "JOIN response p ON p.request_id = r.id JOIN said_here s "
        "ON s.outcome = p.outcome AND s.approving = COALESCE(r.approving, '') "
        "WHERE r.id = figure.request_id), 0)"
    )
    op.drop_table("said_here")


def _verdict(outcome: str, approving: str) -> int:
    named = json.loads(approving) if approving else None
    if named is not None:
        return _APPROVED if outcome in named else _WITHHELD
    name = re.sub(r"[\s_-]+", "_", outcome.strip().casefold())
    if name in _APPROVING.split():
        return _APPROVED
    return _WITHHELD if name in _WITHHOLDING.split() else _UNSAID
