"""Figures as rows that can be shown or sent: one for each part of the days and each group.

Without ``by`` each part has its row, also where nothing happened; with it, only
groups that did something are listed, by name, what has no name first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from signoff.inbox.figures import Days, Step
from signoff.store.figures import counts, waiting
from signoff.store.figures.counts import Decided, Mix, Rating, SlaCount, Volume
from signoff.store.figures.reading import By, Reading, Span
from signoff.store.figures.times import Clock, Times, response_times

V = TypeVar("V")
R = TypeVar("R")
Groups = Mapping[str | None, V]


@dataclass(frozen=True, slots=True)
class Cut:
    """Over which days is counted, what is kept apart, and into which parts the days are cut."""

    days: Days
    by: By | None = None
    each: Step | None = None

    def parts(self) -> tuple[Days, ...]:
        return self.days.cut(self.each)

    def spans(self) -> list[Span]:
        return [span_of(part) for part in self.parts()]


@dataclass(frozen=True, slots=True)
class TimesRow:
    """How long people took; seconds, None where nobody answered."""

    start: date
    end: date
    group: str | None
    n: int
    average_s: float | None
    median_s: int | None
    p90_s: int | None


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """What was opened and closed."""

    start: date
    end: date
    group: str | None
    opened: int
    answered: int
    timed_out: int
    expired: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How many of the answers had one value; ``share`` is of all answers of the part and group."""

    start: date
    end: date
    group: str | None
    value: str | None
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class OutcomeRow(ShareRow):
    """How many of the answers had one outcome, and how many of those approved or withheld it."""

    approved: int
    withheld: int


@dataclass(frozen=True, slots=True)
class SlaRow:
    """How targets were kept; ``share`` is what was met of all, None where nothing had one."""

    start: date
    end: date
    group: str | None
    met: int
    missed: int
    share: float | None


@dataclass(frozen=True, slots=True)
class RatingRow:
    """How what was shown was rated, 1 to 5; None where nobody did."""

    start: date
    end: date
    group: str | None
    n: int
    average: float | None


@dataclass(frozen=True, slots=True)
class BacklogRow:
    """What waits now; ages in seconds."""

    group: str | None
    n: int
    oldest_at: datetime | None
    median_age_s: int | None
    p90_age_s: int | None


def span_of(days: Days) -> Span:
    """Return the instants of whole days."""
    return Span(days.starts_at, days.ends_at)


def times_rows(reading: Reading, cut: Cut, clock: Clock) -> list[TimesRow]:
    """Return how long people took."""
    return as_times(cut, response_times(reading, cut.spans(), by=cut.by, clock=clock))


def as_times(cut: Cut, found: Sequence[Groups[Times]]) -> list[TimesRow]:
    """Return the rows of what was found of each part."""
    return _rows(cut, found, None, _times_row)


def volume_rows(reading: Reading, cut: Cut) -> list[VolumeRow]:
    """Return what was opened and closed."""
    return as_volume(cut, counts.volume(reading, cut.spans(), by=cut.by))


def as_volume(cut: Cut, found: Sequence[Groups[Volume]]) -> list[VolumeRow]:
    """Return the rows of what was found of each part."""
    return _rows(cut, found, Volume(), _volume_row)


def sla_rows(reading: Reading, cut: Cut) -> list[SlaRow]:
    """Return how targets were kept."""
    return as_sla(cut, counts.sla(reading, cut.spans(), by=cut.by))


def as_sla(cut: Cut, found: Sequence[Groups[SlaCount]]) -> list[SlaRow]:
    """Return the rows of what was found of each part."""
    return _rows(cut, found, SlaCount(), _sla_row)


def rating_rows(reading: Reading, cut: Cut) -> list[RatingRow]:
    """Return how what was shown was rated."""
    return _rows(cut, counts.ratings(reading, cut.spans(), by=cut.by), None, _rating_row)


def share_rows(reading: Reading, cut: Cut, what: Mix) -> list[ShareRow]:
    """Return which channel or source the answers had; what most had comes first."""
    return as_shares(cut, counts.mix(reading, cut.spans(), what, by=cut.by))


def as_shares(cut: Cut, found: Sequence[Groups[Mapping[str | None, int]]]) -> list[ShareRow]:
    """Return the rows of what was found of each part."""
    rows: list[ShareRow] = []
    for part, groups in zip(cut.parts(), found, strict=True):
        for group in _in_order(groups):
            n_all = sum(groups[group].values())
            ordered = sorted(groups[group].items(), key=lambda item: (-item[1], item[0] or ""))
            rows += [
                ShareRow(part.first, part.last, group, value, n, n / n_all) for value, n in ordered
            ]
    return rows


def outcome_rows(reading: Reading, cut: Cut) -> list[OutcomeRow]:
    """Return which outcome the answers had, and which approved; what most had comes first."""
    return as_outcomes(cut, counts.outcomes(reading, cut.spans(), by=cut.by))


def as_outcomes(
    cut: Cut, found: Sequence[Groups[Mapping[str | None, Decided]]]
) -> list[OutcomeRow]:
    """Return the rows of what was found of each part."""
    rows: list[OutcomeRow] = []
    for part, groups in zip(cut.parts(), found, strict=True):
        for group in _in_order(groups):
            n_all = sum(one.n for one in groups[group].values())
            ordered = sorted(groups[group].items(), key=lambda item: (-item[1].n, item[0] or ""))
            rows += [
                OutcomeRow(
                    part.first,
                    part.last,
                    group,
                    value,
                    one.n,
                    one.n / n_all,
                    one.approved,
                    one.withheld,
                )
                for value, one in ordered
            ]
    return rows


def backlog_rows(reading: Reading, *, by: By | None) -> list[BacklogRow]:
    """Return what waits now."""
    found = waiting.backlog(reading, by=by)
    if by is None and not found:
        return [BacklogRow(None, 0, None, None, None)]
    return [
        BacklogRow(group, it.n, it.oldest_at, it.median_age_s, it.p90_age_s)
        for group, it in ((group, found[group]) for group in _in_order(found))
    ]


def _rows(
    cut: Cut,
    found: Sequence[Groups[V]],
    nothing: V | None,
    make: Callable[[Days, str | None, V | None], R],
) -> list[R]:
    rows: list[R] = []
    for part, groups in zip(cut.parts(), found, strict=True):
        if cut.by is None:
            rows.append(make(part, None, groups.get(None, nothing)))
        else:
            rows += [make(part, group, groups[group]) for group in _in_order(groups)]
    return rows


def _in_order(groups: Groups[V]) -> list[str | None]:
    return sorted(groups, key=lambda group: (group is not None, group or ""))


def _times_row(part: Days, group: str | None, times: Times | None) -> TimesRow:
    if times is None:
        return TimesRow(part.first, part.last, group, 0, None, None, None)
    measured = (times.n, times.average_s, times.median_s, times.p90_s)
    return TimesRow(part.first, part.last, group, *measured)


def _volume_row(part: Days, group: str | None, volume: Volume | None) -> VolumeRow:
    it = volume or Volume()
    numbers = (it.opened, it.answered, it.timed_out, it.expired, it.cancelled)
    return VolumeRow(part.first, part.last, group, *numbers)


def _sla_row(part: Days, group: str | None, kept: SlaCount | None) -> SlaRow:
    it = kept or SlaCount()
    return SlaRow(part.first, part.last, group, it.met, it.missed, it.share)


def _rating_row(part: Days, group: str | None, rating: Rating | None) -> RatingRow:
    if rating is None:
        return RatingRow(part.first, part.last, group, 0, None)
    return RatingRow(part.first, part.last, group, rating.n, rating.average)
