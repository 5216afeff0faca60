"""How long people took: sums, and the value at a rank, exactly.

Few rows are fetched and sorted. Of many, the value at a rank is read from an
index that is in the order of the values: the database walks to it and fetches
one number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Text, cast, func, select

from signoff.inbox.figures import rank
from signoff.store.figures.reading import By, Reading, Span, column_of
from signoff.store.tables import figures

MEDIAN, HIGH = 50, 90
# Below this, sorting is faster than walking an index; above so many groups, too.
FEW_ROWS = 50_000
MANY_GROUPS = 400
# The indexes in the order of the values, by what they are kept apart by.
_LEADS: Mapping[str, tuple[By | None, ...]] = {
    "took": (None, *By),
    "work": (None, By.REVIEWER, By.FLOW),
}


class Clock(StrEnum):
    """By which clock a wait is measured: every hour, or the hours of the plan's calendar."""

    WALL = "wall"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Times:
    """How long ``n`` answers took, in seconds; median and p90 are values that occurred."""

    n: int
    total_s: int
    median_s: int
    p90_s: int

    @property
    def average_s(self) -> float:
        return self.total_s / self.n


def response_times(
    reading: Reading, span: Span, *, by: By | None, clock: Clock
) -> dict[str | None, Times]:
    """Return how long the answers of people took that were given in the span; no group is empty.

    Without ``by`` the one group is None.
    """
    measure = "took" if clock is Clock.WALL else "work"
    count = select(func.count()).where(span.holds(figures.c.closed_s))
    n_rows = reading.connection.execute(
        reading.ours(count.select_from(figures), "ix_figure_closed")
    ).scalar_one()
    found: dict[int, Times] | None = None
    if n_rows > FEW_ROWS and by in _LEADS[measure]:
        found = _by_walking(reading, span, by, measure)
    if found is None:
        found = _by_sorting(reading, span, by, measure)
    return {reading.word(number): times for number, times in found.items()}


def _by_sorting(reading: Reading, span: Span, by: By | None, measure: str) -> dict[int, Times]:
    value, group = figures.c[f"{measure}_s"], column_of(by)
    texts = [func.aggregate_strings(cast(value, Text), ",")]
    if group is not None:
        texts.append(func.aggregate_strings(cast(group, Text), ","))
    query = select(*texts).where(span.holds(figures.c.closed_s), value.is_not(None))
    row = reading.connection.execute(reading.ours(query, "ix_figure_closed")).one()
    if not row[0]:
        return {}
    spans = row[0].split(",")
    if group is None:
        return {0: _times([int(took) for took in spans])}
    groups: dict[str, list[int]] = {number: [] for number in set(row[1].split(","))}
    for number, took in zip(row[1].split(","), spans, strict=True):
        groups[number].append(int(took))
    return {int(number): _times(taken) for number, taken in groups.items()}


def _times(taken: list[int]) -> Times:
    taken.sort()
    n = len(taken)
    return Times(n, sum(taken), taken[rank(n, MEDIAN) - 1], taken[rank(n, HIGH) - 1])


def _by_walking(
    reading: Reading, span: Span, by: By | None, measure: str
) -> dict[int, Times] | None:
    """Return the times by the index that is led by ``by``; None for too many groups of it."""
    value = figures.c[f"{measure}_s"]
    lead = by or _narrowed(reading)
    index = "_".join(["ix_figure", measure, *([lead.value] if lead else [])])
    group = column_of(by)
    within = (span.holds(figures.c.closed_s), value.is_not(None))
    sums = select(func.count(), func.sum(value)).select_from(figures).where(*within)
    if group is not None:
        sums = sums.add_columns(group).group_by(group)
    rows = reading.connection.execute(reading.ours(sums, index)).all()
    if len(rows) > MANY_GROUPS:
        return None
    found: dict[int, Times] = {}
    for row in rows:
        if not row[0]:
            continue
        number = 0 if group is None else row[2]
        ordered = select(value).where(*within).order_by(value).limit(1)
        if group is not None:
            ordered = ordered.where(group == number)
        walk = reading.ours(ordered, index)
        median, high = (
            reading.connection.execute(walk.offset(rank(row[0], percent) - 1)).scalar_one()
            for percent in (MEDIAN, HIGH)
        )
        found[number] = Times(row[0], int(row[1]), median, high)
    return found


def _narrowed(reading: Reading) -> By | None:
    """Return what the scope is narrowed to: an index led by it walks over less."""
    if reading.scope.reviewer is not None:
        return By.REVIEWER
    return None if reading.scope.flow is None else By.FLOW
