"""The verbs of the inbox: every change to a request passes through here.

A verb takes an open unit of work and never commits: the door or job that
opened it decides what belongs together. Closing is one conditional update
on the stored status, so of two answers at the same instant one wins and the
other is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from signoff import ids
from signoff.errors import ContentChanged, RequestClosed
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Ask, Request, RequestStatus, Verb
from signoff.inbox.response import Response, by_way
from signoff.inbox.storable import storable


class Requests(Protocol):
    """What the lifecycle needs from the place where requests are kept."""

    def get(self, request_id: str) -> Request: ...

    def add(self, request: Request) -> None: ...

    def close(self, request: Request) -> bool:
        """Store a closed request if the stored one is still pending; say whether it was."""
        ...

    def add_response(self, response: Response) -> None: ...

    def find_response(self, request_id: str) -> Response | None: ...


class Trail(Protocol):
    """Where facts are written down."""

    def add(self, event: AuditEvent) -> None: ...


class Unit(Protocol):
    """One open transaction, as far as the lifecycle looks into it."""

    @property
    def requests(self) -> Requests: ...

    @property
    def trail(self) -> Trail: ...


def open_request(  # noqa: PLR0913 - each names a column of the row it opens
    unit: Unit,
    ask: Ask,
    *,
    request_id: str,
    run_id: str,
    flow: str,
    assignee: str | None,
    now: datetime,
) -> Request:
    """Store a new question for ``assignee``."""
    ask = replace(ask, message=storable(ask.message), content=storable(ask.content))
    request = Request(request_id, run_id, flow, ask, assignee, now)
    unit.requests.add(request)
    shown = {"method": ask.method, "content_hash": ask.content_hash(), "revision": ask.revision}
    _record(unit, EventKind.REQUEST_OPENED, request, "flow", now, shown)
    _record(unit, EventKind.REQUEST_ASSIGNED, request, "flow", now, {"assignee": assignee})
    return request


def answer(unit: Unit, response: Response, *, now: datetime) -> Request:
    """Record the response that closes a request, and return the closed request.

    Raises:
        RequestNotFound: nothing has this id.
        ContentChanged: what was answered is not what the request shows.
        RequestClosed: somebody was faster, or the time was over; the message says who and when.
        UnknownOutcome: the outcome is none of those offered; the request stays pending.

    """
    request = unit.requests.get(response.request_id)
    check_open(unit, request, content_hash=response.content_hash)
    request.check_outcome(response.outcome)
    done = request.move(Verb.ANSWER, now=now)
    if not unit.requests.close(done):
        raise closed(unit, unit.requests.get(request.id))
    unit.requests.add_response(response)
    _record(unit, EventKind.REQUEST_ANSWERED, done, response.responder, now, _said(response))
    return done


def check_open(unit: Unit, request: Request, *, content_hash: str = "") -> None:
    """Accept a request that can be answered and shows what ``content_hash`` is of, if it is given.

    Raises: ContentChanged, RequestClosed.
    """
    if content_hash not in ("", request.ask.content_hash()):
        raise ContentChanged(
            f"Request {request.id} shows something else now than what was answered. Nothing was "
            "recorded and the request is as it was. Look at it again, then answer."
        )
    if request.status is not RequestStatus.PENDING:
        raise closed(unit, request)


def cancel(unit: Unit, request: Request, *, actor: str, now: datetime) -> Request:
    """Close a request that nobody needs to answer any more.

    Raises: RequestClosed, where it was closed before.
    """
    return _close(unit, request, Verb.CANCEL, EventKind.REQUEST_CANCELLED, actor=actor, now=now)


def expire(unit: Unit, request: Request, *, now: datetime) -> Request:
    """Close a request whose time is over.

    Raises: RequestClosed, where it was closed before.
    """
    return _close(unit, request, Verb.EXPIRE, EventKind.REQUEST_EXPIRED, actor="clock", now=now)


def closed(unit: Unit, request: Request) -> RequestClosed:
    """Return the error that tells a latecomer what was decided, by whom and when."""
    response = unit.requests.find_response(request.id)
    if response is None:
        return RequestClosed(
            f"Request {request.id} is {request.status}. Nothing was recorded. "
            "Start a new run if the question is open again."
        )
    said = f"{response.outcome!r}" if response.outcome else "an answer in words"
    return RequestClosed(
        f"Request {request.id} is answered: {response.responder} gave {said} "
        f"{by_way(response.channel)} at {response.at:%Y-%m-%d %H:%M} UTC. That answer "
        "stands; yours was not recorded. Ask the flow's owner to start a new run if it must change."
    )


def _close(
    unit: Unit, request: Request, verb: Verb, kind: EventKind, *, actor: str, now: datetime
) -> Request:
    done = request.move(verb, now=now)
    if not unit.requests.close(done):
        raise closed(unit, unit.requests.get(request.id))
    _record(unit, kind, done, actor, now, {})
    return done


def _said(response: Response) -> dict[str, Any]:
    read_by = {} if response.read_by is None else {"read_by": response.read_by}
    return {
        "outcome": response.outcome,
        "source": response.source.value,
        **read_by,
        "channel": response.channel,
        "verification": response.verification.value,
        "content_hash": response.content_hash,
    }


def _record(
    unit: Unit,
    kind: EventKind,
    request: Request,
    actor: str,
    now: datetime,
    data: Mapping[str, Any],
) -> None:
    unit.trail.add(
        AuditEvent(ids.new_id(), kind, request.id, actor, now, request.run_id, request.id, data)
    )
