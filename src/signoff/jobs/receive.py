"""Read one raw mail: who wrote it, may they, what did they say.

The mail was kept before this job exists, and stays kept. Whatever becomes of
it is recorded once, in one transaction with what it causes. What its words
mean is read before that transaction, since a model may be asked; a crash in
between repeats the job. A machine's mail is never an answer and is never
answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from signoff import ids
from signoff.channels.email.authenticity import SenderCheck, Verdict
from signoff.channels.email.compose import sent_lines
from signoff.channels.email.incoming import Mail, Ours, read_mail
from signoff.channels.email.numbers import Numbered
from signoff.channels.email.reply import feedback_line
from signoff.channels.email.resent import is_resent
from signoff.channels.email.ticket import TicketKeys, TicketPurpose, find_token
from signoff.clock import Clock
from signoff.errors import (
    RequestClosed,
    TicketError,
    UnclearReply,
    UnreadableReply,
)
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import Delivery, Purpose
from signoff.inbox.request import Request, RequestStatus
from signoff.jobs.answer import MAX_TEXT, Answer, Reader, Understood, record_answer
from signoff.jobs.ask_back import next_mail, numbers_of
from signoff.jobs.machine_mail import MachineMail, Noted, welcome_back
from signoff.jobs.outbox import Outbox
from signoff.store.mail import RawReply, Ticket
from signoff.store.unit_of_work import UnitOfWork

MAX_WORDS = 4000  # of the feedback that a flow is given; the raw mail keeps the rest
MAX_REFUSALS_A_DAY = 30  # mails to one address that say why a reply was not recorded
_NOTICE_EVERY = timedelta(hours=1)
_TOLD_APART = frozenset({"encrypted", "attachment_only"})  # each has a text of its own
# verdict -> fact
_KINDS: Mapping[str, EventKind] = {
    "recorded": EventKind.REPLY_RECORDED,
    "unclear": EventKind.REPLY_UNCLEAR,
    "ignored": EventKind.REPLY_IGNORED,
    "refused": EventKind.REPLY_REFUSED,
    "quarantined": EventKind.REPLY_REFUSED,
}


class ReadMail(Protocol):
    """Makes values of a raw mail, as ``incoming.read_mail`` does; it may do so elsewhere."""

    def __call__(
        self, raw: bytes, *, recipients: Sequence[str], ours: Ours, envelope_from: str | None
    ) -> Mail: ...


@dataclass(frozen=True, slots=True)
class _Case:
    """A mail that came to a ticket of ours, and how far its sender can be believed.

    ``person`` is whose address the sender's is: its own, unless an administrator said otherwise.
    ``numbers``: what a number in it means, where it answers a mail that gave numbers.
    """

    reply: RawReply
    mail: Mail
    request: Request
    ticket: Ticket
    token: str
    verdict: Verdict
    person: str
    numbers: Numbered | None = None

    @property
    def proof(self) -> dict[str, Any]:
        """What the trail keeps of how far the sender was proved."""
        known = {"alias_of": self.person} if self.person != self.mail.sender else {}
        return {"verification": self.verdict.level, "sender": dict(self.verdict.facts), **known}


@dataclass(frozen=True, slots=True)
class Receive:
    """The job; ``subject`` is the raw reply's id."""

    unit: Callable[[], UnitOfWork]
    outbox: Outbox
    reader: Reader
    keys: TicketKeys
    ours: Ours
    clock: Clock
    senders: SenderCheck
    read: ReadMail = read_mail

    def __call__(self, subject: str, *, job: str) -> None:
        """Judge a mail that nobody judged yet."""
        del job
        with self.unit() as unit:
            reply = unit.replies.find(subject)
        if reply is None or reply.verdict != "received":
            return
        case = self._opened(reply)
        if case is not None:
            answer = _answer(case)
            self._record(case, answer, self._understood(case, answer))

    def _opened(self, reply: RawReply) -> _Case | None:
        """Return a mail whose words may be an answer; any other is dealt with here."""
        try:
            mail = self.read(
                reply.raw,
                recipients=reply.envelope_to,
                ours=self.ours,
                envelope_from=reply.envelope_from,
            )
        except UnreadableReply as error:
            with self.unit() as unit:
                if unit.replies.hold(reply):
                    self._set_aside(unit, reply, error.reason)
                    unit.commit()
            return None
        # Before the transaction, since DNS may be asked.
        verdict = self.senders.judge(
            reply.raw, sender=mail.sender, now=reply.received_at, way=reply.way
        )
        with self.unit() as unit:
            if not unit.replies.hold(reply):
                return None
            case = self._judge(unit, reply, mail, verdict)
            if case is None:
                unit.commit()
            return case

    def _understood(self, case: _Case, answer: Answer) -> Understood:
        if case.numbers is not None:
            feedback = case.numbers.in_words(answer.feedback)
            text = case.numbers.all_in_words(answer.text)
            answer = replace(answer, feedback=feedback, text=text)
        understood = self.reader.understand(case.request, answer)
        if case.request.ask.outcomes and self._is_doubtful(case, answer, understood):
            return replace(understood, reading=replace(understood.reading, outcome=None))
        return understood

    def _is_doubtful(self, case: _Case, answer: Answer, understood: Understood) -> bool:
        """Say whether the form of a mail takes back what its words seem to say."""
        if not any(character.isalnum() for character in answer.text):
            return True  # a tap on a smiley, which some programs send as a mail
        other = case.mail.other_text
        if not other:
            return False
        # Of a mail that says one thing in text and another in HTML, nobody knows what was meant.
        told = replace(answer, feedback=feedback_line(other)[:MAX_WORDS], text=other)
        found = self.reader.understand(case.request, told).reading
        return found.outcome != understood.reading.outcome

    def _judge(
        self, unit: UnitOfWork, reply: RawReply, mail: Mail, verdict: Verdict
    ) -> _Case | None:
        """Return the case of a mail that may answer; deal with any other."""
        token, ticket = self._ticket(unit, mail.tokens)
        request = unit.requests.get(ticket.request_id) if ticket else None
        if mail.automatic is not None:
            self._close(unit, reply, "ignored", mail.automatic, mail=mail, request=request)
            noted = Noted(reply, mail, ticket, token, is_authentic=verdict.is_enough)
            MachineMail(self.outbox, self.keys).note(unit, noted, now=self.clock.now())
        elif ticket is None or request is None:
            self._close(unit, reply, "refused", "unknown_ticket", mail=mail)
        elif unit.replies.is_repeated(reply, mail.message_id, request.id):
            self._close(unit, reply, "ignored", "repeated", mail=mail, request=request)
        else:
            own = mail.sender == ticket.address
            person = mail.sender if own else unit.people.address_of(mail.sender)
            return self._admit(unit, _Case(reply, mail, request, ticket, token, verdict, person))
        return None

    def _admit(self, unit: UnitOfWork, case: _Case) -> _Case | None:
        """Return a mail of a known ticket if it may answer, or say why it is no answer."""
        mail, request = case.mail, case.request
        written = _written_to(unit, request, case.ticket.address)
        sent = (sent_lines(self.outbox.letter(unit, delivery)) for delivery in written)
        mail = mail.without(frozenset().union(*sent))
        numbers = numbers_of(request.ask, mail.references, written)
        case = replace(case, mail=mail, numbers=numbers)
        reason = self._objection(case)
        if reason is not None:
            self._refuse(unit, case, reason)
        elif request.status is not RequestStatus.PENDING:
            self._refuse(unit, case, "closed")
        else:
            return case
        return None

    def _set_aside(self, unit: UnitOfWork, reply: RawReply, reason: str) -> None:
        """Keep a mail that cannot be read beyond doubt, and warn whose ticket it came to."""
        found = [token for token in map(find_token, reply.envelope_to) if token]
        _, ticket = self._ticket(unit, found)
        request = unit.requests.get(ticket.request_id) if ticket else None
        self._close(unit, reply, "quarantined", reason, request=request)
        if ticket is not None and request is not None:
            self._warn(unit, request, ticket, "an address that cannot be read")

    def _ticket(self, unit: UnitOfWork, tokens: Iterable[str]) -> tuple[str, Ticket | None]:
        """Return the first of these tickets that we know."""
        for token in tokens:
            try:
                claims = self.keys.parse(token)
            except TicketError:
                continue
            ticket = unit.tickets.find(claims.ticket_id)
            if ticket is not None:
                return token, ticket
        return "", None

    def _objection(self, case: _Case) -> str | None:
        """Return why this mail may not answer, None where it may.

        Time is when the mail arrived here: its Date field is the sender's word.
        """
        if not case.verdict.is_enough:
            return "not_authenticated"
        if case.person != case.ticket.address:
            return "wrong_sender"
        return self._fault_of_ticket(case) or _fault_of_words(case.mail)

    def _fault_of_ticket(self, case: _Case) -> str | None:
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

    def _record(self, case: _Case, answer: Answer, understood: Understood) -> None:
        """Record what a mail came to, unless another worker did meanwhile."""
        mail, request = case.mail, case.request
        with self.unit() as unit:
            if not unit.replies.hold(case.reply):
                return
            try:
                record_answer(unit, request, answer, understood, now=self.clock.now())
            except RequestClosed:
                # By this very mail perhaps, that another worker read as it came by another way.
                if unit.replies.is_repeated(case.reply, mail.message_id, request.id):
                    self._close(unit, case.reply, "ignored", "repeated", mail=mail, request=request)
                else:
                    self._refuse(unit, case, "closed")
            except UnclearReply:
                self._ask_back(unit, case)
            else:
                self._close(
                    unit, case.reply, "recorded", None, mail=mail, request=request, more=case.proof
                )
                welcome_back(unit, case.ticket.address, request, now=self.clock.now())
                self._tell(unit, Purpose.CONFIRMATION, request, mail, {})
                if case.person != mail.sender:
                    # Whoever may write from the alias, the person learns of it.
                    self._tell(unit, Purpose.CONFIRMATION, request, mail, {}, to=case.person)
            unit.commit()

    def _ask_back(self, unit: UnitOfWork, case: _Case) -> None:
        """Keep an unclear reply where people see it, and ask once more if that may help."""
        mail, request = case.mail, case.request
        written = _written_to(unit, request, case.ticket.address)
        data = next_mail(request.ask, mail.text, written)
        more = {"asked_back": data is not None, **case.proof}
        self._close(unit, case.reply, "unclear", None, mail=mail, request=request, more=more)
        welcome_back(unit, case.ticket.address, request, now=self.clock.now())
        if data is not None:
            # To the address whose ticket it is, so that it can be answered.
            self._tell(unit, Purpose.ASK_BACK, request, mail, data, to=case.ticket.address)

    def _refuse(self, unit: UnitOfWork, case: _Case, reason: str) -> None:
        """Record a refusal; tell a sender who is genuine, and warn the ticket's owner of others."""
        mail, request = case.mail, case.request
        self._close(
            unit, case.reply, "refused", reason, mail=mail, request=request, more=case.proof
        )
        # Two machines that do not say what they are would go on for ever.
        since = self.clock.now() - timedelta(days=1)
        n_told = unit.deliveries.n_sent_to(mail.sender, Purpose.REFUSAL, since=since)
        if case.verdict.is_enough and n_told < MAX_REFUSALS_A_DAY:
            self._tell(unit, Purpose.REFUSAL, request, mail, {"reason": reason})
        if reason in ("not_authenticated", "wrong_sender"):
            self._warn(unit, request, case.ticket, mail.sender)

    def _tell(
        self,
        unit: UnitOfWork,
        purpose: Purpose,
        request: Request,
        mail: Mail,
        data: dict[str, Any],
        *,
        to: str | None = None,
    ) -> None:
        self.outbox.tell(
            unit,
            purpose,
            request,
            to or mail.sender,
            data={**data, "subject": mail.subject},
            answers=mail.message_id,
            now=self.clock.now(),
        )

    def _warn(self, unit: UnitOfWork, request: Request, ticket: Ticket, sender: str) -> None:
        """Tell the rightful responder that somebody tried, at most once an hour."""
        now = self.clock.now()
        warned = any(
            delivery.purpose is Purpose.NOTICE
            and delivery.data.get("reason") == "wrong_sender"
            and delivery.created_at > now - _NOTICE_EVERY
            for delivery in unit.deliveries.of_request(request.id)
        )
        if not warned:
            data = {"reason": "wrong_sender", "sender": sender}
            self.outbox.tell(
                unit, Purpose.NOTICE, request, ticket.address, data=data, answers="", now=now
            )

    def _close(  # noqa: PLR0913 - what a verdict records
        self,
        unit: UnitOfWork,
        reply: RawReply,
        verdict: str,
        reason: str | None,
        *,
        mail: Mail | None = None,
        request: Request | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        unit.replies.judge(
            reply,
            verdict,
            reason=reason,
            request_id=request.id if request else None,
            message_id=mail.message_id if mail else None,
            words=mail.text[:MAX_TEXT] if mail and verdict == "unclear" else None,
        )
        unit.trail.add(
            AuditEvent(
                ids.new_id(),
                _KINDS[verdict],
                reply.id,
                (mail.sender if mail else "") or "unknown",
                self.clock.now(),
                request.run_id if request else None,
                request.id if request else None,
                {"reason": reason, "channel": "email", **(more or {})},
            )
        )


def _fault_of_words(mail: Mail) -> str | None:
    if mail.first_line:
        return None
    return mail.empty_because if mail.empty_because in _TOLD_APART else "empty"


def _answer(case: _Case) -> Answer:
    return Answer(
        request_id=case.request.id,
        feedback=case.mail.first_line[:MAX_WORDS],
        outcome=None,
        responder=case.person,
        channel="email",
        verification=case.verdict.level,
        text=case.mail.text,
    )


def _written_to(unit: UnitOfWork, request: Request, address: str) -> list[Delivery]:
    """Return all that was written to a person about a request, oldest first."""
    deliveries = unit.deliveries.of_request(request.id)
    return [delivery for delivery in deliveries if delivery.address == address]
