"""Mail that SendGrid's Inbound Parse hands over: a form, with the raw mail in one field.

SendGrid signs events but not mail: a secret that only it was told stands in
for a proof.
"""

from __future__ import annotations

from signoff.channels.email.addressees import UNKNOWN_SENDER
from signoff.channels.email.providers.delivered import Delivered, check_raw
from signoff.channels.email.providers.forms import read_form
from signoff.channels.email.providers.json_calls import read_object, texts_of

_RAW = "email"
_ENVELOPE = "envelope"


def read_sendgrid(body: bytes, content_type: str) -> Delivered:
    """Return the mail of a call.

    Raises: UnreadableReply.
    """
    form = read_form(body, content_type, wanted=(_RAW, _ENVELOPE))
    raw = check_raw(form.octets(_RAW), where=_RAW)
    written = form.text(_ENVELOPE)
    envelope = read_object(written, what=f"its field {_ENVELOPE!r}") if written else {}
    sender = envelope.get("from")
    return Delivered(
        sender.strip().strip("<>") if isinstance(sender, str) else UNKNOWN_SENDER,
        texts_of(envelope.get("to")),
        raw,
    )
