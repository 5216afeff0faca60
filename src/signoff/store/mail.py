"""What went out, what came in, and the tickets that tie them together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from signoff.inbox.delivery import Delivery, DeliveryStatus, Purpose
from signoff.store import rows
from signoff.store.tables import attempts, deliveries, replies, tickets


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right of one address to answer one request by mail."""

    id: str
    request_id: str
    purpose: str
    address: str
    expires_at: datetime
    revoked_at: datetime | None = None


# Made once: every mail sends them.
_ADD_DELIVERY = insert(deliveries)
_FIND_DELIVERY = select(deliveries).where(deliveries.c.id == bindparam("its_id"))
_WRITTEN = (
    select(deliveries)
    .where(deliveries.c.request_id == bindparam("its_request"))
    .order_by(deliveries.c.id)
)
_TRIED = update(deliveries).where(
    deliveries.c.id == bindparam("its_id"),
    deliveries.c.status == DeliveryStatus.QUEUED.value,
    deliveries.c.n_attempts == bindparam("n_before"),
)
_ADD_ATTEMPT = insert(attempts)
_TICKETS = select(*(tickets.c[name] for name in Ticket.__slots__))
_FIND_TICKET = _TICKETS.where(tickets.c.id == bindparam("its_id"))
# One that still holds goes before those that were revoked: somebody may be asked again.
_TICKETS_FOR = _TICKETS.where(
    tickets.c.request_id == bindparam("its_request"), tickets.c.address == bindparam("its_address")
).order_by(tickets.c.revoked_at.is_not(None), tickets.c.expires_at.desc())
_TICKET_FOR = _TICKETS_FOR.where(tickets.c.purpose == bindparam("its_purpose")).limit(1)
_ADD_TICKETS = insert(tickets)


@dataclass(frozen=True, slots=True)
class RawReply:
    """A mail as it came in, and what became of it; ``way`` is as in ``Envelope``."""

    id: str
    channel: str
    envelope_from: str
    envelope_to: tuple[str, ...]
    raw: bytes
    received_at: datetime
    way: str = "smtp"
    verdict: str = "received"
    reason: str | None = None
    request_id: str | None = None

    @property
    def raw_sha256(self) -> str:
        """The SHA-256 (hex) of the mail as it came in."""
        return hashlib.sha256(self.raw).hexdigest()


_FIND_REPLY = select(*(replies.c[name] for name in RawReply.__slots__)).where(
    replies.c.id == bindparam("its_id")
)
_JUDGE = update(replies).where(replies.c.id == bindparam("its_id"), replies.c.verdict == "received")


