"""Somebody who was asked is away: since when, and until which day.

Pure values: how it became known is the channel's business, and who is asked
instead is routing's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

# A notice without a date: responders repeat themselves weekly, so two weeks of silence mean
# that nothing more is known.
UNDATED_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Absence:
    """One person's absence; ``last_day`` is its last day, None where nobody said.

    ``has_left``: it has no end, since their account was closed.
    """

    person: str
    since: datetime
    last_day: date | None = None
    has_left: bool = False

    def holds_at(self, now: datetime) -> bool:
        """Say whether the person is away at ``now``; the last day counts."""
        if self.has_left:
            return True
        if self.last_day is None:
            return now < self.since + UNDATED_LASTS
        return now.date() <= self.last_day

    def in_words(self) -> str:
        """Return 'away until 3 Dec 2026', or since when where the end is not known."""
        if self.has_left:
            return "not here any more: the account was closed"
        if self.last_day is None:
            return f"away since {_spoken(self.since.date())}"
        return f"away until {_spoken(self.last_day)}"


def _spoken(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
