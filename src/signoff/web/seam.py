"""How a route reaches the application it belongs to.

One place, so that no route keeps a global and several applications can live
in one process. It knows nothing else.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.types import Scope

from signoff.app import App

_OWN = "signoff.app"


def app_of(connection: HTTPConnection) -> App:
    """Return the application that answers this request."""
    own = connection.scope.get(_OWN)
    return own if isinstance(own, App) else app_of_web(connection.app)


def set_app(scope: Scope, app: App) -> None:
    """Let one request be answered by an application of its own."""
    scope[_OWN] = app


def app_of_web(web: Starlette) -> App:
    """Return the application that ``create_web`` was given."""
    app = web.state.signoff
    if not isinstance(app, App):
        raise TypeError(f"{app!r} is not an App. Nothing was answered. Call create_web(app).")
    return app
