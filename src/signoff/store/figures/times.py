"""How long people took: sums, and the value at a rank, exactly.

Few rows are fetched and sorted. Of many, the value at a rank is read from an
index that is in the order of the values: the database walks to it and fetches
one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from signoff.inbox.figures import rank
from signoff.store.figures.reading import By, Reading, Span, column_of
from signoff.store.tables import figures

MEDIAN, HIGH = 50, 90
# Below this, sorting is faster than walking an index; above so many groups, too.
FEW_ROWS = 200_000
MANY_GROUPS = 400


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
    reading: Reading,
    spans: Sequence[Span],
    *,
    by: By | None,
    clock: Clock,
    few_rows: int = FEW_ROWS,
) -> list[dict[str | None, Times]]:
    """Return of each span how long the answers took that people gave in it; no group is empty.

    Without ``by`` the one group is None. ``few_rows`` changes the way, never the figures.
    """
    measure = "took" if clock is Clock.WALL else "work"
    found = None
    if _can_walk(reading) and len(spans) == 1 and _has_more(reading, spans[0], than=few_rows):
        found = _by_walking(reading, spans[0], by, measure)
    all_found = _by_sorting(reading, spans, by, measure) if found is None else [found]
    return [{reading.word(number): times for number, times in found.items()} for found in all_found]


def times_of_sum(
    reading: Reading, span: Span, clock: Clock, *, n: int, total_s: int
) -> Times | None:
    """Return the times of all answers in a span, where number and sum are known already."""
    if not n:
        return None
    measure = "took" if clock is Clock.WALL else "work"
    if n > FEW_ROWS and _can_walk(reading):
        return Times(n, total_s, *_walk(reading, span, None, measure, number=0, n=n))
    return _by_sorting(reading, [span], None, measure)[0][0]


def _can_walk(reading: Reading) -> bool:
    # Of several deployments no index is in the order of the values.
    return len(reading.scope.deployments) == 1


def _has_more(reading: Reading, span: Span, *, than: int) -> bool:
    # Not counted: where there are many, a look at the first of them is enough.
    at = figures.c.closed_s
    query = select(at).where(span.holds(at)).order_by(at).limit(1).offset(than)
    return reading.connection.execute(reading.ours(query, "ix_figure_closed")).first() is not None


def _by_sorting(
    reading: Reading, spans: Sequence[Span], by: By | None, measure: str
) -> list[dict[int, Times]]:
    value, group = figures.c[f"{measure}_s"], column_of(by)
    keys = [value] if group is None else [value, group]
    texts = reading.texts(spans, keys, (value.is_not(None),))
    return [_sorted(*columns) for columns in texts]


def _sorted(taken: list[str], groups: list[str] | None = None) -> dict[int, Times]:
    if not taken:
        return {}
    if groups is None:
        return {0: _times([int(took) for took in taken])}
    found: dict[str, list[int]] = {number: [] for number in set(groups)}
    for number, took in zip(groups, taken, strict=True):
        found[number].append(int(took))
    return {int(number): _times(of_group) for number, of_group in found.items()}


def _times(taken: list[int]) -> Times:
    taken.sort()
    n = len(taken)
    return Times(n, sum(taken), taken[rank(n, MEDIAN) - 1], taken[rank(n, HIGH) - 1])


def _by_walking(
    reading: Reading, span: Span, by: By | None, measure: str
) -> dict[int, Times] | None:
    """Return the times by the index that is led by ``by``; None for too many groups of it."""
    value, group = figures.c[f"{measure}_s"], column_of(by)
    sums = select(func.count(), func.sum(value)).select_from(figures)
    sums = sums.where(span.holds(figures.c.closed_s), value.is_not(None))
    if group is not None:
        sums = sums.add_columns(group).group_by(group)
    rows = reading.connection.execute(reading.ours(sums, _index(reading, by, measure))).all()
    if len(rows) > MANY_GROUPS:
        return None
    found: dict[int, Times] = {}
    for row in rows:
        if row[0]:
            number = 0 if group is None else row[2]
            ranks = _walk(reading, span, by, measure, number=number, n=row[0])
            found[number] = Times(row[0], int(row[1]), *ranks)
    return found


def _walk(
    reading: Reading, span: Span, by: By | None, measure: str, *, number: int, n: int
) -> tuple[int, int]:
    """Return median and p90 of a group of ``n`` values."""
    value, group = figures.c[f"{measure}_s"], column_of(by)
    ordered = select(value).where(span.holds(figures.c.closed_s), value.is_not(None))
    if group is not None:
        ordered = ordered.where(group == number)
    walk = reading.ours(ordered.order_by(value).limit(1), _index(reading, by, measure))
    median, high = (
        reading.connection.execute(walk.offset(rank(n, percent) - 1)).scalar_one()
        for percent in (MEDIAN, HIGH)
    )
    return median, high


def _index(reading: Reading, by: By | None, measure: str) -> str:
    lead = by or _narrowed(reading)
    return "_".join(["ix_figure", measure, *([lead.value] if lead else [])])


def _narrowed(reading: Reading) -> By | None:
    """Return what the scope is narrowed to: an index led by it walks over less."""
    if reading.scope.reviewer is not None:
        return By.REVIEWER
    return None if reading.scope.flow is None else By.FLOW
