"""What waits now, counted from the requests themselves by an index that holds nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, func, literal_column, select

from signoff.inbox.figures import rank
from signoff.store.figures.reading import By, Reading, Span
from signoff.store.figures.times import HIGH, MEDIAN
from signoff.store.tables import requests

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
    query = select(func.count(), func.min(opened)).select_from(requests)
    if group is not None:
        query = query.add_columns(group).group_by(group)
    found: dict[str | None, Backlog] = {}
    for row in reading.connection.execute(_ours(reading, query, "ix_request_waiting")):
        if not row[0]:
            continue
        ages = select(opened).order_by(opened.desc()).limit(1)
        name = None
        if group is not None:
            name = row[2]
            ages = ages.where(group.is_(None) if name is None else group == name)
        ages = _ours(reading, ages, "ix_request_waiting")
        median, high = (
            reading.connection.execute(ages.offset(rank(row[0], percent) - 1)).scalar_one()
            for percent in (MEDIAN, HIGH)
        )
        found[name] = Backlog(row[0], row[1], _age(reading, median), _age(reading, high))
    return found


def n_opened(reading: Reading, span: Span, *, by: By | None) -> dict[str | None, int]:
    """Return how many were opened in the span and wait still."""
    within = _between(requests.c.opened_at, span.start, span.end)
    return _counted(reading, within, by, "ix_request_waiting")


def n_overdue(reading: Reading, span: Span, *, by: By | None) -> dict[str | None, int]:
    """Return how many wait still whose target was within the span and is over."""
    within = _between(requests.c.sla_due_at, span.start, min(span.end, reading.now))
    return _counted(reading, within, by, "ix_request_waiting_sla")


def _counted(
    reading: Reading, within: ColumnElement[bool], by: By | None, index: str
) -> dict[str | None, int]:
    group = _group(by)
    query = select(func.count()).select_from(requests).where(within)
    if group is not None:
        query = query.add_columns(group).group_by(group)
    rows = reading.connection.execute(_ours(reading, query, index))
    return {None if group is None else row[1]: row[0] for row in rows if row[0]}


def _group(by: By | None) -> Column[str] | None:
    # What waits has neither an outcome nor a channel yet: there it is one group without a name.
    return None if by is None else _BY.get(by)


def _between(column: Column[datetime], start: datetime, end: datetime) -> ColumnElement[bool]:
    return (column >= start) & (column < end)


def _ours(reading: Reading, query: Select[*tuple[Any, ...]], index: str) -> Select[*tuple[Any, ...]]:
    scope = reading.scope
    # Spelled out, not bound: an index of what waits is used only where the database can see that.
    query = query.where(
        requests.c.status == literal_column("'pending'"),
        requests.c.deployment_id == scope.deployment_id,
    )
    if scope.flow is not None:
        query = query.where(requests.c.flow == scope.flow)
    if scope.reviewer is not None:
        query = query.where(requests.c.assignee == scope.reviewer)
    return query.with_hint(requests, f"INDEXED BY {index}", "sqlite")


def _age(reading: Reading, opened_at: datetime) -> int:
    return max(0, int((reading.now - opened_at).total_seconds()))
