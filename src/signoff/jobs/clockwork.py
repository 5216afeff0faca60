"""What is done again and again, as time passes: one thread, one round after the other.

What a round does is not known here. A round that fails is logged and comes
again at its time; it stops neither the others nor the server.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

logger = logging.getLogger(__name__)

_STOP_S = 10.0  # for a round that is under way


@dataclass(frozen=True, slots=True)
class Tick:
    """One periodic duty: ``tick`` does one round of it, safe to be cut short and done again.

    A round that returns something true (how much it did) comes again after ``again``, where that
    is given: there may be more to do, and in between others get at the database.
    """

    name: str
    every: timedelta
    tick: Callable[[], object]
    again: timedelta | None = None


class Clockwork:
    """Does each duty at its interval, from ``start`` to ``stop``.

    The first round of each is due at the start. Intervals are counted from the end of a round,
    so a slow one is followed by a rest and not by all that it missed. ``monotonic`` gives seconds.
    """

    def __init__(
        self, ticks: Sequence[Tick], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._ticks = tuple(ticks)
        self._monotonic = monotonic
        self._due = dict.fromkeys(range(len(self._ticks)), monotonic())
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run_forever, name="clockwork", daemon=True)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop at once; a round that is under way may end, for ten seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)

    def run_forever(self) -> None:
        """Do what is due and wait for what is next, until stopped."""
        while not self._stopping.is_set():
            self._stopping.wait(self.tick())

    def tick(self) -> float | None:
        """Do one round of each duty that is due; return the seconds until the next is."""
        for n, duty in enumerate(self._ticks):
            if self._stopping.is_set():
                break
            if self._due[n] <= self._monotonic():
                rest = duty.again if self._do(duty) and duty.again is not None else duty.every
                self._due[n] = self._monotonic() + rest.total_seconds()
        if not self._due:
            return None
        return max(0.0, min(self._due.values()) - self._monotonic())

    def _do(self, duty: Tick) -> object:
        try:
            return duty.tick()
        except Exception:
            # The database may be away, or one row bad: the duty has its next round.
            logger.exception("round failed", extra={"duty": duty.name})
            return None
