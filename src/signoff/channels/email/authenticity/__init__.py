"""Whether a mail was truly written from the address it names: what receiving asks.

The ticket proves that a mail answers our question, not who wrote it. Here is
the second proof. Whether the person may answer is decided by the caller.
"""

from __future__ import annotations

from signoff.channels.email.authenticity.check import SenderCheck, WayAuth
from signoff.channels.email.authenticity.dns_text import FindText, find_text
from signoff.channels.email.authenticity.domains import plain_domain
from signoff.channels.email.authenticity.verdict import InboundAuth, Verdict

__all__ = [
    "FindText",
    "InboundAuth",
    "SenderCheck",
    "Verdict",
    "WayAuth",
    "find_text",
    "plain_domain",
]
