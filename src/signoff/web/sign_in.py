"""Coming in and going out.

A link in a mail or a terminal is opened by scanners and previews too, so
opening it only shows a button; pressing the button uses the link up. Where
the person wanted to go is kept in a cookie meanwhile, and believed only as a
path of ours.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from signoff.store.people import link_spent, sign_in
from signoff.web.auth import cookie_name, drop_session_cookie, own_path, set_session_cookie
from signoff.web.pages.render import THEMES, page
from signoff.web.problems import referring_path
from signoff.web.seam import app_of

router = APIRouter(include_in_schema=False)

_NEXT = "signoff_next"
_NEXT_LASTS = 1800  # seconds: long enough to find the terminal
_THEME_LASTS = 365 * 24 * 3600
_Target = Annotated[str, Query(alias="next")]


@router.get("/sign-in")
def ask_for_link(request: Request, target: _Target = "/") -> Response:
    """Say how to come in, and remember where the person wanted to go."""
    response = _sign_in_page(request)
    _remember_target(response, target)
    return response


@router.get("/sign-in/{secret}")
def show_button(request: Request, secret: str, target: _Target = "/") -> Response:
    """Show whom this link would sign in; nothing is used up.

    Raises: SignInLinkSpent.
    """
    app = app_of(request)
    with app.unit() as unit:
        person = unit.people.find_link_owner(secret, now=app.clock.now())
    if person is None:
        raise link_spent()
    response = _sign_in_page(request, secret=secret, person=person)
    _remember_target(response, target)
    return response


@router.post("/sign-in/{secret}")
def come_in(request: Request, secret: str) -> Response:
    """Use the link up and open a session.

    Raises: SignInLinkSpent.
    """
    app = app_of(request)
    with app.unit() as unit:
        session = sign_in(unit, secret, now=app.clock.now())
        unit.commit()
    response = RedirectResponse(own_path(request.cookies.get(_NEXT)), 303)
    set_session_cookie(response, session, app.settings)
    response.delete_cookie(_NEXT, path="/sign-in", httponly=True, samesite="lax")
    return response


@router.post("/sign-out")
def go_out(request: Request) -> Response:
    """End the session on the server, not only in the browser."""
    app = app_of(request)
    secret = request.cookies.get(cookie_name(app.settings))
    if secret:
        with app.unit() as unit:
            unit.people.end_session(secret)
            unit.commit()
    response = RedirectResponse("/sign-in", 303)
    drop_session_cookie(response, app.settings)
    return response


@router.post("/theme")
def choose_theme(request: Request, theme: Annotated[str, Form()] = "system") -> Response:
    """Remember light or dark, and go back to where the person was."""
    response = RedirectResponse(referring_path(request), 303)
    chosen = theme if theme in THEMES else "system"
    response.set_cookie("theme", chosen, max_age=_THEME_LASTS, httponly=True, samesite="lax")
    return response


def _remember_target(response: Response, target: str) -> None:
    wanted = own_path(target)
    if wanted != "/":
        response.set_cookie(
            _NEXT, wanted, max_age=_NEXT_LASTS, path="/sign-in", httponly=True, samesite="lax"
        )


def _sign_in_page(
    request: Request, *, secret: str | None = None, person: str | None = None
) -> Response:
    return page(request, "sign_in.html", secret=secret, person=person, problem=None, next=None)
