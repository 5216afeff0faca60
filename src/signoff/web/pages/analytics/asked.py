"""Which days, whose requests: what the address of the page asks for, read with patience.

What cannot be read is said beside the form and left out; a page is shown in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from signoff.errors import FiguresInvalid
from signoff.inbox.figures import Days, read_days

PRESETS = (7, 30, 90)
_USUAL = 30
_LONGEST = 254


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown. ``preset`` None: own days; ``fault`` says what could not be read."""

    days: Days
    preset: int | None
    flow: str | None
    reviewer: str | None
    fault: str = ""

    def address(self, **changes: object) -> str:
        """Return the address of this page with something else chosen; None takes a choice away."""
        return f"/analytics{_query(self._chosen | changes)}"

    def sheet(self, name: str, **more: object) -> str:
        """Return the address of the same figures as CSV."""
        chosen = {
            "from": self.days.first,
            "to": self.days.last,
            "zone": None if self.days.zone == "UTC" else self.days.zone,
            "flow": self.flow,
            "reviewer": self.reviewer,
        }
        return f"/api/v1/analytics/{name}{_query(chosen | more | {'format': 'csv'})}"

    def waiting_sheet(self) -> str:
        """Return the address of what waits as CSV: it knows no days."""
        return self.sheet("backlog", **{"from": None, "to": None}, by="reviewer")

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return self.flow is not None or self.reviewer is not None

    @property
    def _chosen(self) -> dict[str, object]:
        own = self.preset is None
        return {
            "days": None if own or self.preset == _USUAL else self.preset,
            "from": self.days.first if own else None,
            "to": self.days.last if own else None,
            "flow": self.flow,
            "reviewer": self.reviewer,
        }


def read_asked(query: Mapping[str, str], *, today: date, zone: str) -> Asked:
    """Return what an address asks for; the 30 days to today where it says nothing."""
    flow, reviewer = (query.get(name, "").strip()[:_LONGEST] or None for name in _FILTERS)
    first, last = query.get("from", "").strip(), query.get("to", "").strip()
    named = query.get("days", "")
    n = int(named) if named in map(str, PRESETS) else _USUAL
    usual = _last_days(n, today, zone)
    # The form sends what it shows; only other days than those are one's own.
    if (first, last) not in (("", ""), (str(usual.first), str(usual.last))):
        try:
            return Asked(_own_days(first, last, today, zone), None, flow, reviewer)
        except FiguresInvalid as refused:
            return Asked(usual, n, flow, reviewer, str(refused))
    return Asked(usual, n, flow, reviewer)


_FILTERS = ("flow", "reviewer")


def _own_days(first: str, last: str, today: date, zone: str) -> Days:
    try:
        end = date.fromisoformat(last) if last else today
        start = date.fromisoformat(first) if first else end
    except ValueError as error:
        raise FiguresInvalid(
            f"from={first[:20]!r} to={last[:20]!r} are no days. Nothing was counted. "
            "Write them like 2026-03-31."
        ) from error
    return read_days(start, end, zone)


def _last_days(n: int, today: date, zone: str) -> Days:
    return Days(today - timedelta(days=n - 1), today, zone)


def _query(chosen: Mapping[str, object]) -> str:
    kept = {name: str(value) for name, value in chosen.items() if value not in (None, "")}
    return f"?{urlencode(kept)}" if kept else ""
