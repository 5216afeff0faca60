"""All of one dashboard in one read: the figures of some days, and of as many days before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine

from signoff.inbox.figures import Days, Step
from signoff.store.figures import counts, sheets, waiting
from signoff.store.figures.counts import Decided, Rating, SlaCount, Volume
from signoff.store.figures.ledger import Ending, Sla
from signoff.store.figures.periods import Bars, step_of
from signoff.store.figures.reading import By, Reading, Scope, opened_reading
from signoff.store.figures.sheets import (
    BacklogRow,
    Cut,
    OutcomeRow,
    ShareRow,
    SlaRow,
    TimesRow,
    VolumeRow,
)
from signoff.store.figures.shelf import LEAST_KEPT, Shelf, begin
from signoff.store.figures.tally import Group, Tally, summed
from signoff.store.figures.times import Clock, Times, times_of_sum

V = TypeVar("V")


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
class Glance:
    """The figures of some days that a page shows as one number."""

    volume: Volume
    times: Times | None
    sla: SlaCount
    decided: Decided


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page of figures shows; ``step`` is how the days are cut for its charts.

    ``volume``, ``times``, ``outcomes`` and ``sla`` are cut so; ``channels`` is of all the days.
    """

    now: Glance
    before: Glance
    step: Step
    volume: tuple[VolumeRow, ...]
    times: tuple[TimesRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    sla: tuple[SlaRow, ...]
    channels: tuple[ShareRow, ...]
    reviewers: Groups
    flows: Groups
    waiting: BacklogRow
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


def read_dashboard(
    engine: Engine, scope: Scope, days: Days, *, now: datetime, least_kept: int = LEAST_KEPT
) -> Dashboard:
    """Return all that the page of figures shows of some days; backlog by reviewer.

    Days, weeks and months that are over are counted once, if they hold as many closed requests as
    ``least_kept``: that changes how long it takes, never what is found.
    """
    begin(engine, scope.deployments, now=now)
    with opened_reading(engine, scope, now=now) as reading:
        shelf = Shelf(reading, least_kept=least_kept)
        found = _Counted(reading, shelf, days).dashboard()
    shelf.keep(engine)
    return found


def _overview(reading: Reading, days: Days) -> Overview:
    span = sheets.span_of(days)
    sums = counts.totals(reading, span)
    wall, working = (
        times_of_sum(reading, span, clock, n=n, total_s=total)
        for clock, (n, total) in zip(Clock, (sums.took, sums.worked), strict=True)
    )
    return Overview(days, sums.volume, wall, working, sums.sla, sums.rating, sums.decided)


class _Counted:
    """A dashboard that is made of tallies, and of what waits."""

    def __init__(self, reading: Reading, shelf: Shelf, days: Days) -> None:
        self._reading = reading
        self._shelf = shelf
        self._days = days
        self._step = step_of(days)

    def dashboard(self) -> Dashboard:
        bars, whole = Cut(self._days, each=self._step), Cut(self._days)
        tallies = self._shelf.tallies(Bars(self._days, self._step))
        together = summed(tallies)
        each, volume = [tally.whole for tally in tallies], self._volume(tallies, bars)
        channels = {self._reading.word(number): n for number, n in together.channels.items()}
        return Dashboard(
            now=self._glance(together, whole, _added(volume)),
            before=self._before(),
            step=self._step,
            volume=tuple(sheets.as_volume(bars, volume)),
            times=tuple(sheets.as_times(bars, [_alone(one.times) for one in each])),
            outcomes=tuple(sheets.as_outcomes(bars, [_alone(self._said(one)) for one in each])),
            sla=tuple(sheets.as_sla(bars, self._sla([{0: one} for one in each], bars))),
            channels=tuple(sheets.as_shares(whole, [_alone(channels)])),
            reviewers=self._groups(together.reviewers, By.REVIEWER),
            flows=self._groups(together.flows, By.FLOW),
            waiting=sheets.backlog_rows(self._reading, by=None)[0],
            backlog=tuple(sheets.backlog_rows(self._reading, by=By.REVIEWER)),
        )

    def _before(self) -> Glance:
        before = self._days.before()
        tallies = self._shelf.tallies(Bars(before, self._step))
        together, whole = summed(tallies), Cut(before)
        return self._glance(together, whole, _added(self._volume([together], whole)))

    def _glance(self, tally: Tally, whole: Cut, volume: Volume) -> Glance:
        group = tally.whole
        [sla] = self._sla([{0: group}], whole)
        decided = sum(group.outcomes.values(), Decided())
        return Glance(volume, group.times, sla.get(None, SlaCount()), decided)

    def _volume(self, tallies: Sequence[Tally], cut: Cut) -> list[dict[str | None, Volume]]:
        spans = cut.spans()
        waits = waiting.n_opened(self._reading, spans, by=None)
        opened = self._reading.n_opened(spans)
        return [
            {None: Volume(n + waits.get(None, 0), *(tally.endings[ending] for ending in Ending))}
            for tally, n, waits in zip(tallies, opened, waits, strict=True)
        ]

    def _sla(
        self, found: Sequence[Mapping[int, Group]], cut: Cut
    ) -> list[dict[str | None, SlaCount]]:
        late = waiting.n_overdue(self._reading, cut.spans(), by=cut.by)
        return [self._sla_of(groups, waits) for groups, waits in zip(found, late, strict=True)]

    def _sla_of(
        self, groups: Mapping[int, Group], late: Mapping[str | None, int]
    ) -> dict[str | None, SlaCount]:
        named = {self._reading.word(number): group.kept for number, group in groups.items()}
        kept = {
            name: SlaCount(*(named.get(name, _NONE)[one] for one in (Sla.MET, Sla.MISSED)))
            for name in {*named, *late}
        }
        with_late = {
            name: SlaCount(one.met, one.missed + late.get(name, 0)) for name, one in kept.items()
        }
        return {name: one for name, one in with_late.items() if one.met + one.missed}

    def _groups(self, groups: Mapping[int, Group], by: By) -> Groups:
        cut, word = Cut(self._days, by), self._reading.word
        times = {word(number): group.times for number, group in groups.items()}
        said = {word(number): self._said(group) for number, group in groups.items()}
        return Groups(
            times=tuple(sheets.as_times(cut, [_filled(times)])),
            sla=tuple(sheets.as_sla(cut, self._sla([groups], cut))),
            outcomes=tuple(sheets.as_outcomes(cut, [_filled(said)])),
        )

    def _said(self, group: Group) -> dict[str | None, Decided]:
        return {self._reading.word(number): one for number, one in group.outcomes.items()}


_NONE: Counter[int] = Counter()


def _added(volumes: Sequence[Mapping[str | None, Volume]]) -> Volume:
    return Volume(*map(sum, zip(*(astuple(one[None]) for one in volumes), strict=True)))


def _alone(found: V | None) -> dict[str | None, V]:
    return _filled({None: found})


def _filled(found: Mapping[str | None, V | None]) -> dict[str | None, V]:
    return {name: one for name, one in found.items() if one}
