"""One person answers for another, for a time.

Pure: who is asked because of it is routing's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff import ids
from signoff.errors import DelegationInvalid
from signoff.inbox.address import canonical_address, reachable_address


@dataclass(frozen=True, slots=True)
class Delegation:
    """``delegate`` answers what ``person`` would be asked from ``starts_at`` until ``ends_at``."""

    id: str
    person: str
    delegate: str
    starts_at: datetime
    ends_at: datetime
    added_by: str
    added_at: datetime


def new_delegation(
    person: str,
    delegate: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime,
    by: str,
    now: datetime,
) -> Delegation:
    """Return a delegation that begins now, or at ``starts_at`` (UTC).

    Raises: AddressInvalid; DelegationInvalid, where it names one person twice or no time to come.
    """
    whose, to = canonical_address(person), reachable_address(delegate)
    begins = now if starts_at is None else starts_at
    if whose == to:
        raise DelegationInvalid(
            f"{to} cannot answer for themselves. Nothing was changed. Name another person."
        )
    if ends_at <= max(begins, now):
        raise DelegationInvalid(
            f"It would last from {begins:%Y-%m-%d %H:%M} to {ends_at:%Y-%m-%d %H:%M} UTC, which is "
            "no time that is still to come. Nothing was changed. Give a later end."
        )
    return Delegation(ids.new_id(), whose, to, begins, ends_at, by, now)
