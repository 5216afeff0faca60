"""The same calls for code that is not async: each waits for the one implementation.

A client has one thread with an event loop, started at the first call. No call
is written twice here: `synced` takes it as it is, types and documentation too.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import cached_property, wraps
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import httpx2

from signoff.client.calls import AsyncClient
from signoff.client.wire import Pause

P = ParamSpec("P")
T = TypeVar("T")


class Bridge:
    """A thread with an event loop of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.new_event_loop()

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Return what comes of ``doing``; interrupting this ends it there, too."""
        self._start()
        waiting = asyncio.run_coroutine_threadsafe(doing, self._loop)
        try:
            return waiting.result()
        except BaseException:
            waiting.cancel()
            raise

    def close(self) -> None:
        """Stop the thread."""
        with self._lock:
            if self._thread is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
                self._thread.join()
                self._loop.run_until_complete(self._loop.shutdown_asyncgens())
                self._loop.run_until_complete(self._loop.shutdown_default_executor())
                self._loop.close()
                self._thread = None
                del self.__dict__["_loop"]

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="signoff-client", daemon=True
                )
                self._thread.start()


def synced(
    call: Callable[Concatenate[AsyncClient, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[Client, P], T]:
    """Return a call that waits for its answer."""

    @wraps(call)
    def waiting(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._bridge.run(call(self._calls, *args, **kwargs))

    return waiting


def iterated(
    call: Callable[Concatenate[AsyncClient, P], AsyncIterator[T]],
) -> Callable[Concatenate[Client, P], Iterator[T]]:
    """Return a call whose items are waited for one by one."""

    @wraps(call)
    def iterating(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        items = call(self._calls, *args, **kwargs)
        while True:
            try:
                item = self._bridge.run(_next(items))
            except StopAsyncIteration:
                return
            yield item

    return iterating


async def _next(items: AsyncIterator[T]) -> T:
    return await anext(items)


class Client:
    """A server, as its caller sees it: `Client("https://signoff.example.com", token)`.

    Close it, or use it in a `with` block. Arguments, answers and errors are AsyncClient's.
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
        self._bridge = Bridge()
        self._calls = AsyncClient(url, token, timeout=timeout, http=http, pause=pause)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and stop the thread."""
        self._bridge.run(self._calls.close())
        self._bridge.close()

    flows = synced(AsyncClient.flows)
    kickoff = synced(AsyncClient.kickoff)
    runs = iterated(AsyncClient.runs)
    get_run = synced(AsyncClient.get_run)
    fork = synced(AsyncClient.fork)
    cancel = synced(AsyncClient.cancel)
    requests = iterated(AsyncClient.requests)
    get_request = synced(AsyncClient.get_request)
    respond = synced(AsyncClient.respond)
    claim = synced(AsyncClient.claim)
    release = synced(AsyncClient.release)
    reassign = synced(AsyncClient.reassign)
    add_assignee = synced(AsyncClient.add_assignee)
    undo = synced(AsyncClient.undo)
    extend = synced(AsyncClient.extend)
    snooze = synced(AsyncClient.snooze)
    feed = synced(AsyncClient.feed)
    follow = iterated(AsyncClient.follow)
    wait_for_request = synced(AsyncClient.wait_for_request)
    wait_for_run = synced(AsyncClient.wait_for_run)
    deployments = synced(AsyncClient.deployments)
    get_policy = synced(AsyncClient.get_policy)
    put_policy = synced(AsyncClient.put_policy)
    patch_policy = synced(AsyncClient.patch_policy)
    get_configuration = synced(AsyncClient.get_configuration)
    put_configuration = synced(AsyncClient.put_configuration)
    webhooks = synced(AsyncClient.webhooks)
    add_webhook = synced(AsyncClient.add_webhook)
    change_webhook = synced(AsyncClient.change_webhook)
    remove_webhook = synced(AsyncClient.remove_webhook)
    rotate_webhook = synced(AsyncClient.rotate_webhook)
    webhook_deliveries = iterated(AsyncClient.webhook_deliveries)
    redeliver = synced(AsyncClient.redeliver)
    figures = synced(AsyncClient.figures)
    summary = synced(AsyncClient.summary)
    audit = iterated(AsyncClient.audit)
    evidence = synced(AsyncClient.evidence)
