"""Calls of those who start flows and answer what they ask, and all others by inheritance.

The one implementation: `bridge.py` makes the same calls for code that is not
async. Lists are iterators that get their pages as they go.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx2

from signoff.client.operating import OperatorCalls, pages
from signoff.client.values import (
    FeedPage,
    Flow,
    Happening,
    Recorded,
    Request,
    RequestSummary,
    RequestTime,
    Run,
    RunDetail,
    read,
    read_items,
)
from signoff.client.wire import Pause, Wire, part

_WAIT_S = 25  # for the feed, at a time
_LOOK_S = 2  # between looks at a run, which may end without anything in the feed
_ENDS = frozenset({"ended", "failed", "cancelled"})


class AsyncClient(OperatorCalls):
    """A server, as its caller sees it: `AsyncClient("https://signoff.example.com", token)`.

    ``timeout``: seconds for each try. Raises at each call: the error of `signoff.errors` that a
    refusal stands for; ApiProblem, where there is none; ApiUnreachable.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 30.0,
        http: httpx2.AsyncClient | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        super().__init__(Wire(url, token, timeout=timeout, http=http, pause=pause))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def flows(self) -> tuple[Flow, ...]:
        """Return the flows that are served."""
        answer = await self._wire.call("GET", "/flows")
        return read_items(Flow, answer.json())

    async def kickoff(
        self, flow: str, inputs: Mapping[str, Any] | None = None, *, key: str | None = None
    ) -> Run:
        """Start a run; with the same ``key`` within a day it is the same run."""
        body = {"inputs": dict(inputs or {})}
        answer = await self._wire.call("POST", f"/flows/{part(flow)}/kickoff", json=body, key=key)
        return read(Run, answer.json())

    async def runs(
        self, *, status: str | None = None, flow: str | None = None
    ) -> AsyncIterator[Run]:
        """Yield runs, newest first."""
        async for one in pages(self._wire, "/runs", {"status": status, "flow": flow}):
            yield read(Run, one)

    async def get_run(self, run_id: str) -> RunDetail:
        """Return a run, its story, and the requests it waits for."""
        return await self._run(run_id)

    async def fork(self, run_id: str, request_id: str) -> RunDetail:
        """Begin a run where this one stood when a request was answered; its question is asked
        again, and the steps that follow run again, with all they do outside.
        """  # noqa: D205 - one sentence
        body = {"request_id": request_id}
        answer = await self._wire.call("POST", f"/runs/{part(run_id)}/fork", json=body)
        return read(RunDetail, answer.json())

    async def cancel(self, run_id: str) -> RunDetail:
        """End a run that waits; its requests are closed."""
        return read(
            RunDetail, (await self._wire.call("POST", f"/runs/{part(run_id)}/cancel")).json()
        )

    async def requests(
        self,
        *,
        status: str | None = None,
        assignee: str | None = None,
        run_id: str | None = None,
    ) -> AsyncIterator[RequestSummary]:
        """Yield requests, oldest first; ``status`` may be closed, too."""
        query = {"status": status, "assignee": assignee, "run_id": run_id}
        async for one in pages(self._wire, "/requests", query):
            yield read(RequestSummary, one)

    async def get_request(self, request_id: str) -> Request:
        """Return what is asked, about what, and the answer if there is one."""
        return await self._request(request_id)

    async def respond(  # noqa: PLR0913 - the parts of an answer
        self,
        request_id: str,
        *,
        outcome: str | None = None,
        feedback: str = "",
        content_hash: str | None = None,
        rating: int | None = None,
        comment: str | None = None,
        answer: Mapping[str, Any] | None = None,
        edited_output: str | None = None,
        key: str | None = None,
    ) -> Recorded:
        """Answer a request by an outcome, or by words that name one.

        ``answer``: the fields that its ``response_schema`` asks for; ``edited_output``: the
        content as changed, where it is ``editable``. Raises: AnswerInvalid, naming the fields.
        """
        given = {
            "outcome": outcome,
            "feedback": feedback,
            "content_hash": content_hash,
            "rating": rating,
            "comment": comment,
            "answer": answer,
            "edited_output": edited_output,
        }
        path = f"/requests/{part(request_id)}/respond"
        return read(Recorded, (await self._wire.call("POST", path, json=given, key=key)).json())

    async def claim(self, request_id: str) -> Request:
        """Claim a request: the others who are asked cannot answer it until it is released."""
        return await self._act(request_id, "claim")

    async def release(self, request_id: str) -> Request:
        """Give a claimed request back to all who are asked."""
        return await self._act(request_id, "release")

    async def reassign(self, request_id: str, to: Sequence[str], *, why: str = "") -> Request:
        """Ask others, by addresses or names of groups, in place of all who have not answered."""
        return await self._act(request_id, "reassign", {"to": list(to), "why": why})

    async def add_assignee(self, request_id: str, person: str, *, why: str = "") -> Request:
        """Ask one more person, or a group."""
        return await self._act(request_id, "assignees", {"person": person, "why": why})

    async def undo(self, request_id: str) -> Request:
        """Take an answer back while it is not final."""
        return await self._act(request_id, "undo")

    async def extend(self, request_id: str, *, minutes: int) -> RequestTime:
        """Give a request more time, in minutes of working time."""
        path = f"/requests/{part(request_id)}/extend"
        return read(
            RequestTime, (await self._wire.call("POST", path, json={"minutes": minutes})).json()
        )

    async def snooze(self, request_id: str, *, until: datetime) -> RequestTime:
        """Have nobody reminded of a request until an aware instant."""
        path, body = f"/requests/{part(request_id)}/snooze", {"until": until.isoformat()}
        return read(RequestTime, (await self._wire.call("POST", path, json=body)).json())

    async def feed(self, after: str | None = None, *, wait: int = _WAIT_S) -> FeedPage:
        """Return what happened after a cursor, waiting so many seconds for it; None: from now."""
        return await self._feed(after, wait)

    async def follow(self, after: str | None = None) -> AsyncIterator[Happening]:
        """Yield what happens to requests, for ever; a program that ends goes on after a ``seq``.

        A server that is away for a while, once it was there, is waited for.
        """
        page = await self.feed(after, wait=0)
        while True:
            for item in page.items:
                yield item
            page = await self._feed(page.cursor, _WAIT_S, is_patient=True)

    async def wait_for_request(self, request_id: str, *, within: float) -> Request:
        """Return a request once it is closed. A server that is away meanwhile is waited for.

        Raises: TimeoutError, where it is not in ``within`` seconds.
        """
        async with asyncio.timeout(within):
            cursor = (await self.feed(wait=0)).cursor
            while (found := await self._request(request_id, is_patient=True)).status == "pending":
                cursor = await self._next_of(request_id, cursor)
        return found

    async def wait_for_run(
        self, run_id: str, *, within: float, or_waiting: bool = False
    ) -> RunDetail:
        """Return a run once it has ended; ``or_waiting``: or waits for a person.

        A server that is away meanwhile is waited for.
        Raises: TimeoutError, where it has not in ``within`` seconds.
        """
        ends = _ENDS | {"waiting"} if or_waiting else _ENDS
        async with asyncio.timeout(within):
            cursor = (await self.feed(wait=0)).cursor
            while (found := await self._run(run_id, is_patient=True)).status not in ends:
                cursor = (await self._feed(cursor, _LOOK_S, is_patient=True)).cursor
        return found

    async def _next_of(self, request_id: str, cursor: str) -> str:
        """Wait until something happens to a request; return the cursor after it."""
        while True:
            page = await self._feed(cursor, _WAIT_S, is_patient=True)
            cursor = page.cursor
            if any(item.request_id == request_id for item in page.items):
                return cursor

    async def _run(self, run_id: str, *, is_patient: bool = False) -> RunDetail:
        path = f"/runs/{part(run_id)}"
        return read(RunDetail, (await self._wire.call("GET", path, is_patient=is_patient)).json())

    async def _request(self, request_id: str, *, is_patient: bool = False) -> Request:
        path = f"/requests/{part(request_id)}"
        return read(Request, (await self._wire.call("GET", path, is_patient=is_patient)).json())

    async def _feed(self, after: str | None, wait: int, *, is_patient: bool = False) -> FeedPage:
        query = {"after": after, "wait": wait}
        answer = await self._wire.call(
            "GET", "/requests/feed", query=query, waits=wait, is_patient=is_patient
        )
        return read(FeedPage, answer.json())

    async def _act(self, request_id: str, act: str, body: object = None) -> Request:
        answer = await self._wire.call("POST", f"/requests/{part(request_id)}/{act}", json=body)
        return read(Request, answer.json())
