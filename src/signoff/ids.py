"""Identifiers that sort by the time they were made.

UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then
random bits. Sorted ids keep index pages hot and lists in order of creation.
"""

from __future__ import annotations

import secrets
import time
import uuid

_RANDOM_BITS = 74


def new_id() -> str:
    """Return a fresh UUIDv7 as 36 lower-case characters."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(_RANDOM_BITS)
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7 << 12 | random >> 62
    low = 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=high << 64 | low))


def new_secret() -> str:
    """Return 256 random bits, URL-safe, 43 characters: for links, cookies and tokens."""
    return secrets.token_urlsafe(32)
