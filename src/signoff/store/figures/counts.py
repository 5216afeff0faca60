"""How many: what was opened and closed, how it was decided, by the target or not, by which way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Column, ColumnElement, func, literal_column, select

from signoff.interpret import Verdict
from signoff.store.figures import waiting
from signoff.store.figures.ledger import Ending, Sla
from signoff.store.figures.reading import By, Counts, Reading, Span
from signoff.store.tables import figures


class Mix(StrEnum):
    """Of what shares are taken."""

    CHANNEL = "channel"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Volume:
    """How many requests were opened, and how many were closed in which way.

    ``answered``: by a person. ``timed_out``: an answer was taken at the deadline.
    """

    opened: int = 0
    answered: int = 0
    timed_out: int = 0
    expired: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class SlaCount:
    """How many requests with a target a person answered by it, and how many not."""

    met: int = 0
    missed: int = 0

    @property
    def share(self) -> float | None:
        """What of all was met; None where nothing had a target."""
        n = self.met + self.missed
        return self.met / n if n else None


@dataclass(frozen=True, slots=True)
class Decided:
    """How many answers approved, withheld it, and did not say; ``n`` is all of them."""

    n: int = 0
    approved: int = 0
    withheld: int = 0

    @property
    def share(self) -> float | None:
        """What of those that say it approved; None where none says it."""
        said = self.approved + self.withheld
        return self.approved / said if said else None

    def __add__(self, other: Decided) -> Decided:
        approved, withheld = self.approved + other.approved, self.withheld + other.withheld
        return Decided(self.n + other.n, approved, withheld)


@dataclass(frozen=True, slots=True)
class Rating:
    """How good people found what they were shown: ``n`` of them rated it, 1 to 5."""

    n: int
    total: int

    @property
    def average(self) -> float:
        return self.total / self.n


@dataclass(frozen=True, slots=True)
class Totals:
    """All that can be added up of a span in one walk; ``took`` and ``worked``: (n, seconds)."""

    volume: Volume
    sla: SlaCount
    rating: Rating | None
    decided: Decided
    took: tuple[int, int]
    worked: tuple[int, int]


def totals(reading: Reading, span: Span) -> Totals:
    """Return what can be added up of a span."""
    row = figures.c
    ended = [func.count().filter(row.ending == ending.value) for ending in Ending]
    kept = [func.count().filter(row.sla == sla.value) for sla in (Sla.MET, Sla.MISSED)]
    rated = [func.count().filter(row.rating != 0), func.sum(row.rating)]
    said = [func.count().filter(row.verdict == one.value) for one in _SAID]
    spans = [sum_of(column) for column in (row.took_s, row.work_s) for sum_of in (_n, func.sum)]
    query = select(*ended, *kept, *rated, *said, *spans).where(span.holds(row.closed_s))
    query = reading.ours(query.select_from(figures), "ix_figure_closed")
    found = [int(n or 0) for n in reading.connection.execute(query).one()]
    opened = select(func.count()).select_from(figures).where(span.holds(row.opened_s))
    n_closed = reading.connection.execute(reading.ours(opened, "ix_figure_opened")).scalar_one()
    n_waiting = waiting.n_opened(reading, [span], by=None)[0].get(None, 0)
    n_overdue = waiting.n_overdue(reading, [span], by=None)[0].get(None, 0)
    return Totals(
        volume=Volume(int(n_closed) + n_waiting, *found[:4]),
        sla=SlaCount(found[4], found[5] + n_overdue),
        rating=Rating(found[6], found[7]) if found[6] else None,
        decided=Decided(found[0] + found[1], found[8], found[9]),
        took=(found[10], found[11]),
        worked=(found[12], found[13]),
    )


_SAID = (Verdict.APPROVED, Verdict.WITHHELD)


def _n(column: Column[int]) -> ColumnElement[int]:
    return func.count(column)


def volume(
    reading: Reading, spans: Sequence[Span], *, by: By | None = None
) -> list[dict[str | None, Volume]]:
    """Return of each span what was opened and what was closed in it."""
    closed = reading.counted(spans, by, figures.c.ending)
    opened = reading.counted(
        spans, by, literal_column("1"), at=figures.c.opened_s, index="ix_figure_opened"
    )
    waits = waiting.n_opened(reading, spans, by=by)
    return [_volume(*parts) for parts in zip(closed, opened, waits, strict=True)]


def _volume(
    closed: Counts, opened: Counts, waits: Mapping[str | None, int]
) -> dict[str | None, Volume]:
    found: dict[str | None, dict[str, int]] = defaultdict(lambda: {"opened": 0})
    for group, codes in closed.items():
        found[group] |= {Ending(code).name.lower(): n for code, n in codes.items()}
    for group, codes in opened.items():
        found[group]["opened"] += sum(codes.values())
    for group, n in waits.items():
        found[group]["opened"] += n
    return {group: Volume(**numbers) for group, numbers in found.items()}


def sla(
    reading: Reading, spans: Sequence[Span], *, by: By | None = None
) -> list[dict[str | None, SlaCount]]:
    """Return of each span how targets were kept, of requests closed in it.

    What waits still counts as missed in the span that its target was in.
    """
    closed = reading.counted(spans, by, figures.c.sla, (figures.c.sla != Sla.NONE,))
    waits = waiting.n_overdue(reading, spans, by=by)
    return [
        {
            group: SlaCount(
                codes.get(group, {}).get(Sla.MET, 0),
                codes.get(group, {}).get(Sla.MISSED, 0) + late.get(group, 0),
            )
            for group in {*codes, *late}
        }
        for codes, late in zip(closed, waits, strict=True)
    ]


def mix(
    reading: Reading, spans: Sequence[Span], what: Mix, *, by: By | None = None
) -> list[dict[str | None, dict[str | None, int]]]:
    """Return of each span how many answers had each channel or source; time-outs among them."""
    return [
        {
            group: {reading.word(number): n for number, n in codes.items()}
            for group, codes in found.items()
        }
        for found in reading.counted(spans, by, figures.c[what.value], _IS_ANSWER)
    ]


_IS_ANSWER = (figures.c.ending <= Ending.TIMED_OUT,)


def outcomes(
    reading: Reading, spans: Sequence[Span], *, by: By | None = None
) -> list[dict[str | None, dict[str | None, Decided]]]:
    """Return of each span how many answers had each outcome, and how many of those approved.

    Time-outs are among them. The outcome None is an answer in words alone. One outcome may
    approve in one request and not in another: each goes by its own author's words.
    """
    both = figures.c.outcome * len(Verdict) + figures.c.verdict
    return [
        {group: _decided(reading, codes) for group, codes in found.items()}
        for found in reading.counted(spans, by, both, _IS_ANSWER)
    ]


def _decided(reading: Reading, codes: Mapping[int, int]) -> dict[str | None, Decided]:
    found: dict[str | None, Decided] = defaultdict(Decided)
    for code, n in codes.items():
        number, verdict = divmod(code, len(Verdict))
        is_approved, is_withheld = (verdict == one for one in _SAID)
        found[reading.word(number)] += Decided(n, n * is_approved, n * is_withheld)
    return dict(found)


def ratings(
    reading: Reading, spans: Sequence[Span], *, by: By | None = None
) -> list[dict[str | None, Rating]]:
    """Return of each span how what was shown was rated, in answers given in it."""
    given = reading.counted(spans, by, figures.c.rating, (figures.c.rating != 0,))
    return [
        {
            group: Rating(sum(stars.values()), sum(star * n for star, n in stars.items()))
            for group, stars in found.items()
        }
        for found in given
    ]
