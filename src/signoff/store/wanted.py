"""By when an answer is wanted, as lists sort by it.

The rules say when that is (inbox/deadlines). A list needs one column to walk,
so what is wanted at no time is wanted at the end of it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from signoff.inbox.deadlines import Waiting, wanted_by
from signoff.inbox.plan import Plan

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# Databases keep NEVER in zones of their own, so it is known by being later than anything.
END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)


def wanted_at(plan: Plan | None, waiting: Waiting, *, target: datetime | None) -> datetime:
    """Return by when an answer is wanted; NEVER, where nothing says so."""
    if plan is None:
        return target or NEVER
    return wanted_by(plan, waiting, target=target) or NEVER


def or_none(kept: datetime) -> datetime | None:
    """Return what a column holds of it, None for NEVER."""
    return kept if kept < END_OF_TIME else None
