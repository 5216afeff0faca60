"""Requests with their answers, their votes and the facts about them, for whoever compares these.

A server may go on meanwhile: what is given belongs together. Where a fact came
while the rest was read, that request is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from signoff.inbox.chain import Link
from signoff.inbox.terms import TERMS
from signoff.store.audit.about_run import plain_row
from signoff.store.audit.reading import AT_ONCE, Reading, link_from
from signoff.store.tables import audit_events, replies, requests, responses, runs, votes

_AT_ONCE = 100  # contents can be long
_REQUEST = (
    *("id", "status", "message", "content", "content_type", "content_hash", "outcomes"),
    *("redacted_at", *TERMS),
)


def iterate_decided(
    reading: Reading, kinds: Sequence[str]
) -> Iterator[tuple[dict[str, Any], list[Link]]]:
    """Give every request, as evidence shows it, with its facts of these kinds in order.

    {"id", ..., "response": {...} or None, "votes": [{...}], "replies": [{"id", "request_id",
    "raw_sha256"}]}, columns by their names, instants in RFC 3339.
    """
    after = ""
    while True:
        query = select(requests.c.id).where(requests.c.id > after).order_by(requests.c.id)
        with reading() as connection:
            wanted = list(connection.scalars(query.limit(_AT_ONCE)))
        if not wanted:
            return
        after = wanted[-1]
        while wanted:
            with reading() as connection:
                found = _read(connection, wanted, kinds)
                last = _last(connection, wanted, kinds)
            settled = [one for one in found if last.get(one[0]["id"]) == _end(one[1])]
            yield from settled
            done = {request["id"] for request, _ in settled}
            wanted = [each for each in wanted if each not in done]


def iterate_begun(reading: Reading, kind: str) -> Iterator[tuple[dict[str, Any], Link]]:
    """Give every run, {"id", "starter"}, with its fact of this kind."""
    after = ""
    query = (
        select(audit_events, runs.c.starter)
        .join(runs, runs.c.id == audit_events.c.run_id)
        .where(audit_events.c.kind == kind)
        .order_by(runs.c.id)
        .limit(AT_ONCE)
    )
    while True:
        with reading() as connection:
            found = connection.execute(query.where(runs.c.id > after)).mappings().all()
        for row in found:
            yield {"id": row["run_id"], "starter": row["starter"]}, link_from(row)
        if len(found) < AT_ONCE:
            return
        after = found[-1]["run_id"]


def _read(
    connection: Connection, ids: Sequence[str], kinds: Sequence[str]
) -> list[tuple[dict[str, Any], list[Link]]]:
    facts: dict[str | None, list[Link]] = defaultdict(list)
    query = select(audit_events).where(
        audit_events.c.request_id.in_(ids), audit_events.c.kind.in_(kinds)
    )
    for row in connection.execute(query.order_by(audit_events.c.seq)).mappings():
        facts[row["request_id"]].append(link_from(row))
    answers, voted = _by_request(connection, responses, ids), _by_request(connection, votes, ids)
    mails = _by_request(connection, replies, ids, only=("id", "request_id", "raw_sha256"))
    columns = [requests.c[name] for name in _REQUEST]
    asked = connection.execute(select(*columns).where(requests.c.id.in_(ids))).mappings()
    return [
        (
            plain_row(row)
            | {
                "response": next(iter(answers[row["id"]]), None),
                "votes": voted[row["id"]],
                "replies": mails[row["id"]],
            },
            facts[row["id"]],
        )
        for row in asked
    ]


def _by_request(
    connection: Connection, table: Table, ids: Sequence[str], *, only: Sequence[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = [table.c[name] for name in only] or [*table.c]
    query = select(*columns).where(table.c.request_id.in_(ids))
    for row in connection.execute(query.order_by(*table.primary_key.columns)).mappings():
        found[row["request_id"]].append(plain_row(row))
    return found


def _last(connection: Connection, ids: Sequence[str], kinds: Sequence[str]) -> dict[str, int]:
    columns = audit_events.c
    query = select(columns.request_id, func.max(columns.seq)).group_by(columns.request_id)
    found = connection.execute(query.where(columns.request_id.in_(ids), columns.kind.in_(kinds)))
    return {row[0]: row[1] for row in found}


def _end(facts: list[Link]) -> int | None:
    return facts[-1].seq if facts else None
