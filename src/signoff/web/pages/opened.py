"""What the ticket in a mail's link opens: a request that waits, or why none is shown.

Nothing is recorded here. An unknown ticket and a forged one look the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from signoff.app import App
from signoff.channels.email.ticket import TicketPurpose
from signoff.errors import TicketError
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response
from signoff.jobs.accounts import is_closed
from signoff.jobs.parts import reader_of, round_before
from signoff.store import queries
from signoff.store.mail import Ticket
from signoff.store.queries import RequestRow
from signoff.store.sight import ALL
from signoff.store.unit_of_work import UnitOfWork


class State(StrEnum):
    """What a ticket opens."""

    OPEN = "open"
    CLOSED = "closed"
    PASSED = "passed"  # their stage agreed, and others are asked
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"  # there is a newer version
    NOT_ACTIVE = "not_active"  # their account was closed
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found behind an address; ticket, request and answer only where it may be shown.

    ``before`` is what the same person was asked in the round before; ``language`` is theirs.
    """

    token: str
    state: State
    ticket: Ticket | None = None
    asked: Request | None = None
    row: RequestRow | None = None
    answer: Response | None = None
    language: str | None = None
    before: Request | None = None


def opened(app: App, token: str) -> Opened:
    """Return what a ticket opens; an unknown one and a forged one look the same."""
    try:
        ticket_id = app.outbox.keys.parse(token).ticket_id
        with app.unit() as unit:
            ticket = unit.tickets.find(ticket_id)
        if ticket is None or ticket.purpose != TicketPurpose.WEB.value:
            return Opened(token, State.UNKNOWN)
        app.outbox.keys.verify(
            token, ticket.address, purpose=TicketPurpose.WEB, now=app.clock.now()
        )
    except TicketError as error:
        return Opened(token, State.EXPIRED if error.reason == "expired" else State.UNKNOWN)
    with app.unit() as unit:
        asked = unit.requests.get(ticket.request_id)
        language = reader_of(unit, asked, ticket.address).language
        if is_closed(unit, ticket.address):
            return Opened(token, State.NOT_ACTIVE, language=language)
        if ticket.revoked_at is not None and not _has_voted(unit, asked, ticket.address):
            newer = asked.superseded_by is not None
            return Opened(token, State.SUPERSEDED if newer else State.REVOKED)
        answer = unit.requests.find_response(asked.id)
        is_open = asked.status is RequestStatus.PENDING
        before = round_before(unit, asked, ticket.address) if is_open else None
    with app.reading() as connection:
        row = queries.find_request(connection, asked.id, sight=ALL)  # by the ticket
    state = State.OPEN if is_open else State.CLOSED
    if is_open and ticket.revoked_at is not None:
        state = State.PASSED
    return Opened(token, state, ticket, asked, row, answer, language, before)


def _has_voted(unit: UnitOfWork, asked: Request, person: str) -> bool:
    """Say whether somebody who is not asked any more answered at an earlier stage."""
    if asked.plan is None or asked.superseded_by is not None:
        return False
    return any(
        vote.responder == person
        for stage in range(asked.stage)
        for vote in unit.votes.of_stage(asked.id, stage)
    )
