"""What is to be said to whom: stored beside the fact that causes it, sent by ``deliver``.

A mail is never made in the transaction that decides to send it; the row holds
all it needs, so a mail tried again is the same mail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from signoff import ids
from signoff.channels.email.compose import Letter, Sender, message_id
from signoff.channels.email.ticket import TicketKeys, TicketPurpose, new_ticket_id
from signoff.inbox.apart import apart
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import ASKING, Delivery, Purpose
from signoff.inbox.request import Request
from signoff.inbox.response import Response
from signoff.jobs.accounts import who_runs
from signoff.jobs.parts import (
    Reader,
    in_reviewers_words,
    names_in_mail,
    part_in,
    reader_of,
    round_before,
)
from signoff.store.mail import Ticket
from signoff.store.unit_of_work import UnitOfWork

MAX_WHY = 500  # characters of what a mail server said
TICKET_LIFE = timedelta(days=7)  # seed: 'tokens expire after 7 days'


@dataclass(frozen=True, slots=True)
class Outbox:
    """Puts messages into the store, and makes letters of them again."""

    keys: TicketKeys
    sender: Sender
    public_url: str
    language: str = "en"  # of our own words, for whoever has said no other
    ticket_life: timedelta = TICKET_LIFE

    def ask(  # noqa: PLR0913 - who is asked, why, and who with them
        self,
        unit: UnitOfWork,
        request: Request,
        *,
        now: datetime,
        person: str | None = None,
        why: str = "",
        people: Sequence[str] = (),
        in_place_of: str | None = None,
        purpose: Purpose = Purpose.REQUEST,
        is_why_ours: bool = False,
    ) -> None:
        """Queue the mail that puts a request before a person, the request's assignee if None.

        Its reply address, its page and its bounce address each have a ticket of their own.
        ``people`` are all who are asked now, ``in_place_of`` who was asked before. ``purpose`` is
        REQUEST, REMINDER or ESCALATED. ``why`` is English where ``is_why_ours``, and is then left
        out of mails in other languages.
        """
        person = person or request.assignee
        if person is None:
            return
        ticket = self._new_tickets(unit, request, person, now=now)[TicketPurpose.REPLY]
        reader = reader_of(unit, request, person)
        if is_why_ours and (reader.language or self.language) != "en":
            why = ""
        elif is_why_ours:
            why = in_reviewers_words(why, is_creator=_creator(unit, request) == person)
        told = partial(part_in, why=why, people=people, in_place_of=in_place_of, zone=reader.zone)
        part = told(unit, request, person).as_json()
        data = {"part": part} if part else {}
        self._queue(
            unit, purpose, request, person, now=now, ticket=ticket, reader=reader, data=data
        )

    def _new_tickets(
        self, unit: UnitOfWork, request: Request, person: str, *, now: datetime
    ) -> Mapping[TicketPurpose, Ticket]:
        expires_at = (now + self.ticket_life).replace(microsecond=0)
        made = {
            purpose: Ticket(new_ticket_id(), request.id, purpose.value, person, expires_at)
            for purpose in (TicketPurpose.REPLY, TicketPurpose.WEB, TicketPurpose.BOUNCE)
        }
        unit.tickets.add(*made.values())
        return made

    def tell_taken(
        self,
        unit: UnitOfWork,
        request: Request,
        person: str,
        *,
        cause: str,
        by: str = "",
        now: datetime,
    ) -> None:
        """Queue the mail that says that nothing is needed from a person any more.

        ``cause`` is 'answered', 'decided' (for one who voted), 'stage_passed', 'claimed',
        'reassigned', 'delegated', 'escalated', 'superseded', 'withdrawn' or 'timed_out'; ``by`` the
        address of who did it or who is asked instead, '' where it was nobody. Nothing is queued for
        a person who was never written to, nor for ``by``: they know.
        """
        written = unit.deliveries.of_request(request.id)
        asked = any(each.purpose in ASKING and each.address == person for each in written)
        if asked and person != by:
            name = names_in_mail(unit, (by,))[by] if "@" in by else ""
            data = {"cause": cause, "by": name}
            self.tell(unit, Purpose.TAKEN, request, person, data=data, answers="", now=now)

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
        """Queue a mail about what became of a reply.

        ``answers`` is that reply's Message-ID, '' where no mail is answered.
        """
        ticket = unit.tickets.find_for(request.id, address) if request else None
        self._queue(
            unit, purpose, request, address, now=now, ticket=ticket, data=data, answers=answers
        )

    def tell_creator(
        self,
        unit: UnitOfWork,
        request: Request,
        *,
        reason: str,
        about: str,
        data: Mapping[str, Any] | None = None,
        now: datetime,
    ) -> bool:
        """Queue a notice to the person who runs the flow; say whether one was queued.

        Where the creator's account is closed, that is whoever is in charge.

        ``reason`` is 'undelivered' or 'away', ``about`` the address it is about. Once for each,
        and never to the person it is about: that mail would only fail too.
        """
        owner = _runs_it(unit, request, but=about)
        told = any(
            delivery.purpose is Purpose.NOTICE
            and delivery.data.get("reason") == reason
            and delivery.data.get("about") == about
            for delivery in unit.deliveries.of_request(request.id)
        )
        if told or owner is None:
            return False
        noted = {**(data or {}), "reason": reason, "about": about}
        self.tell(unit, Purpose.NOTICE, request, owner, data=noted, answers="", now=now)
        return True

    def tell_undelivered(
        self, unit: UnitOfWork, delivery: Delivery, why: str, *, now: datetime
    ) -> None:
        """Tell the person who runs the flow that a question did not reach the one it is for."""
        if delivery.purpose not in ASKING or delivery.request_id is None:
            return
        request = unit.requests.get(delivery.request_id)
        self.tell_creator(
            unit,
            request,
            reason="undelivered",
            about=delivery.address,
            data={"why": why[:MAX_WHY]},
            now=now,
        )

    def mail_link(
        self, unit: UnitOfWork, address: str, *, ticket_id: str, expires_at: datetime, now: datetime
    ) -> None:
        """Queue the mail with a sign-in link; the link's signature is made when it is sent."""
        data = {"ticket_id": ticket_id, "expires_at": expires_at.isoformat()}
        self._queue(unit, Purpose.SIGN_IN, None, address, now=now, ticket=None, data=data)

    def letter(self, unit: UnitOfWork, delivery: Delivery) -> Letter:
        """Return all that the mail of a delivery is made from."""
        request = unit.requests.get(delivery.request_id) if delivery.request_id else None
        if delivery.purpose is Purpose.SIGN_IN:
            return self._with_link(delivery)
        if request is None:
            return Letter(delivery, None, None, None, None, None)
        asks = delivery.purpose in ASKING
        before = round_before(unit, request, delivery.address) if asks else None
        tickets = unit.tickets.newest_for(request.id, delivery.address)
        ticket, bounce, web = (tickets.get(purpose) for purpose in ("reply", "bounce", "web"))
        # Whoever answered an old version is led to the newest.
        shown = str(delivery.data.get("newer") or request.id)
        if shown != request.id:
            web = unit.tickets.find_for(shown, delivery.address, purpose="web")
        # What tells of a reply is from nobody, so that no machine can answer it.
        reports = bounce if asks else None
        return Letter(
            delivery=delivery,
            request=request,
            reply_address=self.sender.address_of(self._token(ticket)) if ticket else None,
            review_url=f"{self.public_url}/requests/{shown}",
            expires_at=ticket.expires_at if ticket else None,
            response=_response(unit, request, delivery),
            owner=_runs_it(unit, request),
            answer_url=f"{self.public_url}/answer/{self._token(web)}" if web else None,
            bounce_address=self.sender.bounce_address_of(self._token(reports)) if reports else None,
            receipt=_receipt(unit, delivery),
            earlier=_earlier(unit, before, delivery),
            is_changed=before is not None and before.ask.content != request.ask.content,
            is_comparable=before is None or _is_comparable(before, request),
        )

    def _with_link(self, delivery: Delivery) -> Letter:
        expires_at = datetime.fromisoformat(str(delivery.data["expires_at"]))
        secret = self.keys.sign(
            str(delivery.data["ticket_id"]),
            delivery.address,
            purpose=TicketPurpose.SIGN_IN,
            expires_at=expires_at,
        )
        link = f"{self.public_url}/sign-in/{secret}"
        return Letter(delivery, None, None, link, expires_at, None)

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
        reader: Reader | None = None,
    ) -> None:
        reader = reader or reader_of(unit, request, address)
        delivery_id = ids.new_id()
        token = self._token(ticket) if ticket else None
        thread = _thread(unit, ticket, answers)
        delivery = Delivery(
            id=delivery_id,
            request_id=request.id if request else None,
            purpose=purpose,
            channel="email",
            address=address,
            message_id=message_id(delivery_id, self.sender.reply_domain, token=token),
            created_at=now,
            in_reply_to=thread[-1] if thread else None,
            references=thread,
            data={**(data or {}), **self._spoken(reader)},
        )
        unit.deliveries.add(delivery)
        run_id = request.run_id if request else None
        said = {"purpose": purpose.value, "address": address, "channel": "email"}
        kind = EventKind.DELIVERY_QUEUED
        unit.trail.add(
            AuditEvent(
                ids.new_id(), kind, delivery_id, "signoff", now, run_id, delivery.request_id, said
            )
        )

    def _spoken(self, reader: Reader) -> dict[str, str]:
        # Kept with the mail, so that it is the same mail after somebody changed the setting.
        language = reader.language or self.language
        named = {"sender_name": reader.sender_name} if reader.sender_name else {}
        return named if language == "en" else {**named, "language": language}

    def _token(self, ticket: Ticket) -> str:
        return self.keys.sign(
            ticket.id,
            ticket.address,
            purpose=TicketPurpose(ticket.purpose),
            expires_at=ticket.expires_at,
        )


