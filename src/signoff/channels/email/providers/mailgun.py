"""Mail that Mailgun hands over by a route: raw MIME, with a signature over time and token.

The signature does not cover the mail, so whoever saw one call could send
another mail with it: each token counts once, and only for a while.
"""

from __future__ import annotations

import hmac
import re
from datetime import UTC, datetime, timedelta

from signoff.channels.email.providers.accounts import MailgunAccount
from signoff.channels.email.providers.delivered import Delivered, Once, check_raw, not_proved
from signoff.channels.email.providers.forms import Form, read_form

_RAW = "body-mime"
_PROOF = ("timestamp", "token", "signature")
_ENVELOPE = ("sender", "recipient")
# As many digits as until the year 2286: none can be moved from the time to the token or back.
_SECONDS = re.compile(r"[0-9]{10}")
_MAX_TOKEN = 200


def read_mailgun(
    body: bytes, content_type: str, *, account: MailgunAccount, now: datetime
) -> Delivered:
    """Return the mail of a call that Mailgun signed.

    Raises: CallNotProved, ``reason`` 'signature' or 'stale'; UnreadableReply.
    """
    form = read_form(body, content_type, wanted=(*_PROOF, *_ENVELOPE, _RAW))
    once = _proof(form, account, now)
    return Delivered(
        sender=form.text("sender").strip().strip("<>"),
        recipients=tuple(part.strip() for part in form.text("recipient").split(",")),
        raw=check_raw(form.octets(_RAW), where=_RAW),
        once=once,
    )


def _proof(form: Form, account: MailgunAccount, now: datetime) -> Once:
    timestamp, token, signature = (form.text(name) for name in _PROOF)
    signed = f"{timestamp}{token}".encode()
    expected = hmac.digest(account.signing_key.encode(), signed, "sha256").hex()
    if not hmac.compare_digest(expected.encode(), signature.lower().encode()):
        raise not_proved("its signature is not of our signing key", "signature")
    if not _SECONDS.fullmatch(timestamp):
        raise not_proved("its timestamp is no number of seconds", "stale")
    if not 0 < len(token) <= _MAX_TOKEN:
        raise not_proved("its token is missing or too long", "signature")
    signed_at = datetime.fromtimestamp(int(timestamp), UTC)
    span = timedelta(seconds=account.max_age)
    if abs(now - signed_at) > span:
        raise not_proved(f"it was signed at {signed_at:%Y-%m-%d %H:%M:%S} UTC", "stale")
    return Once(token, until=signed_at + span)
