"""The time that all servers of a database go by: the database's own.

Leases, deadlines and links are written by one server and judged by another. Two machines whose
clocks differ by more than a lease would each take the other for dead, and do its jobs again.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from time import monotonic

from sqlalchemy import Engine, func, select

from signoff.clock import Clock, SystemClock

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
_TELLING = timedelta(seconds=5)  # a difference of clocks that somebody should hear of


class DatabaseClock:
    """The time of a PostgreSQL server, asked for at ``tick`` and counted on in between."""

    def __init__(self, engine: Engine, *, own: Clock | None = None) -> None:
        self._engine = engine
        self._measured = self._measure()
        ahead = (own or SystemClock()).now() - self.now()
        if abs(ahead) >= _TELLING:
            logger.warning(
                "this machine's clock differs from the database's, which is gone by: set it",
                extra={"seconds_ahead": round(ahead.total_seconds())},
            )

    def now(self) -> datetime:
        """Return the instant, aware and in UTC."""
        at, measured_at = self._measured
        return at + timedelta(seconds=monotonic() - measured_at)

    def tick(self) -> None:
        """Ask the database again: two oscillators differ, and a machine may have slept."""
        self._measured = self._measure()

    def _measure(self) -> tuple[datetime, float]:
        with self._engine.connect() as connection:
            connection.execute(select(1))  # to connect takes time, which is none of the answer's
            asked_at = monotonic()
            at: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            heard_at = monotonic()
        return at.astimezone(UTC), (asked_at + heard_at) / 2


def clock_of(engine: Engine) -> Clock:
    """Return the clock that servers of a database share; SQLite is on their own machine."""
    return SystemClock() if engine.dialect.name == "sqlite" else DatabaseClock(engine)
