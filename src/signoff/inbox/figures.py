"""What the figures are counted over: whole days of a zone, and what the middle of many spans is.

Pure: a day is turned into instants, a rank into a place in a row. What is
counted, and where it is kept, is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from signoff.errors import FiguresInvalid
from signoff.inbox.zones import find_zone

MOST_DAYS = 3660
MOST_PARTS = 400
_DAY = timedelta(days=1)
_EARLIEST, _LATEST = date(1971, 1, 1), date(9998, 12, 30)


class Step(StrEnum):
    """Into what a span of days is cut."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days of a zone, both included. ``zone`` is an IANA name."""

    first: date
    last: date
    zone: str = "UTC"

    @property
    def n(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    @property
    def starts_at(self) -> datetime:
        """The first instant (UTC)."""
        return _midnight(self.first, self.zone)

    @property
    def ends_at(self) -> datetime:
        """The first instant after them (UTC)."""
        return _midnight(self.last + _DAY, self.zone)

    def before(self) -> Days:
        """Return as many days as these, just before them."""
        last = self.first - _DAY
        return Days(last - (self.last - self.first), last, self.zone)

    def cut(self, step: Step | None) -> tuple[Days, ...]:
        """Return the parts of these days, in order; the first and the last may be shorter.

        Weeks begin on Monday. Without a step the one part is all of them.
        Raises: FiguresInvalid, where that would be more than ``MOST_PARTS``.
        """
        if step is None:
            return (self,)
        parts: list[Days] = []
        first = self.first
        while first <= self.last:
            if len(parts) == MOST_PARTS:
                raise FiguresInvalid(
                    f"each={step.value} would cut {self.first} to {self.last} into more than "
                    f"{MOST_PARTS} parts. Nothing was counted. Ask for fewer days, or for longer "
                    "parts: week or month."
                )
            last = min(_last_of(first, step), self.last)
            parts.append(Days(first, last, self.zone))
            first = last + _DAY
        return tuple(parts)


def read_days(first: date, last: date, zone: str) -> Days:
    """Return whole days as somebody asks for them.

    Raises: FiguresInvalid, which names the field, its value and what is allowed.
    """
    check_zone(zone)
    if not _EARLIEST <= first <= last <= _LATEST:
        raise FiguresInvalid(
            f"from={first} to={last} are no days to count over. Nothing was counted. Let to be the "
            f"same day as from or a later one, both between {_EARLIEST} and {_LATEST}."
        )
    days = Days(first, last, zone)
    if days.n > MOST_DAYS:
        raise FiguresInvalid(
            f"from={first} to={last} are {days.n} days. Nothing was counted. "
            f"Ask for {MOST_DAYS} days at most."
        )
    return days


def check_zone(zone: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises: FiguresInvalid."""
    found = find_zone(zone)
    if found is None:
        raise FiguresInvalid(
            f"zone={zone[:60]!r} is no time zone that is known here. Nothing was counted. "
            "Give an IANA name such as Europe/Berlin, or UTC."
        )
    return found


def rank(n: int, percent: int) -> int:
    """Return the place (from 1) of a percentile among ``n`` sorted values: the nearest rank.

    The smallest value that at least ``percent`` of 100 of them do not exceed; never one between
    two that nobody took.
    """
    return max(1, -(-n * percent // 100))


def _midnight(day: date, zone: str) -> datetime:
    # Where midnight is left out or comes twice, a day begins with the first instant of its date.
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def _last_of(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6 - first.weekday())
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY
