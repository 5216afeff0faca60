"""Which parts of a mail a person attached, and not their mail program or their letterhead.

Nothing here is opened: only its kind, its name and its size are looked at.
Doubt counts: a word too much is better than a picture that nobody misses.
"""

from __future__ import annotations

import re
from email.message import Message

MAX_LOGO_OCTETS = 50_000  # a picture within the text that is larger was put there to be seen
_OF_PROGRAMS = frozenset(
    {
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/ms-tnef",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/x-amp-html",
    }
)
_NAMED_BY_PROGRAMS = re.compile(r"ATT\d+\.(?:txt|html?)", re.IGNORECASE)  # Exchange cuts a mail up
_OURS = "@signoff>"  # pictures of ours that come back with what is quoted


def is_left_behind(part: Message) -> bool:
    """Say whether a part that is not read as text is something a person meant to send."""
    if part.get_content_type() in _OF_PROGRAMS or part.get_content_maintype() == "multipart":
        return False
    if _NAMED_BY_PROGRAMS.fullmatch(_name(part)):
        return False
    content_id = str(part.get("Content-ID", "")).strip()
    is_within = content_id or part.get_content_disposition() == "inline"
    if part.get_content_maintype() != "image" or not is_within:
        return True
    return not content_id.endswith(_OURS) and _n_octets(part) > MAX_LOGO_OCTETS


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError):
        return ""  # in a character set that there is not: a person's own, like any doubt


def _n_octets(part: Message) -> int:
    payload = part.get_payload(decode=True)
    return len(payload) if isinstance(payload, bytes) else 0
