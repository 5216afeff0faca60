"""How a route reaches the application it belongs to.

One place, so that no route keeps a global and several applications can live
in one process. It knows nothing else.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from signoff.app import App


def app_of(connection: HTTPConnection) -> App:
    """Return the application that answers this request."""
    return app_of_web(connection.app)


def app_of_web(web: Starlette) -> App:
    """Return the application that ``create_web`` was given."""
    app = web.state.signoff
    if not isinstance(app, App):
        raise TypeError(f"{app!r} is not an App. Nothing was answered. Call create_web(app).")
    return app
