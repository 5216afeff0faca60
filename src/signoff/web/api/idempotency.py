"""Calls that may be sent again: with an `Idempotency-Key` each is done once.

Stands around the whole application, as routes need not know of it. A call
with a key runs on an application of its own whose transactions mark the key
as they commit; so what was done and that it was done are never apart. The
answer is kept sealed, for it may hold a secret that is shown once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
from dataclasses import dataclass, field, replace

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from signoff.app import App
from signoff.errors import KeyBusy, KeyInvalid, KeyReused, KeySpent, SealBroken
from signoff.store.call_keys import CallKey, CallKeys, about_answer
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Caller, find_caller
from signoff.web.seam import app_of, set_app
from signoff.web.security import CREWS

logger = logging.getLogger(__name__)

HEADER = "idempotency-key"
REPLAYED = "idempotency-replayed"
LONGEST = 200
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,200}")
_KEPT_HEADERS = frozenset({b"content-type", b"location", b"etag"})
_BROKEN = 500  # from here on an answer says nothing about what was done


class Keyed:
    """ASGI middleware around the application, inside the guard."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = _key_of(scope)
        if given is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        body = await request.body()
        caller = await run_in_threadpool(find_caller, request)
        if caller is None:  # the gate says so
            await self._app(scope, _given(body, receive), send)
            return
        key_id, call = _name(caller, given), _digest(scope, body)
        answer, key = await run_in_threadpool(_begin, app_of(request), key_id, call)
        if answer is None:
            answer = await self._run(scope, _given(body, receive), app_of(request), key)
        await answer.send(send)

    async def _run(self, scope: Scope, receive: Receive, app: App, key: CallKey) -> _Answer:
        answer = _Answer()
        set_app(scope, replace(app, with_commit=lambda connection: _mark(connection, key)))
        try:
            await self._app(scope, receive, answer.take)
        except BaseException:
            await run_in_threadpool(_give_back, app, key)
            raise
        await run_in_threadpool(_settle, app, key, answer)
        return answer


@dataclass
class _Answer:
    """One whole answer, held back until it is kept."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def send(self, send: Send) -> None:
        start = {"status": self.status, "headers": self.headers}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": self.body})

    def text(self) -> str:
        kept = [[name.decode(), value.decode("latin-1")] for name, value in self.headers
                if name.lower() in _KEPT_HEADERS]  # fmt: skip
        body = base64.b64encode(self.body).decode()
        return json.dumps({"status": self.status, "headers": kept, "body": body})


def _read(text: str) -> _Answer:
    kept = json.loads(text)
    body = base64.b64decode(kept["body"])
    headers = [(name.encode(), value.encode("latin-1")) for name, value in kept["headers"]]
    # 204 and its like have no length.
    length = [(b"content-length", str(len(body)).encode())] if body else []
    return _Answer(kept["status"], [*headers, *length, (REPLAYED.encode(), b"true")], body)


def _key_of(scope: Scope) -> str | None:
    """Return the key of a call that may carry one. Raises: KeyInvalid."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    given = Headers(scope=scope).get(HEADER)
    if given is None or not scope["path"].startswith((f"{PREFIX}/", CREWS)):
        return None
    key = given[1:-1] if len(given) > 1 and given[0] == given[-1] == '"' else given
    if not _KEY.fullmatch(key):
        raise KeyInvalid(
            f"{given[:60]!r} is no Idempotency-Key. Nothing was done. Send 1 to {LONGEST} letters, "
            "digits, dashes, underscores, dots or colons: a UUID, say."
        )
    return key


def _name(caller: Caller, key: str) -> str:
    # A token that may do less must not be handed what another of the same person was told.
    scopes = caller.limit.scopes
    limit = ["*"] if scopes is None else sorted(scopes)
    return _sha256([caller.person, limit, caller.limit.deployment_id, key])


def _digest(scope: Scope, body: bytes) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return _sha256([scope["method"], scope["path"], query, hashlib.sha256(body).hexdigest()])


def _sha256(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _begin(app: App, key_id: str, call: str) -> tuple[_Answer | None, CallKey]:
    """Return the answer of a call that came before; None where it is to be done now.

    Raises: KeyReused, KeyBusy, KeySpent.
    """
    now = app.clock.now()
    with app.unit() as unit:
        key = unit.call_keys.begin(key_id, call, now=now)
        unit.commit()
    if key.is_mine:
        return None, key
    if key.call != call:
        raise KeyReused(
            "The Idempotency-Key came with another call before: another address, or another body. "
            "Nothing was done. Send each call with a key of its own."
        )
    if key.is_under_way(now):
        raise KeyBusy(
            "The call that came with this Idempotency-Key first is still under way. Nothing was "
            "done a second time. Send it again in a moment to get its answer."
        )
    return _opened(app, key), key


def _opened(app: App, key: CallKey) -> _Answer:
    try:
        if key.answer is not None:
            return _read(app.sealer.open(key.answer, about=about_answer(key.id)).decode())
    except SealBroken:
        logger.warning("answer of a call cannot be read again", extra={"key_id": key.id})
    raise KeySpent(
        "What this call asks for was done, but its answer was lost: the server stopped before it "
        "was kept. Nothing was done a second time. Look at what there is now; send a new call "
        "with a new key."
    )


def _mark(connection: Connection, key: CallKey) -> None:
    if not CallKeys(connection).mark(key):
        raise KeyBusy(
            "The call took so long that another took over its Idempotency-Key. This one did "
            "nothing. Send it again in a moment to get the other's answer."
        )


def _settle(app: App, key: CallKey, answer: _Answer) -> None:
    """Keep an answer; a refusal that changed nothing frees the key, so that it can be mended."""
    with app.unit() as unit:
        is_refusal = answer.status >= 400  # noqa: PLR2004 - the client's and the server's faults
        is_free = is_refusal and unit.call_keys.give_back(key)
        if not is_free and answer.status < _BROKEN:
            sealed = app.sealer.seal(answer.text().encode(), about=about_answer(key.id))
            unit.call_keys.keep(key, sealed)
        elif not is_free:
            unit.call_keys.let_go(key, now=app.clock.now())
        unit.commit()


def _give_back(app: App, key: CallKey) -> None:
    with app.unit() as unit:
        if not unit.call_keys.give_back(key):
            unit.call_keys.let_go(key, now=app.clock.now())
        unit.commit()


def _given(body: bytes, receive: Receive) -> Receive:
    """Return what hands out a body that was read already, then goes on with the connection."""
    is_handed_out = False

    async def receive_again() -> Message:
        nonlocal is_handed_out
        if is_handed_out:
            return await receive()
        is_handed_out = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
