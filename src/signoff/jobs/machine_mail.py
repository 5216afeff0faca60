"""What follows from a machine's mail: a delivery that failed, a person who is away.

Such a mail never answers: it closes no request, and takes none from anybody. What it says is
believed as far as it holds a ticket of ours, or names a mail by the id that
only its reader knows; that somebody is away, only from their own address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.channels.email.away import find_last_day
from signoff.channels.email.incoming import Mail
from signoff.channels.email.reports import Fate, Report
from signoff.channels.email.ticket import TicketKeys, TicketPurpose
from signoff.errors import TicketError
from signoff.inbox.absence import Absence
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import ASKING, Delivery, DeliveryStatus, Purpose
from signoff.inbox.request import Request, RequestStatus
from signoff.jobs.asked import Asked
from signoff.jobs.outbox import Outbox
from signoff.jobs.parts import names_in_mail
from signoff.jobs.stand_in import ask_next
from signoff.store.mail import RawReply, Ticket
from signoff.store.unit_of_work import UnitOfWork

_SENT = (DeliveryStatus.SENT, DeliveryStatus.DELIVERED)


@dataclass(frozen=True, slots=True)
class Noted:
    """A machine's mail, and the ticket it came to, where it came to one.

    ``is_authentic``: its sender was verified as far as an answer's would have to be.
    """

    reply: RawReply
    mail: Mail
    ticket: Ticket | None
    token: str
    is_authentic: bool


@dataclass(frozen=True, slots=True)
class MachineMail:
    """Takes note of it, in the caller's transaction."""

    outbox: Outbox
    keys: TicketKeys
    asked: Asked

    def note(self, unit: UnitOfWork, noted: Noted, *, now: datetime) -> None:
        """Record what the mail tells; most tell nothing."""
        report = noted.mail.report
        if report is not None:
            self._note_report(unit, noted, report, now)
        elif noted.mail.away_notice:
            self._note_absence(unit, noted, now)

    def _note_report(self, unit: UnitOfWork, noted: Noted, report: Report, now: datetime) -> None:
        delivery = self._reported(unit, noted, report)
        if delivery is None or report.fate is Fate.FINE:
            return
        if report.fate is Fate.LATE:
            _add(unit, EventKind.DELIVERY_LATE, delivery, {"detail": report.detail}, now)
            return
        error = f"{report.fate}: {report.detail}"
        if not unit.deliveries.bounce(delivery, error=error, now=now):
            return
        data = {"reason": report.fate.value, "detail": report.detail, "address": delivery.address}
        _add(unit, EventKind.DELIVERY_BOUNCED, delivery, data, now)
        if report.fate is Fate.UNWANTED:
            unit.reach.refuse(delivery.address, reason=report.detail, now=now)
        if _still_waits(unit, delivery.request_id):
            self.outbox.tell_undelivered(unit, delivery, report.detail, now=now)

    def _reported(self, unit: UnitOfWork, noted: Noted, report: Report) -> Delivery | None:
        """Return the delivery a report is about: by the id it names, else by the ticket."""
        for message_id in report.message_ids:
            delivery = unit.deliveries.find_by_message_id(message_id)
            if delivery is not None:
                return delivery
        ticket = noted.ticket
        if ticket is None or not self._is_ours(noted.token, ticket):
            return None
        sent = [
            delivery
            for delivery in unit.deliveries.of_request(ticket.request_id)
            if delivery.address == ticket.address
            and delivery.purpose in (*ASKING, Purpose.ASK_BACK)
            and delivery.status in _SENT
        ]
        return sent[-1] if sent else None

    def _note_absence(self, unit: UnitOfWork, noted: Noted, now: datetime) -> None:
        mail, ticket = noted.mail, noted.ticket
        if ticket is None or mail.sender != ticket.address or not noted.is_authentic:
            return
        if not self._is_ours(noted.token, ticket):
            return
        last_day = find_last_day(mail.away_notice, today=noted.reply.received_at.date())
        known = unit.reach.find_absence(mail.sender, now=now)
        since = known.since if known else noted.reply.received_at
        absence = Absence(mail.sender, since, last_day)
        request = unit.requests.get(ticket.request_id)
        if known is None or known.last_day != last_day:
            unit.reach.begin_absence(absence, reply_id=noted.reply.id)
        unit.trail.add(_away(absence, noted.reply, request, now))
        if request.status is RequestStatus.PENDING:
            instead = ask_next(self.asked, unit, request, mail.sender, now=now)
            named = names_in_mail(unit, (instead,))[instead] if instead else None
            self.outbox.tell_creator(
                unit,
                request,
                reason="away",
                about=mail.sender,
                data={"last_day": last_day.isoformat() if last_day else None, "next": named},
                now=now,
            )

    def _is_ours(self, token: str, ticket: Ticket) -> bool:
        """Say whether we signed this ticket, be it over or not, for replies or for reports."""
        try:
            self.keys.verify(
                token,
                ticket.address,
                purpose=TicketPurpose(ticket.purpose),
                now=datetime.min.replace(tzinfo=ticket.expires_at.tzinfo),
            )
        except TicketError:
            return False
        return True


def welcome_back(unit: UnitOfWork, person: str, request: Request, *, now: datetime) -> None:
    """Take note that somebody answered: they are not away, and want our mail."""
    unit.reach.welcome(person)
    if unit.reach.end_absence(person):
        unit.trail.add(
            AuditEvent(
                ids.new_id(), EventKind.PERSON_BACK, request.id, person, now,
                request.run_id, request.id,
            )
        )  # fmt: skip


def _still_waits(unit: UnitOfWork, request_id: str | None) -> bool:
    """Say whether it matters to anybody now that a mail about a request is lost."""
    return request_id is not None and unit.requests.get(request_id).status is RequestStatus.PENDING


def _away(absence: Absence, reply: RawReply, request: Request, now: datetime) -> AuditEvent:
    last_day = absence.last_day.isoformat() if absence.last_day else None
    return AuditEvent(
        ids.new_id(),
        EventKind.PERSON_AWAY,
        reply.id,
        absence.person,
        now,
        request.run_id,
        request.id,
        {"last_day": last_day},
    )


def _add(
    unit: UnitOfWork, kind: EventKind, delivery: Delivery, data: dict[str, Any], now: datetime
) -> None:
    request = unit.requests.get(delivery.request_id) if delivery.request_id else None
    run_id = request.run_id if request else None
    event = AuditEvent(
        ids.new_id(), kind, delivery.id, "mail", now, run_id, delivery.request_id, data
    )
    unit.trail.add(event)
