"""What happens to requests, for programs that no webhook can reach: they ask, and wait.

A program that remembers the cursor misses nothing and gets nothing twice.
Waiting costs no thread. Who asks is looked up again for each piece, so a
token that was revoked ends a stream too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from signoff.errors import AccessError
from signoff.store.feed import FeedItem, FeedPage, read_feed
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Limit
from signoff.web.auth import Action, Looking, find_caller, permit
from signoff.web.feed_watch import FeedWatch
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/requests", tags=["requests"])

LONGEST_WAIT = 60
HEARTBEAT_S = 15.0  # less than the idle limit of common proxies
STREAM_LASTS_S = 1800.0
_STREAM = "text/event-stream"
_CURSOR = "^[0-9]{1,18}$"
_STREAMED = 100


class Happening(BaseModel):
    """One thing that happened to a request."""

    model_config = ConfigDict(from_attributes=True)

    seq: int = Field(examples=[4711], description="Its number in the trail.")
    event: str = Field(
        examples=["opened"],
        description="opened, assigned, reassigned, claimed, released, seen, voted, remarked, "
        "stage_passed, answered, reopened, expired, cancelled, superseded, reminded, "
        "escalated, extended, snoozed or timeout_refused.",
    )
    at: datetime = Field(examples=["2026-03-02T09:14:07Z"])
    actor: str = Field(examples=["ana@example.com"], description="Who did it, or `signoff`.")
    request_id: str = Field(examples=["0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"])
    run_id: str = Field(examples=["0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"])
    flow: str = Field(examples=["content_approval"])
    method: str = Field(examples=["review_draft"])
    status: str = Field(examples=["pending"], description="Where the request stands now.")


class Happenings(BaseModel):
    """What happened, oldest first."""

    items: tuple[Happening, ...]
    cursor: str = Field(examples=["4711"], description="Pass it as `after` to get what comes next.")


_After = Annotated[
    str | None,
    Query(
        pattern=_CURSOR,
        description="The `cursor` of the answer before; 0 for all there is; left out: from now on.",
    ),
]
_Wait = Annotated[
    int,
    Query(ge=0, le=LONGEST_WAIT, description="Wait so many seconds where nothing happened yet."),
]
_LastId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        pattern=_CURSOR,
        description="The `id` of the last event of a stream that broke; it goes on after it.",
    ),
]
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Happenings,
        "description": "What happened; with `Accept: text/event-stream`, an endless stream of it.",
        "content": {_STREAM: {"schema": {"type": "string"}}},
    }
}


@router.get("/feed", response_class=JSONResponse, responses={**_ANSWER, **refuses(401, 403, 422)})
async def follow_requests(
    request: Request,
    caller: Looking,
    after: _After = None,
    wait: _Wait = 0,
    limit: Limit = 50,
    last_event_id: _LastId = None,
) -> Response:
    """Follow what happens to the requests that the caller may see; at most `wait` seconds."""
    del caller  # looked up anew for each piece
    since = after if last_event_id is None else last_event_id
    cursor = None if since is None else int(since)
    if _STREAM in request.headers.get("accept", ""):
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = _stream(request, cursor)
        return StreamingResponse(stream, media_type=_STREAM, headers=headers)
    found = await _next_page(request, cursor, limit=limit, wait=wait)
    items = tuple(Happening.model_validate(item) for item in found.items)
    sent = Happenings(items=items, cursor=str(found.cursor))
    return JSONResponse(sent.model_dump(mode="json"))


async def _next_page(request: Request, cursor: int | None, *, limit: int, wait: float) -> FeedPage:
    """Return what happened after ``cursor``, or, after waiting, an empty page."""
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + wait
    found = await run_in_threadpool(_read, request, cursor, limit)
    while not found.items and (left := ends_at - loop.time()) > 0:
        if not await _watch(request).wait_beyond(found.cursor, left):
            break
        found = await run_in_threadpool(_read, request, found.cursor, limit)
    return found


async def _stream(request: Request, cursor: int | None) -> AsyncIterator[bytes]:
    loop, watch = asyncio.get_running_loop(), _watch(request)
    ends_at = loop.time() + STREAM_LASTS_S
    yield b"retry: 2000\n\n"
    while loop.time() < ends_at and not watch.is_closed:
        try:
            found = await _next_page(request, cursor, limit=_STREAMED, wait=HEARTBEAT_S)
        except AccessError:  # revoked meanwhile; who comes back is told
            return
        for item in found.items:
            yield _event(item)
        cursor = found.cursor
        # An id without data is no event, but where a stream that breaks goes on.
        yield f"id: {cursor}\n\n".encode()


def _read(request: Request, after: int | None, limit: int) -> FeedPage:
    # What was found out about the caller is forgotten for this look.
    caller = permit(find_caller(Request({**request.scope, "state": {}})), Action.LOOK)
    with app_of(request).reading() as connection:
        return read_feed(connection, after=after, limit=limit, sight=caller.sight)


def _event(item: FeedItem) -> bytes:
    data = Happening.model_validate(item).model_dump_json()
    return f"id: {item.seq}\nevent: {item.event}\ndata: {data}\n\n".encode()


def _watch(request: Request) -> FeedWatch:
    watch: FeedWatch = request.app.state.feed
    return watch
