"""What is done again and again, as time passes: each duty in a thread of its own.

What a round does is not known here. A round that fails is logged and comes
again at its time; it stops neither the others nor the server, and a long one
keeps no other waiting.
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
    so a slow one is followed by a rest and not by all that it missed.
    """

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(
                target=self._go_on, args=(duty,), name=f"clockwork: {duty.name}", daemon=True
            )
            for duty in ticks
        ]

    def start(self) -> None:
        """Begin, in threads of its own."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop at once; rounds that are under way may end, for ten seconds."""
        self._stopping.set()
        until = time.monotonic() + _STOP_S
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))

    @property
    def is_going(self) -> bool:
        """Return whether a duty has yet to end."""
        return any(thread.is_alive() for thread in self._threads)

    def _go_on(self, duty: Tick) -> None:
        rest = timedelta(0)
        while not self._stopping.wait(rest.total_seconds()):
            rest = one_round(duty)


def one_round(duty: Tick) -> timedelta:
    """Do one round of a duty; return how long it rests before the next."""
    try:
        did = duty.tick()
    except Exception:
        # The database may be away, or one row bad: the duty has its next round.
        logger.exception("round failed; it comes again at its time", extra={"duty": duty.name})
        return duty.every
    return duty.again if did and duty.again is not None else duty.every
