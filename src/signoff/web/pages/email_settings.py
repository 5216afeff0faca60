"""Settings of mail: try it with a request that somebody can answer, and look at the set-up.

The set-up itself is read from the environment when the server starts, so it is
shown here and not changed. A look asks other servers and may take its time:
it is made only where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.channels.email.check_up import check_up
from signoff.channels.email.doctor import Finding
from signoff.channels.email.name_server import SystemNameServer
from signoff.errors import AddressInvalid
from signoff.jobs.trial import start_trial
from signoff.web.auth import Managing
from signoff.web.limits import Rule, limiter_of
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_MAX_ADDRESS = 400
# A person who manages a flow may try an address; nobody may have mail sent to a list of them.
_TRIALS = Rule("trial", 10, timedelta(hours=1), n_client=30)
_CHECKS = Rule("mail check", 10, timedelta(minutes=10), n_client=30)


class Do(StrEnum):
    """What the page's forms ask for."""

    SEND = "send"
    CHECK = "check"


@router.get("/settings/email")
def show_email_settings(request: Request, caller: Managing) -> Response:
    """Show how mail is set up."""
    return _settings(request, app_of(request), address=caller.person)


@router.post("/settings/email")
def try_email(
    request: Request,
    caller: Managing,
    do: Annotated[Do, Form()] = Do.SEND,
    address: Annotated[str, Form()] = "",
) -> Response:
    """Send a test request and lead to its run, or look at the set-up and show what was found."""
    app = app_of(request)
    if do is Do.CHECK:
        limiter_of(request).take(request, _CHECKS, caller.person)
        findings = tuple(check_up(app.settings, SystemNameServer()))
        return _settings(request, app, address=caller.person, findings=findings)
    limiter_of(request).take(request, _TRIALS, caller.person)
    try:
        with app.unit() as unit:
            run_id = start_trial(
                unit,
                address=address,
                deployment=app.deployment_name,
                starter=caller.person,
                now=app.clock.now(),
            )
            unit.commit()
    except AddressInvalid as wrong:
        typed = address[:_MAX_ADDRESS]
        return _settings(request, app, address=typed, fault=str(wrong), status=422)
    return RedirectResponse(f"/runs/{run_id}", 303)


def _settings(
    request: Request,
    app: App,
    *,
    address: str,
    findings: Sequence[Finding] | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    settings = app.settings
    return page(
        request,
        "email_settings.html",
        status=status,
        sender=f"{settings.sender_name} <{settings.sender}>",
        way_out=f"{settings.smtp.host}:{settings.smtp.port}" if settings.smtp else "",
        reply_domain=settings.reply_domain,
        address=address,
        fault=fault,
        findings=findings,
        here="/settings/email",  # a script that looks again for what is new checks nothing
    )
