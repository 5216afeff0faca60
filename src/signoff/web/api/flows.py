"""Flows over the API: which there are, and how one is started."""

from __future__ import annotations

import inspect
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from signoff.errors import FlowNotFound, RunNotFound
from signoff.jobs.start import start_run
from signoff.store import queries
from signoff.web.api import schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import MUST_LOOK, PREFIX
from signoff.web.auth import Starting
from signoff.web.flow_inputs import inputs_schema
from signoff.web.problems import Explained
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/flows", tags=["flows"])


@router.get("", dependencies=MUST_LOOK, responses=refuses(401, 403))
def list_flows(request: Request) -> schemas.Flows:
    """List the flows that are served here."""
    flows = app_of(request).flows
    return schemas.Flows(
        items=tuple(
            schemas.Flow(
                name=name,
                description=inspect.cleandoc(flows[name].__doc__ or ""),
                inputs=inputs_schema(flows[name]),
            )
            for name in sorted(flows)
        )
    )


@router.post("/{flow}/kickoff", status_code=202, responses=refuses(401, 403, 404, 413, 422))
def kickoff(
    request: Request,
    response: Response,
    caller: Starting,
    flow: Annotated[str, Path(description="A flow's name.", examples=["content_approval"])],
    given: schemas.Kickoff | None = None,
) -> schemas.Run:
    """Start a run. It goes on by itself: look at it under the address in `Location`."""
    app = app_of(request)
    try:
        with app.unit() as unit:
            run_id = start_run(
                unit,
                flows=app.flows,
                deployment_id=app.deployment_id,
                flow=flow,
                inputs={} if given is None else given.inputs,
                starter=caller.person,
                now=app.clock.now(),
            )
            started = queries.find_run(unit.connection, run_id, sight=caller.sight)
            unit.commit()
    except FlowNotFound as error:
        raise Explained(error, flows=sorted(app.flows)) from error
    if started is None:
        raise RunNotFound(f"Run {run_id!r} vanished while it was started. Start it again.")
    response.headers["Location"] = f"{PREFIX}/runs/{run_id}"
    return schemas.Run.model_validate(started)
