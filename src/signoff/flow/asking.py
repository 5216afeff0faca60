"""ask(): a step wants a line from whoever is there now.

Nothing is stored and nobody is waited for longer than the step says: an
error, a time-out and silence all come to None. What must be decided by a
person, however long they take, is for @human_feedback.
"""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from typing import Any, NamedTuple

from signoff.errors import NobodyToAsk
from signoff.events.listeners import bus
from signoff.flow.config import flow_config
from signoff.flow.console import ConsoleProvider
from signoff.flow.drive import is_in_loop
from signoff.flow.here import find_here

logger = logging.getLogger(__name__)

_console = ConsoleProvider()


class Asking(NamedTuple):
    """One call of ask()."""

    flow: Any
    message: str
    timeout: float | None
    metadata: Mapping[str, Any]

    def now(self) -> str | None:
        """Ask, and let this thread wait."""
        return self._told(self._answer)

    async def on_loop(self) -> str | None:
        """Ask, and let the loop go on."""
        self._tell_requested()
        try:
            answer = _text(await asyncio.wait_for(self._coroutine(), self.timeout))
        except Exception as error:  # noqa: BLE001 - None is what an error comes to here
            answer = self._nothing(error)
        return self._tell_received(answer)

    def _told(self, ask: Callable[[], object]) -> str | None:
        self._tell_requested()
        try:
            answer = _text(ask())
        except Exception as error:  # noqa: BLE001 - None is what an error comes to here
            answer = self._nothing(error)
        return self._tell_received(answer)

    def _answer(self) -> object:
        provider = self._provider()
        if provider is None:
            return None
        if self.timeout is None and not is_in_loop():
            return self._called(provider)
        return self._in_thread(provider).result(self.timeout)

    async def _coroutine(self) -> object:
        provider = self._provider()
        if provider is None:
            return None
        if inspect.iscoroutinefunction(provider.request_input):
            return await provider.request_input(self.message, self.flow, self.metadata)
        return await asyncio.wrap_future(self._in_thread(provider))

    def _provider(self) -> Any:  # noqa: ANN401 - duck-typed by authors
        named = self.flow.input_provider or flow_config.input_provider
        here = find_here()
        if named is None and here is not None and not here.leg.is_attended:
            logger.warning("nobody to ask", extra={"flow": type(self.flow).__name__})
            return None  # a server's terminal is nobody's
        return named or _console

    def _called(self, provider: Any) -> object:  # noqa: ANN401 - duck-typed by authors
        value = provider.request_input(self.message, self.flow, self.metadata)
        return asyncio.run(_awaited(value)) if inspect.isawaitable(value) else value

    def _in_thread(self, provider: Any) -> Future[object]:  # noqa: ANN401 - duck-typed by authors
        """Ask in a thread of its own, which a provider that never returns keeps for itself."""
        future: Future[object] = Future()
        future.set_running_or_notify_cancel()
        context = contextvars.copy_context()

        def work() -> None:
            try:
                future.set_result(context.run(self._called, provider))
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
                future.set_exception(error)

        # A daemon: a read from a terminal cannot be called off, and must not keep the process.
        threading.Thread(target=work, name="signoff-ask", daemon=True).start()
        return future

    def _nothing(self, error: Exception) -> None:
        facts = {"flow": type(self.flow).__name__, "error": type(error).__name__}
        if isinstance(error, TimeoutError):
            logger.info("nobody answered in time", extra=facts)
        elif isinstance(error, NobodyToAsk):  # what it says holds for a review, not for a step
            logger.warning("nobody to ask", extra=facts)
        else:
            logger.warning("ask failed", extra=facts, exc_info=error)

    def _tell_requested(self) -> None:
        if bus.listeners:
            from signoff.flow import telling  # noqa: PLC0415 - only where somebody listens

            telling.input_requested(self.flow, _method(), self.message, self.metadata)

    def _tell_received(self, answer: str | None) -> str | None:
        if bus.listeners:
            from signoff.flow import telling  # noqa: PLC0415 - only where somebody listens

            telling.input_received(self.flow, _method(), self.message, answer, self.metadata)
        return answer


def _method() -> str:
    here = find_here()
    return here.step.method if here else ""


def _text(answer: object) -> str | None:
    said = answer if answer is None or isinstance(answer, str) else getattr(answer, "text", answer)
    if said is None or isinstance(said, str):
        return said
    raise TypeError(f"request_input returned a {type(answer).__name__}, which is no text")


async def _awaited(value: Awaitable[object]) -> object:
    return await value
