"""Requests and the response that closed them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from signoff.errors import RequestNotFound
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response
from signoff.store import rows
from signoff.store.figures.ledger import Ledger
from signoff.store.known import Known
from signoff.store.tables import requests, responses

Columns = TypeVarTuple("Columns")

# Made once: every request and every answer sends them.
_IS_IT = requests.c.id == bindparam("its_id")
_FIND = select(requests).where(_IS_IT)
_HOLD = _FIND.with_for_update()
# SQLite locks nothing for a reader: what begins the transaction must write.
_HOLD_BY_WRITING = (
    update(requests).where(_IS_IT).values(status=requests.c.status).returning(*requests.c)
)
_OF_RUN = select(requests).where(requests.c.run_id == bindparam("its_run")).order_by(requests.c.id)
_PENDING = _OF_RUN.where(requests.c.status == RequestStatus.PENDING.value)
_KEYS = select(requests.c.key, requests.c.status).where(requests.c.run_id == bindparam("its_run"))
_ADD = insert(requests)
_CHANGE = update(requests).where(_IS_IT)
_CLOSE = _CHANGE.where(requests.c.status == RequestStatus.PENDING.value)
_SEE = _CHANGE.where(requests.c.seen_at.is_(None))
_ADD_RESPONSE = insert(responses)
_FIND_RESPONSE = select(responses).where(responses.c.request_id == bindparam("its_id"))
_FINAL = (
    select(requests.c.key, responses)
    .join(requests, requests.c.id == responses.c.request_id)
    .where(
        requests.c.run_id == bindparam("its_run"),
        requests.c.key.in_(bindparam("its_keys", expanding=True)),
        responses.c.final_at <= bindparam("now"),
    )
)


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

    def __init__(self, connection: Connection, figures: Ledger, known: Known) -> None:
        self._connection = connection
        self._figures = figures
        self._known = known

    def get(self, request_id: str) -> Request:
        """Return a request. Raises: RequestNotFound."""
        return _found(self.find(request_id), request_id)

    def find(self, request_id: str) -> Request | None:
        """Return a request, or None."""
        row = self._connection.execute(_FIND, {"its_id": request_id}).mappings().one_or_none()
        return None if row is None else rows.request_from(row)

    def is_redacted(self, request_id: str) -> bool:
        """Say whether a request's words were taken out."""
        query = select(requests.c.redacted_at).where(requests.c.id == request_id)
        return self._connection.execute(query).scalar_one_or_none() is not None

    def hold(self, request_id: str) -> Request:
        """Return a request that nobody else can change before this transaction ends.

        Raises: RequestNotFound.
        """
        self._known.forget()  # it may have been waited for
        is_postgres = self._connection.dialect.name == "postgresql"
        hold = _HOLD if is_postgres else _HOLD_BY_WRITING
        row = self._connection.execute(hold, {"its_id": request_id}).mappings().one_or_none()
        return _found(None if row is None else rows.request_from(row), request_id)

    def keys_of_run(self, run_id: str) -> dict[str, bool]:
        """Return the keys under which a run opened requests, and whether each is pending."""
        found = self._connection.execute(_KEYS, {"its_run": run_id})
        return {row.key: row.status == RequestStatus.PENDING.value for row in found}

    def find_round_before(self, request: Request) -> Request | None:
        """Return what the same method of the same run asked before ``request``."""
        at = request.run_id, request.ask.method, request.ask.revision
        query = of_round_before(select(requests), *at)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.request_from(row)

    def of_run(self, run_id: str) -> list[Request]:
        """Return all requests of a run, oldest first."""
        found = self._connection.execute(_OF_RUN, {"its_run": run_id}).mappings()
        return [rows.request_from(row) for row in found]

    def pending_of_run(self, run_id: str) -> list[Request]:
        """Return the requests of a run that wait, oldest first."""
        found = self._connection.execute(_PENDING, {"its_run": run_id}).mappings()
        return [rows.request_from(row) for row in found]

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
        self._connection.execute(_ADD, rows.row_of(request))

    def close(self, request: Request) -> bool:
        """Store a closed request if the stored one is still pending; say whether it was."""
        values = {
            "its_id": request.id,
            "status": request.status.value,
            "closed_at": request.closed_at,
            "superseded_by": request.superseded_by,
        }
        was_open = self._connection.execute(_CLOSE, values).rowcount == 1
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
        names = ("stage", "assignee", "claimed_by", "claimed_at")
        values = {name: getattr(request, name) for name in names}
        self._connection.execute(_CHANGE, {"its_id": request.id, **values})

    def mark_seen(self, request_id: str, *, now: datetime) -> bool:
        """Note that somebody who is asked has seen it; say whether nobody had before."""
        seen = self._connection.execute(_SEE, {"its_id": request_id, "seen_at": now})
        return seen.rowcount == 1

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
        self._connection.execute(_ADD_RESPONSE, {**kept, "final_at": final_at})
        self._figures.record(response.request_id)

    def find_response(self, request_id: str) -> Response | None:
        """Return what closed a request, if an answer did."""
        found = self._connection.execute(_FIND_RESPONSE, {"its_id": request_id})
        row = found.mappings().one_or_none()
        return None if row is None else rows.response_from(row)

    def find_responses(
        self, run_id: str, keys: Collection[str], *, now: datetime
    ) -> dict[str, Response]:
        """Return what a run was answered, by the key it asked under, as far as that is final."""
        if not keys:
            return {}
        asked = {"its_run": run_id, "its_keys": list(keys), "now": now}
        found = self._connection.execute(_FINAL, asked).mappings()
        return {row["key"]: rows.response_from(row) for row in found}


def _found(request: Request | None, request_id: str) -> Request:
    if request is None:
        raise RequestNotFound(
            f"There is no request {request_id!r}. Nothing was changed. "
            "Open the inbox to see the requests there are."
        )
    return request
