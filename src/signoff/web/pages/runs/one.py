"""One run: how far it got on its flow's graph, how it got there, and what it holds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from signoff.errors import RunNotFound
from signoff.flow.structure import structure
from signoff.inbox.access import Permission
from signoff.inbox.request import RequestStatus
from signoff.store import queries
from signoff.store.forks import find_origin, list_forkable, list_forks
from signoff.store.queries import RequestRow, RunRow
from signoff.store.runs import find_deployment
from signoff.web.auth import Caller, Looking
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
        waiting = _waiting(connection, run, caller)
        way = whole_way(connection, run_id, with_changes=step is not None)
        sight = caller.sight
        origin = find_origin(connection, run_id, sight=sight) if way.is_forked else None
        forks = list_forks(connection, run_id, sight=sight)
        flow = app.flow_in(find_deployment(connection, run_id), run.flow)
        is_served = flow is not None and run.flow in app.flows
        may_start = caller.may(Permission.START) and is_served
        may_fork = may_start and any(row.is_answered for row in way.asked)
        forkable = list_forkable(connection, run_id, sight=sight) if may_fork else ()
    steps, asked = way.steps, way.asked
    told = told_of(history[-N_TOLD:], _HISTORY_OCTETS)
    graph = None
    if flow is not None and is_served:
        graph = progress.picture(structure(flow), steps, asked, now=app.clock.now())
    return page(
        request,
        "run.html",
        run=run,
        history=told,
        is_cut=len(history) > len(told),
        waiting=waiting,
        is_expired=any(row.status == RequestStatus.EXPIRED.value for row in asked),
        n_rounds=max((row.revision for row in asked), default=0),
        graph=graph,
        then=None if step is None else state_after(steps, step),
        last_seq=steps[-1].seq if steps else None,
        origin=origin,
        forks=forks,
        forkable=forkable,
        may_start=may_start,
        may_audit=caller.may(Permission.AUDIT),
        may_cancel=run.ended_at is None and caller.may(Permission.MANAGE),
    )


def _waiting(connection: Connection, run: RunRow, caller: Caller) -> tuple[RequestRow, ...]:
    """Return the requests of a run that wait, none once it is over."""
    if run.ended_at is not None:
        return ()
    status = RequestStatus.PENDING.value
    return queries.list_requests(connection, status=status, run_id=run.id, sight=caller.sight).items


def found_run(found: RunRow | None, run_id: str) -> RunRow:
    """Return the run that was looked for. Raises: RunNotFound."""
    if found is None:
        raise RunNotFound(
            f"There is no run {run_id[:60]!r}. Nothing was changed. "
            "Open the runs to see which there are."
        )
    return found
