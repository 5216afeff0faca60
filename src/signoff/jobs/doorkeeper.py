"""What every way in asks: is this address ours, is it a real ticket, keep this mail.

A mail to no ticket of ours is refused while the sender's server still has it,
so that the sender's own server says so. A mail to a real ticket is on disk
before it is thanked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from signoff import ids
from signoff.channels.email.addressees import find_addressees, find_answered, read_header
from signoff.channels.email.envelope import Cursor, Envelope
from signoff.channels.email.quotes import Ours
from signoff.channels.email.ticket import TicketKeys, TicketPurpose, find_token
from signoff.clock import Clock
from signoff.errors import TicketError
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.mail import RawReply
from signoff.store.unit_of_work import UnitOfWork

MAX_ADDRESSEES = 10  # of one mail; each is looked up
_BEFORE_ALL = datetime.fromtimestamp(0, UTC)
_NO_SUCH = "550 5.1.1 No such reply address; answer the mail itself, or open its page"


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Stands behind every way in."""

    unit: Callable[[], UnitOfWork]
    keys: TicketKeys
    ours: Ours
    clock: Clock

    def is_ours(self, recipient: str) -> bool:
        """Say whether mail to this address is for signoff."""
        return self.ours.owns(recipient)

    def refuse(self, recipient: str) -> str | None:
        """Return the SMTP line that refuses an address of ours, None to accept it.

        A ticket that expired, or whose key was taken away, is accepted: its owner is told so by
        mail, in plain words.
        """
        token = find_token(recipient)
        if token is None:
            return _NO_SUCH
        try:
            claims = self.keys.parse(token)
            with self.unit() as unit:
                ticket = unit.tickets.find(claims.ticket_id)
            if ticket is None:
                return _NO_SUCH
            purpose = TicketPurpose(ticket.purpose)
            self.keys.verify(token, ticket.address, purpose=purpose, now=_BEFORE_ALL)
        except TicketError as error:
            return None if error.reason == "unknown_key" else _NO_SUCH
        return None

    def addressees(self, raw: bytes) -> tuple[str, ...]:
        """Return the addresses with real tickets that a mail without envelope is for.

        ``raw`` may be its header alone. Where no address holds one, the mail that it answers may.
        """
        header = read_header(raw)
        for find in (find_addressees, find_answered):
            found = find(header, ours=self.ours)[:MAX_ADDRESSEES]
            real = tuple(address for address in found if self.refuse(address) is None)
            if real:
                return real
        return ()

    def cursor(self, place: str) -> Cursor | None:
        """Return how far a mailbox was read, None where it never was."""
        with self.unit() as unit:
            return unit.cursors.find(place)

    def move_cursor(self, place: str, cursor: Cursor) -> None:
        """Remember how far a mailbox was read."""
        with self.unit() as unit:
            unit.cursors.move(place, cursor, now=self.clock.now())
            unit.commit()

    def keep(self, envelope: Envelope) -> None:
        """Store a mail as it came, with the job that reads it: once for each ticket it is to."""
        with self.unit() as unit:
            self.keep_within(unit, envelope)
            unit.commit()

    def keep_within(self, unit: UnitOfWork, envelope: Envelope) -> None:
        """Store a mail as ``keep`` does, in a transaction that stores more than it."""
        for recipient in dict.fromkeys(envelope.recipients):
            self._keep_for(unit, envelope, recipient)

    def _keep_for(self, unit: UnitOfWork, envelope: Envelope, recipient: str) -> None:
        reply = RawReply(
            id=ids.new_id(),
            channel="email",
            envelope_from=envelope.sender,
            envelope_to=(recipient,),
            raw=envelope.raw,
            received_at=envelope.received_at,
            way=envelope.way,
        )
        if unit.replies.add(reply):
            unit.trail.add(
                AuditEvent(
                    ids.new_id(),
                    EventKind.REPLY_RECEIVED,
                    reply.id,
                    "mail",
                    envelope.received_at,
                    data={"n_bytes": len(envelope.raw), "channel": "email", "way": envelope.way},
                )
            )
