"""One run: how far it got on its flow's graph, how it got there, and what it holds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.errors import RunNotFound
from signoff.flow.structure import structure
from signoff.inbox.request import RequestStatus
from signoff.store import queries
from signoff.store.queries import RunRow
from signoff.web.auth import Looking
from signoff.web.pages import progress
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

N_TOLD = 100  # items of a run's history on its page


@router.get("/runs/{run_id}")
def show_run(request: Request, caller: Looking, run_id: str) -> Response:
    """Show how far a run got, and how it got there."""
    app = app_of(request)
    with app.reading() as connection:
        run = found_run(queries.find_run(connection, run_id, sight=caller.sight), run_id)
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


def found_run(found: RunRow | None, run_id: str) -> RunRow:
    """Return the run that was looked for. Raises: RunNotFound."""
    if found is None:
        raise RunNotFound(
            f"There is no run {run_id[:60]!r}. Nothing was changed. "
            "Open the runs to see which there are."
        )
    return found
