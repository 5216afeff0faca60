"""The picture of a flow, as pages take it: markup that a template does not escape again.

The drawing is the flow room's (flow/drawing), which knows no templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from signoff.flow.drawing import picture
from signoff.flow.drawing.picture import LinkT, Mark, Step

__all__ = ["Mark", "draw"]


def draw(
    steps: Sequence[Step],
    links: Sequence[LinkT],
    *,
    title: str,
    icon: Callable[[str], Markup],
    marks: Mapping[str, Mark],
    walked: Callable[[LinkT], bool],
) -> Markup:
    """Return the picture; ``icon`` draws a kind of step, ``walked`` says which links ran."""
    drawn = picture.draw(steps, links, title=title, icon=icon, marks=marks, walked=walked)
    return Markup(drawn)  # noqa: S704 - draw() escapes every text it is given
