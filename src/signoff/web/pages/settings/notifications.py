"""Notifications: whether and how mail goes out, and how sure we must be who answers by it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.web.auth import Managing
from signoff.web.pages.settings.frame import opened, section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, replaced, saved
from signoff.web.pages.settings.typed import Form
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/notifications"


@router.get(_ADDRESS)
def show_notifications(request: Request, caller: Managing) -> Response:
    """Show what holds."""
    del caller
    return _shown(request, held(app_of(request)))


@router.post(_ADDRESS)
def keep_notifications(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep what was typed."""
    parts = {
        "email_notifications": typed.has("email_notifications"),
        "sender_name": typed.text("sender_name"),
        "language": typed.text("language"),
        "minimum_verification": typed.text("minimum_verification"),
    }
    refused = keep(
        app_of(request), caller, typed.number("version"), lambda before: replaced(before, parts)
    )
    return saved(_ADDRESS) if refused is None else _shown(request, refused)


def _shown(request: Request, now: Held | Refused) -> Response:
    settings = app_of(request).settings
    level = settings.minimum_verification
    return section(
        request,
        "notifications.html",
        now,
        values=opened(now.text),
        usual_sender=settings.sender_name,
        usual_language=settings.language,
        usual_verification=level.value if level else "what can be proved",
    )
