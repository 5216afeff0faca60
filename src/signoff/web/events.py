"""Tell open pages that something happened, so that they look again.

One watcher per process reads the audit trail while anybody listens, and none
otherwise. What it sends is a hint, never the record: ids and kinds only, and
a page that missed some is told to look at everything again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import StreamingResponse

from signoff.store.news import LIMIT, Glimpse, find_newest, list_around
from signoff.web.auth import SignedIn

logger = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)

LOOK_EVERY = 0.5  # seconds
LOOK_AFTER_FAILURE = 5.0  # seconds
HEARTBEAT_EVERY = 15.0  # seconds: less than the idle limit of common proxies
# A stream is as valid as the session it began with; ending it makes the browser ask again.
N_HEARTBEATS = 120
QUEUE_LENGTH = 32

HELLO = b"retry: 2000\nevent: hello\ndata: {}\n\n"
HEARTBEAT = b": still here\n\n"
Listener = asyncio.Queue[bytes | None]


def encode(subjects: Collection[str], kinds: Collection[str]) -> bytes:
    """Return one server-sent event."""
    data = json.dumps({"subjects": sorted(subjects), "kinds": sorted(kinds)})
    return f"event: changed\ndata: {data}\n\n".encode()


LOOK_AGAIN = encode((), ("*",))


@dataclass
class Watch:
    """What of the trail was seen.

    Ids sort by the time they were made, not by the time they were committed:
    a slow transaction's rows appear behind newer ones. So each look goes back
    over the last seconds again and leaves out what it knows.
    """

    reading: Callable[[], AbstractContextManager[Connection]]
    seen: set[str] = field(default_factory=set)
    newest: str = ""

    def start(self) -> None:
        """Take everything that is there as seen."""
        with self.reading() as connection:
            self.newest = find_newest(connection)
            self.seen = {glimpse.id for glimpse in list_around(connection, self.newest)}

    def look(self) -> bytes | None:
        """Return one event for all that is new, or None."""
        with self.reading() as connection:
            found = list_around(connection, self.newest)
        new = [glimpse for glimpse in found if glimpse.id not in self.seen]
        if not new:
            return None
        self.newest = max(self.newest, found[0].id)
        # What lies behind the window is never read again, so it need not be remembered.
        self.seen = {glimpse.id for glimpse in found}
        return LOOK_AGAIN if len(new) == LIMIT else _event(new)


class Events:
    """Everybody who listens in this process."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._listeners: set[Listener] = set()
        self._watcher: asyncio.Task[None] | None = None
        self._is_closed = False

    async def listen(self) -> AsyncIterator[bytes]:
        """Yield what to send to one listener, until the stream or the server ends."""
        listener: Listener = asyncio.Queue(QUEUE_LENGTH)
        self._listeners.add(listener)
        try:
            await self._start_watching()
            yield HELLO
            n_heartbeats = 0
            while n_heartbeats < N_HEARTBEATS and not self._is_closed:
                try:
                    async with asyncio.timeout(HEARTBEAT_EVERY):
                        event = await listener.get()
                except TimeoutError:
                    n_heartbeats += 1
                    event = HEARTBEAT
                if event is None:
                    return
                yield event
        finally:
            self._listeners.discard(listener)
            self._stop_watching_if_alone()

    def tell(self, event: bytes) -> None:
        """Hand an event to everybody who listens; never wait for one who is slow."""
        for listener in self._listeners:
            if listener.full():
                while not listener.empty():
                    listener.get_nowait()
                listener.put_nowait(LOOK_AGAIN)
            else:
                listener.put_nowait(event)

    def close(self) -> None:
        """End all streams; call it in the server's loop, before it waits for connections."""
        self._is_closed = True
        for listener in self._listeners:
            while listener.full():
                listener.get_nowait()
            listener.put_nowait(None)
        if self._watcher is not None:
            self._watcher.cancel()

    @property
    def n_listeners(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    @property
    def is_watching(self) -> bool:
        """Whether the trail is being read."""
        return self._watcher is not None

    async def tick(self) -> float:
        """Look once, tell what is new, and return how long to wait (seconds)."""
        try:
            event = await asyncio.to_thread(self._watch.look)
        except SQLAlchemyError:
            logger.exception("events could not read the trail")
            return LOOK_AFTER_FAILURE
        if event is not None:
            self.tell(event)
        return LOOK_EVERY

    async def _watch_forever(self) -> None:
        while True:  # noqa: ASYNC110 - other processes write too, so there is no event to wait for
            await asyncio.sleep(await self.tick())

    async def _start_watching(self) -> None:
        if self._watcher is not None or self._is_closed:
            return
        self._watcher = asyncio.create_task(self._begin())

    async def _begin(self) -> None:
        await asyncio.to_thread(self._watch.start)
        # Whoever came before the first look may have missed something.
        self.tell(LOOK_AGAIN)
        await self._watch_forever()

    def _stop_watching_if_alone(self) -> None:
        if not self._listeners and self._watcher is not None:
            self._watcher.cancel()
            self._watcher = None


@router.get("/events")
async def events(request: Request, person: SignedIn) -> StreamingResponse:
    """Open a stream of server-sent events for one page."""
    del person  # that there is one is enough
    here = request.app.state.events
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(here.listen(), media_type="text/event-stream", headers=headers)


def _event(new: list[Glimpse]) -> bytes:
    subjects = {name for glimpse in new for name in glimpse.subjects}
    return encode(subjects, {glimpse.kind for glimpse in new})
