"""Coming in and going out: by a link that was printed or mailed, or by a password.

A link in a mail or a terminal is opened by scanners and previews too, so
opening it only shows a button; pressing the button uses the link up. Whether
somebody has an account shows neither in what is answered nor in how long it
takes. The way by an identity provider is in web/oidc.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address
from signoff.jobs.sign_in_mail import mail_link
from signoff.store.passwords import is_password
from signoff.store.people import link_spent, open_session, sign_in
from signoff.web.arrival import arrived, remember_target
from signoff.web.auth import cookie_name, drop_session_cookie, own_path
from signoff.web.limits import LINK, PASSWORD, limiter_of
from signoff.web.pages.render import THEMES, page
from signoff.web.problems import referring_path
from signoff.web.seam import app_of

router = APIRouter(include_in_schema=False)

_THEME_LASTS = 365 * 24 * 3600
_Target = Annotated[str, Query(alias="next")]
_Address = Annotated[str, Form(max_length=400)]
_WRONG = (
    "This address and this password do not belong together. Nobody was signed in. "
    "Try again, or have a link mailed to you."
)
_NO_ADDRESS = "This is not one mail address. Nothing was sent. Write it like ana@example.com."


@router.get("/sign-in")
def ask_who(request: Request, target: _Target = "/") -> Response:
    """Show the ways to come in, and remember where the person wanted to go."""
    response = _ways(request, comes_back=own_path(target) != "/")
    remember_target(response, target)
    return response


@router.get("/sign-in/password")
@router.get("/sign-in/link")
def ask_again() -> Response:
    """Lead back to the ways in whoever reloads the page that answered a form."""
    return RedirectResponse("/sign-in", 303)


@router.post("/sign-in/password")
def come_in_by_password(
    request: Request,
    address: _Address = "",
    password: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    """Open a session for who gives their password.

    Raises: TooManyTries.
    """
    app, known_as = app_of(request), _canonical(address)
    limiter_of(request).take(request, PASSWORD, known_as or "")
    with app.unit() as unit:
        kept = unit.members.password_hash(known_as) if known_as else None
    # As much work for who is not known: is_password tries a hash in any case.
    if not is_password(password, kept) or known_as is None:
        return _ways(request, status=401, fault=_WRONG, typed=address)
    browser = request.headers.get("user-agent", "")
    with app.unit() as unit:
        session = open_session(unit, known_as, way="password", now=app.clock.now(), browser=browser)
        unit.commit()
    return arrived(request, session)


@router.post("/sign-in/link")
def send_link(request: Request, address: _Address = "") -> Response:
    """Mail a link to who has an account; say the same to everybody.

    Raises: TooManyTries.
    """
    app, known_as = app_of(request), _canonical(address)
    limiter_of(request).take(request, LINK, known_as or "")
    if known_as is None:
        return _ways(request, status=422, fault=_NO_ADDRESS, typed=address)
    response = _ways(request, sent_to=known_as)
    # Afterwards, so that how long the answer takes does not tell either.
    response.background = BackgroundTask(_mail_link, app, known_as)
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
    response = _ways(request, secret=secret, person=person)
    remember_target(response, target)
    return response


@router.post("/sign-in/{secret}")
def come_in(request: Request, secret: str) -> Response:
    """Use the link up and open a session.

    Raises: SignInLinkSpent.
    """
    app = app_of(request)
    browser = request.headers.get("user-agent", "")
    with app.unit() as unit:
        session = sign_in(unit, secret, now=app.clock.now(), browser=browser)
        unit.commit()
    return arrived(request, session)


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


def _mail_link(app: App, address: str) -> None:
    with app.unit() as unit:
        if mail_link(unit, app.outbox, address, now=app.clock.now()):
            unit.commit()


def _canonical(address: str) -> str | None:
    try:
        return canonical_address(address)
    except AddressInvalid:
        return None


def _ways(  # noqa: PLR0913 - the states of one page
    request: Request,
    *,
    status: int = 200,
    secret: str | None = None,
    person: str | None = None,
    fault: str = "",
    typed: str = "",
    sent_to: str = "",
    comes_back: bool = False,
) -> Response:
    oidc = app_of(request).settings.oidc
    return page(
        request,
        "sign_in.html",
        status=status,
        secret=secret,
        person=person,
        fault=fault,
        typed=typed[:254],
        sent_to=sent_to,
        comes_back=comes_back,
        oidc=oidc.name if oidc else "",
    )
