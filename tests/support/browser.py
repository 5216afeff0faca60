"""What a browser test may rely on: a real Chromium that reaches this machine only, and is watched.

Any line in the console and any request to another machine fails the test, unless
the test said beforehand that it belongs to its story. Knows no page of ours.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

_OURS = {"127.0.0.1", "localhost", "::1"}
_LOCAL_SCHEMES = {"about", "blob", "data"}

# The resolver rule turns a request that slips out into an error at once, on every network.
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",  # else the headless shell moves letters to whole pixels
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page lives long enough to win back what it costs to compile its scripts better.
    "--js-flags=--no-maglev --no-turbofan",
    "--renderer-process-limit=1",  # else each page has another renderer started for the next one
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


class BrowserWatch:
    """Collects what a page complained of; `allow` names what the test expects."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        # Whoever acts before a page is whole keeps the focus, and Chromium mentions it.
        self._allowed = [re.compile("^console info: Autofocus processing was blocked")]

    def allow(self, pattern: str) -> None:
        """Let console lines and foreign requests pass in which `pattern` is found."""
        self._allowed.append(re.compile(pattern))

    @property
    def complaints(self) -> list[str]:
        """All that was seen and not allowed, in order."""
        return [line for line in self._seen if not any(p.search(line) for p in self._allowed)]

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of this context from now on."""
        context.on("console", self._hear)
        context.on("weberror", self._see_error)
        context.on("request", self._see_request)

    def leave(self, context: BrowserContext) -> None:
        """Watch it no longer: what it does from now on belongs to another test."""
        context.remove_listener("console", self._hear)
        context.remove_listener("weberror", self._see_error)
        context.remove_listener("request", self._see_request)

    def _hear(self, message: ConsoleMessage) -> None:
        self._seen.append(f"console {message.type}: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self._seen.append(f"uncaught error: {error.error}")

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _LOCAL_SCHEMES and address.hostname not in _OURS:
            self._seen.append(f"request to another machine: {request.url}")


class DriverLoop:
    """Puts the browser driver's event loop aside between tests, and back for the next.

    The driver's synchronous calls run a loop inside this thread and leave it marked as
    running for as long as the browser lives. Tests of async code that come later in the
    same process could then not start a loop of their own.
    """

    def __init__(self) -> None:
        self._loop: Any = asyncio._get_running_loop()

    def put_aside(self) -> None:
        """Let other code of this thread run loops of its own."""
        asyncio._set_running_loop(None)

    def put_back(self) -> None:
        """Make the driver's calls work again."""
        asyncio._set_running_loop(self._loop)
