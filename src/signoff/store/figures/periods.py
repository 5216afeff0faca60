"""Which days, weeks and months a page of figures is added up from.

Pure: what a page offers, how its days are cut into bars, and which pieces of them come again.
Whether a piece is kept, and what was counted of it, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from signoff.inbox.figures import MOST_DAYS, Days, Step

PRESETS = (7, 30, 90, 365)  # days to today that a page offers
_MOST_DAY_BARS = 45
_MOST_WEEK_BARS = 54
_WEEK_DAYS = 7
_MONTHS_DAYS = 2 * 366  # of days of one's own: months of the last year, and of the one before


@dataclass(frozen=True, slots=True)
class Bars:
    """Some days as a page shows them: cut by a step, each part made of pieces that come again."""

    days: Days
    step: Step

    def parts(self) -> tuple[Days, ...]:
        """Return what each bar is of."""
        return self.days.cut(self.step)

    def pieces(self) -> list[tuple[Days, ...]]:
        """Return of each part the pieces it is added up from.

        A whole day, week or month is one piece. What is cut off by the first or the last day is
        not the same tomorrow, but its days are.
        """
        return [
            (part,) if _is_whole(part, self.step) else part.cut(Step.DAY) for part in self.parts()
        ]


def step_of(days: Days) -> Step:
    """Return how days are cut, so that a chart of them can still be read."""
    if days.n <= _MOST_DAY_BARS:
        return Step.DAY
    return Step.WEEK if days.n <= _MOST_WEEK_BARS * _WEEK_DAYS else Step.MONTH


def offered(today: date, zone: str) -> set[Days]:
    """Return the pieces of all that a page offers today, and of as many days before."""
    last = [Days(today - timedelta(days=n - 1), today, zone) for n in PRESETS]
    bars = [Bars(each, step_of(one)) for one in last for each in (one, one.before())]
    return {piece for one in bars for pieces in one.pieces() for piece in pieces}


def months(today: date, zone: str) -> set[Days]:
    """Return the whole months of two years: who asks for more than a year is shown months."""
    return _whole(Days(today - timedelta(days=_MONTHS_DAYS), today, zone), Step.MONTH)


def lasting(today: date, zone: str) -> set[Days]:
    """Return the pieces that somebody may come back to: offered ones, whole weeks and months.

    Days of long ago are not among them: as few as are shown by day are quickly counted.
    """
    longest = Days(today - timedelta(days=MOST_DAYS), today, zone)
    halves = (Days(longest.first, _middle(longest), zone), Days(_middle(longest), today, zone))
    found = offered(today, zone)
    for half in halves:  # more weeks than one cut may have
        found |= _whole(half, Step.WEEK)
    return found | _whole(longest, Step.MONTH)


def _middle(days: Days) -> date:
    middle = days.first + timedelta(days=days.n // 2)
    return middle - timedelta(days=middle.weekday())  # no week is cut in two


def _whole(days: Days, step: Step) -> set[Days]:
    parts: Iterable[Days] = days.cut(step)
    return {part for part in parts if _is_whole(part, step)}


def _is_whole(part: Days, step: Step) -> bool:
    first = part.first
    if step is Step.DAY:
        return True
    if step is Step.WEEK:
        return first.weekday() == 0 and part.n == _WEEK_DAYS
    return first.day == 1 and (part.last + timedelta(days=1)).day == 1
