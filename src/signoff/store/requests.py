"""Requests and the response that closed them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from signoff.errors import RequestNotFound
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response
from signoff.store import rows
from signoff.store.tables import requests, responses


class Requests:
    """The requests, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, request_id: str) -> Request:
        """Return a request. Raises: RequestNotFound."""
        query = select(requests).where(requests.c.id == request_id)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise RequestNotFound(
                f"There is no request {request_id!r}. Nothing was changed. "
                "Open the inbox to see the requests there are."
            )
        return rows.request_from(row)

    def find_by_key(self, run_id: str, key: str) -> Request | None:
        """Return the request that a run opened under this key, if it did."""
        query = select(requests).where(requests.c.run_id == run_id, requests.c.key == key)
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

    def add(self, request: Request) -> None:
        self._connection.execute(insert(requests).values(rows.row_of(request)))

    def close(self, request: Request) -> bool:
        """Store a closed request if the stored one is still pending; say whether it was."""
        statement = (
            update(requests)
            .where(requests.c.id == request.id, requests.c.status == RequestStatus.PENDING.value)
            .values(status=request.status.value, closed_at=request.closed_at)
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

    def find_response(self, request_id: str) -> Response | None:
        """Return what closed a request, if an answer did."""
        query = select(responses).where(responses.c.request_id == request_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.response_from(row)

    def find_responses(self, run_id: str, keys: Collection[str]) -> dict[str, Response]:
        """Return what a run was answered, by the key it asked under, as far as it was."""
        query = (
            select(requests.c.key, responses)
            .join(requests, requests.c.id == responses.c.request_id)
            .where(requests.c.run_id == run_id, requests.c.key.in_(keys))
        )
        found = self._connection.execute(query).mappings()
        return {row["key"]: rows.response_from(row) for row in found}
