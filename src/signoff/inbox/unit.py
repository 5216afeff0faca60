"""What the verbs of the inbox need of an open transaction, and how they write a fact down.

Protocols: how anything is stored is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from signoff import ids
from signoff.inbox.assignment import Assignment
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request
from signoff.inbox.response import Response


class Requests(Protocol):
    """Where requests are kept, each with the response that closed it."""

    def get(self, request_id: str) -> Request: ...

    def hold(self, request_id: str) -> Request:
        """Return a request that nobody else can change before this transaction ends."""
        ...

    def add(self, request: Request) -> None: ...

    def close(self, request: Request) -> bool:
        """Store a closed request if the stored one is still pending; say whether it was."""
        ...

    def reopen(self, request: Request) -> None:
        """Store a request as pending again, without the response that closed it."""
        ...

    def keep(self, request: Request) -> None:
        """Store who has a request: its stage, its first assignee, its claim."""
        ...

    def mark_seen(self, request_id: str, *, now: datetime) -> bool:
        """Note that somebody who is asked has seen it; say whether nobody had before."""
        ...

    def add_response(self, response: Response) -> None: ...

    def find_response(self, request_id: str) -> Response | None: ...


class Assignments(Protocol):
    """Where it is kept who is asked."""

    def open_of(self, request_id: str) -> Sequence[Assignment]:
        """Return who is asked now, in the order they were."""
        ...

    def add(self, assignment: Assignment) -> None: ...

    def end(
        self, request_id: str, *, why: str, now: datetime, people: Collection[str] | None = None
    ) -> None:
        """End the open assignments of a request, those of ``people`` only if given."""
        ...

    def reopen(self, request_id: str) -> None:
        """Open the assignments again that ended when the request was closed."""
        ...


class Votes(Protocol):
    """Where it is kept what each of several people said."""

    def of_stage(self, request_id: str, stage: int) -> Sequence[Response]:
        """Return the votes of a stage, oldest first."""
        ...

    def put(self, vote: Response, *, stage: int) -> None:
        """Keep a vote in place of this person's former one at this stage."""
        ...

    def drop(self, request_id: str, *, stage: int, person: str) -> None:
        """Forget a person's vote at a stage."""
        ...


class Trail(Protocol):
    """Where facts are written down."""

    def add(self, event: AuditEvent) -> None: ...


class Unit(Protocol):
    """One open transaction, as far as the verbs look into it."""

    @property
    def requests(self) -> Requests: ...

    @property
    def assignments(self) -> Assignments: ...

    @property
    def votes(self) -> Votes: ...

    @property
    def trail(self) -> Trail: ...


def record(
    unit: Unit,
    kind: EventKind,
    request: Request,
    actor: str,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write down what happened to a request."""
    unit.trail.add(
        AuditEvent(
            ids.new_id(), kind, request.id, actor, now, request.run_id, request.id, data or {}
        )
    )
