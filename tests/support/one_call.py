"""How a test calls an application in its own process, where an answer ends by itself.

The framework's test client can follow streams, and goes to the application's
event loop and back nine times for each call; this goes there once.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from contextlib import nullcontext

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp


class OneCall(httpx2.BaseTransport):
    """Hands a call to the application whole, and takes its answer whole.

    ``portal`` is the loop that it runs in; each call has one of its own without one.
    """

    def __init__(self, web: ASGIApp, portal: BlockingPortal | None) -> None:
        self._web = httpx2.ASGITransport(web, client=("testclient", 50_000))
        self._portal = portal

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the answer. Raises: whatever the application does not answer itself."""
        own = nullcontext(self._portal) if self._portal else start_blocking_portal()
        with own as portal:
            return portal.call(self._answer, request)

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if isinstance(request.stream, Iterable) and not isinstance(request.stream, AsyncIterable):
            request.stream = _Pieces(request.stream)
        answer = await self._web.handle_async_request(request)
        body = b"".join([part async for part in answer.aiter_raw()])
        return httpx2.Response(
            answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(body)
        )


class _Pieces(httpx2.AsyncByteStream):
    """A body that comes in pieces, one after the other."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
