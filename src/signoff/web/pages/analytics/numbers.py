"""The numbers of the page: four cards on top, and tables of people, flows, ways and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from signoff.store.figures.dashboard import Dashboard, Groups
from signoff.store.figures.sheets import OutcomeRow, SlaRow, TimesRow
from signoff.web.charts.small import meter, sparkline
from signoff.web.pages.analytics import spoken
from signoff.web.pages.analytics.pictures import by_group, decided_of
from signoff.web.pages.analytics.spoken import Change

_WELL, _FAIRLY = 0.9, 0.75  # from where on a share of kept targets is green, and amber
_WAYS = {
    "email": "By mail",
    "email_page": "On the page of a mail",
    "dashboard": "In the dashboard",
    "api": "By the API",
    "console": "In a terminal",
    "webhook": "By a webhook",
    "timeout": "At the deadline",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One number; ``parts`` are numbers and their units, ``change`` None: nothing to compare."""

    label: str
    parts: Sequence[tuple[str, str]]
    change: Change | None
    spark: Markup
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all, with its meter."""

    words: str
    meter: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one person or flow."""

    name: str | None
    n: str
    median: str
    average: str
    p90: str
    within: Share | None
    approved: Share | None


@dataclass(frozen=True, slots=True)
class Way:
    """How many answers came by one way."""

    name: str
    n: str
    share: Share


def cards(found: Dashboard) -> list[Card]:
    """Return the four numbers on top."""
    now, before = found.now, found.before
    n_now, n_before = (one.volume.answered + one.volume.timed_out for one in (now, before))
    median, median_before = (one.times.median_s if one.times else None for one in (now, before))
    n_say_so = now.decided.approved + now.decided.withheld
    by_part = {row.start: row.share for row in found.sla}
    decided = [row.answered + row.timed_out for row in found.volume]
    return [
        Card(
            "Median response",
            _NOTHING if median is None else spoken.parts(median),
            spoken.changed_span(median, median_before),
            sparkline([row.median_s for row in found.times]),
            "" if n_now else "Nobody answered",
        ),
        Card(
            "Within SLA",
            _percent(now.sla.share),
            spoken.changed_share(now.sla.share, before.sla.share, more_is_better=True),
            sparkline([by_part[row.start] for row in found.volume]),
            "" if now.sla.share is not None else "Nothing had a target",
        ),
        Card(
            "Approved",
            _percent(now.decided.share),
            spoken.changed_share(now.decided.share, before.decided.share, more_is_better=False),
            sparkline(_approved_each(found)),
            f"of {spoken.count(n_say_so)} that say it" if n_say_so else "No answer says it",
        ),
        Card(
            "Reviews",
            [(spoken.count(n_now), "")],
            spoken.changed_count(n_now, n_before),
            sparkline(decided),
        ),
    ]


def group_lines(groups: Groups) -> list[Line]:
    """Return a line for each person or flow, whoever answered most first."""
    kept = {row.group: row for row in groups.sla}
    answers = by_group(groups.outcomes)
    times = {row.group: row for row in groups.times}
    ordered = sorted(answers, key=lambda group: (-sum(r.n for r in answers[group]), group or ""))
    lines = []
    for group in ordered:
        took = times.get(group)
        measured = (None, None, None) if took is None else _measured(took)
        median, average, p90 = map(spoken.span, measured)
        lines.append(
            Line(
                group,
                spoken.count(sum(row.n for row in answers[group])),
                median,
                average,
                p90,
                _within(kept.get(group)),
                _approved(answers[group]),
            )
        )
    return lines


def ways(found: Dashboard) -> list[Way]:
    """Return by which ways the answers came."""
    return [
        Way(
            _WAYS.get(row.value or "", row.value or "Unknown"),
            spoken.count(row.n),
            Share(spoken.share(row.share), meter(row.share, "k-ink")),
        )
        for row in found.channels
    ]


_NOTHING = [(spoken.NOTHING, "")]


def _percent(value: float | None) -> list[tuple[str, str]]:
    return _NOTHING if value is None else [(spoken.share(value).removesuffix("%"), "%")]


def _approved_each(found: Dashboard) -> list[float | None]:
    each: dict[object, list[OutcomeRow]] = {row.start: [] for row in found.volume}
    for row in found.outcomes:
        each[row.start].append(row)
    return [decided_of(rows).share for rows in each.values()]


def _measured(took: TimesRow) -> tuple[float | None, float | None, float | None]:
    return took.median_s, took.average_s, took.p90_s


def _within(row: SlaRow | None) -> Share | None:
    if row is None or row.share is None:
        return None
    look = "k-good-0" if row.share >= _WELL else "k-again-0" if row.share >= _FAIRLY else "k-bad-0"
    return Share(spoken.share(row.share), meter(row.share, look))


def _approved(rows: Sequence[OutcomeRow]) -> Share | None:
    decided = decided_of(rows)
    if decided.share is None:
        return None
    # Where some answers do not say it, the share alone would look like one of all.
    n = decided.approved + decided.withheld
    said = spoken.share(decided.share)
    said = said if n == decided.n else f"{said} of {spoken.count(n)}"
    return Share(said, meter(decided.share, "k-none-0"))
