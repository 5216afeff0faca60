"""Requests and the response that closed them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Connection, Select, delete, insert, select, update

from signoff.errors import RequestNotFound
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response
from signoff.store import rows
from signoff.store.figures.ledger import Ledger
from signoff.store.tables import requests, responses

Columns = TypeVarTuple("Columns")


def of_round_before(
    query: Select[*Columns], run_id: str, method: str, revision: int
) -> Select[*Columns]:
    """Keep of a query of requests what a method of a run asked last before ``revision``."""
    earlier = query.where(
        requests.c.run_id == run_id,
        requests.c.method == method,
        requests.c.revision < revision,
    )
    return earlier.order_by(requests.c.revision.desc()).limit(1)


class Requests:
    """The requests, as one open transaction sees them."""

    def __init__(self, connection: Connection, figures: Ledger) -> None:
        self._connection = connection
        self._figures = figures

    def get(self, request_id: str) -> Request:
        """Return a request. Raises: RequestNotFound."""
        return _found(self.find(request_id), request_id)

    def find(self, request_id: str) -> Request | None:
        """Return a request, or None."""
        query = select(requests).where(requests.c.id == request_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.request_from(row)

    def is_redacted(self, request_id: str) -> bool:
        """Say whether a request's words were taken out."""
        query = select(requests.c.redacted_at).where(requests.c.id == request_id)
        return self._connection.execute(query).scalar_one_or_none() is not None

    def hold(self, request_id: str) -> Request:
        """Return a request that nobody else can change before this transaction ends.

        Raises: RequestNotFound.
        """
        is_it = requests.c.id == request_id
        if self._connection.dialect.name == "postgresql":
            query = select(requests).where(is_it).with_for_update()
            held = self._connection.execute(query)
        else:
            # SQLite locks nothing for a reader: what begins the transaction must write.
            change = update(requests).where(is_it).values(status=requests.c.status)
            held = self._connection.execute(change.returning(*requests.c))
        row = held.mappings().one_or_none()
        return _found(None if row is None else rows.request_from(row), request_id)

    def find_by_key(self, run_id: str, key: str) -> Request | None:
        """Return the request that a run opened under this key, if it did."""
        query = select(requests).where(requests.c.run_id == run_id, requests.c.key == key)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.request_from(row)

    def find_round_before(self, request: Request) -> Request | None:
        """Return what the same method of the same run asked before ``request``."""
        at = request.run_id, request.ask.method, request.ask.revision
        query = of_round_before(select(requests), *at)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.request_from(row)

    def of_run(self, run_id: str) -> list[Request]:
        """Return all requests of a run, oldest first."""
        query = select(requests).where(requests.c.run_id == run_id).order_by(requests.c.id)
        return [rows.request_from(row) for row in self._connection.execute(query).mappings()]

    def pending_of_run(self, run_id: str) -> list[Request]:
        """Return the requests of a run that wait, oldest first."""
        query = (
            select(requests)
            .where(requests.c.run_id == run_id, requests.c.status == RequestStatus.PENDING.value)
            .order_by(requests.c.id)
        )
        return [rows.request_from(row) for row in self._connection.execute(query).mappings()]

    def superseded(self, run_id: str, keys: Collection[str]) -> list[str]:
        """Return those of a run's keys whose questions a newer version has taken the place of."""
        if len(keys) < 2:  # noqa: PLR2004 - one question has no newer one beside it
            return []
        query = select(requests.c.key).where(
            requests.c.run_id == run_id,
            requests.c.key.in_(keys),
            requests.c.superseded_by.is_not(None),
        )
        return list(self._connection.scalars(query))

    def add(self, request: Request) -> None:
        self._connection.execute(insert(requests).values(rows.row_of(request)))

    def close(self, request: Request) -> bool:
        """Store a closed request if the stored one is still pending; say whether it was."""
        statement = (
            update(requests)
            .where(requests.c.id == request.id, requests.c.status == RequestStatus.PENDING.value)
            .values(
                status=request.status.value,
                closed_at=request.closed_at,
                superseded_by=request.superseded_by,
            )
        )
        was_open = self._connection.execute(statement).rowcount == 1
        if was_open and request.status is not RequestStatus.ANSWERED:
            self._figures.record(request.id)  # an answer's are known with its response
        return was_open

    def reopen(self, request: Request) -> None:
        """Store a request as pending again, without the response that closed it."""
        self._figures.remove(request.id)
        self._connection.execute(delete(responses).where(responses.c.request_id == request.id))
        change = update(requests).where(requests.c.id == request.id)
        self._connection.execute(change.values(status=request.status.value, closed_at=None))

    def keep(self, request: Request) -> None:
        """Store who has a request: its stage, its first assignee, its claim."""
        change = update(requests).where(requests.c.id == request.id)
        names = ("stage", "assignee", "claimed_by", "claimed_at")
        self._connection.execute(change.values({name: getattr(request, name) for name in names}))

    def mark_seen(self, request_id: str, *, now: datetime) -> bool:
        """Note that somebody who is asked has seen it; say whether nobody had before."""
        statement = (
            update(requests)
            .where(requests.c.id == request_id, requests.c.seen_at.is_(None))
            .values(seen_at=now)
        )
        return self._connection.execute(statement).rowcount == 1

    def mark_learned(self, request_id: str, *, now: datetime) -> bool:
        """Note that lessons are drawn from a request's answer; say whether nobody had before."""
        statement = (
            update(requests)
            .where(requests.c.id == request_id, requests.c.learned_at.is_(None))
            .values(learned_at=now)
        )
        return self._connection.execute(statement).rowcount == 1

    def is_learned(self, request_id: str) -> bool:
        """Say whether lessons were drawn from a request's answer before."""
        query = select(requests.c.learned_at).where(requests.c.id == request_id)
        return self._connection.execute(query).scalar_one_or_none() is not None

    def add_response(self, response: Response) -> None:
        kept = {column.name: getattr(response, column.name) for column in responses.c}
        final_at = response.final_at or response.at
        self._connection.execute(insert(responses).values({**kept, "final_at": final_at}))
        self._figures.record(response.request_id)

    def find_response(self, request_id: str) -> Response | None:
        """Return what closed a request, if an answer did."""
        query = select(responses).where(responses.c.request_id == request_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.response_from(row)

    def find_responses(
        self, run_id: str, keys: Collection[str], *, now: datetime
    ) -> dict[str, Response]:
        """Return what a run was answered, by the key it asked under, as far as that is final."""
        query = (
            select(requests.c.key, responses)
            .join(requests, requests.c.id == responses.c.request_id)
            .where(
                requests.c.run_id == run_id,
                requests.c.key.in_(keys),
                responses.c.final_at <= now,
            )
        )
        found = self._connection.execute(query).mappings()
        return {row["key"]: rows.response_from(row) for row in found}


def _found(request: Request | None, request_id: str) -> Request:
    if request is None:
        raise RequestNotFound(
            f"There is no request {request_id!r}. Nothing was changed. "
            "Open the inbox to see the requests there are."
        )
    return request
