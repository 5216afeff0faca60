"""Cancel a run, once somebody has read what that does."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.inbox.request import RequestStatus
from signoff.jobs.cancel import cancel_run
from signoff.store import queries
from signoff.web.auth import Managing
from signoff.web.pages.render import page, remember
from signoff.web.pages.runs.one import found_run
from signoff.web.seam import app_of

router = APIRouter()


@router.get("/runs/{run_id}/cancel")
def show_cancel(request: Request, caller: Managing, run_id: str) -> Response:
    """Say what cancelling would do; looking cancels nothing."""
    with app_of(request).reading() as connection:
        run = found_run(queries.find_run(connection, run_id, sight=caller.sight), run_id)
        waiting = queries.list_requests(
            connection, status=RequestStatus.PENDING.value, run_id=run_id, sight=caller.sight
        ).items
    return page(request, "cancel.html", run=run, waiting=waiting)


@router.post("/runs/{run_id}/cancel")
def cancel(request: Request, caller: Managing, run_id: str) -> Response:
    """Cancel it and show what is left of it."""
    app = app_of(request)
    with app.unit() as unit:
        now = app.clock.now()
        cancel_run(unit, run_id, asked=app.asked, worker=app.worker, by=caller.person, now=now)
        unit.commit()
    response = RedirectResponse(f"/runs/{run_id}", 303)
    remember(response, "act", "cancelled")
    return response
