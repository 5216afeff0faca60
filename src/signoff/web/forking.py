"""Where a caller may fork a run: at decisions that they see, wherever they ask from."""

from __future__ import annotations

from signoff.app import App
from signoff.errors import RequestNotFound
from signoff.jobs.fork import ForkPoint, find_fork_point
from signoff.store import queries
from signoff.store.queries import RequestRow
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


def seen_fork_point(
    unit: UnitOfWork, app: App, caller: Caller, run_id: str, request_id: str
) -> tuple[ForkPoint, RequestRow]:
    """Return where a run can be forked, and the request that was decided there.

    Raises: RunNotFound, RequestNotFound, FlowNotFound, ForkRefused.
    """
    row = queries.find_request(unit.connection, request_id, sight=caller.sight)
    if row is None:
        raise RequestNotFound(
            f"There is no request {request_id[:60]!r} that you may see. Nothing was forked. "
            "Open the run to see what was asked."
        )
    now = app.clock.now()
    point = find_fork_point(
        unit, run_id, request_id, flows=app.flows, now=now, deployment_id=app.deployment_id
    )
    return point, row
