"""What every way in hands over, and how far a mailbox was read.

Here so that a way in needs to know no other. What is in the mail is nobody's
business yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail as it came, for addresses of ours.

    ``sender`` is '' where the mail was sent by nobody, as a bounce is. ``way`` is how it came:
    'smtp', 'lmtp', 'imap', 'pipe' or a provider's name.
    """

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    received_at: datetime
    way: str = "smtp"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last mail of a mailbox that was looked at.

    UIDs only grow, but only within one UIDVALIDITY (RFC 3501, 2.3.1.1).
    """

    uid_validity: int
    last_uid: int
