"""All that a mail of ours is made from: values, before any words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.inbox.delivery import Delivery
from signoff.inbox.request import Request
from signoff.inbox.response import Response


@dataclass(frozen=True, slots=True)
class Sender:
    """Who our mail is from, and where answers go.

    ``reply_mailbox`` is what stands before the plus of a reply address, '' where all mail to the
    domain comes to us.
    """

    address: str
    name: str
    reply_domain: str
    reply_mailbox: str = ""

    def address_of(self, token: str) -> str:
        """Return the address that a ticket is answered to."""
        prefix = f"{self.reply_mailbox}+" if self.reply_mailbox else ""
        return f"{prefix}{token}@{self.reply_domain}"

    def receives(self, address: str) -> bool:
        """Say whether mail to an address would come in here as a reply."""
        local, _, domain = address.casefold().rpartition("@")
        box = self.reply_mailbox.casefold()
        is_our_box = not box or local == box or local.startswith(f"{box}+")
        return is_our_box and domain == self.reply_domain.casefold()

    def bounce_address_of(self, token: str) -> str:
        """Return the address that reports about a mail go to."""
        return f"{self.reply_mailbox or 'bounce'}+{token}@{self.reply_domain}"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person.

    ``reply_address`` carries the ticket; ``answer_url`` is a page for whoever was asked, without
    an account, and ``review_url`` the dashboard's: on neither does anything happen until the reader
    acts. ``bounce_address`` is where reports about this mail go, None for nowhere. ``response`` is
    what was recorded, where something was. ``owner`` is the address of the person who runs the
    flow, for a reader who wants something put right. ``receipt`` proves later that the answer was
    on record, '' where there is none. ``earlier`` is what a person answered in the round before,
    ``is_changed`` says whether the content is another since, and ``is_comparable`` whether its
    page can show what has changed.
    """

    delivery: Delivery
    request: Request | None
    reply_address: str | None
    review_url: str | None
    expires_at: datetime | None
    response: Response | None
    owner: str | None = None
    answer_url: str | None = None
    bounce_address: str | None = None
    receipt: str = ""
    earlier: Response | None = None
    is_changed: bool = False
    is_comparable: bool = True
