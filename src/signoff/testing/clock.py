"""A clock that stands still until told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)  # a Monday morning


class FakeClock:
    """Stands still until told."""

    def __init__(self, at: datetime = _START) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the instant it stands at, aware, UTC."""
        return self._at

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self._at += by
