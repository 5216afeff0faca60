"""From an EmailMessage to the octets that are sent, with nothing smuggled in.

Python before 3.13 turns an encoded word with a line break into a header of
its own. So text is cleaned before it enters a field, and what was written is
read back: a mail with other fields than those set does not leave.
"""

from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from signoff.errors import DeliveryError

# A Message-ID with a ticket is longer than 78; folding one yields an encoded word no client reads.
_WIDE = 900
_BIDI = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def header_text(text: str, *, limit: int = 120) -> str:
    """Return ``text`` as one line for a header: no controls, no encoded words, ``limit`` long."""
    visible = "".join(" " if _is_control(c) else c for c in _BIDI.sub("", text[: limit * 4]))
    line = " ".join(visible.replace("=?", "= ?").split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def to_octets(message: EmailMessage) -> bytes:
    """Return the mail as it goes over the wire.

    Raises: DeliveryError (permanent), where reading it back gives other fields.
    """
    octets = _octets(message)
    read_back = message_from_bytes(octets, policy=policy.compat32)
    if _names(read_back) != _names(message):
        raise DeliveryError(
            f"The mail {message['Message-ID']} would have other header fields than were set. It "
            "was not sent. Look for control characters in the request's title.",
            permanent=True,
        )
    return octets


def _names(message: Message) -> list[str]:
    return [name.lower() for name, _ in message.items()]


def _octets(message: EmailMessage) -> bytes:
    recipients = message["To"].addresses if message["To"] else ()
    utf8 = not all(address.addr_spec.isascii() for address in recipients)
    return message.as_bytes(policy=policy.SMTP.clone(max_line_length=_WIDE, utf8=utf8))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
