"""Whom callers of a crew want told of its run, and what signs what they are told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from signoff.store.tables.columns import Instant, Json, Words, id_column, metadata

# A run that was started as one of a crew, by a program that may want to be called back.
crew_executions = Table(
    "crew_execution",
    metadata,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("meta", Json, nullable=False),  # the caller's own, given back in every call
    Column("n_done", Integer, nullable=False),  # tasks that were told as done, or would have been
)

# Never changed but for `is_current`: what was told while it was current goes there, whatever
# the caller says later.
crew_hooks = Table(
    "crew_hook",
    metadata,
    id_column(primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("url", Words, nullable=False),
    Column("auth", Text),  # the Authorization header, sealed
    Column("events", Json, nullable=False),
    Column("is_realtime", Boolean, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Index(None, "run_id", "is_current"),
)

# What signs the calls of a deployment's crews.
crew_secrets = Table(
    "crew_secret",
    metadata,
    Column("deployment_id", ForeignKey("deployment.id"), primary_key=True),
    Column("secret", Text, nullable=False),  # sealed, as is the next
    Column("next_secret", Text),
    Column("next_from", Instant),  # when the next one takes the first one's place
)
