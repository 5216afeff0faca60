"""Tell open pages that something happened, so that they look again.

One watcher per process reads the audit trail while anybody listens, and none
otherwise. What it sends is a hint, never the record: ids and kinds only, of
deployments where one has a role; and a page that missed some is told to look
at everything again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import StreamingResponse

from signoff.store.members import Members
from signoff.store.news import LIMIT, Glimpse, find_newest, list_around
from signoff.store.sight import deployment_of_request
from signoff.web.auth import Caller, Looking
from signoff.web.pages.names import told_apart
from signoff.web.presence import LooksAt, Presence
from signoff.web.seam import app_of

logger = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)

QUEUE_LENGTH = 32
AT_ONCE = 25  # pages
A_PAGE_MS = 20

HELLO = b"retry: 2000\nevent: hello\ndata: {}\n\n"
HEARTBEAT = b": still here\n\n"
Listener = asyncio.Queue[bytes | None]


def encode(subjects: Collection[str], kinds: Collection[str], spread_ms: int = 0) -> bytes:
    """Return one server-sent event."""
    data: dict[str, object] = {"subjects": sorted(subjects), "kinds": sorted(kinds)}
    if spread_ms:
        data["spread"] = spread_ms
    return f"event: changed\ndata: {json.dumps(data)}\n\n".encode()


def spread_of(n_listeners: int) -> int:
    """Return over how many milliseconds pages look again that do not show what changed.

    All at once would keep whoever waits for an answer waiting: each look is a page to be made.
    """
    return max(0, n_listeners - AT_ONCE) * A_PAGE_MS


LOOK_AGAIN = encode((), ("*",))


@dataclass(frozen=True, slots=True)
class Pace:
    """How often, in seconds."""

    look: float = 0.5
    look_after_failure: float = 5.0
    heartbeat: float = 15.0  # less than the idle limit of common proxies
    # A stream is as valid as the session it began with; ending it makes the browser ask again.
    stream_lasts: float = 1800.0


@dataclass(frozen=True, slots=True)
class News:
    """What is new; ``glimpses`` None: anything may have happened."""

    glimpses: tuple[Glimpse, ...] | None

    def event_for(self, deployments: frozenset[str] | None, spread_ms: int = 0) -> bytes | None:
        """Return the event for whoever has a role in these deployments; None for no news there.

        ``deployments`` None: in all of them. What nobody knows the place of is told without an id.
        """
        if self.glimpses is None:
            return encode((), ("*",), spread_ms)
        if deployments is None:
            return _event(self.glimpses, spread_ms)
        if not all(glimpse.deployments for glimpse in self.glimpses):
            return encode((), ("*",), spread_ms)
        theirs = [glimpse for glimpse in self.glimpses if glimpse.deployments & deployments]
        return _event(theirs, spread_ms) if theirs else None


@dataclass
class Watch:
    """What of the trail was seen.

    Ids sort by the time they were made, not by the time they were committed:
    a slow transaction's rows appear behind newer ones. So each look goes back
    over the last seconds again and leaves out what it knows.
    """

    reading: Callable[[], AbstractContextManager[Connection]]
    newest: str | None = None
    seen: frozenset[str] = frozenset()

    def look(self) -> News | None:
        """Return all that is new since the last look, or None."""
        with self.reading() as connection:
            newest = find_newest(connection) if self.newest is None else self.newest
            found = list_around(connection, newest)
        is_first = self.newest is None
        new = [glimpse for glimpse in found if glimpse.id not in self.seen]
        self.newest = max(newest, found[0].id) if found else newest
        # What lies behind the window is never read again, so it need not be remembered.
        self.seen = frozenset(glimpse.id for glimpse in found)
        if is_first or len(new) == LIMIT:
            # Between opening a page and this look anything may have happened.
            return News(None)
        return News(tuple(new)) if new else None

    def forget(self) -> None:
        """Begin anew at the next look."""
        self.newest, self.seen = None, frozenset()


class Events:
    """Everybody who listens in this process."""

    def __init__(self, watch: Watch, pace: Pace | None = None) -> None:
        self._watch = watch
        self._pace = pace or Pace()
        self._listeners: dict[Listener, frozenset[str] | None] = {}
        self._watcher: asyncio.Task[None] | None = None
        self._is_closed = False
        self.presence = Presence()

    async def listen(
        self,
        deployments: frozenset[str] | None = None,
        *,
        looks_at: LooksAt | None = None,
    ) -> AsyncIterator[bytes]:
        """Yield what to send to one listener, until the stream or the server ends.

        ``deployments`` are those whose news are theirs; None: all. ``looks_at`` is the request on
        their screen, which they may see, who they are, and what they are called there.
        """
        listener: Listener = asyncio.Queue(QUEUE_LENGTH)
        self._join(listener, deployments)
        seat = self.presence.come(*looks_at, partial(_hand, listener)) if looks_at else None
        try:
            yield HELLO
            ends_at = asyncio.get_running_loop().time() + self._pace.stream_lasts
            while asyncio.get_running_loop().time() < ends_at and not self._is_closed:
                event = await self._wait_for_event(listener)
                if event is None:
                    return
                yield event
        finally:
            self._leave(listener)
            if seat is not None:
                self.presence.leave(seat)

    def tell(self, news: News) -> None:
        """Hand news to everybody whose they are; never wait for one who is slow."""
        spread = spread_of(self.n_listeners)
        events = {seen: news.event_for(seen, spread) for seen in set(self._listeners.values())}
        for listener, seen in self._listeners.items():
            event = events[seen]
            if event is not None:
                _hand(listener, event)

    def close(self) -> None:
        """End all streams; call it in the server's loop, before it waits for connections."""
        self._is_closed = True
        for listener in self._listeners:
            _empty(listener)
            listener.put_nowait(None)
        self._stop_watching()

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
            news = await asyncio.to_thread(self._watch.look)
        except SQLAlchemyError:
            logger.exception("events could not read the trail")
            return self._pace.look_after_failure
        if news is not None:
            self.tell(news)
        return self._pace.look

    async def _watch_forever(self) -> None:
        while True:  # noqa: ASYNC110 - other processes write too, so there is no event to wait for
            await asyncio.sleep(await self.tick())

    async def _wait_for_event(self, listener: Listener) -> bytes | None:
        try:
            async with asyncio.timeout(self._pace.heartbeat):
                return await listener.get()
        except TimeoutError:
            return HEARTBEAT

    def _join(self, listener: Listener, deployments: frozenset[str] | None) -> None:
        self._listeners[listener] = deployments
        if self._watcher is None and not self._is_closed:
            self._watcher = asyncio.create_task(self._watch_forever())

    def _leave(self, listener: Listener) -> None:
        self._listeners.pop(listener, None)
        if not self._listeners:
            self._stop_watching()

    def _stop_watching(self) -> None:
        if self._watcher is not None:
            self._watcher.cancel()
            self._watcher = None
            self._watch.forget()


