"""What is to be said to whom: stored beside the fact that causes it, sent by ``deliver``.

A mail is never made in the transaction that decides to send it; the row holds
all it needs, so a mail tried again is the same mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from signoff import ids
from signoff.channels.email.compose import Letter, Sender, message_id
from signoff.channels.email.ticket import TicketKeys, TicketPurpose, new_ticket_id
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import Delivery, Purpose
from signoff.inbox.request import Request
from signoff.store.mail import Ticket
from signoff.store.unit_of_work import UnitOfWork

TICKET_LIFE = timedelta(days=7)  # seed: 'tokens expire after 7 days'


@dataclass(frozen=True, slots=True)
class Outbox:
    """Puts messages into the store, and makes letters of them again."""

    keys: TicketKeys
    sender: Sender
    public_url: str
    ticket_life: timedelta = TICKET_LIFE

    def ask(self, unit: UnitOfWork, request: Request, *, now: datetime) -> None:
        """Queue the mail that puts a request before its assignee."""
        if request.assignee is None:
            return
        ticket = Ticket(
            new_ticket_id(),
            request.id,
            TicketPurpose.REPLY.value,
            request.assignee,
            (now + self.ticket_life).replace(microsecond=0),
        )
        unit.tickets.add(ticket)
        self._queue(unit, Purpose.REQUEST, request, request.assignee, now=now, ticket=ticket)

    def tell(  # noqa: PLR0913 - who is told what about which, in answer to what
        self,
        unit: UnitOfWork,
        purpose: Purpose,
        request: Request | None,
        address: str,
        *,
        data: Mapping[str, Any],
        answers: str,
        now: datetime,
    ) -> None:
        """Queue a mail about what became of a reply; ``answers`` is that reply's Message-ID."""
        ticket = unit.tickets.find_for(request.id, address) if request else None
        self._queue(
            unit, purpose, request, address, now=now, ticket=ticket, data=data, answers=answers
        )

    def letter(self, unit: UnitOfWork, delivery: Delivery) -> Letter:
        """Return all that the mail of a delivery is made from."""
        request = unit.requests.get(delivery.request_id) if delivery.request_id else None
        ticket = unit.tickets.find_for(request.id, delivery.address) if request else None
        return Letter(
            delivery=delivery,
            request=request,
            reply_address=self._reply_address(ticket),
            review_url=f"{self.public_url}/requests/{request.id}" if request else None,
            expires_at=ticket.expires_at if ticket else None,
            response=unit.requests.find_response(request.id) if request else None,
            owner=_owner(unit, request) if request else None,
        )

    def envelope_from(self, delivery: Delivery) -> str:
        """Return where a bounce goes: an address that can never record an answer, or nowhere.

        A vacation responder once answered 'approved I am away' to the envelope sender.
        """
        return self.sender.address if delivery.purpose is Purpose.REQUEST else ""

    def _queue(  # noqa: PLR0913 - a delivery's columns
        self,
        unit: UnitOfWork,
        purpose: Purpose,
        request: Request | None,
        address: str,
        *,
        now: datetime,
        ticket: Ticket | None,
        data: Mapping[str, Any] | None = None,
        answers: str = "",
    ) -> None:
        delivery_id = ids.new_id()
        token = self._token(ticket) if ticket else None
        request_id = request.id if request else None
        delivery = Delivery(
            id=delivery_id,
            request_id=request_id,
            purpose=purpose,
            channel="email",
            address=address,
            message_id=message_id(delivery_id, self.sender.reply_domain, token=token),
            created_at=now,
            in_reply_to=answers or None,
            references=(answers,) if answers else (),
            data=dict(data or {}),
        )
        unit.deliveries.add(delivery)
        unit.trail.add(
            AuditEvent(
                ids.new_id(),
                EventKind.DELIVERY_QUEUED,
                delivery_id,
                "signoff",
                now,
                request.run_id if request else None,
                request_id,
                {"purpose": purpose.value, "address": address, "channel": "email"},
            )
        )

    def _token(self, ticket: Ticket) -> str:
        return self.keys.sign(
            ticket.id, ticket.address, purpose=TicketPurpose.REPLY, expires_at=ticket.expires_at
        )

    def _reply_address(self, ticket: Ticket | None) -> str | None:
        return self.sender.address_of(self._token(ticket)) if ticket else None


def _owner(unit: UnitOfWork, request: Request) -> str:
    run = unit.runs.get(request.run_id)
    return unit.deployments.get(run.deployment_id).creator
