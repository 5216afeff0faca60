"""The first thing every request meets and the last thing every response does.

Hosts that are not ours, bodies that are too large and changes that another
site sends in a person's name end here, before any route runs. It does not
know who anybody is (web/auth) nor what an error looks like (web/problems).
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from signoff.errors import ForeignOrigin
from signoff.settings import Settings

logger = logging.getLogger(__name__)

MAX_BODY_OCTETS = 1_000_000
MAX_TOGETHER_OCTETS = 300_000_000  # of all bodies at a time: most come before anything is proved
# Where mail providers hand over mail. No cookie is read there: each call proves itself.
# The number is how large a call may be: a mail of ten million octets, with escapes or twice.
HOOKS = {
    "/hooks/mailgun/mime": 35_000_000,
    "/hooks/postmark": 35_000_000,
    "/hooks/sendgrid": 35_000_000,
    "/hooks/ses": MAX_BODY_OCTETS,  # SNS carries a quarter of it
}
_AROUND_HOOKS = "/hooks/"  # where nothing else is served
CREWS = "/crews/"  # an API too, at the addresses that its clients know
SCRIPT_HEADER = "signoff-act"  # what our scripts send: 1 to do something, 0 to look
STATUS_HEADER = "Signoff-Status"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types signoff"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# No name and no id of ours holds it, and PostgreSQL cannot even be asked for it.
_NUL_IN_ADDRESS = (
    "The address contains the character U+0000, which nothing here has in its name. "
    "Nothing was done. Mend the address."
)
_STOPS = (
    "The server stops, and this took too long to wait for. Nothing is stored by halves, but what "
    "you asked for may have been done. Look when it is back, and ask again if it was not."
)
_OF_FIELDS = (400, 409, 422)  # what a GET is refused for its fields, not for its address
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_WILDCARDS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, never bound to

Answer = Callable[[Request, Exception], Response]


class ServerStops(Exception):
    """A call was still under way when the time that a stopping server gives ran out."""


@dataclass(slots=True)
class Incoming:
    """The bodies that are being taken in: how much of them is here, how much there may be."""

    most: int = MAX_TOGETHER_OCTETS
    n_octets: int = 0


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(
        self, app: ASGIApp, *, settings: Settings, answer: Answer, incoming: Incoming | None = None
    ) -> None:
        self._app = app
        self._incoming = incoming or Incoming()
        self._answer = answer
        self._hosts = Hosts(settings)
        self._is_https = urlsplit(settings.base_url).scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        dressed = _Dressed(send, request, is_https=self._is_https)
        body = _Body(receive, _max_octets(request), self._incoming)
        try:
            self._check(request)
            await self._app(scope, body.receive, dressed)
        except Exception as error:
            if dressed.has_started:
                raise
            response = await run_in_threadpool(self._answer, request, error)
            await response(scope, receive, dressed)
        except CancelledError:
            if dressed.has_started or not scope["app"].state.is_stopping:
                raise  # somebody else's wish to end this
            # Here and now: a thread would be waited for in vain.
            response = self._answer(request, ServerStops(_STOPS))
            await response(scope, receive, dressed)
        finally:
            self._incoming.n_octets -= body.n_octets

    def _check(self, request: Request) -> None:
        host = request.headers.get("host", "")
        if not self._hosts.includes(host):
            raise HTTPException(
                421,
                f"This server does not answer for the host {host[:120]!r}. Nothing was done. Use "
                f"{self._hosts.base_url}, or set SIGNOFF_PUBLIC_URL to the address people use.",
            )
        if "\0" in request.url.path or "%00" in request.url.query:
            raise HTTPException(400, _NUL_IN_ADDRESS)
        max_octets = _max_octets(request)
        if int(_digits(request.headers.get("content-length"))) > max_octets:
            raise _too_large(max_octets)
        if request.method not in SAFE_METHODS and not _may_skip_origin(request):
            check_origin(request.headers, ours=self._hosts.origins(request))


class Hosts:
    """The names this installation answers to.

    A site that points its own name at our address (DNS rebinding) makes a
    browser send that name as Host; it is none of ours, so it gets nothing.
    """

    def __init__(self, settings: Settings) -> None:
        self.base_url = settings.base_url
        public = urlsplit(settings.base_url)
        self._public_origin = f"{public.scheme}://{public.netloc}".lower()
        self._names = _LOOPBACK | {(public.hostname or "").lower(), settings.host.lower()}
        self._any_number = settings.host in _WILDCARDS

    def includes(self, host: str) -> bool:
        """Say whether a Host header is one of ours, whatever its port."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if name in _WILDCARDS or "@" in host:
            return False
        # Bound to every address, we cannot list them; but rebinding needs a name, not a number.
        return name in self._names or (self._any_number and _is_number(name))

    def origins(self, request: Request) -> frozenset[str]:
        """Return the origins our own pages can have, as this request reached us."""
        here = f"{request.scope['scheme']}://{request.headers.get('host', '')}".lower()
        return frozenset({self._public_origin, here})


