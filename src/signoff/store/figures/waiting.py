"""What waits now, counted from the requests themselves by an index that holds nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Select,
    func,
    literal_column,
    select,
)

from signoff.inbox.request import TRIAL_FLOW
from signoff.store.figures.parts import parts_of
from signoff.store.figures.reading import By, Reading, Span, is_one_of
from signoff.store.figures.times import HIGH, MEDIAN
from signoff.store.tables import Instant, requests

_BY: Mapping[By, Column[str]] = {
    By.REVIEWER: requests.c.assignee,
    By.FLOW: requests.c.flow,
    By.METHOD: requests.c.method,
}


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at one moment: how much, since when, how long (seconds)."""

    n: int
    oldest_at: datetime
    median_age_s: int
    p90_age_s: int


def backlog(reading: Reading, *, by: By | None = None) -> dict[str | None, Backlog]:
    """Return what waits now; by reviewer: of whom it is asked first. No group is empty."""
    opened, group = requests.c.opened_at, _group(by)
    apart: dict[str, Any] = {} if group is None else {"partition_by": group}
    placed = select(
        (literal_column("NULL") if group is None else group).label("name"),
        opened.label("at"),
        func.row_number().over(order_by=opened.desc(), **apart).label("place"),
        func.count().over(**apart).label("n"),
        func.min(opened).over(**apart).label("oldest_at"),
    ).select_from(requests)
    each = _ours(reading, placed, "ix_request_waiting").subquery()
    # The nearest rank, as ``rank`` says it; one row of the group may have both.
    ranks = [(each.c.n * percent + 99) // 100 for percent in (MEDIAN, HIGH)]
    query = select(each).where(each.c.place.in_(ranks)).order_by(each.c.place)
    found: dict[str | None, Backlog] = {}
    for row in reading.connection.execute(query):
        age, known = _age(reading, row.at), found.get(row.name)
        median = age if known is None else known.median_age_s
        found[row.name] = Backlog(row.n, row.oldest_at, median, age)
    return found


def n_opened(
    reading: Reading, spans: Sequence[Span], *, by: By | None
) -> list[dict[str | None, int]]:
    """Return of each span how many were opened in it and wait still."""
    return _counted(reading, spans, requests.c.opened_at, by, "ix_request_waiting")


def n_overdue(
    reading: Reading, spans: Sequence[Span], *, by: By | None
) -> list[dict[str | None, int]]:
    """Return of each span how many wait still whose target was within it and is over."""
    over = [Span(span.start, min(span.end, reading.now)) for span in spans]
    return _counted(reading, over, requests.c.sla_due_at, by, "ix_request_waiting_sla")


def _counted(
    reading: Reading, spans: Sequence[Span], at: Column[datetime], by: By | None, index: str
) -> list[dict[str | None, int]]:
    bounds = [(span.start, span.end) for span in spans]
    parts = parts_of(reading.connection.dialect, bounds, Instant())
    group = _group(by)
    named = literal_column("NULL") if group is None else group
    within = (at >= parts.c.lo) & (at < parts.c.hi)
    query = select(parts.c.n, named, func.count()).select_from(parts.join(requests, within))
    query = query.group_by(parts.c.n, named) if group is not None else query.group_by(parts.c.n)
    found: list[dict[str | None, int]] = [{} for _ in spans]
    for n, name, n_rows in reading.connection.execute(_ours(reading, query, index)):
        found[n][name] = n_rows
    return found


def _group(by: By | None) -> Column[str] | None:
    # What waits has neither an outcome nor a channel yet: there it is one group without a name.
    return None if by is None else _BY.get(by)


def _ours(
    reading: Reading, query: Select[*tuple[Any, ...]], index: str
) -> Select[*tuple[Any, ...]]:
    scope = reading.scope
    # Spelled out, not bound: an index of what waits is used only where the database can see that.
    query = query.where(
        requests.c.status == literal_column("'pending'"),
        is_one_of(requests.c.deployment_id, scope.deployments),
        requests.c.flow != TRIAL_FLOW,
    )
    if scope.flow is not None:
        query = query.where(requests.c.flow == scope.flow)
    if scope.reviewer is not None:
        query = query.where(requests.c.assignee == scope.reviewer)
    return query.with_hint(requests, f"INDEXED BY {index}", "sqlite")


def _age(reading: Reading, opened_at: datetime) -> int:
    return max(0, int((reading.now - opened_at).total_seconds()))
