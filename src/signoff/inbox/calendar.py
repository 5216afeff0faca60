"""Working time: how long something has waited while somebody could have answered.

Pure: a zone, hours of each weekday, days without work. What is done at a
deadline is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours in one zone.

    ``zone`` is an IANA name. ``hours`` maps weekdays (0 is Monday) to spans ``(from, to)`` of
    that day's local time, in order, without overlap; a weekday that is missing has none.
    """

    zone: str
    hours: Mapping[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
