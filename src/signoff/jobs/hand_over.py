"""Take a mail that a provider handed over: once, and only if it is for us.

What the token of a call proves ends with the same transaction that keeps its
mail, so a call that failed half way may be made again and a call that did not
may not.
"""

from __future__ import annotations

from datetime import datetime

from signoff.channels.email.envelope import Envelope
from signoff.channels.email.providers.delivered import Delivered, not_proved
from signoff.jobs.doorkeeper import MAX_ADDRESSEES, Doorkeeper


def take_mail(keeper: Doorkeeper, mail: Delivered, *, way: str, now: datetime) -> int:
    """Keep a mail; return for how many addresses of ours it was, 0 where it was dropped.

    ``way`` names the provider. Raises: CallNotProved, ``reason`` 'repeated'.
    """
    recipients = _ours(keeper, mail)
    with keeper.unit() as unit:
        once = mail.once
        if once and not unit.spent_tokens.spend(way, once.token, until=once.until, now=now):
            raise not_proved("its token was used before", "repeated")
        if recipients:
            keeper.keep_within(unit, Envelope(mail.sender, recipients, mail.raw, now, way))
        unit.commit()
    return len(recipients)


def _ours(keeper: Doorkeeper, mail: Delivered) -> tuple[str, ...]:
    """Return the addresses with real tickets: of the envelope, or as the mail itself says.

    A provider may forward a whole domain to one address of its own; then the envelope names none
    of ours.
    """
    named = [recipient for recipient in mail.recipients if keeper.is_ours(recipient)]
    if not named:
        return keeper.addressees(mail.raw)
    return tuple(address for address in named[:MAX_ADDRESSEES] if keeper.refuse(address) is None)
