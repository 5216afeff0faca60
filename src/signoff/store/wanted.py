"""By when an answer is wanted, as lists sort by it.

The SLA target counts where there is one: it is what people promised. Else it
is when something happens by itself. A list needs one column to walk, so what
has neither is wanted at the end of time.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, func, literal

from signoff.store.tables import Instant, requests

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# Databases keep NEVER in zones of their own, so it is known by being later than anything.
END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)


def wanted_at(
    sla_due_at: datetime | None, due_at: datetime | None, snoozed_until: datetime | None = None
) -> datetime:
    """Return by when an answer is wanted; NEVER, where nothing says so.

    That a snooze ends is no reason to want an answer by then.
    """
    return sla_due_at or (None if due_at == snoozed_until else due_at) or NEVER


def wanted_once_due(due_at: datetime | None) -> ColumnElement[datetime]:
    """Return the same of a stored request whose next act comes at ``due_at`` from now on."""
    return func.coalesce(requests.c.sla_due_at, literal(due_at or NEVER, Instant))
