"""Whether a call to your webhook is signoff's: for receivers, with the standard library alone.

The same few lines sign our calls. How a call is made and where it may go is
the business of channels/webhook.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections.abc import Iterable
from datetime import datetime

_PREFIX = "sha256="
_LONGEST_TIMESTAMP = 20  # digits; a Unix time has ten of them


def verify(
    *,
    secret: str | bytes | Iterable[str | bytes],
    timestamp: str | int,
    body: str | bytes,
    signature: str,
    now: datetime | float | None = None,
    tolerance: float = 300,
) -> bool:
    """Say whether a call was signed with this secret, no longer than ``tolerance`` seconds ago.

    ``timestamp`` and ``signature`` are the headers X-Timestamp and X-Signature as they came:
    ``sha256=<hex>``, or the hex alone. ``body`` is the body as it came, before anything read it.
    Several secrets may be given, for the time in which one is replaced: any of them will do.
    ``now`` is the time to compare with, this computer's if None; aware, where it is a datetime.

    Whatever a stranger sends is False, never an error.
    """
    sent_at = _read_timestamp(timestamp)
    given = _read_signature(signature)
    octets = _octets(body)
    if sent_at is None or given is None or octets is None:
        return False
    if not _is_fresh(sent_at, now, tolerance):
        return False
    secrets = [secret] if isinstance(secret, str | bytes) else list(secret)
    # All are tried, so that the time it takes does not say which of them fits. An empty one is a
    # setting that was forgotten: anybody can sign with it.
    found = [
        hmac.compare_digest(_mac(each, str(sent_at), octets), given) for each in secrets if each
    ]
    return any(found)


def sign(*, secret: str | bytes, timestamp: int, body: str | bytes) -> str:
    """Return the X-Signature of a call, ``sha256=<hex>``; ``timestamp`` is in Unix seconds."""
    octets = body.encode() if isinstance(body, str) else body
    return _PREFIX + _mac(secret, str(timestamp), octets).decode("ascii")


def _mac(secret: str | bytes, timestamp: str, body: bytes) -> bytes:
    key = secret.encode("utf-8", "surrogatepass") if isinstance(secret, str) else secret
    signed = timestamp.encode("ascii") + b"." + body
    return hmac.new(key, signed, hashlib.sha256).hexdigest().encode("ascii")


def _is_fresh(sent_at: int, now: datetime | float | None, tolerance: float) -> bool:
    if now is None:
        # A receiver has no clock of ours to be given.
        here = time.time()
    else:
        here = now.timestamp() if isinstance(now, datetime) else float(now)
    # Asked this way round, so that no NaN is ever fresh.
    return math.isfinite(here) and abs(here - sent_at) <= tolerance


def _read_timestamp(value: object) -> int | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or len(text) > _LONGEST_TIMESTAMP:
        return None
    # What is signed is the text; a form that we never write is none of ours.
    is_plain = text.isascii() and text.isdigit() and text == str(int(text))
    return int(text) if is_plain else None


def _read_signature(value: object) -> bytes | None:
    if not isinstance(value, str) or not value.isascii():
        return None
    return value.strip().removeprefix(_PREFIX).encode("ascii")


def _octets(body: object) -> bytes | None:
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(body)
    if not isinstance(body, str):
        return None
    try:
        return body.encode()
    except UnicodeEncodeError:
        return None
