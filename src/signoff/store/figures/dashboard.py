"""All of one dashboard in one read: the figures of some days, and of as many days before them."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.inbox.figures import Days, Step
from signoff.store.figures import counts, sheets
from signoff.store.figures.counts import Decided, Mix, Rating, SlaCount, Volume
from signoff.store.figures.reading import By, Reading
from signoff.store.figures.sheets import (
    BacklogRow,
    Cut,
    OutcomeRow,
    ShareRow,
    SlaRow,
    TimesRow,
    VolumeRow,
)
from signoff.store.figures.times import Clock, Times, times_of_sum

_MOST_DAY_BARS = 45
_MOST_WEEK_BARS = 54
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of some days, each as one number; None where nothing was there to measure."""

    days: Days
    volume: Volume
    times: Times | None
    working_times: Times | None
    sla: SlaCount
    rating: Rating | None
    decided: Decided


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of some days, of the days before, and what waits now."""

    now: Overview
    before: Overview
    backlog: BacklogRow


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page of figures shows; ``step`` is how the days are cut for its charts.

    ``volume``, ``times``, ``outcomes`` and ``sla`` are cut so; ``channels`` is of all the days.
    """

    summary: Summary
    step: Step
    volume: tuple[VolumeRow, ...]
    times: tuple[TimesRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    sla: tuple[SlaRow, ...]
    channels: tuple[ShareRow, ...]
    reviewers: Groups
    flows: Groups
    backlog: tuple[BacklogRow, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The figures of all the days by reviewer, or by flow."""

    times: tuple[TimesRow, ...]
    sla: tuple[SlaRow, ...]
    outcomes: tuple[OutcomeRow, ...]


def summary(reading: Reading, days: Days) -> Summary:
    """Return the figures of some days beside those of as many days before."""
    both = (days, days.before())
    now, before = (_overview(reading, one) for one in both)
    return Summary(now, before, sheets.backlog_rows(reading, by=None)[0])


def dashboard(reading: Reading, days: Days) -> Dashboard:
    """Return all that the page of figures shows of some days; backlog by reviewer."""
    step = step_of(days)
    bars = Cut(days, each=step)
    return Dashboard(
        summary=summary(reading, days),
        step=step,
        volume=tuple(sheets.volume_rows(reading, bars)),
        times=tuple(sheets.times_rows(reading, bars, Clock.WALL)),
        outcomes=tuple(sheets.outcome_rows(reading, bars)),
        sla=tuple(sheets.sla_rows(reading, bars)),
        channels=tuple(sheets.share_rows(reading, Cut(days), Mix.CHANNEL)),
        reviewers=_groups(reading, days, By.REVIEWER),
        flows=_groups(reading, days, By.FLOW),
        backlog=tuple(sheets.backlog_rows(reading, by=By.REVIEWER)),
    )


def step_of(days: Days) -> Step:
    """Return how days are cut, so that a chart of them can still be read."""
    if days.n <= _MOST_DAY_BARS:
        return Step.DAY
    return Step.WEEK if days.n <= _MOST_WEEK_BARS * _WEEK_DAYS else Step.MONTH


def _groups(reading: Reading, days: Days, by: By) -> Groups:
    cut = Cut(days, by)
    return Groups(
        times=tuple(sheets.times_rows(reading, cut, Clock.WALL)),
        sla=tuple(sheets.sla_rows(reading, cut)),
        outcomes=tuple(sheets.outcome_rows(reading, cut)),
    )


def _overview(reading: Reading, days: Days) -> Overview:
    span = sheets.span_of(days)
    sums = counts.totals(reading, span)
    wall, working = (
        times_of_sum(reading, span, clock, n=n, total_s=total)
        for clock, (n, total) in zip(Clock, (sums.took, sums.worked), strict=True)
    )
    return Overview(days, sums.volume, wall, working, sums.sla, sums.rating, sums.decided)
