"""What requests are called, for whoever reads facts about them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from signoff.store.headline import READ_LENGTH, headline
from signoff.store.sight import Sight
from signoff.store.tables import requests


def find_approving(
    connection: Connection, request_ids: Collection[str], *, sight: Sight
) -> dict[str, tuple[str, ...]]:
    """Return which outcomes permit something, of those requests that say it and may be seen."""
    if not request_ids:
        return {}
    columns = requests.c
    query = select(columns.id, columns.approving).where(
        columns.id.in_(sorted(request_ids)), columns.approving.is_not(None), sight.requests
    )
    found = connection.execute(query)
    return {row.id: tuple(row.approving) for row in found if row.approving is not None}


def find_titles(
    connection: Connection, request_ids: Collection[str], *, sight: Sight
) -> dict[str, str]:
    """Return the titles of those requests that may be seen, by their ids."""
    if not request_ids:
        return {}
    columns = requests.c
    query = select(
        columns.id,
        columns.metadata,
        func.substr(columns.message, 1, READ_LENGTH).label("message"),
        func.substr(columns.content, 1, READ_LENGTH).label("content"),
        columns.content_type,
    ).where(columns.id.in_(sorted(request_ids)), sight.requests)
    return {
        row.id: headline(row.metadata, row.message, row.content, row.content_type)[0]
        for row in connection.execute(query)
    }
