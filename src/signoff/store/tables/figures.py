"""What the figures are counted from: one narrow row for each closed request.

Each index serves one way of counting and holds all that it needs, so the rows
themselves are not read. Numbers stand for words (``figure_name``; 0 for none):
an index of words is three times as long to walk.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, false

from signoff.store.tables.columns import Json, Words, metadata

figure_names = Table(
    "figure_name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
)

figures = Table(
    "figure",
    metadata,
    Column("request_id", ForeignKey("request.id"), primary_key=True),
    Column("deployment", Integer, nullable=False),
    Column("closed_s", BigInteger, nullable=False),  # whole seconds since 1970
    Column("opened_s", BigInteger, nullable=False),
    Column("flow", Integer, nullable=False),
    Column("method", Integer, nullable=False),
    Column("reviewer", Integer, nullable=False),
    Column("outcome", Integer, nullable=False),
    Column("channel", Integer, nullable=False),
    Column("source", Integer, nullable=False),
    Column("ending", Integer, nullable=False),  # store/figures/ledger.py: Ending
    Column("took_s", Integer),  # none where no person answered
    Column("work_s", Integer),  # the same in working time; none without a calendar
    Column("sla", Integer, nullable=False),  # 0 no target, 1 missed, 2 met
    Column("rating", Integer, nullable=False),  # 0 none
    # interpret/verdict.py: Verdict, by what was `approving` when the request was made
    Column("verdict", Integer, nullable=False, server_default="0"),
    Index("ix_figure_closed", "deployment", "closed_s", "flow", "reviewer", "method", "outcome",
          "channel", "source", "ending", "sla", "rating", "took_s", "work_s", "verdict"),
    Index("ix_figure_opened", "deployment", "opened_s", "flow", "reviewer", "method", "outcome",
          "channel"),
    Index("ix_figure_took", "deployment", "took_s", "closed_s", "flow", "reviewer"),
    Index("ix_figure_took_reviewer", "deployment", "reviewer", "took_s", "closed_s", "flow"),
    Index("ix_figure_took_flow", "deployment", "flow", "took_s", "closed_s", "reviewer"),
    Index("ix_figure_took_method", "deployment", "method", "took_s", "closed_s", "flow",
          "reviewer"),
    Index("ix_figure_took_outcome", "deployment", "outcome", "took_s", "closed_s", "flow",
          "reviewer"),
    Index("ix_figure_took_channel", "deployment", "channel", "took_s", "closed_s", "flow",
          "reviewer"),
    Index("ix_figure_work", "deployment", "work_s", "closed_s", "flow", "reviewer"),
    Index("ix_figure_work_reviewer", "deployment", "reviewer", "work_s", "closed_s", "flow"),
    Index("ix_figure_work_flow", "deployment", "flow", "work_s", "closed_s", "reviewer"),
    Index("ix_figure_work_method", "deployment", "method", "work_s", "closed_s", "flow",
          "reviewer"),
    Index("ix_figure_work_outcome", "deployment", "outcome", "work_s", "closed_s", "flow",
          "reviewer"),
    Index("ix_figure_work_channel", "deployment", "channel", "work_s", "closed_s", "flow",
          "reviewer"),
)  # fmt: skip

# Up to when the rows of a deployment are over. Whoever changes one of those takes away what was
# kept of its spans, and ends the era: what is being counted in it is not kept.
figure_eras = Table(
    "figure_era",
    metadata,
    Column("deployment", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    Column("until_s", BigInteger, nullable=False),
)

# What was counted of a span that is over (figures/tally.py); 0 for every flow, every reviewer.
figure_parts = Table(
    "figure_part",
    metadata,
    Column("deployment", Integer, primary_key=True, autoincrement=False),
    Column("flow", Integer, primary_key=True, autoincrement=False),
    Column("reviewer", Integer, primary_key=True, autoincrement=False),
    Column("start_s", BigInteger, primary_key=True, autoincrement=False),
    Column("end_s", BigInteger, primary_key=True, autoincrement=False),
    # whether the flows and reviewers with much in this span have theirs, too
    Column("is_narrowed", Boolean, nullable=False, server_default=false()),
    Column("tally", Json, nullable=False),
)
