"""What stands beside a request and helps to decide it: house rules, what follows, how it got here.

Nothing of it is part of the decision; a page without it would record the same.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request

from signoff.app import App
from signoff.flow.flow import Flow
from signoff.flow.structure import structure
from signoff.inbox.request import Request as AskedRequest
from signoff.inbox.request import RequestStatus
from signoff.store import queries
from signoff.store.queries import RequestRow
from signoff.store.related import list_alike
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller
from signoff.web.pages import guidance, words
from signoff.web.pages.fitting import told_of
from signoff.web.pages.review.ahead import Follows, what_follows
from signoff.web.seam import app_of

N_TOLD = 40  # items of the run's history beside a request
N_RELATED = 5
_HISTORY_OCTETS = 8_000  # of HTML
_MOST_WAYS, _FEW_WAYS = 12, 2  # outcomes whose ways on are told
_OWN_KEYS = {"title", "summary", "risk"}  # of the metadata, shown elsewhere on the page


def context_values(
    request: Request,
    caller: Caller,
    row: RequestRow,
    unit: UnitOfWork,
    *,
    asked: AskedRequest,
    is_crowded: bool = False,
) -> dict[str, Any]:
    """Return what _context.html says; ``caller`` sees the request, which ``asked`` is, too.

    Where the page ``is_crowded`` with a long form, less of each is told.
    """
    app, connection = app_of(request), unit.connection
    is_open = row.status == RequestStatus.PENDING.value
    flow = _flow_of(app, asked) if is_open else None
    history = queries.run_history(connection, row.run_id, newest=N_TOLD + 1)
    told = told_of(history[-N_TOLD:], _HISTORY_OCTETS // (3 if is_crowded else 1))
    of_run = queries.list_asked(connection, row.run_id)
    rounds = [one for one in of_run if one.method == row.method and one.request_id != row.id]
    alike = list_alike(connection, row, person=caller.person, sight=caller.sight, limit=N_RELATED)
    return {
        "rules": guidance.house_rules(app, row, asked.ask, flow) if is_open else (),
        "follows": _follows(flow, row)[: _FEW_WAYS if is_crowded else _MOST_WAYS],
        "is_crowded": is_crowded,
        "notes": {key: value for key, value in row.metadata.items() if key not in _OWN_KEYS},
        "rounds": rounds[-N_RELATED:],
        "alike": alike,
        "history": told,
        "is_cut": len(history) > len(told),
    }


def _flow_of(app: App, asked: AskedRequest) -> type[Flow[Any]] | None:
    if asked.deployment_id:
        return app.flow_in(asked.deployment_id, asked.flow)
    return app.flow_of(asked.run_id, asked.flow)


def _follows(flow: type[Flow[Any]] | None, row: RequestRow) -> tuple[Follows, ...]:
    """Return what each outcome leads to, what is most likely wanted first."""
    if flow is None:
        return ()
    first = words.first_good(row.outcomes, row.approving)
    found = what_follows(structure(flow), row.method, row.outcomes)
    return tuple(sorted(found, key=lambda one: one.outcome != first))
