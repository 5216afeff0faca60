"""A flow as a picture: steps from left to right, loops back in lanes below.

It gets a structure and how far a run got, and returns SVG; where things stand
is worked out by layout.py. It measures no text: a name that does not fit its
box is cut, and told in full by the title. All looks are classes; whoever shows
the picture brings the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Protocol, TypeVar

from signoff.flow.drawing.layout import HEIGHT, WIDTH, Layout, Place, arrange

LANE_FIRST, LANE_NEXT = 26, 20  # below the lowest step, and from one loop to the next
LANE_RADIUS = 9
MARGIN = 10
ARROW_GAP = 5
LONGEST_NAME = 15
LONG = 860  # wider pictures are scaled down no further than to this
LABEL_HEIGHT, LETTER = 17, 6.2


class Step(Protocol):
    """A method of the flow."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


class Link(Protocol):
    """What leads from one method to another; ``label`` is the outcome or route, if any."""

    @property
    def source(self) -> str: ...

    @property
    def target(self) -> str: ...

    @property
    def label(self) -> str | None: ...


LinkT = TypeVar("LinkT", bound=Link)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be seen of one step: how far a run got, or what kind it is; and a word on it.

    ``state`` is the name of a looks class: done, waiting, failed, idle, or a
    kind of step where no run is shown.
    """

    state: str = "idle"
    note: str = ""


def draw(
    steps: Sequence[Step],
    links: Sequence[LinkT],
    *,
    title: str,
    icon: Callable[[str], str],
    marks: Mapping[str, Mark],
    walked: Callable[[LinkT], bool],
) -> str:
    """Return the picture as SVG; ``walked`` says which links ran.

    ``icon`` draws a kind of step: its markup is taken as it is, all else is escaped.
    """
    names = [step.name for step in steps]
    known = [link for link in links if link.source in names and link.target in names]
    layout = arrange(
        names, [(link.source, link.target) for link in known], [bool(link.label) for link in known]
    )
    lines, labels = [], []
    for number, link in enumerate(known):
        if number in layout.ways:
            path, middle = _forward(layout.ways[number])
        else:
            lane = layout.height + LANE_FIRST + LANE_NEXT * layout.loops.index(number)
            path, middle = _back(layout, link, lane)
        lines.append(_line(path, "done" if walked(link) else "idle"))
        if link.label:
            labels.append(_label(link.label, middle))
    boxes = [
        _box(step, layout.steps[step.name], marks.get(step.name, Mark()), icon) for step in steps
    ]
    below = LANE_FIRST + LANE_NEXT * (len(layout.loops) - 1) + LABEL_HEIGHT if layout.loops else 0
    return _picture(layout.width, layout.height + below, title, [*lines, *boxes, *labels])


def _forward(way: Sequence[Place]) -> tuple[str, Place]:
    """Return the path from the right side of the first place to the left side of the last."""
    points = [Place(way[0].x + WIDTH / 2, way[0].y)]
    for bend in way[1:-1]:
        points += [Place(bend.x - WIDTH / 2, bend.y), Place(bend.x + WIDTH / 2, bend.y)]
    points.append(Place(way[-1].x - WIDTH / 2 - ARROW_GAP, way[-1].y))
    path = f"M{points[0].x:g} {points[0].y:g}"
    for one, other in pairwise(points):
        half = (one.x + other.x) / 2
        if abs(one.y - other.y) < 1:
            path += f"L{other.x:g} {other.y:g}"
        else:
            path += f"C{half:g} {one.y:g} {half:g} {other.y:g} {other.x:g} {other.y:g}"
    # Labels of one source would lie on each other in the middle: further out, the edges part.
    return path, _between(points[0], points[1], 0.5 if points[0].y == points[1].y else 0.66)


def _back(layout: Layout, link: Link, lane: float) -> tuple[str, Place]:
    """Return the path from a step down to a lane, along it, and up to an earlier step or itself.

    Where another step stands below, the path goes round by the side.
    """
    source, target = layout.steps[link.source], layout.steps[link.target]
    turn, aside, drop = LANE_RADIUS, WIDTH / 2 + LANE_RADIUS * 2, HEIGHT / 2 + ARROW_GAP
    start, end = source.x + WIDTH / 4, target.x - WIDTH / 4
    out = f"M{start:g} {source.y + HEIGHT / 2:g}"
    into = f"V{target.y + drop:g}"
    if link.source not in layout.lowest:
        start = source.x + aside
        out = f"M{source.x + WIDTH / 2:g} {source.y:g}h{turn}q{turn} 0 {turn} {turn}"
    if link.target not in layout.lowest:
        end = target.x - aside
        into = f"V{target.y + turn:g}q0 {-turn} {turn} {-turn}h{turn - ARROW_GAP}"
    path = (
        f"{out}V{lane - turn:g}q0 {turn} {-turn} {turn}H{end + turn:g}"
        f"q{-turn} 0 {-turn} {-turn}{into}"
    )
    return path, Place((start + end) / 2, lane)


def _between(one: Place, other: Place, part: float) -> Place:
    """Return the point of the S-curve between two places where ``part`` of its height is done."""
    # The curve is steepest in its middle: there much of its height is little of its width.
    along = 0.5 + (part - 0.5) / 8
    return Place(one.x + (other.x - one.x) * along, one.y + (other.y - one.y) * part)


def _line(path: str, state: str) -> str:
    return f'<path class="edge g-{state}" d="{path}" marker-end="url(#arrow-{state})"/>'


def _label(text: str, at: Place) -> str:
    shown = _cut(text.replace("_", " "), LONGEST_NAME)
    width = len(shown) * LETTER + 14
    return (
        f'<g class="label"><title>{escape(text)}</title>'
        f'<rect x="{at.x - width / 2:.1f}" y="{at.y - LABEL_HEIGHT / 2:.1f}" width="{width:.1f}" '
        f'height="{LABEL_HEIGHT}" rx="{LABEL_HEIGHT / 2}"/>'
        f'<text x="{at.x:.1f}" y="{at.y + 3.8:.1f}">{escape(shown)}</text></g>'
    )


def _box(step: Step, at: Place, mark: Mark, icon: Callable[[str], str]) -> str:
    note = f'<text x="38" y="36">{escape(_cut(mark.note, 18))}</text>' if mark.note else ""
    return (
        f'<g class="step g-{escape(mark.state)}" '
        f'transform="translate({at.x - WIDTH / 2:g} {at.y - HEIGHT / 2:g})">'
        f"<title>{escape(_told(step, mark))}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
        f'<g transform="translate(12 16)">{icon(step.kind)}</g>'
        f'<text x="38" y="{21 if mark.note else 28}">{escape(_cut(step.name, LONGEST_NAME))}</text>'
        f"{note}</g>"
    )


def _told(step: Step, mark: Mark) -> str:
    told = {"idle": "not reached"}.get(mark.state, mark.state)
    return f"{step.name}: {told}{', ' if mark.note else ''}{mark.note}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _picture(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    arrows = "".join(
        f'<marker id="arrow-{state}" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="arrow g-{state}" d="M1 1L6 4L1 7"/></marker>'
        for state in ("idle", "done")
    )
    wide, high = width + 2 * MARGIN, height + 2 * MARGIN
    return (
        f'<svg class="graph{" g-long" if width > LONG else ""}" role="img" '
        f'aria-label="{escape(title)}" viewBox="{-MARGIN} {-MARGIN} {wide:g} {high:g}" '
        f'width="{wide:g}" height="{high:g}"><defs>{arrows}</defs>{"".join(parts)}</svg>'
    )
