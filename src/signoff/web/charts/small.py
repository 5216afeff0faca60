"""Charts in a line of text: a course of values, and a part of all."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT, _EDGE = 92, 28, 3


def sparkline(values: Sequence[float | None]) -> Markup:
    """Return the course of values, over what was not measured straight on; empty for under two."""
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return Markup()
    low, high = min(value for _, value in known), max(value for _, value in known)
    points = [
        (
            _EDGE + (_WIDTH - 2 * _EDGE) * n / (len(values) - 1),
            _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * ((value - low) / (high - low or 1)),
        )
        for n, value in known
    ]
    end_x, end_y = points[-1]
    return Markup(
        '<svg class="spark" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">'
        '<polyline points="{2}"/><circle cx="{3:.1f}" cy="{4:.1f}" r="2"/></svg>'
    ).format(_WIDTH, _HEIGHT, " ".join(f"{x:.1f},{y:.1f}" for x, y in points), end_x, end_y)


def meter(share: float, look: str) -> Markup:
    """Return how much of all something is; ``share`` from 0 to 1, in words beside it."""
    return Markup(
        '<svg class="share" width="92" height="4" aria-hidden="true"><rect width="100%" height="4" '
        'rx="2"/><rect class="{}" width="{:.1f}%" height="4" rx="2"/></svg>'
    ).format(look, 100 * min(max(share, 0), 1))
