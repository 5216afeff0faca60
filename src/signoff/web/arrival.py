"""Where somebody is led who has just come in, whatever the way.

Where they wanted to go is kept in a cookie meanwhile, and believed only as a
path of ours.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from signoff.store.people import Session
from signoff.web.auth import own_path, set_session_cookie
from signoff.web.seam import app_of

_NEXT = "signoff_next"
_NEXT_LASTS = 1800  # seconds: long enough to find the terminal


def arrived(request: Request, session: Session) -> Response:
    """Give the browser its session and lead it where it wanted to go."""
    response = RedirectResponse(own_path(request.cookies.get(_NEXT)), 303)
    set_session_cookie(response, session, app_of(request).settings)
    response.delete_cookie(_NEXT, path="/sign-in", httponly=True, samesite="lax")
    return response


def remember_target(response: Response, target: str) -> None:
    """Keep where somebody wanted to go until they have come in."""
    wanted = own_path(target)
    if wanted != "/":
        response.set_cookie(
            _NEXT, wanted, max_age=_NEXT_LASTS, path="/sign-in", httponly=True, samesite="lax"
        )
