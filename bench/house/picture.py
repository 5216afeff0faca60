"""The curves as one SVG that needs nothing else, in light and dark, without a script.

Colour is never alone: each arm has a mark of its own, and the legend names both.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

WIDTH = 760
LEFT, RIGHT = 68, 24
LEGEND_TOP, LEGEND_ROW = 78, 22
PANEL, GAP = 190, 66
FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

# The dashboard's colours, light and dark, as hexadecimal: not every viewer knows oklch().
PALETTE = {
    "surface": ("#ffffff", "#141518"),
    "line": ("#e4e5e8", "#26282c"),
    "text": ("#1b1e25", "#ebedef"),
    "text2": ("#50545d", "#a9acb3"),
    "text3": ("#686c74", "#8c8f96"),
    "ink": ("#3042c3", "#8fa5fa"),
    "green": ("#0b743a", "#5cd38a"),
    "amber": ("#925b0c", "#f2b95a"),
}


class Curve(NamedTuple):
    """How one arm is drawn. ``kept``: the arm in which a person looks after the lessons."""

    name: str
    colour: str
    mark: str
    kept: str = ""


class Panel(NamedTuple):
    """One measure. ``step``: between two lines of its grid; values are times ``factor``.

    ``most``: the top of its axis; 0: as high as the curves.
    """

    measure: str
    title: str
    unit: str
    factor: float
    step: float
    most: float


CURVES = (
    Curve("off", "text3", "ring"),
    Curve("placebo", "amber", "cross"),
    Curve("learn5", "ink", "square", "learn5_kept"),
    Curve("learn8", "green", "triangle", "learn8_kept"),
    Curve("pinned", "text", "dot", "pinned_kept"),
)
PANELS = (
    Panel("corrections", "Corrections per review", "rules broken", 1, 1, 0),
    Panel("right", "Right the first time", "percent of reviews", 100, 20, 100),
    Panel("price", "The changed rule broken", "percent of reviews", 100, 20, 100),
)


def drawn(figures):
    """Return the picture of all numbers (figures.summed_up) as SVG text."""
    n_rows = (len(CURVES) + 2) // 2
    first_top = LEGEND_TOP + n_rows * LEGEND_ROW + 34
    height = first_top + len(PANELS) * (PANEL + GAP)
    parts = [_head(figures, height), _legend(figures)]
    for n, panel in enumerate(PANELS):
        parts.append(Plot(figures, panel, first_top + n * (PANEL + GAP)).drawn())
    return "\n".join([*parts, "</svg>", ""])


class Plot:
    """One panel at its place; ``top`` is where its frame begins."""

    def __init__(self, figures, panel, top):
        self.figures = figures
        self.panel = panel
        self.top = top
        highest = max(cell["mean"] for curve in CURVES for cell in self._cells(curve.name))
        self.most = panel.most or panel.step * (int(highest / panel.step) + 1)

    def drawn(self):
        """Return the panel's elements."""
        bands = [self._band(curve) for curve in CURVES]
        lines = [self._curve(curve) for curve in CURVES]
        return "\n".join([*self._frame(), *bands, *self._change(), *lines])

    def x(self, n):
        """Return where round ``n`` lies."""
        return LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * (n - 1) / (self.figures["n_rounds"] - 1)

    def y(self, value):
        """Return where a value lies; what is outside lies on the border."""
        share = min(max(value * self.panel.factor / self.most, 0), 1)
        return self.top + PANEL * (1 - share)

    def _cells(self, name):
        return self.figures["arms"][name]["measures"][self.panel.measure]["by_round"]

    def _frame(self):
        panel, right = self.panel, WIDTH - RIGHT
        yield _text(LEFT, self.top - 14, panel.title, "title")
        yield f'<g transform="translate(30 {self.top + PANEL / 2}) rotate(-90)">'
        yield _text(0, 0, panel.unit, "label", anchor="middle") + "</g>"
        for i in range(round(self.most / panel.step) + 1):
            y = self.y(i * panel.step / panel.factor)
            yield f'<path class="grid" d="M{LEFT} {y:.1f}H{right}"/>'
            yield _text(LEFT - 10, y + 4, f"{i * panel.step:g}", "label", anchor="end")
        for n in _ticks(self.figures["n_rounds"]):
            yield _text(self.x(n), self.top + PANEL + 18, str(n), "label", anchor="middle")
        yield _text(right, self.top + PANEL + 34, "round", "label", anchor="end")

    def _change(self):
        x = self.x(self.figures["changes_at"] - 0.5)
        yield f'<path class="change" d="M{x:.1f} {self.top - 4}V{self.top + PANEL}"/>'
        yield _text(x, self.top - 8, "a rule changes", "label", anchor="middle")

    def _band(self, curve):
        cells = list(enumerate(self._cells(curve.name), 1))
        above = [self._point(n, cell["mean"] + (cell["half"] or 0)) for n, cell in cells]
        below = [self._point(n, cell["mean"] - (cell["half"] or 0)) for n, cell in cells]
        return f'<path class="band {curve.colour}" d="M{"L".join([*above, *below[::-1]])}Z"/>'

    def _curve(self, curve):
        cells = self._cells(curve.name)
        points = [self._point(n, cell["mean"]) for n, cell in enumerate(cells, 1)]
        parts = [f'<g class="{curve.colour}" data-arm="{curve.name}">']
        parts.append(f'<path class="curve" d="M{"L".join(points)}"/>')
        if curve.kept:
            since = self.figures["changes_at"] - 1
            rounds = enumerate(self._cells(curve.kept)[since - 1 :], since)
            kept = [self._point(n, cell["mean"]) for n, cell in rounds]
            parts.append(f'<path class="kept" d="M{"L".join(kept)}"/>')
        marks = [
            _mark(curve.mark, self.x(n), self.y(cells[n - 1]["mean"]))
            for n in _ticks(self.figures["n_rounds"])
        ]
        return "".join([*parts, *marks, "</g>"])

    def _point(self, n, value):
        return f"{self.x(n):.1f} {self.y(value):.1f}"


