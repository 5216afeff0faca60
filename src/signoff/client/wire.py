"""Sends one call and gets one answer; tries again where that cannot do anything twice.

Reading is safe to repeat, and every POST carries an Idempotency-Key. PUT,
PATCH and DELETE are sent once. What calls mean is not known here.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import ssl
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

import httpx2

from signoff import ids
from signoff.client.refusals import error_of
from signoff.errors import ApiUnreachable, ConfigurationError

PREFIX = "/api/v1"
TRIES = 3
_RESTS = (0.2, 1.0, 5.0)  # seconds, between tries; the last one for all that follow
_LONGEST_REST = 10.0
_AGAIN = frozenset({429, 502, 503, 504})
_KEYED, _SAFE = "POST", frozenset({"GET", "POST"})
_REFUSED = 400
JSON = "application/json"

Pause = Callable[[float], Awaitable[None]]


class Wire:
    """A connection to one server, as one caller.

    ``timeout`` is in seconds for each try; ``http`` takes the place of a client of our own, and
    is closed by whoever made it.
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
        if not url.startswith(("http://", "https://")):
            raise ConfigurationError(
                f"{url[:120]!r} is no address of a server. Nothing was called. Write it with "
                "https:// in front."
            )
        if not token.isascii() or not token.isprintable() or not token.strip():
            raise ConfigurationError(
                "The API token is empty, or holds signs that no token has. Nothing was called. "
                "Give one that `signoff token create` or the API made: `sgn_...`."
            )
        self._url = url.rstrip("/")
        self._token = token
        self._timeout = timeout
        self._http = http or httpx2.AsyncClient(verify=_who_vouches(url))
        self._is_own = http is None
        self._pause = pause

    async def close(self) -> None:
        """Close the connections that are our own."""
        if self._is_own:
            await self._http.aclose()

    async def call(  # noqa: PLR0913 - the parts of a call
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        key: str | None = None,
        waits: float = 0.0,
        expects: str | None = JSON,
        is_patient: bool = False,
    ) -> httpx2.Response:
        """Call and return what was answered; ``waits``: seconds that the server may take more.

        ``expects``: the media type of the answer; None, where it has no body. ``is_patient``:
        whether it is tried until a server answers, however long that takes.
        Raises: the error that a refusal stands for, ApiProblem, ApiUnreachable.
        """
        sent = {"Authorization": f"Bearer {self._token}", **(headers or {})}
        if method == _KEYED:
            sent["Idempotency-Key"] = key or ids.new_id()
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        last = math.inf if is_patient else TRIES if method in _SAFE else 1
        for n in itertools.count(1):
            rest = _RESTS[min(n, len(_RESTS)) - 1]
            try:
                answer = await self._send(method, path, json, asked, sent, waits)
            except httpx2.RequestError as error:
                if n == last:
                    raise _unreachable(self._url, error) from error
                await self._pause(rest)
                continue
            if n == last or not _may_change(answer):
                return _accepted(answer, expects)
            await self._pause(min(_retry_after(answer) or rest, _LONGEST_REST))
        raise AssertionError("the last try returns or raises")

    async def _send(
        self,
        method: str,
        path: str,
        json: object,
        query: Mapping[str, Any],
        headers: Mapping[str, str],
        waits: float,
    ) -> httpx2.Response:
        return await self._http.request(
            method,
            f"{self._url}{PREFIX}{path}",
            params=query,
            headers=headers,
            timeout=self._timeout + waits,
            json=json,
        )


def _who_vouches(url: str) -> ssl.SSLContext | bool:
    """Return whom to trust about a server: nobody, where it is not asked by TLS.

    To read all who may be trusted takes 20 ms of a processor, for each client.
    """
    return url.startswith("https://") or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def part(name: str) -> str:
    """Return an id or a name as one part of a path, whatever signs it has.

    A client is handed ids by others: one with a slash or dots must not lead to another call.
    """
    return quote(name, safe="") if name.strip(".") else name.replace(".", "%2E")


def _may_change(answer: httpx2.Response) -> bool:
    """Say whether the same call may be answered otherwise in a moment."""
    return answer.status_code in _AGAIN or _slug(answer) == "key-busy"


def _accepted(answer: httpx2.Response, expects: str | None) -> httpx2.Response:
    document = _document(answer)
    if answer.status_code >= _REFUSED and document is not None:
        raise error_of(document, retry_after_s=int(_retry_after(answer) or 1))
    if answer.is_success and _is_what(answer, expects):
        return answer
    there = (
        f" and points to {answer.headers['location'][:200]}" if answer.has_redirect_location else ""
    )
    raise ApiUnreachable(
        f"{answer.url.host} answered {answer.status_code}{there}, and not as a signoff. What the "
        "call was to do may or may not have been done. Check the address, and what stands before "
        "it."
    )


def _is_what(answer: httpx2.Response, expects: str | None) -> bool:
    """Say whether a signoff could have answered so: a page to sign in at is an answer, too."""
    if expects is None:
        return not answer.content
    is_of_kind = answer.headers.get("content-type", "").partition(";")[0].strip() == expects
    return is_of_kind and (expects != JSON or _json(answer) is not None)


def _document(answer: httpx2.Response) -> Mapping[str, Any] | None:
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return _json(answer) if is_problem else None


def _json(answer: httpx2.Response) -> Mapping[str, Any] | None:
    """Return the object that a body is; None where it is none."""
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _slug(answer: httpx2.Response) -> str:
    return str((_document(answer) or {}).get("type", "")).rpartition("/")[2]


def _retry_after(answer: httpx2.Response) -> float | None:
    said = answer.headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() else None


def _unreachable(url: str, error: httpx2.RequestError) -> ApiUnreachable:
    what = str(error) or type(error).__name__
    return ApiUnreachable(
        f"{url} cannot be reached: {what}. What the call was to do may or may not have been done. "
        "Check the address and the network, then look at what there is now."
    )
