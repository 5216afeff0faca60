"""Runs over the API: how each got to where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from signoff.errors import RunNotFound
from signoff.inbox.request import RequestStatus
from signoff.jobs.cancel import cancel_run
from signoff.store import queries
from signoff.web.api import schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import (
    LONGEST_PAGE,
    PREFIX,
    Cursor,
    Id,
    Limit,
)
from signoff.web.auth import Caller, Looking, Managing
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/runs", tags=["runs"])

_Status = Annotated[schemas.RunStatus | None, Query(description="Only runs that are so.")]
_Flow = Annotated[str | None, Query(description="Only runs of this flow.")]


@router.get("", responses=refuses(401, 403, 422))
def list_runs(
    request: Request,
    caller: Looking,
    status: _Status = None,
    flow: _Flow = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> schemas.RunPage:
    """List the runs that the caller may see, newest first."""
    with app_of(request).reading() as connection:
        page = queries.list_runs(
            connection, status=status, flow=flow, limit=limit, after=after, sight=caller.sight
        )
    return schemas.RunPage.model_validate(page)


@router.get("/{run_id}", responses=refuses(401, 403, 404))
def get_run(request: Request, run_id: Id, caller: Looking) -> schemas.RunDetail:
    """Get a run, its story, and the requests it waits for."""
    return _detail(request, run_id, caller)


@router.post("/{run_id}/cancel", responses=refuses(401, 403, 404, 409))
def cancel(request: Request, run_id: Id, caller: Managing) -> schemas.RunDetail:
    """Cancel a run that waits. Its requests are closed, and those who were asked are told."""
    app = app_of(request)
    with app.unit() as unit:
        now = app.clock.now()
        cancel_run(unit, run_id, asked=app.asked, worker=app.worker, by=caller.person, now=now)
        unit.commit()
    return _detail(request, run_id, caller)


def _detail(request: Request, run_id: str, caller: Caller) -> schemas.RunDetail:
    with app_of(request).reading() as connection:
        run = queries.find_run(connection, run_id, sight=caller.sight)
        if run is None:
            raise RunNotFound(
                f"There is no run {run_id[:120]!r} that you may see. Nothing was changed. "
                f"See the runs there are at {PREFIX}/runs."
            )
        history = queries.run_history(connection, run.id)
        pending = queries.list_requests(
            connection,
            status=RequestStatus.PENDING,
            run_id=run.id,
            limit=LONGEST_PAGE,
            sight=caller.sight,
        )
    return schemas.RunDetail(
        **dict(schemas.Run.model_validate(run)),
        history=tuple(schemas.HistoryItem.model_validate(item) for item in history),
        pending_requests=tuple(
            schemas.RequestSummary.model_validate(item) for item in pending.items
        ),
    )
