"""A mail with a link that signs its reader in, for people with an account only.

The delivery's row names the link's ticket and not its signature, so that a
copy of the database opens no door: the signature is made again for the mail.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from signoff.channels.email.ticket import TicketPurpose, new_ticket_id
from signoff.jobs.outbox import Outbox
from signoff.store.unit_of_work import UnitOfWork

LINK_LASTS = timedelta(minutes=30)


def mail_link(unit: UnitOfWork, outbox: Outbox, address: str, *, now: datetime) -> bool:
    """Queue a mail with a sign-in link; say False where nobody active has the address."""
    person = unit.members.find(address)
    if person is None or not person.is_active:
        return False
    ticket_id = new_ticket_id()
    expires_at = (now + LINK_LASTS).replace(microsecond=0)
    secret = outbox.keys.sign(
        ticket_id, address, purpose=TicketPurpose.SIGN_IN, expires_at=expires_at
    )
    unit.people.add_link(secret, address, expires_at=expires_at)
    outbox.mail_link(unit, address, ticket_id=ticket_id, expires_at=expires_at, now=now)
    return True
