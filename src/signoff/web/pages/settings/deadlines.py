"""Deadlines: the target, what happens while nobody answers and how it ends, working hours, undo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.app import App
from signoff.inbox.plan_text import WEEKDAYS
from signoff.web.auth import Managing
from signoff.web.pages.settings.foretold import foretell
from signoff.web.pages.settings.frame import filled, opened, section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, replaced, saved, try_out
from signoff.web.pages.settings.timing import auto_of, ladder_of, spare
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_N_BLANK = 2  # rows to write one more step into
_DAYS = dict(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


@router.get("/settings/deadlines")
def show_deadlines(request: Request, caller: Managing) -> Response:
    """Show what holds, and what it means for a request that is opened now."""
    del caller
    return _shown(request, held(app_of(request)))


@router.post("/settings/deadlines")
def keep_deadlines(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep what was typed, or only show what it would mean."""
    app, parts = app_of(request), _parts(typed)
    if typed.text("do") == "preview":
        now = held(app)
        text = replaced(now.text, parts)
        policy, problems = try_out(text)
        version = typed.number("version")
        held_version = version if isinstance(version, int) else now.version
        if policy is None:
            return _shown(request, Refused(text, held_version, 422, problems))
        return _shown(request, Held(text, held_version, policy))
    refused = keep(app, caller, typed.number("version"), lambda before: replaced(before, parts))
    return saved("/settings/deadlines") if refused is None else _shown(request, refused)


def _parts(typed: Typed) -> dict[str, Any]:
    return {
        "sla_target_minutes": typed.minutes("sla_target_minutes"),
        "auto_response": auto_of(typed, is_enabled=typed.has("auto.enabled")),
        "ladder": ladder_of(typed),
        "backup": typed.text("backup"),
        "calendar": _calendar(typed),
        "undo_seconds": typed.number("undo_seconds"),
    }


def _calendar(typed: Typed) -> dict[str, Any] | None:
    hours = {day: found for day in WEEKDAYS if (found := typed.names(f"hours.{day}"))}
    holidays = typed.names("holidays")
    zone = typed.text("zone")
    if zone is None and not hours and not holidays:
        return None
    return spare({"zone": zone, "hours": hours, "holidays": holidays})


def _shown(request: Request, now: Held | Refused) -> Response:
    app = app_of(request)
    calendar = opened(now.text.get("calendar"))
    return section(
        request,
        "deadlines.html",
        now,
        auto=opened(now.text.get("auto_response")),
        rows=filled(now.text.get("ladder"), _N_BLANK),
        days=_DAYS,
        zone=calendar["zone"],
        hours=opened(calendar["hours"]),
        holidays="\n".join(calendar["holidays"] or ()),
        values=opened(now.text),
        foretold=_foretold(app, now, app.clock.now()),
    )


def _foretold(app: App, now: Held | Refused, at: datetime) -> tuple[str, ...]:
    policy = now.policy if isinstance(now, Held) else try_out(now.text)[0]
    if policy is None:
        return ()
    with app.unit() as unit:
        return foretell(unit, app.deployment_id, policy, now=at)
