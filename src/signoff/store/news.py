"""What is new in the audit trail, for whoever keeps looking.

Ids sort by the time they were made, but rows appear in the order of their
commits, so each look reaches back over a window behind the newest row seen.
Which of them the reader knows already is the reader's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, func, select

from signoff.store.tables import audit_events

# Longer than any transaction of ours is open, and than clocks of two machines may differ.
WINDOW = timedelta(seconds=10)
LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Glimpse:
    """That something happened, without what: ``subjects`` are all ids it touches."""

    id: str
    kind: str
    subjects: tuple[str, ...]


def find_newest(connection: Connection) -> str:
    """Return the id of the newest event, or nothing at all before the first."""
    return connection.execute(select(func.max(audit_events.c.id))).scalar_one() or ""


def list_around(connection: Connection, newest: str) -> tuple[Glimpse, ...]:
    """Return events not older than ``WINDOW`` before ``newest``, newest first, at most LIMIT."""
    query = (
        select(
            audit_events.c.id,
            audit_events.c.kind,
            audit_events.c.subject,
            audit_events.c.run_id,
            audit_events.c.request_id,
        )
        .where(audit_events.c.id >= _window_start(newest))
        .order_by(audit_events.c.id.desc())
        .limit(LIMIT)
    )
    return tuple(
        Glimpse(row.id, row.kind, tuple(filter(None, (row.subject, row.run_id, row.request_id))))
        for row in connection.execute(query)
    )


def _window_start(newest: str) -> str:
    # A UUIDv7 begins with 48 bits of Unix milliseconds: 8 and 4 hexadecimal digits.
    if not newest:
        return ""
    made_at = int(newest[:8] + newest[9:13], 16)
    start = f"{max(0, made_at - int(WINDOW.total_seconds() * 1000)):012x}"
    return f"{start[:8]}-{start[8:]}"
