"""The flows that are served, and the start of a run of one of them.

The form has a field for each input that the flow's state names; whoever
prefers JSON writes JSON. What does not fit is told beside its field, and
nothing that was typed is lost.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import FlowNotFound, InputsInvalid
from signoff.flow.flow import Flow
from signoff.flow.structure import structure
from signoff.jobs.start import check_inputs, start_run
from signoff.store import queries
from signoff.web.auth import SignedInToStart, Starting
from signoff.web.flow_inputs import input_problems, inputs_schema
from signoff.web.pages import progress, words
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page, pretty
from signoff.web.pages.review.posted import Posted, said
from signoff.web.pages.runs.one import found_run
from signoff.web.schema_form import SchemaForm, form_of, read_form, with_judged
from signoff.web.seam import app_of

router = APIRouter()

_FLOW_OCTETS = 900  # of the markup around a flow in the list


@dataclass(frozen=True, slots=True)
class Listed:
    """A flow as the list offers it."""

    name: str
    about: str
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Startable:
    """A flow with what to start it from; ``fault`` says what is wrong with the JSON.

    ``form`` is None where the flow names no inputs; ``is_json`` opens the JSON beside the form.
    """

    flow: Listed
    graph: Markup | None
    form: SchemaForm | None
    inputs: str = "{}"
    fault: str = ""
    is_json: bool = False


class InputsUnreadable(ValueError):
    """What was typed is no JSON object."""


@router.get("/start")
def show_start(
    request: Request, caller: Starting, flow: str = "", like: str | None = None
) -> Response:
    """Offer every served flow, or one to start; ``like`` is a run whose inputs to begin with."""
    app = app_of(request)
    given: Mapping[str, Any] = {}
    if like is not None:
        with app.reading() as connection:
            run = found_run(queries.find_run(connection, like, sight=caller.sight), like)
        flow, given = run.flow, run.inputs
    if not flow and len(app.flows) == 1:
        flow = next(iter(app.flows))
    chosen = _startable(app, flow, given) if flow in app.flows else None
    if flow and chosen is None:
        raise FlowNotFound(
            f"There is no flow {flow[:120]!r} here. Nothing was started. "
            f"Start one of: {', '.join(sorted(app.flows)) or 'none is served'}."
        )
    return _show(request, chosen)


@router.post("/start")
def start(request: Request, person: SignedInToStart, posted: Posted) -> Response:
    """Start a run and show it; unreadable inputs are shown again beside what is wrong."""
    app = app_of(request)
    flow = said(posted, "flow")
    schema = inputs_schema(app.flows[flow]) if flow in app.flows else None
    is_json = schema is None or "inputs" in posted
    try:
        inputs, problems = _read(posted, schema if not is_json else None)
        if problems:
            check_inputs(app.flows[flow], inputs)
            return _again(request, flow, posted, problems)
        with app.unit() as unit:
            run_id = start_run(
                unit,
                flows=app.flows,
                deployment_id=app.deployment_id,
                flow=flow,
                inputs=inputs,
                starter=person,
                now=app.clock.now(),
            )
            unit.commit()
    except InputsUnreadable as wrong:
        return _again(request, flow, posted, {"": str(wrong)})
    except InputsInvalid as wrong:
        judged = {"": str(wrong)} if is_json else input_problems(wrong)
        problems = with_judged(problems, judged) if problems else judged
        return _again(request, flow, posted, problems)
    return RedirectResponse(f"/runs/{run_id}", 303)


def _read(
    posted: FormData, schema: Mapping[str, Any] | None
) -> tuple[Mapping[str, Any], dict[str, str]]:
    """Return the inputs, and what of a form could not be read. Raises: InputsUnreadable."""
    if schema is None:
        return read_inputs(said(posted, "inputs")), {}
    typed, problems = read_form(schema, _typed(posted))
    fields = schema["properties"]
    # What was left as it was is no input: the run's page shows what somebody chose.
    chosen = {
        name: value
        for name, value in typed.items()
        if "default" not in fields[name] or fields[name]["default"] != value
    }
    return chosen, problems


def _again(request: Request, flow: str, posted: FormData, problems: Mapping[str, str]) -> Response:
    app = app_of(request)
    schema = inputs_schema(app.flows[flow])
    listed, graph = _listed(flow, app.flows[flow]), _graph(app.flows[flow])
    if schema is None or "inputs" in posted:
        form = None if schema is None else form_of(schema)
        inputs, fault = said(posted, "inputs"), problems.get("", "")
        chosen = Startable(listed, graph, form, inputs, fault, is_json=True)
    else:
        form = form_of(schema, typed=_typed(posted), problems=problems)
        chosen = Startable(listed, graph, form)
    return _show(request, chosen, status=422)


def _show(request: Request, chosen: Startable | None, *, status: int = 200) -> Response:
    flows = app_of(request).flows
    listed, which = paged(
        request,
        [] if chosen else [_listed(name, flows[name]) for name in sorted(flows)],
        "flows",
        octets_of=lambda flow: _FLOW_OCTETS + octets_of(flow.about + " ".join(flow.reviews)),
    )
    return page(
        request,
        "start.html",
        status=status,
        flows=listed,
        n_flows=len(flows),
        part=which,
        chosen=chosen,
        here="/start" if status != 200 else None,  # noqa: PLR2004 - the usual
    )


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
    except RecursionError as error:
        raise InputsUnreadable(
            "This JSON is nested too deep to be read. Nothing was started. Give less at once."
        ) from error
    if not isinstance(value, dict):
        raise InputsUnreadable(
            f"A JSON {words.json_kind(value)} is not an object. Nothing was started. "
            'Write the inputs by name, like {"topic": "coffee"}.'
        )
    return value


def _startable(app: App, name: str, given: Mapping[str, Any]) -> Startable:
    flow = app.flows[name]
    schema = inputs_schema(flow)
    known = schema["properties"] if schema else {}
    return Startable(
        _listed(name, flow),
        _graph(flow),
        None if schema is None else form_of(schema, given),
        pretty(given),
        is_json=any(name not in known for name in given),  # the form would lose these
    )


def _listed(name: str, flow: type[Flow[Any]]) -> Listed:
    about = inspect.cleandoc(flow.__dict__.get("__doc__") or "").partition("\n\n")[0]
    reviews = tuple(node.name for node in structure(flow).nodes if node.kind == "review")
    return Listed(name, " ".join(about.split()), reviews)


def _graph(flow: type[Flow[Any]]) -> Markup | None:
    return progress.plan(structure(flow))


def _typed(posted: FormData) -> dict[str, list[str]]:
    return {name: [one for one in posted.getlist(name) if isinstance(one, str)] for name in posted}
