"""Requests to people, who is asked, and what they said."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    false,
    literal_column,
)

from signoff.store.tables.columns import Instant, Json, Words, id_column, metadata

requests = Table(
    "request",
    metadata,
    id_column(primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("key", String(220), nullable=False),
    Column("flow", String(200), nullable=False),
    Column("method", String(200), nullable=False),
    Column("message", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("content_type", String(60), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("outcomes", Json, nullable=False),
    Column("default_outcome", String(200)),
    Column("approving", Json),
    Column("model", Words),
    Column("asker", Words),
    Column("pre_review", Json),
    Column("response_schema", Json),  # of a typed answer
    Column("editable", Boolean, nullable=False, server_default=false()),
    Column("learned_at", Instant),  # when lessons were drawn from its answer: once
    Column("metadata", Json, nullable=False),
    Column("state", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("assignee", String(254)),  # the first who is asked, for lists
    Column("deployment_id", String(36), nullable=False, server_default="", index=True),
    Column("plan", Json),
    Column("stage", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(254)),
    Column("claimed_at", Instant),
    Column("seen_at", Instant),  # when somebody who is asked first opened it
    Column("sla_due_at", Instant),
    Column("due_at", Instant),  # when the next act of the ladder is due; none while snoozed acts
    Column("next_act", Integer, nullable=False, server_default="0"),  # which of the ladder
    Column("extended_s", Integer, nullable=False, server_default="0"),
    Column("snoozed_until", Instant),
    # What lists are sorted by: the SLA target, else the next act; see store/wanted.py.
    Column("wanted_at", Instant, nullable=False, server_default="9999-01-01 00:00:00.000000"),
    Column("superseded_by", String(36)),
    Column("status", String(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("redacted_at", Instant),  # when its words were taken out, and its answers'
    UniqueConstraint("run_id", "key"),
    Index(None, "status", "opened_at"),
    Index(None, "assignee", "status", "opened_at"),
    Index(None, "status", "due_at"),
)

# What waits, for the figures of it: as short as the queue is, however many were ever closed.
# The status is always the same, but SQLite would look it up in the row.
_WAITS = requests.c.status == literal_column("'pending'")
Index(
    "ix_request_waiting", requests.c.deployment_id, requests.c.opened_at, requests.c.flow,
    requests.c.method, requests.c.assignee, requests.c.status,
    sqlite_where=_WAITS, postgresql_where=_WAITS,
)  # fmt: skip
Index(
    "ix_request_waiting_sla", requests.c.deployment_id, requests.c.sla_due_at, requests.c.flow,
    requests.c.method, requests.c.assignee, requests.c.status,
    sqlite_where=_WAITS, postgresql_where=_WAITS,
)  # fmt: skip

# What programs list page by page: by id, those that wait.
Index("ix_request_pending", requests.c.id, sqlite_where=_WAITS, postgresql_where=_WAITS)

# What lists walk, so that a page of them costs the same however much is stored: what waits, the
# most urgent first; what is put off; what was closed, the newest first.
Index(
    "ix_request_wanted", requests.c.deployment_id, requests.c.wanted_at, requests.c.id,
    requests.c.snoozed_until, requests.c.flow, requests.c.method, requests.c.assignee,
    requests.c.status, sqlite_where=_WAITS, postgresql_where=_WAITS,
)  # fmt: skip
_IS_PUT_OFF = and_(_WAITS, requests.c.snoozed_until.is_not(None))
Index(
    "ix_request_put_off", requests.c.deployment_id, requests.c.snoozed_until, requests.c.id,
    requests.c.status, sqlite_where=_IS_PUT_OFF, postgresql_where=_IS_PUT_OFF,
)  # fmt: skip
_IS_CLOSED = requests.c.closed_at.is_not(None)
Index(
    "ix_request_closed", requests.c.deployment_id, requests.c.closed_at, requests.c.id,
    requests.c.flow, requests.c.method, sqlite_where=_IS_CLOSED, postgresql_where=_IS_CLOSED,
)  # fmt: skip

responses = Table(
    "response",
    metadata,
    Column("request_id", ForeignKey("request.id"), primary_key=True),
    Column("feedback", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("outcome", String(200)),
    Column("source", String(20), nullable=False),
    Column("read_by", Words),
    Column("responder", String(254), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("verification", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("final_at", Instant, nullable=False),  # until then it can be taken back
    Column("rating", Integer),  # 1 to 5
    Column("comment", Words),
    Column("edited_output", Json),
    Column("answer", Json),
    Index(None, "responder", "at", "request_id"),
)

# Who is asked, since when and why; an ended row is history. A request is "mine" by an open row.
assignments = Table(
    "assignment",
    metadata,
    id_column(primary_key=True),
    Column("request_id", ForeignKey("request.id"), nullable=False),
    Column("person", String(254), nullable=False),
    Column("stage", Integer, nullable=False),
    Column("why", Words, nullable=False),
    Column("in_place_of", String(254)),
    Column("added_by", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_why", Words),
    Index(None, "request_id", "ended_at"),
    Index(None, "person", "ended_at", "request_id"),
)

# What each of several people said, where more than one answer decides.
votes = Table(
    "vote",
    metadata,
    Column("request_id", ForeignKey("request.id"), primary_key=True),
    Column("stage", Integer, primary_key=True, autoincrement=False),
    Column("person", String(254), primary_key=True),
    Column("outcome", String(200)),
    Column("feedback", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("source", String(20), nullable=False),
    Column("read_by", Words),
    Column("channel", String(40), nullable=False),
    Column("verification", String(20), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("rating", Integer),
    Column("comment", Words),
    Column("edited_output", Json),
    Column("answer", Json),
)

# What people say to each other about a request; it decides nothing.
remarks = Table(
    "remark",
    metadata,
    id_column(primary_key=True),
    Column("request_id", ForeignKey("request.id"), nullable=False),
    Column("person", String(254), nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "request_id"),
)

# Whose turn it was last in a group that takes turns.
group_turns = Table(
    "group_turn",
    metadata,
    Column("deployment_id", String(36), primary_key=True),
    Column("group", String(100), primary_key=True),
    Column("person", String(254), nullable=False),
)

# Who answers for whom, from when until when.
delegations = Table(
    "delegation",
    metadata,
    id_column(primary_key=True),
    Column("person", String(254), nullable=False, index=True),
    Column("delegate", String(254), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("added_by", String(254), nullable=False),
    Column("added_at", Instant, nullable=False),
)
