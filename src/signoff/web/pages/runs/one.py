"""One run: how far it got on its flow's graph, how it got there, and what it holds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.errors import RunNotFound
from signoff.flow.structure import structure
from signoff.inbox.access import Permission
from signoff.inbox.request import RequestStatus
from signoff.store import queries
from signoff.store.forks import find_origin, list_forkable, list_forks
from signoff.store.queries import RunRow
from signoff.web.auth import Looking
from signoff.web.pages import progress
from signoff.web.pages.fitting import told_of
from signoff.web.pages.render import page
from signoff.web.pages.runs.states import state_after, whole_way
from signoff.web.seam import app_of

router = APIRouter()

N_TOLD = 100  # items of a run's history on its page
_HISTORY_OCTETS = 14_000  # of HTML


@router.get("/runs/{run_id}")
def show_run(request: Request, caller: Looking, run_id: str, step: int | None = None) -> Response:
    """Show how far a run got, and how it got there; its state now, or after one step."""
    app = app_of(request)
    with app.reading() as connection:
        run = found_run(queries.find_run(connection, run_id, sight=caller.sight), run_id)
        history = queries.run_history(connection, run_id, newest=N_TOLD + 1)
        waiting = queries.list_requests(
            connection,
            status=RequestStatus.PENDING.value,
            run_id=run_id,
            sight=caller.sight,
        ).items
        steps, asked = whole_way(connection, run_id, with_changes=step is not None)
        origin = find_origin(connection, run_id, sight=caller.sight)
        forks = list_forks(connection, run_id, sight=caller.sight)
        forkable = list_forkable(connection, run_id, sight=caller.sight)
    told = told_of(history[-N_TOLD:], _HISTORY_OCTETS)
    flow = app.flow_of(run.id, run.flow)
    is_served = flow is not None and run.flow in app.flows
    may_start = caller.may(Permission.START) and is_served
    graph = None
    if flow is not None and is_served:
        graph = progress.picture(structure(flow), steps, asked, now=app.clock.now())
    return page(
        request,
        "run.html",
        run=run,
        history=told,
        is_cut=len(history) > len(told),
        waiting=waiting if run.ended_at is None else (),
        is_expired=any(row.status == RequestStatus.EXPIRED.value for row in asked),
        n_rounds=max((row.revision for row in asked), default=0),
        graph=graph,
        then=None if step is None else state_after(steps, step),
        last_seq=steps[-1].seq if steps else None,
        origin=origin,
        forks=forks,
        forkable=forkable if may_start else (),
        may_start=may_start,
        may_audit=caller.may(Permission.AUDIT),
        may_cancel=run.ended_at is None and caller.may(Permission.MANAGE),
    )


def found_run(found: RunRow | None, run_id: str) -> RunRow:
    """Return the run that was looked for. Raises: RunNotFound."""
    if found is None:
        raise RunNotFound(
            f"There is no run {run_id[:60]!r}. Nothing was changed. "
            "Open the runs to see which there are."
        )
    return found
