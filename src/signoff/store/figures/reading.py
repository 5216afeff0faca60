"""One look at the figures: whose they are, and how rows of several spans are counted fast.

SQLite sorts for every GROUP BY that no index is in the order of, which costs a
second for a million rows; one long text of keys, that Python counts, costs a
third of that. PostgreSQL hashes. Which of the two is done is known here alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    CTE,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Text,
    bindparam,
    cast,
    func,
    select,
    text,
    true,
)

from signoff.interpret import Verdict
from signoff.store.database import one_moment
from signoff.store.figures.ledger import seconds
from signoff.store.figures.parts import parts_of
from signoff.store.tables import figure_names, figures

Counts = dict[str | None, dict[int, int]]  # group -> code -> how many
T = TypeVar("T")
Where = Sequence[ColumnElement[bool]]
_CODES = 16
# For PostgreSQL: to compile what walks over a million rows takes longer than it saves, and what is
# right for any group or days is wrong for the largest ones and for the few.
_PLANNED_EACH = (
    "SELECT set_config('jit', 'off', true), "
    "set_config('plan_cache_mode', 'force_custom_plan', true)"
)


class By(StrEnum):
    """By what figures are kept apart."""

    REVIEWER = "reviewer"
    FLOW = "flow"
    METHOD = "method"
    OUTCOME = "outcome"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose requests are counted; ``flow`` and ``reviewer`` narrow it to one of them."""

    deployments: tuple[str, ...]
    flow: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from ``start`` (included) to ``end`` (excluded)."""

    start: datetime
    end: datetime

    def holds(self, column: Column[int]) -> ColumnElement[bool]:
        """Return the condition that a column of seconds is within the span."""
        return (column >= seconds(self.start)) & (column < seconds(self.end))


class Reading:
    """One connection that shows one moment, and the numbers that words have there."""

    def __init__(self, connection: Connection, scope: Scope, *, now: datetime) -> None:
        self.connection = connection
        self.scope = scope
        self.now = now
        self.words: dict[int, str] = {
            row.id: row.name for row in connection.execute(select(figure_names))
        }
        self._numbers = {word: number for number, word in self.words.items()}

    def of_one(self, deployment: str) -> Reading:
        """Return the same look at one of the deployments alone."""
        return self._within(replace(self.scope, deployments=(deployment,)))

    def of_flow(self, flow: str) -> Reading:
        """Return the same look at one flow alone."""
        return self._within(replace(self.scope, flow=flow))

    def of_reviewer(self, reviewer: str) -> Reading:
        """Return the same look at one reviewer alone."""
        return self._within(replace(self.scope, reviewer=reviewer))

    def _within(self, scope: Scope) -> Reading:
        narrowed = copy(self)
        narrowed.scope = scope
        return narrowed

    def word(self, number: int) -> str | None:
        """Return what a number stands for; None for 0."""
        return self.words.get(number)

    def number(self, word: str | None) -> int | None:
        """Return the number of a word; one that nothing has, where it is in no row."""
        return None if word is None else self._numbers.get(word, -1)

    def ours(self, query: Select[*tuple[Any, ...]], index: str) -> Select[*tuple[Any, ...]]:
        """Return the query over this scope's rows alone, by an index on SQLite."""
        numbers = [self.number(one) for one in self.scope.deployments]
        query = query.where(is_one_of(figures.c.deployment, numbers))
        if self.scope.flow is not None:
            query = query.where(figures.c.flow == self.number(self.scope.flow))
        if self.scope.reviewer is not None:
            query = query.where(figures.c.reviewer == self.number(self.scope.reviewer))
        # SQLite keeps no statistics: left alone it prefers any index that begins with more of
        # the conditions, and reads the rows one by one from there.
        return query.with_hint(figures, f"INDEXED BY {index}", "sqlite")

    def texts(
        self,
        spans: Sequence[Span],
        keys: Sequence[ColumnElement[int]],
        where: Where,
        *,
        at: Column[int] = figures.c.closed_s,
        index: str = "ix_figure_closed",
    ) -> list[list[list[str]]]:
        """Return of each span the values of each key that are not NULL, in one walk over it."""
        joined = select(*(func.aggregate_strings(cast(key, Text), ",") for key in keys))
        query = self.ours(joined.select_from(figures).where(*where), index)
        found: list[Sequence[str | None]] = [()] * len(spans)
        for n, row in self._of_each(spans, query, at):
            found[n] = row
        return [[joined.split(",") if joined else [] for joined in row] for row in found]

    def _of_each(
        self, spans: Sequence[Span], query: Select[*tuple[Any, ...]], at: Column[int]
    ) -> Iterator[tuple[int, Sequence[Any]]]:
        """Yield what a query finds in each span: (number of the span, its one row).

        All aggregates of a span are one walk over it.
        """
        if self.connection.dialect.name == "sqlite":  # which has no LATERAL, and is no way off
            lo, hi = bindparam("lo", type_=BigInteger), bindparam("hi", type_=BigInteger)
            within = query.where(at >= lo, at < hi)
            for n, span in enumerate(spans):
                bounds = {"lo": seconds(span.start), "hi": seconds(span.end)}
                yield n, self.connection.execute(within, bounds).one()
            return
        parts = self._parts(spans)
        each = query.where(at >= parts.c.lo, at < parts.c.hi).correlate(parts).lateral("each_one")
        # Without an order: PostgreSQL would sort long texts on its disk.
        together = select(parts.c.n, each).select_from(parts.join(each, true()))
        for row in self.connection.execute(together):
            yield row[0], row[1:]

    def counted(
        self,
        spans: Sequence[Span],
        by: By | None,
        code: ColumnElement[int],
        where: Where = (),
        *,
        at: Column[int] = figures.c.closed_s,
        index: str = "ix_figure_closed",
    ) -> list[Counts]:
        """Return of each span how many rows there are of each code, by group."""
        # Above every code: a number of its own, a word's, or a word's with a verdict.
        base = (max(self.words, default=0) + _CODES) * len(Verdict)
        group = column_of(by)
        key = code if group is None else cast(group, figures.c.closed_s.type) * base + code
        counted: list[Counts] = [defaultdict(dict) for _ in spans]
        for n, both, n_rows in self._keys(spans, key, where, at, index):
            number, which = divmod(both, base)
            counted[n][self.word(number)][which] = n_rows
        return counted

    def n_opened(self, spans: Sequence[Span]) -> list[int]:
        """Return of each span how many of what is closed by now were opened in it."""
        parts, at = self._parts(spans), figures.c.opened_s
        counted = select(func.count()).select_from(figures)
        counted = self.ours(counted.where(at >= parts.c.lo, at < parts.c.hi), "ix_figure_opened")
        query = select(counted.correlate(parts).scalar_subquery()).select_from(parts)
        return [int(n) for n in self.connection.execute(query.order_by(parts.c.n)).scalars()]

    def _keys(
        self,
        spans: Sequence[Span],
        key: ColumnElement[int],
        where: Where,
        at: Column[int],
        index: str,
    ) -> Iterator[tuple[int, int, int]]:
        """Yield how often each key occurs: (number of the span, key, how often)."""
        if self.connection.dialect.name == "sqlite":
            for n, [keys] in enumerate(self.texts(spans, [key], where, at=at, index=index)):
                yield from ((n, int(text), n_rows) for text, n_rows in Counter(keys).items())
            return
        parts = self._parts(spans)
        labelled = key.label("key")
        query = select(parts.c.n, labelled, func.count())
        query = query.select_from(parts.join(figures, (at >= parts.c.lo) & (at < parts.c.hi)))
        query = self.ours(query.where(*where).group_by(parts.c.n, labelled), index)
        for n, both, n_rows in self.connection.execute(query):
            yield n, both, n_rows

    def _parts(self, spans: Sequence[Span]) -> CTE:
        bounds = [(seconds(span.start), seconds(span.end)) for span in spans]
        return parts_of(self.connection.dialect, bounds, BigInteger())


def is_one_of(column: Column[T], of: Sequence[T | None]) -> ColumnElement[bool]:
    """Return the condition that a column is one of these.

    Of one it is an equation: that leaves an index in the order of what comes after the column.
    """
    return column == of[0] if len(of) == 1 else column.in_(of)


def column_of(by: By | None) -> Column[int] | None:
    """Return the column that keeps figures apart."""
    return None if by is None else figures.c[by.value]


@contextmanager
def opened_reading(engine: Engine, scope: Scope, *, now: datetime) -> Iterator[Reading]:
    """Have a reading in which nothing changes, however many queries a figure takes."""
    with one_moment(engine) as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text(_PLANNED_EACH))
        yield Reading(connection, scope, now=now)
