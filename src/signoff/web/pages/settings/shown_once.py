"""A new secret, carried from the form that made it to the page that shows it once.

A page that shows a secret as the answer of a form makes another one when it is loaded again.
So the form leads on, and the secret goes along in a cookie that only this server can open, for
one person, one page and one minute. This file does not know what the secret is for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import SealBroken
from signoff.web.auth import Caller
from signoff.web.pages.render import is_opened
from signoff.web.seam import app_of

COOKIE = "signoff_new_secret"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret that was just made, and the name of what it belongs to."""

    name: str
    secret: str


def lead_to(address: str, app: App, caller: Caller, made: NewSecret) -> Response:
    """Lead to the page at ``address``, which shows what was made."""
    until = app.clock.now().timestamp() + _SECONDS
    plain = json.dumps([made.name, made.secret, until]).encode()
    response = RedirectResponse(address, 303)
    response.set_cookie(
        COOKIE,
        app.sealer.seal(plain, about=_about(caller, address)),
        max_age=_SECONDS,
        path=address,
        httponly=True,
        samesite="lax",
    )
    return response


def find_new(request: Request, caller: Caller) -> NewSecret | None:
    """Return what was just made for this page to show; None where nothing was."""
    app, sealed = app_of(request), request.cookies.get(COOKIE)
    if not sealed or not is_opened(request):
        return None
    try:
        plain = app.sealer.open(sealed, about=_about(caller, request.url.path))
    except SealBroken:  # of another person or page, or of nobody's making
        return None
    name, secret, until = json.loads(plain)
    return NewSecret(name, secret) if app.clock.now().timestamp() <= until else None


def once(response: Response, shown: NewSecret | None, address: str) -> Response:
    """Have the browser forget what this page shows."""
    if shown is not None:
        response.headers["Cache-Control"] = "no-store"  # nor keep it for "back", as other pages
        response.delete_cookie(COOKIE, path=address, httponly=True, samesite="lax")
    return response


def _about(caller: Caller, address: str) -> str:
    return f"a new secret for {caller.person} at {address}"
