"""How many: what was opened and closed, how it was decided, by the target or not, by which way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Select, literal_column, select

from signoff.store.figures import waiting
from signoff.store.figures.ledger import Ending, Sla
from signoff.store.figures.reading import By, Reading, Span, Sums, column_of
from signoff.store.tables import figures


class Mix(StrEnum):
    """Of what shares are taken."""

    OUTCOME = "outcome"
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


@dataclass(frozen=True, slots=True)
class Rating:
    """How good people found what they were shown: ``n`` of them rated it, 1 to 5."""

    n: int
    total: int

    @property
    def average(self) -> float:
        return self.total / self.n


def volume(reading: Reading, span: Span, *, by: By | None = None) -> dict[str | None, Volume]:
    """Return what was opened and what was closed in the span."""
    found: dict[str | None, dict[str, int]] = defaultdict(dict)
    for group, codes in _by_code(reading, span, by, "ending").items():
        found[group] = {Ending(code).name.lower(): n for code, n in codes.items()}
    opened = reading.ours(
        select().where(span.holds(figures.c.opened_s)).select_from(figures), "ix_figure_opened"
    )
    since_closed = reading.counted(opened, column_of(by), _ONE)
    for (number, _), n in since_closed.items():
        found[reading.word(number)]["opened"] = n
    for group, n in waiting.n_opened(reading, span, by=by).items():
        found[group]["opened"] = found[group].get("opened", 0) + n
    return {group: Volume(**numbers) for group, numbers in found.items()}


def sla(reading: Reading, span: Span, *, by: By | None = None) -> dict[str | None, SlaCount]:
    """Return how targets were kept, of requests closed in the span.

    What waits still counts as missed in the span that its target was in.
    """
    found: dict[str | None, SlaCount] = {}
    for group, codes in _by_code(reading, span, by, "sla").items():
        found[group] = SlaCount(codes.get(Sla.MET, 0), codes.get(Sla.MISSED, 0))
    for group, n in waiting.n_overdue(reading, span, by=by).items():
        kept = found.get(group, SlaCount())
        found[group] = SlaCount(kept.met, kept.missed + n)
    return {group: kept for group, kept in found.items() if kept != SlaCount()}


def mix(
    reading: Reading, span: Span, what: Mix, *, by: By | None = None
) -> dict[str | None, dict[str | None, int]]:
    """Return how many answers there were of each outcome, channel or source, time-outs included.

    The outcome None is an answer in words alone.
    """
    query = _closed(reading, span).where(figures.c.ending <= Ending.TIMED_OUT)
    sums = reading.counted(query, column_of(by), figures.c[what.value])
    return {
        group: {reading.word(number): n for number, n in codes.items()}
        for group, codes in _grouped(reading, sums).items()
    }


def ratings(reading: Reading, span: Span, *, by: By | None = None) -> dict[str | None, Rating]:
    """Return how what was shown was rated, in answers of the span."""
    found: dict[str | None, Rating] = {}
    for group, codes in _by_code(reading, span, by, "rating").items():
        given = {stars: n for stars, n in codes.items() if stars}
        if given:
            total = sum(stars * n for stars, n in given.items())
            found[group] = Rating(sum(given.values()), total)
    return found


_ONE: Column[int] = literal_column("1")  # type: ignore[assignment]  # a code that is the same


def _by_code(
    reading: Reading, span: Span, by: By | None, column: str
) -> Mapping[str | None, Mapping[int, int]]:
    sums = reading.counted(_closed(reading, span), column_of(by), figures.c[column])
    return _grouped(reading, sums)


def _closed(reading: Reading, span: Span) -> Select[*tuple[Any, ...]]:
    query = select().select_from(figures).where(span.holds(figures.c.closed_s))
    return reading.ours(query, "ix_figure_closed")


def _grouped(reading: Reading, sums: Sums) -> dict[str | None, dict[int, int]]:
    found: dict[str | None, dict[int, int]] = defaultdict(dict)
    for (number, code), n in sums.items():
        found[reading.word(number)][code] = n
    return found
