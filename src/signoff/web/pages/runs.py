"""Runs: the list, one run with its graph and story, and starting one."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from signoff.errors import InputsInvalid, RunNotFound
from signoff.flow.flow import Flow
from signoff.flow.structure import FlowStructure, structure
from signoff.inbox.request import RequestStatus
from signoff.jobs.start import start_run
from signoff.store import queries
from signoff.store.queries import RunRow
from signoff.web.auth import Looking, SignedInToStart, Starting
from signoff.web.pages import progress, words
from signoff.web.pages.render import page, pretty
from signoff.web.seam import app_of

router = APIRouter()

SCOPES = (
    ("", "All"),
    ("waiting", "Waiting"),
    ("running", "Running"),
    ("ended", "Ended"),
    ("failed", "Failed"),
)
GLANCE_LENGTH = 160
N_TOLD = 100  # items of a run's history on its page


@dataclass(frozen=True, slots=True)
class Startable:
    """A flow as the start page offers it; ``fault`` says what is wrong with its inputs."""

    name: str
    about: str
    reviews: tuple[str, ...]
    inputs: str = "{}"
    fault: str = ""


class InputsUnreadable(ValueError):
    """What was typed is no JSON object."""


@router.get("/runs")
def show_runs(
    request: Request, caller: Looking, status: str = "", after: str | None = None
) -> Response:
    """List runs, newest first."""
    chosen = status if status in dict(SCOPES) else ""
    with app_of(request).reading() as connection:
        found = queries.list_runs(
            connection, status=chosen or None, after=after, sight=caller.sight
        )
    return page(
        request,
        "runs.html",
        runs=found.items,
        next_cut=found.next,
        chosen=chosen,
        scopes=SCOPES,
        glance=glance,
    )


@router.get("/runs/{run_id}")
def show_run(request: Request, caller: Looking, run_id: str) -> Response:
    """Show how far a run got, and how it got there."""
    app = app_of(request)
    with app.reading() as connection:
        run = _run(queries.find_run(connection, run_id, sight=caller.sight), run_id)
        history = queries.run_history(connection, run_id, newest=N_TOLD + 1)
        asked = queries.list_asked(connection, run_id)
        waiting = queries.list_requests(
            connection,
            status=RequestStatus.PENDING.value,
            run_id=run_id,
            sight=caller.sight,
        ).items
        steps = queries.list_steps(connection, run_id)
    graph = None
    if run.flow in app.flows:
        graph = progress.picture(structure(app.flows[run.flow]), steps, asked, now=app.clock.now())
    return page(
        request,
        "run.html",
        run=run,
        history=history[-N_TOLD:],
        is_cut=len(history) > N_TOLD,
        waiting=waiting if run.ended_at is None else (),
        n_rounds=max((row.revision for row in asked), default=0),
        graph=graph,
    )


@router.get("/start")
def show_start(request: Request, caller: Starting, like: str | None = None) -> Response:
    """Offer every served flow; ``like`` is a run whose inputs to begin with."""
    app = app_of(request)
    filled: dict[str, str] = {}
    if like is not None:
        with app.reading() as connection:
            run = _run(queries.find_run(connection, like, sight=caller.sight), like)
        filled[run.flow] = pretty(run.inputs)
    flows = [_startable(name, app.flows[name], filled.get(name)) for name in sorted(app.flows)]
    flows.sort(key=lambda flow: flow.name not in filled)
    return page(request, "start.html", flows=flows)


@router.post("/start")
def start(
    request: Request,
    person: SignedInToStart,
    flow: Annotated[str, Form()],
    inputs: Annotated[str, Form()] = "{}",
) -> Response:
    """Start a run and show it; unreadable inputs are shown again beside what is wrong."""
    app = app_of(request)
    try:
        with app.unit() as unit:
            run_id = start_run(
                unit,
                flows=app.flows,
                deployment_id=app.deployment_id,
                flow=flow,
                inputs=read_inputs(inputs),
                starter=person,
                now=app.clock.now(),
            )
            unit.commit()
    except (InputsUnreadable, InputsInvalid) as wrong:
        flows = [
            _startable(name, app.flows[name], *((inputs, str(wrong)) if name == flow else ()))
            for name in sorted(app.flows)
        ]
        return page(request, "start.html", status=422, flows=flows, here="/start")
    return RedirectResponse(f"/runs/{run_id}", 303)


def read_inputs(text: str) -> Mapping[str, Any]:
    """Return what was typed as a mapping; nothing typed is an empty one.

    Raises: InputsUnreadable.
    """
    if not text.strip():
        return {}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputsUnreadable(
            f"This is not JSON: {error}. Nothing was started. Mend it, or write {{}} for no inputs."
        ) from error
    if not isinstance(value, dict):
        raise InputsUnreadable(
            f"A JSON {words.json_kind(value)} is not an object. Nothing was started. "
            'Write the inputs by name, like {"topic": "coffee"}.'
        )
    return value


def glance(run: RunRow) -> str:
    """Return one line that tells this run from others of its flow."""
    for said in (run.result, run.state, run.inputs):
        if said:
            return words.in_one_line(said, GLANCE_LENGTH)
    return "No inputs"


def _run(found: RunRow | None, run_id: str) -> RunRow:
    if found is None:
        raise RunNotFound(
            f"There is no run {run_id[:60]!r}. Nothing was changed. "
            "Open the runs to see which there are."
        )
    return found


def _startable(
    name: str, flow: type[Flow[Any]], inputs: str | None = None, fault: str = ""
) -> Startable:
    about = inspect.cleandoc(flow.__dict__.get("__doc__") or "").partition("\n\n")[0]
    shape: FlowStructure = structure(flow)
    reviews = tuple(node.name for node in shape.nodes if node.kind == "review")
    return Startable(name, " ".join(about.split()), reviews, inputs or "{}", fault)