def bearer_token(headers: Headers) -> str | None:
    """Return the bearer token of a request; a browser never adds one by itself."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def check_origin(headers: Headers, *, ours: frozenset[str]) -> None:
    """Let a change pass only if a page of ours sent it, or a person typed it.

    Browsers write both headers themselves; a page cannot. Sec-Fetch-Site is
    believed first, because it is right behind any proxy.
    Raises: ForeignOrigin.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        if site in ("same-origin", "none"):
            return
        raise _foreign(f"the browser says it came from a {site[:20]} page")
    if origin is None:
        raise _foreign("it carries neither Sec-Fetch-Site nor Origin")
    if origin.lower() not in ours:
        raise _foreign(f"its origin is {origin[:120]!r}")


def _may_skip_origin(request: Request) -> bool:
    # A token proves intent. Without a cookie there is nothing to abuse at the API, and a program
    # that forgot its token should hear about the token. Signing in is checked all the same.
    if bearer_token(request.headers) is not None or request.url.path in HOOKS:
        return True
    if request.url.path.startswith("/answer/") and "sec-fetch-site" not in request.headers:
        # No session counts there and the form proves itself; without a referrer browsers that
        # write no Sec-Fetch-Site, as over plain HTTP, say `Origin: null`.
        return True
    # A provider that was given a mistyped address should hear that there is nothing.
    for_programs = request.url.path.startswith(("/api/", CREWS, _AROUND_HOOKS))
    return for_programs and "cookie" not in request.headers


def _foreign(why: str) -> ForeignOrigin:
    return ForeignOrigin(
        f"This change was refused because {why}. Nothing was done. Open the page in signoff "
        "itself and try again; programs send a token in the Authorization header."
    )


def _max_octets(request: Request) -> int:
    return HOOKS.get(request.url.path, MAX_BODY_OCTETS)


def _too_large(max_octets: int) -> HTTPException:
    return HTTPException(
        413,
        f"The body is larger than {max_octets:,} bytes. Nothing was done. Send less: put "
        "large content where the flow can fetch it, and send its address.",
    )


class _Body:
    """A body, counted as it comes in: Content-Length may lie or be missing."""

    def __init__(self, receive: Receive, most: int, incoming: Incoming) -> None:
        self._receive = receive
        self._most = most
        self._incoming = incoming
        self.n_octets = 0

    async def receive(self) -> Message:
        """Receive what comes next. Raises: HTTPException 413 and 503."""
        message = await self._receive()
        n_more = len(message.get("body", b""))
        self.n_octets += n_more
        self._incoming.n_octets += n_more
        if self.n_octets > self._most:
            raise _too_large(self._most)
        if self._incoming.n_octets > self._incoming.most:
            raise HTTPException(
                503,
                "More is being sent to this server at the same time than it can hold. Nothing was "
                "done. Send it again in a moment.",
                {"Retry-After": "5"},
            )
        return message


def _is_read_by_browser(request: Request) -> bool:
    """Say whether a browser shows the response, or a script of ours reads it.

    Browsers write Upgrade-Insecure-Requests when they open a page, over plain HTTP too. A mode
    alone proves none: programs in JavaScript write it, too, but never open a page.
    """
    named = ("upgrade-insecure-requests", SCRIPT_HEADER)
    opens = request.headers.get("sec-fetch-mode") == "navigate"
    return opens or any(name in request.headers for name in named)


class _Dressed:
    """A ``send`` that puts our headers on where the response has not set its own.

    A page that says what was wrong with a form goes to a browser as 200, and its status in
    ``Signoff-Status``: for every other status Chromium writes an error into the console, and
    the person has the page. An address that names nothing stays 404.
    """

    def __init__(self, send: Send, request: Request, *, is_https: bool) -> None:
        self._send = send
        self._request = request
        self._is_https = is_https
        self.has_started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            if self._is_refused_form(message["status"], headers):
                headers[STATUS_HEADER] = str(message["status"])
                message["status"] = 200
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", self._caching(headers))
            if self._is_https:
                headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                message["headers"] = [_secured(name, value) for name, value in headers.raw]
        await self._send(message)

    def _is_refused_form(self, status: int, headers: MutableHeaders) -> bool:
        is_page = headers.get("content-type", "").startswith("text/html")
        if not is_page or not 400 <= status < 500:  # noqa: PLR2004 - what the caller did wrong
            return False
        is_address = self._request.method in SAFE_METHODS and status not in _OF_FIELDS
        by_script = SCRIPT_HEADER in self._request.headers
        return by_script or (not is_address and _is_read_by_browser(self._request))

    def _caching(self, headers: MutableHeaders) -> str:
        # Pages may be shown again on "back", with what was typed; signing out clears them.
        is_page = headers.get("content-type", "").startswith("text/html")
        if is_page and self._request.method == "GET":
            return "private, no-cache"
        return "no-store"


def _digits(text: str | None) -> str:
    # Anything else is refused by the HTTP parser before it comes here.
    return text if text is not None and text.isascii() and text.isdigit() else "0"


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header, a cookie as one that is sent over HTTPS alone: no route can forget it."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
