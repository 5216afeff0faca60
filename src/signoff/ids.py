"""Identifiers that sort by the time they were made.

UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, 12 bits
of their fraction, 62 random bits. Within one process no id sorts before an
earlier one (section 6.2, method 3), so a trail read by id is in its order.
"""

from __future__ import annotations

import os
import threading
import time

_FRACTIONS = 1 << 12  # of a millisecond
_NANOSECONDS = 1_000_000  # in a millisecond

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a fresh UUIDv7 as 36 lower-case characters."""
    tick = _next_tick()
    high = (tick >> 12) << 16 | 0x7 << 12 | tick & (_FRACTIONS - 1)
    low = 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{(high & (1 << 64) - 1) << 64 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def new_secret() -> str:
    """Return 256 random bits, URL-safe, 43 characters: for links, cookies and tokens."""
    # Loaded here: it brings half a dozen modules, and a run that resumes makes no secret.
    from secrets import token_urlsafe  # noqa: PLC0415 - see above

    return token_urlsafe(32)


def _next_tick() -> int:
    """Return the time in 1/4096 ms, later than any tick before it in this process."""
    global _last  # noqa: PLW0603 - the order of ids is the one thing a process shares
    now = time.time_ns() * _FRACTIONS // _NANOSECONDS
    with _lock:
        _last = max(now, _last + 1)
        return _last
