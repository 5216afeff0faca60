"""What runs: deployments, runs and what a run resumes from."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from signoff.store.tables.columns import Instant, Json, Words, id_column, metadata

deployments = Table(
    "deployment",
    metadata,
    id_column(primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("creator", String(254), nullable=False),
    Column("organisation_id", String(36), nullable=False, server_default=""),
    Column("settings", Json, nullable=False),  # its policy, as inbox/policy_text.py writes it
    Column("settings_version", Integer, nullable=False, server_default="1"),
    Column("created_at", Instant, nullable=False),
)

runs = Table(
    "run",
    metadata,
    id_column(primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False),
    Column("flow", String(200), nullable=False),
    Column("status", String(20), nullable=False),
    Column("inputs", Json, nullable=False),
    Column("state", Json),  # the author's state as plain JSON, for people to look at
    Column("result", Json),
    Column("error", Words),
    Column("starter", String(254), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # Who advances it now, and a fencing number: a worker that was thought dead cannot write.
    Column("claim", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(120)),
    Column("claimed_job", String(120)),
    Column("redacted_at", Instant),
    Index(None, "status", "started_at"),
    Index(None, "deployment_id", "id"),
    Index(None, "starter", "id"),
)

checkpoints = Table(
    "checkpoint",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("head", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# What happened in a run, as its record keeps it: appended to, so a step costs the same in a
# long run as in a short one.
run_log = Table(
    "run_log",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
)

steps = Table(
    "step",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("method", String(200), nullable=False),
    Column("trigger", String(200)),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("output", Words, nullable=False),
    Column("error", Words),
    Column("changes", Json),  # of the author's state, what became another by it
)

# What a run was when an answer was taken in: from there it can be forked.
decisions = Table(
    "decision",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("key", String(220), primary_key=True),
    Column("head", Text, nullable=False),
)

# Runs that began where another one stood at a decision.
forks = Table(
    "fork",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("from_run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("request_id", ForeignKey("request.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # the last step of the other that it has as its past
)
