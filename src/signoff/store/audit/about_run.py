"""All that is stored about one run and its requests, as plain JSON for a bundle of evidence.

It shows what people saw and said. Tickets, tokens and raw mails stay where they
are: of a mail there is its SHA-256, so that a kept copy can be compared.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from signoff.inbox.chain import instant
from signoff.inbox.terms import TERMS
from signoff.store.tables import (
    assignments,
    attempts,
    deliveries,
    remarks,
    replies,
    requests,
    responses,
    runs,
    votes,
)

_RUN = ("id", "flow", "status", "starter", "started_at", "ended_at", "inputs", "result", "error")
_REQUEST = (
    *("id", "flow", "method", "revision", "status", "opened_at", "closed_at", "seen_at"),
    *("message", "content", "content_type", "content_hash", "outcomes", *TERMS),
    *("superseded_by", "redacted_at"),
)
_REPLY = ("id", "received_at", "way", "envelope_from", "verdict", "reason", "words", "raw_sha256")


def find_story(connection: Connection, run_id: str) -> dict[str, Any]:
    """Return what is stored of a run that there is.

    {"run": {...}, "requests": [{..., "asked", "votes", "response", "remarks", "replies",
    "deliveries"}]}, columns by their names, instants in RFC 3339.
    """
    run = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().one()
    query = select(requests).where(requests.c.run_id == run_id).order_by(requests.c.opened_at)
    asked = connection.execute(query).mappings().all()
    return {
        "run": {name: _plain(run[name]) for name in (*_RUN, "redacted_at")},
        "requests": [
            {name: _plain(row[name]) for name in _REQUEST} | _around(connection, row["id"])
            for row in asked
        ],
    }


def _around(connection: Connection, request_id: str) -> dict[str, Any]:
    answers = _of(connection, responses, request_id)
    return {
        "asked": _of(connection, assignments, request_id),
        "votes": _of(connection, votes, request_id),
        "response": answers[0] if answers else None,
        "remarks": _of(connection, remarks, request_id),
        "replies": _of(connection, replies, request_id, only=_REPLY),
        "deliveries": _deliveries(connection, request_id),
    }


def _of(
    connection: Connection, table: Table, request_id: str, *, only: tuple[str, ...] | None = None
) -> list[dict[str, Any]]:
    columns = [table.c[name] for name in only] if only else list(table.c)
    query = select(*columns).where(table.c.request_id == request_id)
    rows = connection.execute(query.order_by(*table.primary_key.columns)).mappings()
    return [plain_row(row) for row in rows]


def _deliveries(connection: Connection, request_id: str) -> list[dict[str, Any]]:
    columns = ("id", "created_at", "purpose", "channel", "address", "message_id", "status")
    sent = _of(connection, deliveries, request_id, only=columns)
    for delivery in sent:
        query = select(attempts).where(attempts.c.delivery_id == delivery["id"])
        tried = connection.execute(query.order_by(attempts.c.n)).mappings()
        delivery["attempts"] = [
            {name: _plain(row[name]) for name in ("n", "at", "error", "detail")} for row in tried
        ]
    return sent


def plain_row(row: RowMapping) -> dict[str, Any]:
    """Return a row as plain JSON: columns by their names, instants in RFC 3339."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's value, as JSON has it
    return instant(value) if isinstance(value, datetime) else value
