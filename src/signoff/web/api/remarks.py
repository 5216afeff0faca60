"""What people say to each other about a request, over the API: read, and added to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from signoff.inbox.remark import LONGEST
from signoff.jobs.remark import add_remark
from signoff.store.remarks import list_remarks
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Cursor, Id, Limit
from signoff.web.api.requests import seen_by
from signoff.web.api.schemas import Words
from signoff.web.auth import Looking
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/requests", tags=["remarks"])


class Remark(BaseModel):
    """What somebody said about a request."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=["0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"])
    request_id: str = Field(examples=["0198f2a4-7c1e-7d05-9f6b-2e8c4a1b5d30"])
    person: str = Field(examples=["ana@example.com"])
    text: str = Field(examples=["The second figure is last year's."])
    at: AwareDatetime = Field(examples=["2026-03-03T09:30:00Z"])


class NewRemark(BaseModel):
    """What the caller says about a request."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Words, StringConstraints(min_length=1, max_length=LONGEST)] = Field(
        examples=["The second figure is last year's."],
        description="For the people who see the request; it decides nothing, and it stays.",
    )


class Remarks(BaseModel):
    """Remarks, oldest first; ``next`` is where the next page goes on, null at the end."""

    items: tuple[Remark, ...]
    next: str | None = Field(examples=[None])


@router.get("/{request_id}/remarks", responses=refuses(401, 403, 404, 422))
def get_remarks(
    request: Request, request_id: Id, caller: Looking, limit: Limit = 50, after: Cursor = None
) -> Remarks:
    """List what was said about a request, oldest first."""
    seen_by(request, request_id, caller)
    with app_of(request).reading() as connection:
        found = list_remarks(connection, request_id, limit=limit + 1, after=after)
    shown = found[:limit]
    items = tuple(Remark.model_validate(each) for each in shown)
    return Remarks(items=items, next=shown[-1].id if len(found) > limit else None)


@router.post("/{request_id}/remarks", status_code=201, responses=refuses(401, 403, 404, 413, 422))
def post_remark(request: Request, request_id: Id, caller: Looking, given: NewRemark) -> Remark:
    """Say something about a request to everybody who may see it. Whoever sees it may."""
    app = app_of(request)
    seen_by(request, request_id, caller)
    with app.unit() as unit:
        now = app.clock.now()
        added = add_remark(unit, request_id, given.text, by=caller.person, now=now)
        unit.commit()
    return Remark.model_validate(added)
