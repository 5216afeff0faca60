"""What happened to requests, in the order of the trail, for programs that keep up with it.

Numbers of the trail grow with its commits (store/trail.py), so whoever has
read up to one number has missed nothing before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from signoff.inbox.audit import EventKind
from signoff.store.sight import Sight
from signoff.store.tables import audit_events, audit_head, requests

_MARK = "request."
KINDS = tuple(kind.value for kind in EventKind if kind.value.startswith(_MARK))


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing that happened to a request; ``event`` is its kind, ``status`` as it is now."""

    seq: int
    event: str
    at: datetime
    actor: str
    request_id: str
    run_id: str
    flow: str
    method: str
    status: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What happened after a number, oldest first; the next page is after ``cursor``."""

    items: tuple[FeedItem, ...]
    cursor: int


def last_seq(connection: Connection) -> int:
    """Return the number of the newest fact of all."""
    return int(connection.execute(select(audit_head.c.seq)).scalar_one())


def read_feed(connection: Connection, *, after: int | None, limit: int, sight: Sight) -> FeedPage:
    """Return what happened after a number to requests that may be seen; None: from now on."""
    last = last_seq(connection)  # first: what is committed later is for the next page
    if after is None or after >= last:
        return FeedPage((), last)
    query = (
        select(
            audit_events.c.seq,
            audit_events.c.kind,
            audit_events.c.at,
            audit_events.c.actor,
            audit_events.c.request_id,
            requests.c.run_id,
            requests.c.flow,
            requests.c.method,
            requests.c.status,
        )
        .join(requests, requests.c.id == audit_events.c.request_id)
        .where(
            audit_events.c.seq > after,
            audit_events.c.seq <= last,
            audit_events.c.kind.in_(KINDS),
            sight.requests,
        )
        .order_by(audit_events.c.seq)
        .limit(limit)
    )
    items = tuple(
        FeedItem(row.seq, row.kind.removeprefix(_MARK), *row[2:])
        for row in connection.execute(query)
    )
    return FeedPage(items, items[-1].seq if len(items) == limit else last)
