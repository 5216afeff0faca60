"""When a mail was written, by its own word: its Date field, which proves nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from signoff.channels.email.authenticity.header import read_fields


def written_at(raw: bytes) -> datetime | None:
    """Return when a raw mail says that it was written, None where it says nothing certain."""
    said = [field.value for field in read_fields(raw) or () if field.name == "date"]
    if len(said) != 1:
        return None
    try:
        at = parsedate_to_datetime(said[0].strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
