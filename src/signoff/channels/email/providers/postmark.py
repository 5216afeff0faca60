"""Mail that Postmark hands over: JSON, with the raw mail in it when that is switched on.

Postmark signs nothing: a secret that only it was told stands in for a proof.
"""

from __future__ import annotations

from signoff.channels.email.addressees import find_sender, read_header
from signoff.channels.email.providers.delivered import Delivered, check_raw
from signoff.channels.email.providers.json_calls import octets_of, read_object, text_of

_RAW = "RawEmail"


def read_postmark(body: bytes) -> Delivered:
    """Return the mail of a call.

    Raises: UnreadableReply.
    """
    call = read_object(body, what="the call")
    content = call.get(_RAW)
    raw = check_raw(octets_of(content) if isinstance(content, str) else None, where=_RAW)
    recipient = text_of(call.get("OriginalRecipient")).strip()
    # The envelope's sender stands in the mail alone, as Return-Path.
    return Delivered(find_sender(read_header(raw)), (recipient,) if recipient else (), raw)
