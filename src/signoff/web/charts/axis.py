"""What stands beside a chart: round numbers that reach over the highest value, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

N_LINES = 4
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
# Steps that people count time in, in seconds.
_STEPS = (
    *(1, 5, 15, 30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """The values of the grid lines, from 0 on, with their words."""

    ticks: tuple[tuple[float, str], ...]

    @property
    def top(self) -> float:
        """The value of the highest line."""
        return self.ticks[-1][0]


def count_axis(values: Iterable[float | None]) -> Axis:
    """Return an axis for numbers of things: whole steps of one digit and noughts."""
    step = _round_step(_highest(values) / N_LINES)
    return Axis(tuple((n * step, f"{n * step:,}") for n in range(N_LINES + 1)))


def span_axis(values: Iterable[float | None]) -> Axis:
    """Return an axis for lengths of time, in seconds."""
    wanted = _highest(values) / N_LINES
    step = next((step for step in _STEPS if step >= wanted), None)
    if step is None:
        step = _DAY * _round_step(wanted / _DAY)
    return Axis(tuple((n * step, _spoken(n * step)) for n in range(N_LINES + 1)))


def _highest(values: Iterable[float | None]) -> float:
    return max((value for value in values if value is not None), default=0)


def _round_step(wanted: float) -> int:
    power = 1
    while True:
        for lead in (1, 2, 3, 4, 5, 6, 8):
            if lead * power >= wanted:
                return lead * power
        power *= 10


def _spoken(seconds: int) -> str:
    for unit, letter in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= unit:
            whole = seconds / unit
            return f"{whole:,.0f}{letter}" if whole == int(whole) else f"{whole:.1f}{letter}"
    return f"{seconds}s" if seconds else "0"
