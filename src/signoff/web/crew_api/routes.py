"""Start a crew, see where it stands, and answer it: `{base}/crews/{name}`.

The addresses, the members and the statuses are those of CrewAI's API, so that a
program that was written for it needs another base address and another token,
and nothing else. An answer goes the way of every other answer.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import PlainTextResponse

from signoff.app import App
from signoff.crew import inputs_of, missing_inputs
from signoff.crew.made import CrewFlow
from signoff.errors import FlowNotFound, InputsInvalid, RunNotFound
from signoff.jobs.calls.crew_hooks import add_hooks
from signoff.jobs.start import start_run
from signoff.store import queries
from signoff.web.api.description import refuses
from signoff.web.auth import Answering, Caller, Looking, Starting
from signoff.web.crew_api import schemas
from signoff.web.crew_api.answers import Resume, check_addresses
from signoff.web.crew_api.standing import execution_of
from signoff.web.problems import Explained
from signoff.web.seam import app_of

router = APIRouter(prefix="/crews/{crew}", tags=["crews"])

_Crew = Annotated[str, Path(description="A crew's name.", examples=["newsletter"])]
_Execution = Annotated[str, Path(description="The id that a kickoff returned.")]
_HEALTHY: dict[int | str, dict[str, Any]] = {
    200: {"description": "It is served.", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@router.get("/", include_in_schema=False)
@router.get(
    "",
    response_class=PlainTextResponse,
    responses={**_HEALTHY, **refuses(401, 403, 404)},
)
def crew_health(request: Request, caller: Looking, crew: _Crew) -> PlainTextResponse:
    """Say that a crew is served here."""
    del caller
    crew_of(app_of(request), crew)
    return PlainTextResponse("Healthy")


@router.get("/inputs", responses=refuses(401, 403, 404))
def crew_inputs(request: Request, caller: Looking, crew: _Crew) -> schemas.CrewInputs:
    """List the inputs that a crew needs."""
    del caller
    return schemas.CrewInputs(inputs=inputs_of(crew_of(app_of(request), crew)))


@router.post(
    "/kickoff", response_model_exclude_unset=True, responses=refuses(401, 403, 404, 413, 422)
)
def crew_kickoff(
    request: Request, caller: Starting, crew: _Crew, given: schemas.CrewKickoff
) -> schemas.CrewStarted:
    """Start a run of a crew. The addresses that are named are told of it."""
    app = app_of(request)
    flow = crew_of(app, crew)
    wanted = given.wanted()
    check_addresses(app, wanted)
    try:
        with app.unit() as unit:
            run_id = start_run(
                unit,
                flows=app.flows,
                deployment_id=app.deployment_id,
                flow=crew,
                inputs=given.inputs,
                starter=caller.person,
                now=app.clock.now(),
            )
            unit.crew_hooks.start(run_id, given.meta)
            add_hooks(unit, run_id, wanted, app.sealer, deployment_id=app.deployment_id)
            unit.commit()
    except InputsInvalid as error:
        missing = missing_inputs(flow, given.inputs)
        details = {"details": {"missing_inputs": list(missing)}} if missing else {}
        raise Explained(error, **details) from error
    warnings = given.not_understood()
    said = {"warnings": tuple(warnings)} if warnings else {}
    return schemas.CrewStarted(kickoff_id=run_id, **said)


@router.get(
    "/status/{kickoff_id}",
    response_model_exclude_unset=True,
    responses=refuses(401, 403, 404),
)
def crew_status(
    request: Request, caller: Looking, crew: _Crew, kickoff_id: _Execution
) -> schemas.Execution:
    """Say where a run stands, what it came to, and what it waits for."""
    app = app_of(request)
    flow = crew_of(app, crew)
    with app.unit() as unit:
        run = run_of(app, crew, kickoff_id, caller=caller)
        return execution_of(unit, run, flow)


@router.post(
    "/resume", response_model_exclude_unset=True, responses=refuses(400, 401, 403, 404, 413, 422)
)
def crew_resume(
    request: Request, caller: Answering, crew: _Crew, given: schemas.CrewResume
) -> schemas.Resumed:
    """Answer a crew that waits for a person.

    Webhooks that are not named again are told nothing more of this run, but for
    `humanInputWebhook`; `inherit_webhooks` keeps all.
    """
    app = app_of(request)
    flow = crew_of(app, crew)
    run = run_of(app, crew, given.execution_id, caller=caller)
    return Resume(app, flow, run, caller, given)()


def crew_of(app: App, name: str) -> type[CrewFlow]:
    """Return a crew that is served. Raises: FlowNotFound, naming those there are."""
    flow = app.flows.get(name)
    if isinstance(flow, type) and issubclass(flow, CrewFlow):
        return flow
    crews = sorted(each for each, one in app.flows.items() if issubclass(one, CrewFlow))
    error = FlowNotFound(
        f"There is no crew {name[:120]!r} here. Nothing was done. "
        f"Crews that are served: {', '.join(crews) or 'none'}."
    )
    raise Explained(error, flows=crews)


def run_of(app: App, crew: str, kickoff_id: str, *, caller: Caller) -> queries.RunRow:
    """Return a run of this crew that the caller may see. Raises: RunNotFound."""
    with app.unit() as unit:
        run = queries.find_run(unit.connection, kickoff_id, sight=caller.sight)
        is_here = run is not None and unit.runs.get(run.id).deployment_id == app.deployment_id
    if run is None or run.flow != crew or not is_here:
        raise RunNotFound(
            f"There is no execution {kickoff_id[:60]!r} of crew {crew!r} that you may see. Nothing "
            "was changed. Give the kickoff_id that its kickoff returned."
        )
    return run
