"""Working time: how long something has waited while somebody could have answered.

Pure: a zone, hours of each weekday, days without work. What is done at a
deadline is not known here.

An instant is working time if the clock on the wall says so: it shows a time
within the hours of a day that is no holiday. An hour that a change of the clock
leaves out is not worked, one that it repeats is worked twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_MIDNIGHT = time(0)
# A calendar that works one minute a week would take a thousand minutes twenty years on.
HORIZON = timedelta(days=100 * 366)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours in one zone.

    ``zone`` is an IANA name. ``hours`` maps weekdays (0 is Monday) to spans ``(from, to)`` of
    that day's local time, in order, without overlap; a weekday that is missing has none. ``to``
    is the first moment that is not worked; midnight there is the end of the day.
    """

    zone: str
    hours: Mapping[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


def after(start: datetime, minutes: int, calendar: Calendar | None) -> datetime:
    """Return when ``minutes`` of working time after ``start`` have passed (UTC).

    The earliest such instant: what ends with the day is due at its end. Without a calendar every
    minute counts. What would come more than a century on, or beyond what a date can hold, comes
    then.
    """
    left = min(minutes, HORIZON // _MINUTE) * _MINUTE
    if calendar is None:
        return start.astimezone(UTC) + left
    now, last = start.astimezone(UTC), start.astimezone(UTC) + HORIZON
    if left <= timedelta(0):
        return now
    for begins, ends in _spans(now, last, calendar):
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    return last


def worked_minutes(start: datetime, end: datetime, calendar: Calendar | None) -> int:
    """Return the whole minutes of working time from ``start`` to ``end``; 0 where that is before.

    Without a calendar every minute counts.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        return 0
    if calendar is None:
        return (end - start) // _MINUTE
    worked = sum((ends - begins for begins, ends in _spans(start, end, calendar)), timedelta(0))
    return worked // _MINUTE


def _spans(start: datetime, end: datetime, calendar: Calendar) -> Iterator[Span]:
    """Give the working time between two instants as spans (UTC), in order."""
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date()
    # Days end at different times in different places; and a zone may have left one out.
    last = end.astimezone(zone).date()
    while day <= last:
        if day not in calendar.holidays:
            for begins, ends in _of_day(day, calendar.hours.get(day.weekday(), ()), zone):
                clipped = max(begins, start), min(ends, end)
                if clipped[0] < clipped[1]:
                    yield clipped
        day += _DAY


def _of_day(day: date, hours: tuple[tuple[time, time], ...], zone: ZoneInfo) -> list[Span]:
    """Return the instants at which the wall clock shows this day and one of these hours."""
    if not hours:
        return []
    walls = [(datetime.combine(day, begins), _end(day, ends)) for begins, ends in hours]
    found = []
    for begins, ends, offset in _even(day, zone):
        for wall_from, wall_to in walls:
            span = max(_utc(wall_from, offset), begins), min(_utc(wall_to, offset), ends)
            if span[0] < span[1]:
                found.append(span)
    return found


def _end(day: date, ends: time) -> datetime:
    return datetime.combine(day + _DAY if ends == _MIDNIGHT else day, ends)


def _even(day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime, timedelta]]:
    """Return the parts of a day within which the clock is not changed, with their offset."""
    begins = min(_midnights(day, zone))
    ends = max(_midnights(day + _DAY, zone))
    first, last = _offset(begins, zone), _offset(ends, zone)
    if first == last:
        return [(begins, ends, first)]
    changed = _change(begins, ends, zone)
    return [(begins, changed, first), (changed, ends, last)]


def _midnights(day: date, zone: ZoneInfo) -> list[datetime]:
    """Return the instants at which the day may begin: two where that is when the clock changes."""
    local = datetime.combine(day, _MIDNIGHT, tzinfo=zone)
    return [local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]


def _change(before: datetime, since: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second at which the new offset holds."""
    old = _offset(before, zone)
    while since - before > timedelta(seconds=1):
        middle = (before + (since - before) / 2).replace(microsecond=0)
        if _offset(middle, zone) == old:
            before = middle
        else:
            since = middle
    return since


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _utc(wall: datetime, offset: timedelta) -> datetime:
    return (wall - offset).replace(tzinfo=UTC)
