"""Let any number of programs wait for the trail to grow, at the cost of one reader.

It knows one number: that of the newest fact. Who may see what happened is
found out by whoever waits, when it wakes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.5  # seconds
LOOK_AFTER_FAILURE = 5.0


class FeedWatch:
    """Looks at the trail's end while anybody waits; ``look`` returns its number."""

    def __init__(self, look: Callable[[], int], *, every: float = LOOK_EVERY) -> None:
        self._look = look
        self._every = every
        self._last = 0
        self._waiting: set[asyncio.Event] = set()
        self._watcher: asyncio.Task[None] | None = None
        self.is_closed = False

    @property
    def n_waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    async def wait_beyond(self, seq: int, seconds: float) -> bool:
        """Wait until there is a fact after ``seq``; say False where there is none in time."""
        woken = asyncio.Event()
        self._join(woken)
        try:
            async with asyncio.timeout(seconds):
                while self._last <= seq and not self.is_closed:
                    woken.clear()
                    await woken.wait()
        except TimeoutError:
            return False
        finally:
            self._leave(woken)
        return not self.is_closed

    def close(self) -> None:
        """Wake everybody for good; call it in the server's loop."""
        self.is_closed = True
        self._wake()

    async def tick(self) -> float:
        """Look once, wake who waits where there is more, and return how long to rest (seconds)."""
        try:
            last = await asyncio.to_thread(self._look)
        except SQLAlchemyError:
            logger.exception("feed could not read the trail")
            return LOOK_AFTER_FAILURE
        if last != self._last:
            self._last = last
            self._wake()
        return self._every

    async def _watch_forever(self) -> None:
        while True:  # noqa: ASYNC110 - other processes write too, so there is no event to wait for
            await asyncio.sleep(await self.tick())

    def _wake(self) -> None:
        for woken in self._waiting:
            woken.set()

    def _join(self, woken: asyncio.Event) -> None:
        self._waiting.add(woken)
        if self._watcher is None:
            self._watcher = asyncio.create_task(self._watch_forever())

    def _leave(self, woken: asyncio.Event) -> None:
        self._waiting.discard(woken)
        if not self._waiting and self._watcher is not None:
            self._watcher.cancel()
            self._watcher = None
