"""The one place that reads the time of this machine; store/clock.py asks a database for its own.

Doors, jobs and the flow's shell hold a clock; rules are given ``now``. All
instants are aware and UTC; a person's zone is applied where we render.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        return datetime.now(UTC)
