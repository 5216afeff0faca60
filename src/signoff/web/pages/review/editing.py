"""The changes that somebody made to the content, shown to them before they decide."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.web.auth import Answering, SignedIn
from signoff.web.pages.inbox.listed import list_of, request_address
from signoff.web.pages.review.draft import draft_of
from signoff.web.pages.review.page import review_page
from signoff.web.pages.review.posted import Posted

router = APIRouter()


@router.post("/requests/{request_id}/edit")
def show_changes(request: Request, caller: Answering, request_id: str, fields: Posted) -> Response:
    """Show what was changed; nothing is recorded, and all that was typed is kept."""
    return review_page(request, caller, request_id, tab="edit", draft=draft_of(fields))


@router.get("/requests/{request_id}/edit")
def edit_again(request: Request, request_id: str, person: SignedIn) -> Response:
    """Lead back to the request whoever reloads the page with their changes."""
    del person
    return RedirectResponse(request_address(request_id, list_of(request), tab="edit"), 303)
