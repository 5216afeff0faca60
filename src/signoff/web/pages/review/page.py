"""One request as a page: what is asked, what it is about, and where everybody stands.

Looking never decides anything. What was typed and could not be recorded is
shown again beside the reason.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import PlainTextResponse, Response

from signoff.errors import RequestNotFound
from signoff.inbox import request as requests
from signoff.inbox.asking import asked_of, see
from signoff.inbox.response import by_way, how_found
from signoff.jobs.explain import explained, on_record
from signoff.store import inbox_lists, queries
from signoff.store.inbox_lists import SOON, Filter, Looker, Scope
from signoff.store.queries import RequestRow
from signoff.store.reach import find_absence
from signoff.store.remarks import count_remarks, list_newest
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller, Looking
from signoff.web.pages import words
from signoff.web.pages.fitting import newest_within
from signoff.web.pages.inbox.filters import fitting, part_of_address
from signoff.web.pages.inbox.listed import inbox_address, list_of, request_address, waiting_in
from signoff.web.pages.parts import number_in
from signoff.web.pages.render import follows_an_answer, page
from signoff.web.pages.review.content import content_values, room_for
from signoff.web.pages.review.context import context_values
from signoff.web.pages.review.deciding import deciding_of
from signoff.web.pages.review.draft import Draft
from signoff.web.pages.review.form import form_values
from signoff.web.pages.review.standing import standing_of
from signoff.web.seam import app_of

router = APIRouter()

OK = HTTPStatus.OK
_REMARKS_OCTETS, _REMARK_FRAME = 8_000, 500  # of HTML; of the markup around one
N_REMARKS = 30  # shown at first; the API has all of them


@router.get("/requests/{request_id}/content")
def get_content(request: Request, caller: Looking, request_id: str) -> Response:
    """Return all of what a request is about, as plain text to be kept as a file."""
    with app_of(request).reading() as connection:
        row = _seen(connection, request_id, caller)
    name = f"{words.short_id(row.id)}-round-{row.revision}.txt"
    return PlainTextResponse(
        row.content, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get("/requests/{request_id}")
def show_request(
    request: Request, caller: Looking, request_id: str, tab: str = "preview"
) -> Response:
    """Show a request; looking never decides anything. The first who is asked to look is noted."""
    _note_seen(request, caller, request_id)
    return review_page(request, caller, request_id, tab=tab)


def review_page(  # noqa: PLR0913 - the states of one page
    request: Request,
    caller: Caller,
    request_id: str,
    *,
    tab: str = "preview",
    status: int = OK,
    fault: str = "",
    act_fault: str = "",
    draft: Draft | None = None,
) -> Response:
    """Return the page of a request; the faults say why an answer, or an act, was not done.

    Raises: RequestNotFound.
    """
    draft = draft or Draft()
    now = app_of(request).clock.now()
    wanted = list_of(request)
    with app_of(request).looking() as unit:
        connection = unit.connection
        row = _seen(connection, request_id, caller)
        before = queries.find_previous_revision(connection, row) if row.revision > 1 else None
        form = form_values(row, draft, wanted=_n(request, "given"), part=_n(request, "given_part"))
        is_crowded = form["asked_form"] is not None and form["asked_form"].is_compact
        around = _around(connection, row, caller, wanted, now=now, is_crowded=is_crowded)
        record = on_record(unit, unit.requests.get(row.id))
        explanation = explained(record)
        deciding = deciding_of(unit, record, explanation.people, caller)
        context = context_values(
            request, caller, row, unit, asked=record.request, is_crowded=is_crowded
        )
    if draft.fields and form["edit"] and form["edit"].sections and not form["edit"].is_later:
        tab = "edit"  # a section that was typed goes with its own tab alone
    return page(
        request,
        "review.html",
        status=status,
        r=row,
        standing=standing_of(row, caller, deciding, now=now),
        deciding=deciding,
        fault=fault,
        act_fault=act_fault,
        typed=draft.fields,
        comment=draft.comment,
        here=request_address(row.id, wanted) if status != OK or draft.fields else None,
        inbox=inbox_address(wanted),
        listed=part_of_address(wanted),
        next_listed=part_of_address(waiting_in(wanted)),
        soon=now + SOON,
        opened_at=now if status == OK and follows_an_answer(request) else None,
        **_decision_values(row),
        **content_values(
            row,
            before,
            tab,
            part=_n(request, "part"),
            octets=room_for(row, form["asked_form"]),
        ),
        **form,
        ended_why=() if row.status == requests.RequestStatus.PENDING.value else explanation.outcome,
        **context,
        **around,
    )


def _n(request: Request, name: str) -> int:
    return number_in(request.query_params.get(name, ""))


def _around(
    connection: Connection,
    row: RequestRow,
    caller: Caller,
    wanted: Filter,
    *,
    now: datetime,
    is_crowded: bool,
) -> dict[str, Any]:
    """Return what stands around a request: its place in the list, who is away, what was said."""
    said = list_newest(connection, row.id, limit=N_REMARKS)
    return {
        "spot": _spot(connection, row, caller, wanted, now),
        "next_id": find_next(connection, caller, now, wanted, after=row.id),
        "absence": find_absence(connection, row.assignee or "", now=now),
        "remarks": newest_within(
            said,
            _REMARKS_OCTETS // (3 if is_crowded else 1),
            lambda remark: (remark.text,),
            _REMARK_FRAME,
        ),
        "n_remarks": (len(said) if len(said) < N_REMARKS else count_remarks(connection, row.id)),
    }


def _spot(
    connection: Connection, row: RequestRow, caller: Caller, wanted: Filter, now: datetime
) -> queries.Position | None:
    """Return where a request stands in the list that it was opened from."""
    if (wanted := waiting_in(wanted)) != Filter():
        looker = Looker(caller.person, caller.sight, now)
        return queries.position_in(connection, wanted, looker, row.id)
    mine = caller.person if caller.person in row.assignees else None
    return queries.position(connection, row.id, assignee=mine, sight=caller.sight)


def find_next(
    connection: Connection, caller: Caller, now: datetime, wanted: Filter, *, after: str
) -> str | None:
    """Return the next request of a list that waits for the caller's answer, the first if none.

    Of one's own requests that is always the most urgent one.
    """
    looker, wanted = Looker(caller.person, caller.sight, now), waiting_in(wanted)
    if not caller.may_override:
        wanted = fitting(replace(wanted, scope=Scope.MINE))
    if wanted == Filter():
        return inbox_lists.find_next(connection, looker)
    return inbox_lists.find_next(connection, looker, wanted, after=after) or inbox_lists.find_next(
        connection, looker, wanted
    )


def _note_seen(request: Request, caller: Caller, request_id: str) -> None:
    app = app_of(request)
    with app.looking() as unit:
        if _unseen(unit, caller, request_id) is None:
            return
    with app.unit() as unit:
        found = _unseen(unit, caller, request_id)
        if found is not None:
            see(unit, found, caller.person, now=app.clock.now())
            unit.commit()


def _unseen(unit: UnitOfWork, caller: Caller, request_id: str) -> requests.Request | None:
    """Return the request if it waits for the caller, and nobody who is asked has opened it yet."""
    found = unit.requests.find(request_id)
    if found is None or found.seen_at is not None or found.plan is None:
        return None
    is_pending = found.status is requests.RequestStatus.PENDING
    return found if is_pending and caller.person in asked_of(unit, found) else None


def _seen(connection: Connection, request_id: str, caller: Caller) -> RequestRow:
    row = queries.find_request(connection, request_id, sight=caller.sight)
    if row is None:
        raise RequestNotFound(
            f"There is no request {request_id[:60]!r} that you may see. Nothing was changed. "
            "Open the inbox to see the requests there are."
        )
    return row


def _decision_values(row: RequestRow) -> dict[str, str | None]:
    """Return which button stands out, and by which way an answer came and was read."""
    response = row.response
    found = how_found(response.source, response.read_by) if response else ""
    return {
        "solid": words.first_good(row.outcomes, row.approving),
        "channel": by_way(response.channel) if response else "",
        "how_found": found[:1].upper() + found[1:],
    }
