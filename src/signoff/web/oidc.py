"""Coming in by an identity provider: there and back again.

What ties the way back to the browser that went is a sealed cookie; nothing is
kept here meanwhile. The provider says who somebody is; whether they may come
in is said by their account, or by SIGNOFF_OIDC_DOMAINS.
"""

from __future__ import annotations

import json
from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import RoleNotFound, SealBroken, SignInRefused
from signoff.inbox.address import canonical_address
from signoff.store.membership import Actor, admit, change_person
from signoff.store.oidc_account import OidcAccount
from signoff.store.people import Session, open_session
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.arrival import arrived
from signoff.web.limits import OIDC, limiter_of
from signoff.web.seam import app_of

if TYPE_CHECKING:
    from signoff.web.oidc_client import Identity, OidcClient

router = APIRouter(include_in_schema=False)

PATH = "/sign-in/oidc"
_COOKIE = "signoff_oidc"
_LONGEST_NAME = 200
_ABOUT = "oidc attempt"
_LASTS = timedelta(minutes=15)
_Text = Annotated[str, Query(max_length=4_000)]


@router.get(PATH)
def go_there(request: Request) -> Response:
    """Send the browser to the identity provider.

    Raises: SignInRefused, SignInUnavailable, TooManyTries.
    """
    from signoff.web.oidc_client import new_attempt  # noqa: PLC0415 - an extra of its own

    app, client = app_of(request), _client(request)
    limiter_of(request).take(request, OIDC)
    attempt = new_attempt()
    until = (app.clock.now() + _LASTS).timestamp()
    kept = json.dumps([attempt.state, attempt.nonce, attempt.verifier, until]).encode()
    response = RedirectResponse(client.begin(attempt), 303)
    response.set_cookie(
        _COOKIE,
        app.sealer.seal(kept, about=_ABOUT),
        max_age=int(_LASTS.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(f"{PATH}/callback")
def come_back(
    request: Request, code: _Text = "", state: _Text = "", error: _Text = "", iss: _Text = ""
) -> Response:
    """Open a session for who the provider says came back.

    Raises: SignInRefused, SignInUnavailable, TooManyTries.
    """
    from signoff.web.oidc_client import Attempt  # noqa: PLC0415 - an extra of its own

    app, client = app_of(request), _client(request)
    limiter_of(request).take(request, OIDC)
    kept = _kept(app, request.cookies.get(_COOKIE, ""))
    if error or not code:
        raise _refused(f"the provider said {error[:60] or 'nothing'!r}")
    if kept is None or not compare_digest(kept[0].encode(), state.encode()):
        raise _refused("this browser did not begin it, or a quarter of an hour ago")
    if iss and iss != client.account.issuer:
        raise _refused("another provider answered")
    identity = client.finish(Attempt(*kept), code)
    with app.unit() as unit:
        session = _session(unit, app, identity, client.account, request)
        unit.commit()
    response = arrived(request, session)
    response.delete_cookie(_COOKIE, path=PATH, httponly=True, samesite="lax")
    return response


def _session(
    unit: UnitOfWork, app: App, identity: Identity, account: OidcAccount, request: Request
) -> Session:
    address, now = canonical_address(identity.email), app.clock.now()
    found = unit.members.find(address)
    by, called = Actor("oidc", unit.members.organisation_of(app.deployment_id)), _called(identity)
    if found is None:
        role = account.domains.get(address.rpartition("@")[2])
        if role is None:
            raise _refused(f"{address} has no account here")
        try:
            found = admit(unit, address, role, by=by, now=now, name=called)
        except RoleNotFound as error:
            raise _refused(f"SIGNOFF_OIDC_DOMAINS gives {address} a role there is not") from error
    if not found.is_active:
        raise _refused(f"the account {address} is not active")
    if called and not found.name:
        change_person(unit, found, by=by, now=now, name=called)
    browser = request.headers.get("user-agent", "")
    return open_session(unit, address, way="oidc", now=now, browser=browser)


def _called(identity: Identity) -> str:
    """Return the name that the provider tells; nobody is kept out by what cannot be seen in it."""
    said = "".join(each if each.isprintable() else " " for each in identity.name)
    return " ".join(said.split())[:_LONGEST_NAME]


def _kept(app: App, cookie: str) -> tuple[str, str, str] | None:
    try:
        state, nonce, verifier, until = json.loads(app.sealer.open(cookie, about=_ABOUT))
    except SealBroken:
        return None
    return (state, nonce, verifier) if app.clock.now().timestamp() < until else None


def _client(request: Request) -> OidcClient:
    found: OidcClient | None = request.app.state.oidc
    if found is None:
        raise _refused("no identity provider is set up")
    return found


def open_client(app: App) -> OidcClient | None:
    """Return what talks to the provider that is set up, if one is."""
    if app.settings.oidc is None:
        return None
    from signoff.web.oidc_client import OidcClient  # noqa: PLC0415 - an extra of its own

    return OidcClient(app.settings.oidc, f"{app.settings.base_url}{PATH}/callback", app.clock.now)


def _refused(why: str) -> SignInRefused:
    return SignInRefused(
        f"Nobody was signed in, because {why}. Nothing else happened. Try again from the sign-in "
        "page, or ask whoever manages people here."
    )
