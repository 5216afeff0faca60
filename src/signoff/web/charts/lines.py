"""Lines over time, with a target to hold them against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from signoff.web.charts.axis import Axis
from signoff.web.charts.plot import WIDE, Series, height_of, middle_of, plot, stretched


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be kept, and its words."""

    value: float
    words: str


def lines(
    about: str,
    labels: Sequence[str],
    series: Sequence[Series],
    axis: Axis,
    *,
    target: Target | None = None,
) -> Markup:
    """Return a line for each series, the first on top; where nothing was measured it breaks."""
    drawn = [] if target is None else [_dashed(target, axis)]
    for one in reversed(series):
        drawn += _line(one, axis)
    return plot(about, labels, axis, drawn)


def _line(series: Series, axis: Axis) -> Iterator[Markup]:
    n_parts = len(series.values)
    strokes = []
    for run in _runs(series.values):
        if len(run) == 1:
            [(n, value)] = run
            yield Markup('<circle class="{} dot" cx="{:.3f}%" cy="{:.1f}" r="2.5"/>').format(
                series.look, middle_of(n, n_parts), height_of(axis, value)
            )
        else:
            points = " ".join(
                f"{middle_of(n, n_parts) * WIDE / 100:.1f},{height_of(axis, value):.1f}"
                for n, value in run
            )
            strokes.append(Markup('<polyline points="{}"/>').format(points))
    if strokes:
        shape = Markup('<g class="{} stroke">{}</g>').format(series.look, Markup().join(strokes))
        yield stretched(shape)


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    run: list[tuple[int, float]] = []
    for n, value in enumerate((*values, None)):
        if value is not None:
            run.append((n, value))
        elif run:
            yield run
            run = []


def _dashed(target: Target, axis: Axis) -> Markup:
    y = height_of(axis, target.value)
    # Above the line there is no room where the line is the highest.
    below = y < 24  # noqa: PLR2004 - pixels: a line of letters and the edge
    return Markup(
        '<line class="target" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>'
        '<text class="target" x="100%" y="{1:.1f}">{2}</text>'
    ).format(y, y + 14 if below else y - 5, target.words)
