"""The charts of the page, each with its legend and the same numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from signoff.store.figures.counts import Decided
from signoff.store.figures.dashboard import Dashboard
from signoff.store.figures.sheets import OutcomeRow, SlaRow
from signoff.web.charts.axis import count_axis, span_axis
from signoff.web.charts.bars import stacked_bars
from signoff.web.charts.lines import Target, lines
from signoff.web.charts.plot import Series
from signoff.web.pages import words
from signoff.web.pages.analytics import spoken
from signoff.web.pages.analytics.asked import Asked

_MOST_SERIES = 4
_OTHERS = "Others"
_IN_WORDS = "In words"  # answers without an outcome
_ORDER = ("good", "again", "bad", "none")
_LOOKS_EACH = 3  # shades of one tone in the stylesheet


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart; ``rows`` have a cell for each of ``heads``, ``legend`` is (name, class)."""

    id: str
    title: str
    chart: Markup
    legend: Sequence[tuple[str, str]]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    sheet: str
    note: str = ""


def response_panel(found: Dashboard, asked: Asked, *, target_minutes: int | None) -> Panel:
    """Return how long people took, beside the target."""
    average = Series("Average", "k-ink", [row.average_s for row in found.times])
    median = Series("Median", "k-soft", [row.median_s for row in found.times])
    target = None
    reach = [*average.values, *median.values]
    if target_minutes is not None:
        seconds = target_minutes * 60
        target = Target(seconds, f"Target {spoken.span(seconds)}")
        reach.append(seconds)
    about = f"Average and median response time, {_over(asked)}."
    return Panel(
        "response",
        "Average response time",
        lines(
            about, _labels(found), [average, median], span_axis(reach),
            target=target,
        ),
        [(one.name, one.look) for one in (average, median)],
        ["Days", "Answers", "Average", "Median", "90 %"],
        [
            [spoken.long_days(row.start, row.end), spoken.count(row.n)]
            + [spoken.span(value) for value in (row.average_s, row.median_s, row.p90_s)]
            for row in found.times
        ],
        asked.sheet("response-times", each=found.step.value),
    )  # fmt: skip


def volume_panel(found: Dashboard, asked: Asked) -> Panel:
    """Return how much came, and how much was closed."""
    closed = [row.answered + row.timed_out + row.expired + row.cancelled for row in found.volume]
    series = [
        Series("Opened", "k-ink", [row.opened for row in found.volume]),
        Series("Closed", "k-soft", closed),
    ]
    axis = count_axis(value for one in series for value in one.values)
    about = f"Requests opened and closed, {_over(asked)}."
    return Panel(
        "volume",
        "Volume",
        lines(about, _labels(found), series, axis),
        [(one.name, one.look) for one in series],
        ["Days", "Opened", "Answered", "Timed out", "Expired", "Cancelled"],
        [
            [
                spoken.long_days(row.start, row.end),
                *map(
                    spoken.count,
                    (row.opened, row.answered, row.timed_out, row.expired, row.cancelled),
                ),
            ]
            for row in found.volume
        ],
        asked.sheet("volume", each=found.step.value),
    )


def outcome_panel(found: Dashboard, asked: Asked) -> Panel:
    """Return how it was decided: four outcomes at most, and the others together."""
    series = outcome_series(found.outcomes, [row.start for row in found.volume])
    about = f"Answers by outcome, {_over(asked)}."
    columns = [one.values for one in series]
    return Panel(
        "outcomes",
        "Decisions by outcome",
        stacked_bars(about, _labels(found), series),
        [(one.name, one.look) for one in series],
        ["Days", *(one.name for one in series)],
        [
            [spoken.long_days(row.start, row.end), *(spoken.count(column[n]) for column in columns)]
            for n, row in enumerate(found.volume)
        ],
        asked.sheet("outcomes", each=found.step.value),
    )


def sla_panel(found: Dashboard, asked: Asked) -> Panel | None:
    """Return how targets were kept; None where nothing had one."""
    if not any(row.met + row.missed for row in found.sla):
        return None
    series = [
        Series("By the target", "k-good-0", [row.met for row in found.sla]),
        Series("Later, or not yet", "k-bad-0", [row.missed for row in found.sla]),
    ]
    about = f"Requests answered by their target and later, {_over(asked)}."
    return Panel(
        "sla",
        "SLA compliance",
        stacked_bars(about, _labels(found), series),
        [(one.name, one.look) for one in series],
        ["Days", "By the target", "Later, or not yet", "Compliance"],
        [_sla_cells(row) for row in found.sla],
        asked.sheet("sla", each=found.step.value),
    )


def outcome_series(rows: Sequence[OutcomeRow], starts: Sequence[object]) -> list[Series]:
    """Return the outcomes as series: what approves first, then what asks again, then what refuses.

    ``starts`` are the first days of all parts. The rarer ones are one series without a tone.
    """
    decided: dict[str | None, Decided] = {}
    at: dict[tuple[str | None, object], int] = {}
    for row in rows:
        decided[row.value] = decided.get(row.value, Decided()) + decided_of([row])
        at[row.value, row.start] = row.n
    tones = {value: _tone(value, one) for value, one in decided.items()}
    frequent = sorted(decided, key=lambda value: (-decided[value].n, value or ""))
    shown, others = frequent[:_MOST_SERIES], frequent[_MOST_SERIES:]
    shown.sort(key=lambda value: _ORDER.index(tones[value]))
    used: Counter[str] = Counter()
    series = []
    for value in shown:
        tone = tones[value]
        look = f"k-{tone}-{min(used[tone], _LOOKS_EACH - 1)}"
        used[tone] += 1
        name = _IN_WORDS if value is None else words.label(value)
        series.append(Series(name, look, [at.get((value, start), 0) for start in starts]))
    if others:
        rest = [sum(at.get((value, start), 0) for value in others) for start in starts]
        series.append(Series(_OTHERS, "k-others", rest))
    return series


def decided_of(rows: Iterable[OutcomeRow]) -> Decided:
    """Return how many of the answers approved, and how many say whether they do."""
    return sum((Decided(row.n, row.approved, row.withheld) for row in rows), Decided())


def by_group(rows: Iterable[OutcomeRow]) -> Mapping[str | None, list[OutcomeRow]]:
    """Return the rows of each group."""
    found: dict[str | None, list[OutcomeRow]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return found


def _tone(outcome: str | None, decided: Decided) -> str:
    if decided.approved == decided.n:
        return words.GOOD.tone
    # One that approves in some requests only has the colour of neither.
    look = words.look_of(outcome)
    return words.NEUTRAL.tone if decided.approved or look is words.GOOD else look.tone


def _labels(found: Dashboard) -> list[str]:
    return [spoken.short_day(row.start, found.step) for row in found.volume]


def _sla_cells(row: SlaRow) -> list[str]:
    days = spoken.long_days(row.start, row.end)
    return [days, spoken.count(row.met), spoken.count(row.missed), spoken.share(row.share)]


def _over(asked: Asked) -> str:
    return spoken.long_days(asked.days.first, asked.days.last)
