"""How a figure is said: spans, shares, days, and what changed since the days before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from signoff.inbox.figures import Step

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
NOTHING = "–"  # noqa: RUF001 - no number


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a number since the days before; ``tone`` is that of web/pages/words."""

    words: str
    tone: str
    icon: str


def span(seconds: float | None) -> str:
    """Return a length of time: ``42s``, ``29m``, ``1h 09m``, ``2d 4h``."""
    return NOTHING if seconds is None else "".join(f"{n}{unit}" for n, unit in parts(seconds))


def parts(seconds: float) -> list[tuple[str, str]]:
    """Return a length of time as numbers and units, the second one with its blank in front."""
    whole = round(seconds)
    if whole < _MINUTE:
        return [(str(whole), "s")]
    minutes = round(whole / _MINUTE)
    if minutes < _HOUR / _MINUTE:
        return [(str(minutes), "m")]
    if minutes < _DAY / _MINUTE:
        rest = [(f" {minutes % 60:02}", "m")] if minutes % 60 else []
        return [(str(minutes // 60), "h"), *rest]
    hours = round(whole / _HOUR)
    rest = [(f" {hours % 24}", "h")] if hours % 24 else []
    return [(f"{hours // 24:,}", "d"), *rest]


def share(value: float | None) -> str:
    """Return a part of all: ``91.4%``, ``100%``."""
    if value is None:
        return NOTHING
    said = f"{100 * value:.1f}"
    # 99.97 % is not all, and 0.02 % is not nothing.
    if (said == "100.0" and value < 1) or (said == "0.0" and value > 0):
        said = "99.9" if value < 1 and said == "100.0" else "0.1"
    return f"{said.removesuffix('.0')}%"


def count(value: float | None) -> str:
    """Return a number of things: ``12,345``."""
    return NOTHING if value is None else f"{value:,.0f}"


def short_day(day: date, step: Step) -> str:
    """Return a part of the days as it stands below a chart: ``3 Nov``, ``Nov 26``."""
    return f"{day:%b %y}" if step is Step.MONTH else f"{day.day} {day:%b}"


def long_days(first: date, last: date) -> str:
    """Return days in full: ``Tue 3 Nov 2026``, ``3 to 9 Nov 2026``, ``30 Nov to 6 Dec 2026``."""
    if first == last:
        return f"{first:%a} {first.day} {first:%b %Y}"
    begin = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begin += f" {first:%b}" if first.year == last.year else f" {first:%b %Y}"
    return f"{begin} to {last.day} {last:%b %Y}"


def changed_span(now: float | None, before: float | None) -> Change | None:
    """Return how a time changed: shorter is better."""
    if now is None or before is None:
        return None
    by = now - before
    if span(abs(by)) == "0s":
        return _same()
    words = f"{'+' if by > 0 else '−'}{span(abs(by))}"  # noqa: RUF001 - a minus
    return Change(words, "again" if by > 0 else "good", _slope(by))


def changed_share(
    now: float | None, before: float | None, *, more_is_better: bool
) -> Change | None:
    """Return how a share changed, in points of a hundred."""
    if now is None or before is None:
        return None
    by = round(100 * (now - before), 1)
    if not by:
        return _same()
    tone = ("good" if by > 0 else "again") if more_is_better else "none"
    return Change(f"{'+' if by > 0 else '−'}{abs(by):g} pts", tone, _slope(by))  # noqa: RUF001


def changed_count(now: int, before: int) -> Change | None:
    """Return how a number of things changed: more of them is neither good nor bad."""
    by = now - before
    if not by:
        return _same()
    return Change(f"{'+' if by > 0 else '−'}{abs(by):,}", "none", _slope(by))  # noqa: RUF001


def _same() -> Change:
    return Change("no change", "none", "minus")


def _slope(by: float) -> str:
    return "trending-up" if by > 0 else "trending-down"
