"""Whose mail may act on a request: the ticket, the sender, words of their own.

It asks who wrote and whether they may; what their words mean, and what comes
of them, is decided elsewhere. A mail that may not act gets one reason, a
constant that each text of ours has its own words for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from signoff.channels.email.authenticity import Verdict
from signoff.channels.email.compose import sent_lines
from signoff.channels.email.incoming import Mail, Ours
from signoff.channels.email.numbers import Numbered
from signoff.channels.email.rating import split_rating
from signoff.channels.email.reply import feedback_line
from signoff.channels.email.resent import is_resent
from signoff.channels.email.ticket import TicketKeys, TicketPurpose
from signoff.errors import TicketError
from signoff.inbox.delivery import Delivery
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response, Verification
from signoff.interpret import may_approve
from signoff.jobs.accounts import is_closed
from signoff.jobs.answer import Answer
from signoff.jobs.ask_back import numbers_of
from signoff.jobs.change_of_mind import find_unsettled
from signoff.jobs.late import late_reason
from signoff.jobs.outbox import Outbox
from signoff.store.mail import RawReply, Ticket
from signoff.store.unit_of_work import UnitOfWork

MAX_WORDS = 4000  # of the feedback that a flow is given; the raw mail keeps the rest
_SURE = tuple(Verification)  # from unsure to sure
_TOLD_APART = frozenset({"encrypted", "attachment_only"})  # each has a text of its own


@dataclass(frozen=True, slots=True)
class Case:
    """A mail that came to a ticket of ours, and how far its sender can be believed.

    ``person`` is whose address the sender's is: its own, unless an administrator said otherwise.
    ``numbers``: what a number in it means, where it answers a mail that gave numbers.
    ``unsettled``: what this person answered before, where that can still be taken back.
    """

    reply: RawReply
    mail: Mail
    request: Request
    ticket: Ticket
    token: str
    verdict: Verdict
    person: str
    numbers: Numbered | None = None
    unsettled: Response | None = None

    @property
    def proof(self) -> dict[str, Any]:
        """What the trail keeps of how far the sender was proved."""
        known = {"alias_of": self.person} if self.person != self.mail.sender else {}
        return {"verification": self.verdict.level, "sender": dict(self.verdict.facts), **known}

    @property
    def answer(self) -> Answer:
        """What the person gave, before it is judged."""
        rating, words = split_rating(self.mail.text, self.request.ask.outcomes)
        feedback = self.mail.first_line if rating is None else feedback_line(words)
        return Answer(
            request_id=self.request.id,
            feedback=feedback[:MAX_WORDS],
            outcome=None,
            responder=self.person,
            channel="email",
            verification=self.verdict.level,
            text=words,
            rating=rating,
            # A mail gives no fields, whatever in it looks like some.
            answer=None if self.request.ask.response_schema is None else {},
        )


@dataclass(frozen=True, slots=True)
class Admission:
    """Says who may act by mail."""

    outbox: Outbox
    keys: TicketKeys
    ours: Ours

    def find_ticket(self, unit: UnitOfWork, tokens: Iterable[str]) -> tuple[str, Ticket | None]:
        """Return the first of these tickets that we know, and its token."""
        for token in tokens:
            try:
                claims = self.keys.parse(token)
            except TicketError:
                continue
            ticket = unit.tickets.find(claims.ticket_id)
            if ticket is not None:
                return token, ticket
        return "", None

    def admit(self, unit: UnitOfWork, case: Case, *, now: datetime) -> tuple[Case, str | None]:
        """Return the case less our own words, and why it may not act, None where it may."""
        mail, request = case.mail, case.request
        written = written_to(unit, request, case.ticket.address)
        sent = (sent_lines(self.outbox.letter(unit, delivery)) for delivery in written)
        mail = mail.without(frozenset().union(*sent))
        if not (may_approve(mail.below_name) and may_approve(mail.text)):
            # 'Approved', a name, and below it 'but only from Friday'; or a refusal, and its reason.
            mail = mail.with_words_below()
        numbers = numbers_of(request.ask, mail.references, written)
        case = replace(case, mail=mail, numbers=numbers)
        reason = self._objection(case)
        if reason == "revoked":
            reason = late_reason(unit, request, case.person)
        if reason is None and request.status is not RequestStatus.PENDING:
            case = replace(case, unsettled=find_unsettled(unit, request, case.person, now=now))
            reason = None if case.unsettled else closed_by(request)
        if reason is None and is_closed(unit, case.ticket.address):
            reason = "not_active"
        return case, reason

    def _objection(self, case: Case) -> str | None:
        """Return why this mail may not act, None where it may.

        Time is when the mail arrived here: its Date field is the sender's word.
        """
        if not case.verdict.is_enough:
            return "not_authenticated"
        if case.person != case.ticket.address:
            return "wrong_sender"
        return self._fault_of_ticket(case) or _fault_of_proof(case) or _fault_of_words(case.mail)

    def _fault_of_ticket(self, case: Case) -> str | None:
        if is_resent(case.reply.raw, case.token, ours=self.ours):
            return "resent"
        try:
            self.keys.verify(
                case.token,
                case.ticket.address,
                purpose=TicketPurpose.REPLY,
                now=case.reply.received_at,
            )
        except TicketError as error:
            return error.reason
        return "revoked" if case.ticket.revoked_at is not None else None


def _fault_of_proof(case: Case) -> str | None:
    """Return what a mail is refused for where the plan of its request wants more than we all do."""
    least = case.request.plan.minimum_verification if case.request.plan else None
    is_enough = least is None or _SURE.index(case.verdict.level) >= _SURE.index(least)
    return None if is_enough else "needs_proof"


def closed_by(request: Request) -> str:
    """Return why a closed request takes no mail any more."""
    return "superseded" if request.superseded_by else "closed"


def _fault_of_words(mail: Mail) -> str | None:
    if mail.first_line:
        return None
    return mail.empty_because if mail.empty_because in _TOLD_APART else "empty"


def written_to(unit: UnitOfWork, request: Request, address: str) -> list[Delivery]:
    """Return all that was written to a person about a request, oldest first."""
    deliveries = unit.deliveries.of_request(request.id)
    return [delivery for delivery in deliveries if delivery.address == address]
