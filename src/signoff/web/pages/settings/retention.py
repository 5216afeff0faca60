"""Retention: how long words are kept. What is older is gone for good, so saving asks once more."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.web.auth import Managing
from signoff.web.pages.settings.frame import opened, section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, replaced, saved
from signoff.web.pages.settings.timing import spare
from signoff.web.pages.settings.typed import Form
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/retention"


@router.get(_ADDRESS)
def show_retention(request: Request, caller: Managing) -> Response:
    """Show what holds."""
    del caller
    return _shown(request, held(app_of(request)))


@router.post(_ADDRESS)
def keep_retention(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep what was typed."""
    kept = {name: typed.number(name) for name in ("closed_days", "raw_mail_days")}
    parts = {"retention": spare(kept)}
    refused = keep(
        app_of(request), caller, typed.number("version"), lambda before: replaced(before, parts)
    )
    return saved(_ADDRESS) if refused is None else _shown(request, refused)


def _shown(request: Request, now: Held | Refused) -> Response:
    return section(request, "retention.html", now, values=opened(now.text.get("retention")))
