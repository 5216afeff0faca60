"""Stacked bars: of how much there was, and what it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from signoff.web.charts.axis import Axis, count_axis
from signoff.web.charts.plot import WIDE, Series, height_of, plot, stretched

_FILL = 0.72  # how much of its place a bar takes
_WIDEST = 64  # in units of WIDE: one day alone is no wall
_GAP = 1  # pixels between two parts of a bar: what differs must show without its colour


def stacked_bars(about: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return one bar for each label, its parts in the order of ``series`` from below."""
    sums = [sum(one.values[n] or 0 for one in series) for n in range(len(labels))]
    axis = count_axis(sums)
    below = [0.0] * len(labels)
    return plot(
        about, labels, axis, [stretched(Markup().join(_layer(one, axis, below) for one in series))]
    )


def _layer(series: Series, axis: Axis, below: list[float]) -> Markup:
    """Return one series of all bars as one shape, and add it to what lies below the next."""
    place = WIDE / len(below)
    width = min(_FILL * place, _WIDEST)
    shape = []
    for n, value in enumerate(series.values):
        if not value:
            continue
        low, high = height_of(axis, below[n]), height_of(axis, below[n] + value)
        tall = max(low - high - (_GAP if below[n] else 0), 0.5)
        left = n * place + (place - width) / 2
        shape.append(f"M{left:.1f} {high:.1f}h{width:.1f}v{tall:.1f}h-{width:.1f}z")
        below[n] += value
    return Markup('<path class="{}" d="{}"/>').format(series.look, "".join(shape))
