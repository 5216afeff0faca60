"""What stands beside a request and helps to decide it: house rules, what follows, how it got here.

Nothing of it is part of the decision; a page without it would record the same.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request
from sqlalchemy import Connection

from signoff.flow.structure import structure
from signoff.inbox.request import RequestStatus
from signoff.jobs.explain import explain_request
from signoff.store import queries
from signoff.store.queries import RequestRow
from signoff.store.related import list_alike
from signoff.web.auth import Caller
from signoff.web.pages import guidance, words
from signoff.web.pages.review.ahead import Follows, what_follows
from signoff.web.seam import app_of

N_TOLD = 40  # items of the run's history beside a request
N_RELATED = 5
_OWN_KEYS = {"title", "summary", "risk"}  # of the metadata, shown elsewhere on the page


def context_values(
    request: Request, caller: Caller, row: RequestRow, connection: Connection
) -> dict[str, Any]:
    """Return what _context.html says; ``caller`` sees the request."""
    history = queries.run_history(connection, row.run_id, newest=N_TOLD + 1)
    asked = queries.list_asked(connection, row.run_id)
    rounds = [one for one in asked if one.method == row.method and one.request_id != row.id]
    alike = list_alike(connection, row, person=caller.person, sight=caller.sight, limit=N_RELATED)
    return {
        "rules": guidance.house_rules(app_of(request), row),
        "follows": _follows(request, row),
        "ended_why": _ended_why(request, row),
        "notes": {key: value for key, value in row.metadata.items() if key not in _OWN_KEYS},
        "rounds": rounds[-N_RELATED:],
        "alike": alike,
        "history": history[-N_TOLD:],
        "is_cut": len(history) > N_TOLD,
    }


def _follows(request: Request, row: RequestRow) -> tuple[Follows, ...]:
    """Return what each outcome leads to, what is most likely wanted first; none once decided."""
    if row.status != RequestStatus.PENDING.value:
        return ()
    flow = app_of(request).flow_of(row.run_id, row.flow)
    if flow is None:
        return ()
    first = words.first_good(row.outcomes, row.approving)
    found = what_follows(structure(flow), row.method, row.outcomes)
    return tuple(sorted(found, key=lambda one: one.outcome != first))


def _ended_why(request: Request, row: RequestRow) -> tuple[str, ...]:
    """Return why a request ended as it did, in sentences; none while it waits."""
    if row.status == RequestStatus.PENDING.value:
        return ()
    with app_of(request).unit() as unit:
        return explain_request(unit, row.id).outcome
