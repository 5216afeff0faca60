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
from signoff.store.figures.periods import PRESETS

_USUAL = 30
_LONGEST = 254


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown. ``preset`` None: own days; ``fault`` says what could not be read.

    ``deployment`` None: all that ``managed`` holds, ids by name.
    """

    days: Days
    preset: int | None
    flow: str | None
    reviewer: str | None
    managed: Mapping[str, str]
    deployment: str | None = None
    fault: str = ""

    @property
    def deployments(self) -> tuple[str, ...]:
        """The ids of those that are counted."""
        if self.deployment is not None:
            return (self.managed[self.deployment],)
        return tuple(sorted(self.managed.values()))

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
            "deployment": self._deployment,
        }
        return f"/api/v1/analytics/{name}{_query(chosen | more | {'format': 'csv'})}"

    def waiting_sheet(self) -> str:
        """Return the address of what waits as CSV: it knows no days."""
        return self.sheet("backlog", **{"from": None, "to": None}, by="reviewer")

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return not (self.flow is self.reviewer is self.deployment is None)

    @property
    def _deployment(self) -> str | None:
        # The API counts the deployment that answers where it is told of none.
        return self.deployment or (ALL if len(self.managed) > 1 else None)

    @property
    def _chosen(self) -> dict[str, object]:
        own = self.preset is None
        return {
            "days": None if own or self.preset == _USUAL else self.preset,
            "from": self.days.first if own else None,
            "to": self.days.last if own else None,
            "flow": self.flow,
            "reviewer": self.reviewer,
            "deployment": self.deployment,
        }


def read_asked(
    query: Mapping[str, str], *, today: date, zone: str, managed: Mapping[str, str]
) -> Asked:
    """Return what an address asks for; the 30 days to today where it says nothing.

    ``managed`` are the deployments that may be asked for, ids by name.
    """
    flow, reviewer, named = (query.get(name, "").strip()[:_LONGEST] or None for name in _FILTERS)
    deployment = named if named in managed else None
    fault = "" if deployment == named else _unknown(named)
    first, last = query.get("from", "").strip(), query.get("to", "").strip()
    preset = query.get("days", "")
    n = int(preset) if preset in map(str, PRESETS) else _USUAL
    usual = _last_days(n, today, zone)
    # The form sends what it shows; only other days than those are one's own.
    if (first, last) in (("", ""), (str(usual.first), str(usual.last))):
        return Asked(usual, n, flow, reviewer, managed, deployment, fault)
    try:
        own = _own_days(first, last, today, zone)
    except FiguresInvalid as refused:
        fault = f"{fault} {refused} The last {n} days are shown.".strip()
        return Asked(usual, n, flow, reviewer, managed, deployment, fault)
    return Asked(own, None, flow, reviewer, managed, deployment, fault)


def _unknown(deployment: str | None) -> str:
    return (
        f"There is no deployment {(deployment or '')[:60]!r} whose requests you manage. "
        "All that you manage are shown."
    )


ALL = "*"
_FILTERS = ("flow", "reviewer", "deployment")


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
