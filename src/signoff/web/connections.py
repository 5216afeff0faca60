"""How many connections the HTTP door holds, and how long one may take to ask and to be told.

A connection costs an open file, and the whole process has so many of them: whoever opens a
thousand and says nothing must not take them from the pages, the mail and the jobs. An answer costs
memory until it is taken: whoever asks for large ones and reads nothing must not fill that. What is
asked over a connection is not known here.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from dataclasses import dataclass, field
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

logger = logging.getLogger(__name__)

HEAD_S = 15.0
BODY_S = 60.0
TAKE_S = 60.0
LEAST_TAKEN = 16_384  # octets in TAKE_S: the slowest line that a page is still of use on
MOST, LEAST = 5000, 100
AT_A_TIME = 100
OTHER_FILES = 400  # what mail, jobs and the database open at the same time
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 67\r\n\r\n"
    b"Too many connections are open. Nothing was done. Try again shortly."
)


def most_connections() -> int:
    """Return how many connections leave enough open files for all the rest."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MOST
    return max(LEAST, min(MOST, files - OTHER_FILES))


@dataclass
class Room:
    """What all connections of a door share; ``waiting`` are those we hear out, oldest first.

    ``head_s`` and ``body_s``: seconds until all of a request's head, and its body, are there.
    ``take_s``: seconds in which who is answered takes ``LEAST_TAKEN`` octets that wait for them.
    """

    most: int = field(default_factory=most_connections)
    head_s: float = HEAD_S
    body_s: float = BODY_S
    take_s: float = TAKE_S
    waiting: dict[Connection, None] = field(default_factory=dict)
    is_full: bool = False

    def make(self, n_open: int) -> bool:
        """Say whether one more than ``n_open`` finds room; who dawdles longest gives way to it."""
        was_full, self.is_full = self.is_full, n_open >= self.most
        if not self.is_full:
            return True
        if not was_full:  # once, not for each: who fills the door must not fill the log
            logger.warning("the HTTP door is full", extra={"n_open": n_open})
        oldest = next(iter(self.waiting), None)
        if oldest is None:
            return False
        oldest.cut()
        return True


class Connection(H11Protocol):
    """One connection, cut where it takes too long to send a request or to take the answer."""

    def __init__(self, *args: Any, room: Room, **options: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(*args, **options)
        self._room = room
        self._end: asyncio.TimerHandle | None = None
        self._taken: asyncio.TimerHandle | None = None
        self._has_head = False
        self._is_in = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._is_in = self._room.make(len(self.connections))
        if not self._is_in:
            transport.write(_FULL)
            transport.close()
            return
        # Each octet that waits is known of: one that is closed with some left would never end.
        transport.set_write_buffer_limits(high=0)
        super().connection_made(transport)
        self._hear_out(self._room.head_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._heard()
        self._took()
        if self._is_in:
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._is_in:
            return
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            self._hear_body_out()
        elif state is h11.IDLE and self._end is None:
            self._hear_out(self._room.head_s)
        elif state is not h11.IDLE:
            self._heard()
            self._has_head = False

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # What came along with the request before is looked at only now.
        if self.conn.their_state is h11.SEND_BODY:
            self._hear_body_out()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._wait_for_taking()

    def resume_writing(self) -> None:
        self._took()
        super().resume_writing()

    def cut(self) -> None:
        """End the connection at once."""
        self._heard()
        self.transport.abort()

    def _hear_body_out(self) -> None:
        if not self._has_head:
            self._heard()
            self._has_head = True
            self._hear_out(self._room.body_s)

    def _hear_out(self, seconds: float) -> None:
        self._room.waiting[self] = None
        self._end = self.loop.call_later(seconds, self.cut)

    def _heard(self) -> None:
        self._room.waiting.pop(self, None)
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _wait_for_taking(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._taken = self.loop.call_later(self._room.take_s, self._look_what_was_taken, left)

    def _look_what_was_taken(self, left: int) -> None:
        if left - self.transport.get_write_buffer_size() < LEAST_TAKEN:
            self.cut()
        else:
            self._wait_for_taking()

    def _took(self) -> None:
        if self._taken is not None:
            self._taken.cancel()
            self._taken = None
