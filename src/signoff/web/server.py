"""The HTTP door, plugged together: which route stands where, and how it is served.

No logic lives here. The guard stands outside everything, so that no response,
not even that of an unknown error, leaves without our headers.
"""

from __future__ import annotations

import socket
from functools import cache, partial
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from signoff.app import App
from signoff.channels.email.door import how_to_listen
from signoff.errors import PortTaken, SignoffError
from signoff.store.feed import last_seq
from signoff.web import api, crew_api, events, hooks, oidc, pages, problems, sign_in
from signoff.web.api import description
from signoff.web.api.idempotency import Keyed
from signoff.web.assets import Assets
from signoff.web.connections import AT_A_TIME, Connection, Room
from signoff.web.feed_watch import FeedWatch
from signoff.web.hooks.certificates import Fetch, fetch_https
from signoff.web.limits import Limiter
from signoff.web.pages.render import ROOM, static_version
from signoff.web.security import Guard


def create_web(app: App, *, fetch: Fetch = fetch_https) -> FastAPI:
    """Return the ASGI application for one installation.

    ``fetch`` gets what mail providers' calls are checked with, from the addresses they may name.
    """
    web = FastAPI(
        openapi_url=description.SCHEMA_PATH,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=description.operation_name,
        routes=fixed_routes(),
    )
    web.state.signoff = app
    web.state.is_stopping = False
    web.state.oidc = oidc.open_client(app)
    web.state.limiter = Limiter(app.clock.now)
    web.state.events = events.Events(events.Watch(app.reading))
    web.state.feed = FeedWatch(partial(_last_seq, app))
    for error in (SignoffError, problems.Explained, HTTPException, RequestValidationError):
        web.add_exception_handler(error, problems.answer)
    web.add_middleware(Keyed)
    web.add_middleware(Guard, settings=app.settings, answer=problems.answer)
    sheets = {"app.css": ROOM / "styles"}
    assets = Assets(ROOM / "static", version=static_version(), in_parts=sheets)
    web.mount("/static", assets, name="static")
    for provider in hooks.routers(app.settings, fetch=fetch):
        web.include_router(provider)
    web.openapi = partial(description.describe, web)  # type: ignore[method-assign] # as FastAPI says
    return web


@cache
def fixed_routes() -> list[BaseRoute]:
    """Return what is the same for every installation.

    FastAPI works out a router's routes at its first call, in a tenth of a second: once a process.
    """
    fixed = APIRouter(generate_unique_id_function=description.operation_name)
    for router in (
        oidc.router,
        sign_in.router,
        events.router,
        api.router,
        crew_api.router,
        pages.router,
    ):
        fixed.include_router(router)
    return fixed.routes


class HttpDoor(uvicorn.Server):
    """Uvicorn, ending the event streams before it waits for connections to close.

    ``room`` bounds the connections; None: as many as leave open files for all the rest.
    """

    def __init__(self, web: FastAPI, *, room: Room | None = None, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        # Access logs would hold the secrets of sign-in links; the server's name helps nobody.
        quiet = {"access_log": False, "server_header": False, "lifespan": "off"}
        quiet |= {"log_config": None}  # its lines are written as all others are
        # So many are accepted at a time, before the first of them is looked at.
        bounded = {"http": partial(Connection, room=room or Room()), "backlog": AT_A_TIME}
        super().__init__(uvicorn.Config(web, **{**quiet, **bounded, **options}))
        self._state = web.state
        self._events = web.state.events
        self._feed = web.state.feed

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._state.is_stopping = True
        self._events.close()
        self._feed.close()
        await super().shutdown(sockets)


def _last_seq(app: App) -> int:
    with app.reading() as connection:
        return last_seq(connection)


def listen_on(host: str, port: int) -> socket.socket:
    """Return a socket that listens at ``host`` and ``port`` (0: any free one).

    Raises: PortTaken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said outright, or asyncio does not see TCP and leaves Nagle on: 40 ms for every answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # A restart must not wait a minute for the old connections' last packets.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"{host}:{port} cannot be listened on: {error.strerror}. Nothing was started. "
            f"{how_to_listen(error, '--port or SIGNOFF_PORT', '--host or SIGNOFF_HOST')}"
        ) from error
    return listening
