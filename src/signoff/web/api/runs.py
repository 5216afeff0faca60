"""Runs over the API: how each got to where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from signoff.errors import RunNotFound
from signoff.inbox.request import RequestStatus
from signoff.jobs.cancel import cancel_run
from signoff.jobs.fork import fork_run
from signoff.store import queries
from signoff.store.forks import find_origin, list_forks
from signoff.web.api import run_schemas, schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import (
    LONGEST_PAGE,
    PREFIX,
    Cursor,
    Id,
    Limit,
)
from signoff.web.auth import Caller, Looking, Managing, Starting
from signoff.web.forking import seen_fork_point
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/runs", tags=["runs"])

_Status = Annotated[schemas.RunStatus | None, Query(description="Only runs that are so.")]
_Flow = Annotated[str | None, Query(description="Only runs of this flow.")]
_LAST_STEP = 2**31 - 1  # what a database counts to
_After = Annotated[
    int | None, Query(ge=0, le=_LAST_STEP, description="The `next` of the page before.")
]


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
def get_run(request: Request, run_id: Id, caller: Looking) -> run_schemas.RunDetail:
    """Get a run, its story, and the requests it waits for."""
    return _detail(request, run_id, caller)


@router.post("/{run_id}/cancel", responses=refuses(401, 403, 404, 409))
def cancel(request: Request, run_id: Id, caller: Managing) -> run_schemas.RunDetail:
    """Cancel a run that waits. Its requests are closed, and those who were asked are told."""
    app = app_of(request)
    with app.unit() as unit:
        now = app.clock.now()
        cancel_run(unit, run_id, asked=app.asked, worker=app.worker, by=caller.person, now=now)
        unit.commit()
    return _detail(request, run_id, caller)


@router.get("/{run_id}/steps", responses=refuses(401, 403, 404, 422))
def list_steps(
    request: Request,
    run_id: Id,
    caller: Looking,
    limit: Limit = 50,
    after: _After = None,
) -> run_schemas.StepPage:
    """List what a run did, step by step, with what each step made of its state."""
    del caller  # the gate has looked whether they see the run
    with app_of(request).reading() as connection:
        steps = queries.list_steps(connection, run_id, after=after, limit=limit + 1)
    items = tuple(run_schemas.Step.model_validate(step) for step in steps[:limit])
    return run_schemas.StepPage(items=items, next=items[-1].seq if len(steps) > limit else None)


@router.post("/{run_id}/fork", status_code=201, responses=refuses(401, 403, 404, 409, 413, 422))
def fork(
    request: Request, response: Response, run_id: Id, caller: Starting, given: run_schemas.Forking
) -> run_schemas.RunDetail:
    """Begin a new run where this one stood when a request was answered, and ask it again.

    Steps that follow run again in the new run, with all they do outside. Answer its request to
    decide otherwise; who may, the rules say.
    """
    app = app_of(request)
    with app.unit() as unit:
        point, _ = seen_fork_point(unit, app, caller, run_id, given.request_id)
        now = app.clock.now()
        opened = fork_run(unit, point, asked=app.asked, starter=caller.person, now=now)
        unit.commit()
    response.headers["Location"] = f"{PREFIX}/runs/{opened.run_id}"
    return _detail(request, opened.run_id, caller)


def _detail(request: Request, run_id: str, caller: Caller) -> run_schemas.RunDetail:
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
        origin = find_origin(connection, run.id, sight=caller.sight)
        forks = list_forks(connection, run.id, sight=caller.sight)
    return run_schemas.RunDetail(
        **dict(schemas.Run.model_validate(run)),
        history=tuple(run_schemas.HistoryItem.model_validate(item) for item in history),
        pending_requests=tuple(
            schemas.RequestSummary.model_validate(item) for item in pending.items
        ),
        forked_from=None if origin is None else run_schemas.Forked.model_validate(origin),
        forks=tuple(run_schemas.Forked.model_validate(item) for item in forks),
    )
