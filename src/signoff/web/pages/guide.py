"""The guide for whoever sets signoff up: what is done, what is not, and the link that does it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from signoff.web.auth import Governing
from signoff.web.pages.first_steps import COOKIE, Guide, steps_of
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_LASTS = 365 * 24 * 3600  # seconds


@router.get("/guide")
def show_guide(request: Request, caller: Governing) -> Response:
    """Show the first steps."""
    del caller
    app = app_of(request)
    with app.unit() as unit:
        steps = steps_of(app, unit, request.cookies)
    n_done = sum(step.is_done for step in steps)
    return page(request, "guide.html", steps=steps, n_done=n_done)


@router.post("/guide")
def change_guide(caller: Governing, do: Annotated[Guide, Form()]) -> Response:
    """Send the guide away, have it back, or say that the keys are copied."""
    del caller
    response = RedirectResponse("/inbox" if do is Guide.HIDDEN else "/guide", 303)
    response.set_cookie(COOKIE, do.value, max_age=_LASTS, httponly=True, samesite="lax")
    return response