def _head(figures, height):
    light = " ".join(f"--{name}:{pair[0]};" for name, pair in PALETTE.items())
    dark = " ".join(f"--{name}:{pair[1]};" for name, pair in PALETTE.items())
    hues = " ".join(f".{c.colour}{{--hue:var(--{c.colour})}}" for c in CURVES)
    n_seeds = figures["n_seeds"]
    facts = f"Simulated reviewer and model. Means over {n_seeds} seeds; bands: 95 % intervals."
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" \
role="img" aria-labelledby="name facts">
<title id="name">What learning from feedback did, round by round</title>
<desc id="facts">{escape(facts)} Three panels: {escape(", ".join(p.title for p in PANELS))}. \
The numbers stand in the tables of the page.</desc>
<style>
svg {{ {light} }}
@media (prefers-color-scheme: dark) {{ svg {{ {dark} }} }}
{hues}
text {{ font: 12px {FONT}; fill: var(--text2); font-variant-numeric: tabular-nums; }}
.heading {{ font-size: 15px; font-weight: 600; fill: var(--text); }}
.title {{ font-size: 13px; font-weight: 600; fill: var(--text); }}
.label {{ fill: var(--text3); }}
.ground {{ fill: var(--surface); stroke: var(--line); }}
.grid {{ stroke: var(--line); }}
.change {{ stroke: var(--text3); stroke-dasharray: 2 3; }}
.band {{ fill: var(--hue); opacity: 0.09; }}
.curve, .kept {{ fill: none; stroke: var(--hue); stroke-width: 1.75; stroke-linejoin: round; }}
.kept {{ stroke-dasharray: 5 4; }}
.mark {{ fill: var(--hue); stroke: var(--surface); stroke-width: 1; }}
.open {{ fill: var(--surface); stroke: var(--hue); stroke-width: 1.75; }}
</style>
<rect class="ground" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="10"/>
{_text(24, 34, "What learning from feedback did, round by round", "heading")}
{_text(24, 54, facts, "label")}"""


def _legend(figures):
    entries = [(c.colour, c.mark, figures["arms"][c.name]["label"]) for c in CURVES]
    entries.append(("text2", "", "dashed: a person retired or edited the old lesson"))
    parts = []
    for i, (colour, mark, label) in enumerate(entries):
        x, y = 24 + (i % 2) * 250, LEGEND_TOP + 8 + (i // 2) * LEGEND_ROW
        drawing = "curve" if mark else "kept"
        hue = "" if mark else ' style="--hue:var(--text2)"'
        parts.append(
            f'<g class="{colour}"{hue}><path class="{drawing}" d="M{x} {y - 4}h32"/>'
            f"{_mark(mark, x + 16, y - 4)}</g>{_text(x + 42, y, label, 'legend')}"
        )
    return "\n".join(parts)


def _mark(mark, x, y):
    shapes = {
        "": "",
        "dot": f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/>',
        "ring": f'<circle class="open" cx="{x:.1f}" cy="{y:.1f}" r="3"/>',
        "square": f'<path class="mark" d="M{x - 4:.1f} {y - 4:.1f}h8v8h-8z"/>',
        "triangle": f'<path class="mark" d="M{x:.1f} {y - 5:.1f}l5 9h-10z"/>',
        "cross": f'<path class="curve" d="M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8"/>',
    }
    return shapes[mark]


def _text(x, y, text, kind, *, anchor="start"):
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _ticks(n_rounds):
    return [n for n in range(1, n_rounds + 1) if n == 1 or n % 5 == 0]
