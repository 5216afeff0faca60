"""Read one raw mail: who wrote it, may they, what did they say.

The mail was kept before this job exists, and stays kept. Whatever becomes of
it is recorded once, in one transaction with what it causes. What its words
mean is read before that transaction, since a model may be asked; a crash in
between repeats the job. A machine's mail is never an answer and is never
answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from signoff.channels.email.authenticity import SenderCheck, Verdict
from signoff.channels.email.commands import Command, find_command
from signoff.channels.email.incoming import Mail, Ours, read_mail
from signoff.channels.email.rating import split_rating
from signoff.channels.email.reply import feedback_line
from signoff.channels.email.ticket import TicketKeys, find_token
from signoff.clock import Clock
from signoff.errors import AccessError, AnswerInvalid, RequestClosed, UnclearReply, UnreadableReply
from signoff.inbox.response import Source
from signoff.jobs.admission import MAX_WORDS, Admission, Case, closed_by
from signoff.jobs.answer import Answer, Reader, Understood, record_answer
from signoff.jobs.asked import Asked
from signoff.jobs.change_of_mind import is_overtaken, take_back
from signoff.jobs.machine_mail import MachineMail, Noted
from signoff.jobs.mail_commands import MailCommands
from signoff.jobs.outbox import Outbox
from signoff.jobs.parts import reader_of
from signoff.jobs.replies import Replies, reason_of
from signoff.jobs.served import Elsewhere
from signoff.store.mail import RawReply
from signoff.store.unit_of_work import UnitOfWork


class ReadMail(Protocol):
    """Makes values of a raw mail, as ``incoming.read_mail`` does; it may do so elsewhere."""

    def __call__(
        self, raw: bytes, *, recipients: Sequence[str], ours: Ours, envelope_from: str | None
    ) -> Mail: ...


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

    @property
    def _admission(self) -> Admission:
        return Admission(self.outbox, self.keys, self.ours)

    @property
    def _replies(self) -> Replies:
        return Replies(self.outbox)

    def __call__(self, subject: str, *, job: str) -> None:
        """Judge a mail that nobody judged yet.

        Raises: Elsewhere, where the code of another deployment has to read it.
        """
        del job
        with self.unit() as unit:
            reply = unit.replies.find(subject)
        if reply is None or reply.verdict != "received":
            return
        case = self._opened(reply)
        if case is None:
            return
        command = self._command(case)
        if command is not None:
            self._obey(case, command)
            return
        if self.reader.is_elsewhere(case.request):
            raise Elsewhere(case.request.deployment_id)
        answer = case.answer
        self._record(case, answer, self._understood(case, answer))

    def _opened(self, reply: RawReply) -> Case | None:
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

    def _understood(self, case: Case, given: Answer) -> Understood:
        answer = given
        if case.numbers is not None:
            feedback = case.numbers.in_words(given.feedback)
            text = case.numbers.all_in_words(given.text)
            answer = replace(given, feedback=feedback, text=text)
        understood = self.reader.understand(case.request, answer)
        if case.request.ask.outcomes and self._is_doubtful(case, answer, understood):
            return replace(understood, reading=replace(understood.reading, outcome=None))
        if answer.feedback != given.feedback and understood.reading.source is Source.EXACT:
            # No word of theirs named it: the number did.
            return replace(understood, reading=replace(understood.reading, source=Source.NUMBER))
        return understood

    def _is_doubtful(self, case: Case, answer: Answer, understood: Understood) -> bool:
        """Say whether the form of a mail takes back what its words seem to say."""
        given, reading = case.unsettled, understood.reading
        if given and is_overtaken(case.request, given, reading, case.reply.raw):
            return True
        is_named = understood.reading.source is Source.EXACT  # the mail itself offers such a name
        if not is_named and not any(character.isalnum() for character in answer.text):
            return True  # a tap on a smiley, which some programs send as a mail
        _, other = split_rating(case.mail.other_text, case.request.ask.outcomes)
        if not other:
            return False
        # Of a mail that says one thing in text and another in HTML, nobody knows what was meant.
        told = replace(answer, feedback=feedback_line(other)[:MAX_WORDS], text=other)
        found = self.reader.understand(case.request, told).reading
        return found.outcome != understood.reading.outcome

    def _judge(
        self, unit: UnitOfWork, reply: RawReply, mail: Mail, verdict: Verdict
    ) -> Case | None:
        """Return the case of a mail that may act; deal with any other."""
        now, replies = self.clock.now(), self._replies
        token, ticket = self._admission.find_ticket(unit, mail.tokens)
        request = unit.requests.get(ticket.request_id) if ticket else None
        if mail.automatic is not None:
            replies.close(
                unit, reply, "ignored", mail.automatic, now=now, mail=mail, request=request
            )
            noted = Noted(reply, mail, ticket, token, is_authentic=verdict.is_enough)
            asked = Asked(self.outbox, clock=self.clock)
            MachineMail(self.outbox, self.keys, asked).note(unit, noted, now=now)
        elif ticket is None or request is None:
            replies.close(unit, reply, "refused", "unknown_ticket", now=now, mail=mail)
        elif unit.replies.is_repeated(reply, mail.message_id, request.id):
            replies.close(unit, reply, "ignored", "repeated", now=now, mail=mail, request=request)
        else:
            own = mail.sender == ticket.address
            person = mail.sender if own else unit.people.address_of(mail.sender)
            case = Case(reply, mail, request, ticket, token, verdict, person)
            case, reason = self._admission.admit(unit, case, now=now)
            if reason is None:
                return case
            replies.refuse(unit, case, reason, now=now)
        return None

    def _set_aside(self, unit: UnitOfWork, reply: RawReply, reason: str) -> None:
        """Keep a mail that cannot be read beyond doubt, and warn whose ticket it came to."""
        now, replies = self.clock.now(), self._replies
        found = [token for token in map(find_token, reply.envelope_to) if token]
        _, ticket = self._admission.find_ticket(unit, found)
        request = unit.requests.get(ticket.request_id) if ticket else None
        replies.close(unit, reply, "quarantined", reason, now=now, request=request)
        if ticket is not None and request is not None:
            replies.warn(unit, request, ticket, "an address that cannot be read", now=now)

    def _record(self, case: Case, answer: Answer, understood: Understood) -> None:
        """Record what a mail came to, unless another worker did meanwhile."""
        request, replies, now = case.request, self._replies, self.clock.now()
        with self.unit() as unit:
            if not unit.replies.hold(case.reply):
                return
            if case.unsettled:
                given, reading = case.unsettled, understood.reading
                request = take_back(unit, request, given, reading, answer.text, now)
            try:
                asked = Asked(self.outbox, clock=self.clock)
                taken = record_answer(unit, request, answer, understood, asked=asked, now=now)
            except RequestClosed:
                self._come_late(unit, case)
            except UnclearReply:
                replies.ask_back(unit, case, now=now)
            except AnswerInvalid:
                replies.ask_back(unit, case, has_form=True, now=now)
            except AccessError as error:
                reason, data = reason_of(unit, request.id, case.person, error)
                replies.refuse(unit, case, reason, data=data, now=now)
            else:
                replies.acknowledge(unit, case, taken, now=now)
            unit.commit()

    def _come_late(self, unit: UnitOfWork, case: Case) -> None:
        """Refuse a mail about what was closed since it was read."""
        mail, request, replies, now = case.mail, case.request, self._replies, self.clock.now()
        # By this very mail perhaps, that another worker read as it came by another way.
        if unit.replies.is_repeated(case.reply, mail.message_id, request.id):
            replies.close(
                unit, case.reply, "ignored", "repeated", now=now, mail=mail, request=request
            )
        else:
            replies.refuse(unit, case, closed_by(unit.requests.get(request.id)), now=now)

    def _command(self, case: Case) -> Command | None:
        """Return what a mail tells us to do other than to answer, None where it is an answer."""
        with self.unit() as unit:
            reader = reader_of(unit, case.request, case.person)
        return find_command(
            case.mail.text,
            outcomes=case.request.ask.outcomes,
            language=reader.language or self.outbox.language,
            zone=reader.zone,
            now=case.reply.received_at,
        )

    def _obey(self, case: Case, command: Command) -> None:
        """Do what a mail tells, unless another worker did meanwhile."""
        with self.unit() as unit:
            if not unit.replies.hold(case.reply):
                return
            try:
                MailCommands(self.outbox, self.clock).obey(
                    unit, case, command, now=self.clock.now()
                )
            except RequestClosed:
                self._come_late(unit, case)
            unit.commit()
