"""Requests over the API: what people are asked, and their answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from signoff.errors import RequestNotFound, UnclearReply, UnknownOutcome
from signoff.inbox.address import canonical_address
from signoff.jobs.answer import Answer
from signoff.store import queries
from signoff.web.api import request_act_schemas as act_schemas
from signoff.web.api import schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import (
    PREFIX,
    Cursor,
    Id,
    Limit,
    RunFilter,
)
from signoff.web.auth import Answering, Caller, Looking
from signoff.web.problems import Explained
from signoff.web.seam import app_of

CHANNEL = "api"

router = APIRouter(prefix=f"{PREFIX}/requests", tags=["requests"])

_Status = Annotated[schemas.RequestFilter | None, Query(description="Only requests that are so.")]
_Assignee = Annotated[
    str | None,
    Query(description="Only what this address is asked.", examples=["ana@example.com"]),
]


@router.get("", responses=refuses(401, 403, 422))
def list_requests(  # noqa: PLR0913, PLR0917 - each is one filter
    request: Request,
    caller: Looking,
    status: _Status = None,
    assignee: _Assignee = None,
    run_id: RunFilter = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> schemas.RequestPage:
    """List the requests that the caller may see, oldest first."""
    whose = None if assignee is None else canonical_address(assignee)
    with app_of(request).reading() as connection:
        page = queries.list_requests(
            connection,
            status=status,
            assignee=whose,
            run_id=run_id,
            limit=limit,
            after=after,
            sight=caller.sight,
        )
    return schemas.RequestPage.model_validate(page)


@router.get("/{request_id}", responses=refuses(401, 403, 404))
def get_request(request: Request, request_id: Id, caller: Looking) -> schemas.Request:
    """Get a request: what is asked, about what, and the answer if there is one."""
    return schemas.Request.model_validate(seen_by(request, request_id, caller))


@router.post("/{request_id}/respond", responses=refuses(401, 403, 404, 409, 413, 422))
def respond(
    request: Request, request_id: Id, caller: Answering, given: schemas.Answer
) -> act_schemas.Recorded:
    """Answer a request. What decides it stands, and its run goes on from it.

    Where several people must agree, an answer is counted until enough of them have given theirs.
    Only who is asked may answer, and whoever manages requests.
    """
    app = app_of(request)
    seen_by(request, request_id, caller)
    answer = Answer(
        request_id=request_id,
        feedback=given.feedback,
        outcome=given.outcome,
        responder=caller.person,
        channel=CHANNEL,
        verification=caller.verification,
        content_hash=given.content_hash or "",
        may_override=caller.may_override,
        rating=given.rating,
        comment=given.comment,
        answer=given.answer,
        edited=given.edited_output,
    )
    try:
        taken = app.answer(answer)
    except (UnknownOutcome, UnclearReply) as error:
        with app.unit() as unit:
            offered = list(unit.requests.get(answer.request_id).ask.outcomes)
        raise Explained(error, outcomes=offered) from error
    return act_schemas.recorded(taken)


def seen_by(request: Request, request_id: str, caller: Caller) -> queries.RequestRow:
    """Return a request that the caller may see; of others they do not learn that there are any."""
    with app_of(request).reading() as connection:
        found = queries.find_request(connection, request_id, sight=caller.sight)
    if found is None:
        raise RequestNotFound(
            f"There is no request {request_id[:120]!r} that you may see. Nothing was changed. "
            f"See the requests there are at {PREFIX}/requests."
        )
    return found
