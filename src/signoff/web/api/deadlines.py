"""A request's time over the API: more of it, or quiet for a while."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request

from signoff.errors import RequestNotFound
from signoff.jobs import extend as time
from signoff.store import queries
from signoff.web.api.deadline_schemas import Extension, RequestTime, Snooze
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Id
from signoff.web.auth import Answering, Caller
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/requests", tags=["handling"])
_REFUSALS = refuses(401, 403, 404, 409, 413, 422)


@router.post("/{request_id}/extend", responses=_REFUSALS)
def extend_request(
    request: Request, request_id: Id, caller: Answering, given: Extension
) -> RequestTime:
    """Give a request more time. People who are asked may, and whoever manages requests."""
    app = app_of(request)
    _check_seen(request, request_id, caller)
    with app.unit() as unit:
        put = time.extend(
            unit,
            request_id,
            minutes=given.minutes,
            by=caller.person,
            now=app.clock.now(),
            may_override=caller.may_override,
        )
        unit.commit()
    return _time(put)


@router.post("/{request_id}/snooze", responses=_REFUSALS)
def snooze_request(
    request: Request, request_id: Id, caller: Answering, given: Snooze
) -> RequestTime:
    """Send nobody a reminder of a request for a while, and one then. Its deadline stays."""
    app = app_of(request)
    _check_seen(request, request_id, caller)
    with app.unit() as unit:
        put = time.snooze(
            unit,
            request_id,
            until=given.until,
            by=caller.person,
            now=app.clock.now(),
            may_override=caller.may_override,
        )
        unit.commit()
    return _time(put)


def _check_seen(request: Request, request_id: str, caller: Caller) -> None:
    """Accept a request that the caller may see; of others they do not learn that there are any."""
    with app_of(request).reading() as connection:
        found = queries.find_request(connection, request_id, sight=caller.sight)
    if found is None:
        raise RequestNotFound(
            f"There is no request {request_id[:120]!r} that you may see. Nothing was changed. "
            f"See the requests there are at {PREFIX}/requests."
        )


def _time(put: time.Put) -> RequestTime:
    return RequestTime(
        request_id=put.request_id,
        due_at=put.due_at,
        closes_at=put.closes_at,
        extended_minutes=put.extended // timedelta(minutes=1),
        snoozed_until=put.snoozed_until,
    )