@router.get("/events")
async def events(request: Request, caller: Looking, at: str = "") -> StreamingResponse:
    """Open a stream of server-sent events for one page; ``at`` is the request it shows, if any."""
    # The page was shown; whether it may still be looked at is asked again.
    looks_at = await asyncio.to_thread(_look_of, request, caller, at)
    here = request.app.state.events
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    theirs = frozenset(caller.access.by_deployment)
    stream = here.listen(theirs, looks_at=looks_at)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def _look_of(request: Request, caller: Caller, request_id: str) -> LooksAt | None:
    if not request_id:
        return None
    with app_of(request).reading() as connection:
        if deployment_of_request(connection, request_id, sight=caller.sight) is None:
            return None
        found = told_apart(Members(connection).names([caller.person]))
    return request_id, caller.person, found.get(caller.person, caller.person)


def _hand(listener: Listener, event: bytes) -> None:
    """Put an event into a listener's queue; whoever is too slow looks at everything again."""
    is_late = listener.full()
    if is_late:
        _empty(listener)
    listener.put_nowait(LOOK_AGAIN if is_late else event)


def _empty(listener: Listener) -> None:
    while not listener.empty():
        listener.get_nowait()


def _event(new: Sequence[Glimpse], spread_ms: int) -> bytes:
    subjects = {name for glimpse in new for name in glimpse.subjects}
    return encode(subjects, {glimpse.kind for glimpse in new}, spread_ms)
