"""The address at which a webhook's receiver answers one request, and what it proves.

It is a capability: who knows it may answer this request in the webhook's
name, and nothing else. It is signed as a mail's reply address is, bound to
the webhook, and never stored as it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from signoff.channels.email.ticket import TicketKeys, TicketPurpose, new_ticket_id
from signoff.errors import CallbackNotFound, CallbackSpent, TicketError
from signoff.store.mail import Ticket
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook

PATH = "/api/v1/callbacks"
CHANNEL = "webhook"
# Tickets are bound to addresses; this one is nobody's (RFC 2606).
_DOMAIN = "webhook.invalid"


@dataclass(frozen=True, slots=True)
class Callback:
    """A right to answer that holds now."""

    request_id: str
    webhook: Webhook

    @property
    def responder(self) -> str:
        """Who answers, as the record names it."""
        return f"webhook:{self.webhook.name}"


def callback_token(
    unit: UnitOfWork,
    keys: TicketKeys,
    webhook: Webhook,
    request_id: str,
    *,
    life: timedelta,
    now: datetime,
) -> str:
    """Return what stands at the end of the address, the same for each call while it lives.

    It is made at the first call about a request, and again where that one is over. The caller
    commits.
    """
    address, purpose = _address(webhook), TicketPurpose.CALLBACK
    ticket = unit.tickets.find_for(request_id, address, purpose=purpose.value)
    if ticket is None or ticket.expires_at <= now:
        expires_at = (now + life).replace(microsecond=0)
        ticket = Ticket(new_ticket_id(), request_id, purpose.value, address, expires_at)
        unit.tickets.add(ticket)
    return keys.sign(ticket.id, address, purpose=purpose, expires_at=ticket.expires_at)


def read_callback(unit: UnitOfWork, keys: TicketKeys, token: str, *, now: datetime) -> Callback:
    """Return the right that a token gives. Raises: CallbackNotFound, CallbackSpent."""
    ticket = _proved(unit, keys, token, now=now)
    webhook = unit.webhooks.find(ticket.address.partition("@")[0])
    if webhook is None:
        raise _unknown()
    if not (webhook.is_active and webhook.may_answer):
        raise _spent(f"webhook {webhook.name!r} may not answer any more")
    if ticket.revoked_at is not None:
        raise _spent("it was withdrawn")
    return Callback(ticket.request_id, webhook)


def _proved(unit: UnitOfWork, keys: TicketKeys, token: str, *, now: datetime) -> Ticket:
    purpose = TicketPurpose.CALLBACK
    try:
        ticket = unit.tickets.find(keys.parse(token).ticket_id)
        if ticket is None or ticket.purpose != purpose.value:
            raise _unknown()
        keys.verify(token, ticket.address, purpose=purpose, now=now)
    except TicketError as error:
        if error.reason == "expired":
            raise _spent("its time is over") from error
        raise _unknown() from error
    return ticket


def _address(webhook: Webhook) -> str:
    return f"{webhook.id}@{_DOMAIN}"


def _unknown() -> CallbackNotFound:
    # Nothing of what came in is repeated: it may be a real address with one letter wrong.
    return CallbackNotFound(
        "This is no callback address that we gave out. Nothing was recorded. Take the "
        "`callback_url` of the webhook call as it is."
    )


def _spent(why: str) -> CallbackSpent:
    return CallbackSpent(
        f"This callback address gives no right to answer: {why}. Nothing was recorded. Answer "
        "with an API token, or in the dashboard."
    )
