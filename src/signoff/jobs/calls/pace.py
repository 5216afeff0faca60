"""Which receivers keep us waiting, as this process has seen it: they are called apart.

Half a minute with one that hangs is half a minute in which another is not told.
What is known is not kept: after a restart it costs one long call to know it again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from signoff.clock import Clock

SLOW = timedelta(seconds=5)
_REMEMBERED = 1000  # receivers; whoever starts crews names as many as they like


class Pace:
    """How long receivers take. May be asked and told by several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[str, list[datetime]] = {}
        self._slow: dict[str, None] = {}  # in the order in which they were found out

    def is_slow(self, url: str, *, now: datetime) -> bool:
        """Say whether the last call to a receiver took long, or one that is under way does."""
        receiver = _receiver(url)
        with self._lock:
            oldest = min(self._under_way.get(receiver, ()), default=now)
            return receiver in self._slow or now - oldest >= SLOW

    @contextmanager
    def calling(self, url: str, *, clock: Clock) -> Iterator[None]:
        """Note how long a call takes."""
        receiver, begun = _receiver(url), clock.now()
        with self._lock:
            self._under_way.setdefault(receiver, []).append(begun)
        try:
            yield
        finally:
            with self._lock:
                self._ended(receiver, begun, is_slow=clock.now() - begun >= SLOW)

    def _ended(self, receiver: str, begun: datetime, *, is_slow: bool) -> None:
        self._under_way[receiver].remove(begun)
        if not self._under_way[receiver]:
            del self._under_way[receiver]
        self._slow.pop(receiver, None)
        if is_slow:
            self._slow[receiver] = None
            if len(self._slow) > _REMEMBERED:
                del self._slow[next(iter(self._slow))]


def _receiver(url: str) -> str:
    """Return who answers at an address: every path of a host is served by the same program."""
    return urlsplit(url).netloc.lower()
