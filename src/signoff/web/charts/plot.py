"""The ground of a chart: grid lines, what stands at them, and the parts of the days below.

The numbers themselves stand in a table beside the chart, row by row as its
parts; the script shows them under the pointer, and by the arrow keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from signoff.web.charts.axis import Axis

HEIGHT = 196
TOP, BOTTOM = 10, 172
WIDE = 1000
_MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one colour; ``look`` is its class. None: nothing was measured there."""

    name: str
    look: str
    values: Sequence[float | None]


def height_of(axis: Axis, value: float) -> float:
    """Return where a value lies, in pixels from above."""
    return BOTTOM - (BOTTOM - TOP) * min(value, axis.top) / axis.top


def plot(about: str, labels: Sequence[str], axis: Axis, drawn: Iterable[Markup]) -> Markup:
    """Return the chart; ``about`` says in a sentence what it shows.

    ``labels`` are the short names of all parts of the days, of which only some are written.
    ``drawn`` is in units of ``WIDE`` across, which are stretched to the place there is.
    """
    beside = Markup().join(
        Markup('<text x="36" y="{:.1f}" dy="3.5">{}</text>').format(height_of(axis, value), words)
        for value, words in axis.ticks
    )
    ground = Markup().join(
        Markup('<line class="grid" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>').format(
            height_of(axis, value)
        )
        for value, _ in axis.ticks
    )
    return Markup(
        '<div class="plot"><div role="img" tabindex="0" aria-label="{}">'
        '<svg class="beside-plot" width="40" height="{height}" aria-hidden="true">{}</svg>'
        '<svg class="marks" width="100%" height="{height}" aria-hidden="true">{}'
        '<rect class="here" height="{bottom}"/>{}{}</svg></div></div>'
    ).format(
        about, beside, ground, Markup().join(drawn), _below(labels), height=HEIGHT, bottom=BOTTOM
    )


def stretched(inner: Markup) -> Markup:
    """Return shapes in units of ``WIDE`` across, as wide as the chart."""
    return Markup(
        '<svg width="100%" height="{height}" viewBox="0 0 {} {height}" '
        'preserveAspectRatio="none">{}</svg>'
    ).format(WIDE, inner, height=BOTTOM)


def middle_of(n: int, n_parts: int) -> float:
    """Return where the middle of a part is, in percent of the width."""
    return 100 * (n + 0.5) / n_parts


def _below(labels: Sequence[str]) -> Markup:
    every = -(-len(labels) // _MOST_LABELS)
    return Markup().join(
        Markup('<text class="below{}" x="{:.2f}%" y="{}">{}</text>').format(
            " minor" if n // every % 2 else "", middle_of(n, len(labels)), HEIGHT - 6, label
        )
        for n, label in enumerate(labels)
        if n % every == 0
    )