def _thread(unit: UnitOfWork, ticket: Ticket | None, answers: str) -> tuple[str, ...]:
    """Return the Message-IDs that a mail goes on from: the first that asked, the one it answers.

    The first holds a ticket, so that nobody is told of it but the person it was sent to.
    """
    asked = [] if ticket is None else unit.deliveries.of_request(ticket.request_id)
    first = [
        delivery.message_id
        for delivery in asked
        if delivery.purpose in ASKING and ticket and delivery.address == ticket.address
    ]
    return tuple(first[:1] + ([answers] if answers else []))


def _response(unit: UnitOfWork, request: Request, delivery: Delivery) -> Response | None:
    """Return the answer that a mail tells of; who answered with others reads their own words."""
    response = unit.requests.find_response(request.id)
    if response is None or delivery.purpose is not Purpose.CONFIRMATION:
        return response
    votes = {vote.responder: vote for vote in unit.votes.of_stage(request.id, request.stage)}
    if not votes:
        return response
    own = votes.get(unit.people.address_of(delivery.address)) or votes.get(delivery.address)
    return response if own is None else response._replace(feedback=own.feedback, text=own.text)


def _is_comparable(before: Request, request: Request) -> bool:
    return not apart(before.ask.content, request.ask.content).is_too_long


def _earlier(unit: UnitOfWork, before: Request | None, delivery: Delivery) -> Response | None:
    """Return what a person answered in the round before, by the name a mail calls them."""
    response = unit.requests.find_response(before.id) if before else None
    if response is None or "@" not in response.responder:
        return None
    who = response.responder
    is_reader = who == unit.people.address_of(delivery.address)
    called = delivery.address if is_reader else names_in_mail(unit, (who,))[who]
    return response._replace(responder=called)


def _receipt(unit: UnitOfWork, delivery: Delivery) -> str:
    """Return the receipt of the answer that a mail confirms: known once its fact is sealed."""
    if delivery.purpose is not Purpose.CONFIRMATION or delivery.request_id is None:
        return ""
    return str(unit.trail.find_answered_receipt(delivery.request_id) or "")


def _creator(unit: UnitOfWork, request: Request) -> str:
    return unit.deployments.get(_deployment_of(unit, request)).creator


def _runs_it(unit: UnitOfWork, request: Request, *, but: str = "") -> str | None:
    """Return the address of who runs a flow, None where that is only ``but``, or nobody."""
    found = who_runs(unit, _deployment_of(unit, request), but=(but,))
    return None if found == but else found


def _deployment_of(unit: UnitOfWork, request: Request) -> str:
    # Requests of before there were deployments in them do not say whose they are.
    return request.deployment_id or unit.runs.get(request.run_id).deployment_id
