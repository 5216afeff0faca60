"""Everybody's API tokens, for those who manage people: to see, and to revoke."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.store.tokens import find_managed_token, managed_tokens, revoke_token
from signoff.web.actors import actor_of
from signoff.web.auth import Governing
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page
from signoff.web.pages.settings.keeping import saved
from signoff.web.pages.settings.permissions import BY_NAME
from signoff.web.pages.settings.typed import Form
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/tokens"
MOST_TOKENS = 20  # of a page


@router.get(_ADDRESS)
def show_tokens(request: Request, caller: Governing) -> Response:
    """List the tokens of everybody in the organisation."""
    with app_of(request).unit() as unit:
        here = actor_of(request, unit, caller).organisation_id
        found = managed_tokens(unit, here)
    some, which = paged(request, found, "tokens", most=MOST_TOKENS)
    return page(request, "settings/tokens.html", tokens=some, part=which, means=BY_NAME)


@router.post(_ADDRESS)
def revoke(request: Request, caller: Governing, typed: Form) -> Response:
    """Revoke a token of anybody's in the organisation."""
    app, wanted = app_of(request), typed.text("revoke") or ""
    with app.unit() as unit:
        here = actor_of(request, unit, caller).organisation_id
        found = find_managed_token(unit, wanted, person=caller.person, organisation_id=here)
        revoke_token(unit, found, by=caller.person, now=app.clock.now())
        unit.commit()
    return saved(_ADDRESS, "revoked")
