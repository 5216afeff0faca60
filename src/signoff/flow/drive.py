"""One bridge between the host, which has no colour, and sync or async callers.

The host is a generator: it yields work and is sent what came of it. Under
kickoff() providers are called on the caller's own thread, so that input() and
Ctrl-C behave; under kickoff_async() they run in a worker thread.
"""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import threading
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import closing
from typing import Any


class Wait:
    """A coroutine to wait for."""

    __slots__ = ("coroutine",)

    def __init__(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        self.coroutine = coroutine


class Call:
    """The author's code to call; it may be a coroutine function."""

    __slots__ = ("arguments", "function")

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self.function = function
        self.arguments = arguments


Work = Generator[Wait | Call, Any, Any]


def run_sync(work: Callable[[], Work]) -> Any:  # noqa: ANN401 - what the host returns
    """Drive a host to its end from a thread; where a loop runs in it, from another thread."""
    if not is_in_loop():
        return _drive(work())
    context = contextvars.copy_context()
    came: list[Any] = []
    thread = threading.Thread(target=context.run, args=(_kept, work, came), name="signoff-kickoff")
    thread.start()
    thread.join()
    value, error = came
    if error is not None:
        raise error
    return value


async def run_async(work: Work) -> Any:  # noqa: ANN401 - what the host returns
    """Drive a host to its end on the running loop."""
    value: Any = None
    error: Exception | None = None
    with closing(work):
        while True:
            try:
                task = work.send(value) if error is None else work.throw(error)
            except StopIteration as stop:
                return stop.value
            value = error = None
            try:
                value = await (_called(task) if isinstance(task, Call) else task.coroutine)
            except Exception as raised:  # noqa: BLE001 - the host decides
                error = raised


def is_in_loop() -> bool:
    """Say whether an event loop runs in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _drive(work: Work) -> Any:  # noqa: ANN401 - what the host returns
    # Closed also after Ctrl-C, whose traceback may keep it: the flow must not look busy for ever.
    with asyncio.Runner() as runner, closing(work):
        value: Any = None
        error: Exception | None = None
        while True:
            try:
                task = work.send(value) if error is None else work.throw(error)
            except StopIteration as stop:
                return stop.value
            value = error = None
            try:
                value = _do(runner, task)
            except Exception as raised:  # noqa: BLE001 - the host decides
                error = raised


def _do(runner: asyncio.Runner, task: Wait | Call) -> Any:  # noqa: ANN401 - the author's
    if isinstance(task, Wait):
        return runner.run(task.coroutine)
    value = task.function(*task.arguments)
    return runner.run(_awaited(value)) if inspect.isawaitable(value) else value


async def _called(task: Call) -> Any:  # noqa: ANN401 - the author's
    if inspect.iscoroutinefunction(task.function):
        return await task.function(*task.arguments)
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    value = await loop.run_in_executor(None, context.run, task.function, *task.arguments)
    return await value if inspect.isawaitable(value) else value


async def _awaited(value: Awaitable[Any]) -> Any:  # noqa: ANN401 - the author's
    return await value


def _kept(work: Callable[[], Work], came: list[Any]) -> None:
    try:
        came.extend((_drive(work()), None))
    except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
        came.extend((None, error))
