"""One look at the figures: whose they are, and the two ways to count rows fast.

SQLite sorts for every GROUP BY that no index is in the order of, which costs a
second for a million rows; one long text of keys that Python counts costs a
third of that. PostgreSQL hashes. Which of the two is done is known here alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Text,
    cast,
    func,
    select,
    text,
)

from signoff.store.figures.ledger import seconds
from signoff.store.tables import figure_names, figures

Sums = Mapping[tuple[int, int], int]  # (number of the group, code) -> how many


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

    deployment_id: str
    flow: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from ``start`` (included) to ``end`` (excluded)."""

    start: datetime
    end: datetime

    def holds(self, column: Column[int]) -> ColumnElement[bool]:
        """Return the condition that a column of seconds is within the span."""
        return column.between(seconds(self.start), seconds(self.end) - 1)


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

    def word(self, number: int) -> str | None:
        """Return what a number stands for; None for 0."""
        return self.words.get(number)

    def number(self, word: str | None) -> int | None:
        """Return the number of a word; one that nothing has, where it is in no row."""
        return None if word is None else self._numbers.get(word, -1)

    def ours(self, query: Select[*tuple[Any, ...]], index: str) -> Select[*tuple[Any, ...]]:
        """Return the query over this scope's rows alone, by an index on SQLite."""
        query = query.where(figures.c.deployment == self.number(self.scope.deployment_id))
        for column, word in (
            (figures.c.flow, self.scope.flow),
            (figures.c.reviewer, self.scope.reviewer),
        ):
            if word is not None:
                query = query.where(column == self.number(word))
        # SQLite keeps no statistics: left alone it prefers any index that begins with more of
        # the conditions, and reads the rows one by one from there.
        return query.with_hint(figures, f"INDEXED BY {index}", "sqlite")

    def counted(self, query: Select[*tuple[Any, ...]], group: Column[int] | None, code: Column[int]) -> Sums:
        """Return how many rows of ``query`` there are of each group and code."""
        base = max(self.words, default=0) + 16  # above every code, be it a word's number or not
        key: ColumnElement[int] = code if group is None else cast_big(group) * base + code
        if self.connection.dialect.name == "sqlite":
            keys = query.with_only_columns(func.aggregate_strings(cast(key, Text), ","))
            joined = self.connection.execute(keys).scalar_one()
            found = Counter(joined.split(",")) if joined else Counter[str]()
            return {divmod(int(key), base): n for key, n in found.items()}
        label = key.label("key")
        rows = self.connection.execute(query.with_only_columns(label, func.count()).group_by(label))
        return {divmod(row[0], base): row[1] for row in rows}


def cast_big(column: Column[int]) -> ColumnElement[int]:
    """Return the column as 64 bits: a product of two numbers of words needs them."""
    return cast(column, figures.c.closed_s.type)


def column_of(by: By | None) -> Column[int] | None:
    """Return the column that keeps figures apart."""
    return None if by is None else figures.c[by.value]


@contextmanager
def opened_reading(engine: Engine, scope: Scope, *, now: datetime) -> Iterator[Reading]:
    """Have a reading in which nothing changes, however many queries a figure takes."""
    is_sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection:
        if is_sqlite:
            connection.execute(text("BEGIN"))  # the driver begins only before a change
        yield Reading(connection, scope, now=now)
