"""Requests that are like another one, for whoever decides that one."""

from __future__ import annotations

from sqlalchemy import Connection

from signoff.store.own_part import IS_WAITING
from signoff.store.request_rows import (
    RequestRow,
    all_requests,
    asks_on_the_way,
    is_open_to,
    request_row,
    with_people,
)
from signoff.store.sight import Sight
from signoff.store.tables import requests


def list_alike(
    connection: Connection, row: RequestRow, *, person: str, sight: Sight, limit: int
) -> tuple[RequestRow, ...]:
    """Return the oldest other requests of the same step that wait for ``person``.

    Each with all who are asked; not those that somebody else has claimed.
    """
    query = (
        all_requests()
        .where(
            sight.requests,
            IS_WAITING,
            requests.c.flow == row.flow,
            requests.c.method == row.method,
            is_open_to(person),
            requests.c.id != row.id,
            asks_on_the_way(person),
        )
        .order_by(requests.c.id)
        .limit(limit)
    )
    return tuple(with_people(connection, list(map(request_row, connection.execute(query)))))
