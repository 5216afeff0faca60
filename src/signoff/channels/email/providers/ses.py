"""Mail that Amazon SES hands over by SNS: a notification with the mail in its ``content``.

That the notification is genuine was proved by sns.py; the proof covers the
mail, so a notification that comes twice can only bring the same mail.
"""

from __future__ import annotations

import base64
import binascii

from signoff.channels.email.addressees import UNKNOWN_SENDER
from signoff.channels.email.providers.delivered import Delivered, broken_call, check_raw
from signoff.channels.email.providers.json_calls import (
    octets_of,
    part_of,
    read_object,
    text_of,
    texts_of,
)

_RAW = "content"
_RECEIVED = '"Received"'


def read_ses(message: str) -> Delivered | None:
    """Return the mail of a notification's message; None for news of another kind.

    SES greets a new topic with a message of its own, which is no mail.
    Raises: UnreadableReply.
    """
    if _RECEIVED not in message:
        return None
    call = read_object(message, what="the notification")
    if call.get("notificationType") != "Received":
        return None
    sender = part_of(call, "mail", "source")
    return Delivered(
        sender.strip().strip("<>") if isinstance(sender, str) else UNKNOWN_SENDER,
        texts_of(part_of(call, "receipt", "recipients")),
        _raw(call.get(_RAW), text_of(part_of(call, "receipt", "action", "encoding"))),
    )


def _raw(content: object, encoding: str) -> bytes:
    if not isinstance(content, str):
        return check_raw(None, where=_RAW)
    if encoding.upper() != "BASE64":
        return check_raw(octets_of(content), where=_RAW)
    try:
        return check_raw(base64.b64decode(content, validate=True), where=_RAW)
    except binascii.Error as error:
        raise broken_call("its content is said to be base64, and is not") from error