class Deliveries:
    """The outbox, as one open transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, delivery: Delivery) -> None:
        values = {name: getattr(delivery, name) for name in Delivery.__slots__}
        values |= {
            "purpose": delivery.purpose.value,
            "status": delivery.status.value,
            "references": list(delivery.references),
            "data": dict(delivery.data),
        }
        self._connection.execute(_ADD_DELIVERY, values)

    def find(self, delivery_id: str) -> Delivery | None:
        """Return a delivery, or None."""
        found = self._connection.execute(_FIND_DELIVERY, {"its_id": delivery_id})
        row = found.mappings().one_or_none()
        return None if row is None else rows.delivery_from(row)

    def of_request(self, request_id: str) -> list[Delivery]:
        """Return all that was written to people about a request, oldest first."""
        found = self._connection.execute(_WRITTEN, {"its_request": request_id})
        return [rows.delivery_from(row) for row in found.mappings()]

    def n_sent_to(self, address: str, purpose: Purpose, *, since: datetime) -> int:
        """Return how many mails of this purpose an address was to get since an instant."""
        query = (
            select(func.count())
            .select_from(deliveries)
            .where(
                deliveries.c.address == address,
                deliveries.c.purpose == purpose.value,
                deliveries.c.created_at > since,
            )
        )
        return self._connection.execute(query).scalar_one()

    def find_by_message_id(self, message_id: str) -> Delivery | None:
        """Return the delivery that went out under this Message-ID, or None."""
        query = select(deliveries).where(deliveries.c.message_id == message_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.delivery_from(row)

    def bounce(self, delivery: Delivery, *, error: str, now: datetime) -> bool:
        """Record that a mail that was sent did not arrive; say False where that was known."""
        n = delivery.n_attempts + 1
        statement = (
            update(deliveries)
            .where(
                deliveries.c.id == delivery.id,
                deliveries.c.n_attempts == delivery.n_attempts,
                deliveries.c.status.in_(
                    [DeliveryStatus.SENT.value, DeliveryStatus.DELIVERED.value]
                ),
            )
            .values(status=DeliveryStatus.BOUNCED.value, n_attempts=n)
        )
        if self._connection.execute(statement).rowcount != 1:
            return False
        self._connection.execute(
            insert(attempts).values(delivery_id=delivery.id, n=n, at=now, error=error, detail="")
        )
        return True

    def add_attempt(
        self,
        delivery: Delivery,
        *,
        status: DeliveryStatus,
        error: str | None,
        detail: str,
        now: datetime,
    ) -> bool:
        """Record one attempt; say False where the delivery was no longer queued."""
        n = delivery.n_attempts + 1
        its = {"its_id": delivery.id, "n_before": delivery.n_attempts}
        tried = self._connection.execute(_TRIED, {**its, "status": status.value, "n_attempts": n})
        if tried.rowcount != 1:
            return False
        made = {"delivery_id": delivery.id, "n": n, "at": now, "error": error, "detail": detail}
        self._connection.execute(_ADD_ATTEMPT, made)
        return True


class Tickets:
    """The reply tickets, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *made: Ticket) -> None:
        values = [{name: getattr(one, name) for name in Ticket.__slots__} for one in made]
        self._connection.execute(_ADD_TICKETS, values)

    def find(self, ticket_id: str) -> Ticket | None:
        """Return a ticket, or None."""
        row = self._connection.execute(_FIND_TICKET, {"its_id": ticket_id}).one_or_none()
        return None if row is None else Ticket(*row)

    def find_for(self, request_id: str, address: str, *, purpose: str = "reply") -> Ticket | None:
        """Return the newest ticket for this purpose under which this address was asked, or None.

        One that still holds goes before those that were revoked.
        """
        asked = {"its_request": request_id, "its_address": address, "its_purpose": purpose}
        row = self._connection.execute(_TICKET_FOR, asked).one_or_none()
        return None if row is None else Ticket(*row)

    def newest_for(self, request_id: str, address: str) -> dict[str, Ticket]:
        """Return by purpose what `find_for` returns for each."""
        asked = {"its_request": request_id, "its_address": address}
        found = [Ticket(*row) for row in self._connection.execute(_TICKETS_FOR, asked)]
        return {ticket.purpose: ticket for ticket in reversed(found)}

    def revoke(self, request_id: str, *, address: str, now: datetime) -> int:
        """Take from an address the right to answer a request by mail; return how many tickets."""
        statement = (
            update(tickets)
            .where(
                tickets.c.request_id == request_id,
                tickets.c.address == address,
                tickets.c.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )
        return self._connection.execute(statement).rowcount


class Replies:
    """What came in, as one open transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, reply: RawReply) -> bool:
        """Keep a raw mail; say False where the same octets to the same people were kept before."""
        values = {name: getattr(reply, name) for name in RawReply.__slots__}
        values |= {
            "envelope_to": list(reply.envelope_to),
            "raw_sha256": reply.raw_sha256,
            "arrival": _arrival(reply),
        }
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(replies)
        statement = upsert.values(values).on_conflict_do_nothing(index_elements=["arrival"])
        return self._connection.execute(statement.returning(replies.c.id)).first() is not None

    def find(self, reply_id: str) -> RawReply | None:
        """Return a raw mail, or None."""
        row = self._connection.execute(_FIND_REPLY, {"its_id": reply_id}).one_or_none()
        if row is None:
            return None
        values = dict(zip(RawReply.__slots__, row, strict=True))
        return RawReply(**{**values, "envelope_to": tuple(values["envelope_to"])})

    def is_repeated(self, reply: RawReply, message_id: str, request_id: str) -> bool:
        """Say whether this mail came before by another way and was read then."""
        query = select(replies.c.id).where(
            replies.c.message_id == message_id,
            replies.c.request_id == request_id,
            replies.c.verdict.in_(("recorded", "unclear")),
            replies.c.id != reply.id,
        )
        return self._connection.execute(query).first() is not None

    def hold(self, reply: RawReply) -> bool:
        """Keep others from judging a mail until this transaction ends; False: it is judged."""
        held = self._connection.execute(_JUDGE, {"its_id": reply.id, "verdict": "received"})
        return held.rowcount == 1

    def judge(
        self,
        reply: RawReply,
        verdict: str,
        *,
        reason: str | None = None,
        request_id: str | None = None,
        message_id: str | None = None,
        words: str | None = None,
    ) -> bool:
        """Record what became of a mail; say False where that was recorded before."""
        values = {
            "its_id": reply.id,
            "verdict": verdict,
            "reason": reason,
            "request_id": request_id,
            "message_id": message_id,
            "words": words,
        }
        return self._connection.execute(_JUDGE, values).rowcount == 1


def _arrival(reply: RawReply) -> str:
    people = "\0".join(sorted(recipient.lower() for recipient in reply.envelope_to))
    return hashlib.sha256(people.encode() + b"\0\0" + reply.raw).hexdigest()
