"""One request: what is asked, what it is about, and the decision.

The form carries the hash of what was shown, so what a person saw is what
they approve. Nobody's words are lost: an answer that could not be recorded is
shown again beside the reason.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from signoff.channels.markdown import to_html
from signoff.errors import (
    ContentChanged,
    FourEyes,
    NotProved,
    NotYours,
    RequestClosed,
    RequestNotFound,
    SignoffError,
    UnclearReply,
    UnknownOutcome,
)
from signoff.inbox.asking import asked_of, see
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import how_found
from signoff.jobs.answer import Answer
from signoff.store import queries
from signoff.store.queries import RequestRow
from signoff.store.reach import find_absence
from signoff.web.auth import Answering, Caller, Looking, SignedIn
from signoff.web.pages import guidance, words
from signoff.web.pages.changes import compare
from signoff.web.pages.render import page, remember
from signoff.web.pages.standing import standing_of
from signoff.web.seam import app_of

router = APIRouter()

OK = HTTPStatus.OK
_CHECKBOX = re.compile(r"<input( [^>]*>)")
TABS = ("preview", "adjusted", "changes", "source")
SHOWN_LENGTH = 256_000  # characters of source on a page
N_TOLD = 40  # items of the run's history beside a request
MAX_COMMENT = 20_000
_OWN_KEYS = {"title", "summary", "risk"}  # of the metadata, shown elsewhere on the page
_CHANNELS = {
    "email": "by email",
    "email_page": "on the page of the mail",
    "dashboard": "in the dashboard",
    "api": "by the API",
}


@router.get("/requests/{request_id}")
def show_request(
    request: Request, caller: Looking, request_id: str, tab: str = "preview"
) -> Response:
    """Show a request; looking never decides anything. The first who is asked to look is noted."""
    _note_seen(request, caller, request_id)
    return _review(request, caller, request_id, tab=tab)


@router.get("/requests/{request_id}/decision")
def show_again(request_id: str, person: SignedIn) -> Response:
    """Lead back to the request whoever reloads the page that refused an answer."""
    del person
    return RedirectResponse(f"/requests/{quote(request_id)}", 303)


@router.post("/requests/{request_id}/decision")
def decide(
    request: Request,
    caller: Answering,
    request_id: str,
    outcome: Annotated[str | None, Form()] = None,
    comment: Annotated[str, Form()] = "",
    content_hash: Annotated[str, Form()] = "",
) -> Response:
    """Record the decision and go on to the next request that waits for this person."""
    app = app_of(request)
    answer = Answer(
        request_id=request_id,
        feedback=comment.strip()[:MAX_COMMENT],
        outcome=outcome,
        responder=caller.person,
        channel="dashboard",
        verification=caller.verification,
        content_hash=content_hash,
        may_override=caller.may_override,
    )
    try:
        app.answer(answer)
    except (NotYours, FourEyes, NotProved) as refused:
        return _again(request, caller, answer, refused, 403)
    except (RequestClosed, ContentChanged) as refused:
        return _again(request, caller, answer, refused, 409)
    except (UnknownOutcome, UnclearReply) as refused:
        return _again(request, caller, answer, refused, 422)
    response = RedirectResponse(_next_address(request, caller), 303)
    remember(response, "answered", request_id)
    return response


def _again(
    request: Request, caller: Caller, answer: Answer, refused: SignoffError, status: int
) -> Response:
    return _review(
        request, caller, answer.request_id, status=status, fault=str(refused),
        comment=answer.feedback,
    )  # fmt: skip


def _next_address(request: Request, caller: Caller) -> str:
    with app_of(request).reading() as connection:
        waiting = _waiting(connection, caller)
    return f"/requests/{waiting.items[0].id}" if waiting.items else "/inbox"


def _review(  # noqa: PLR0913 - the states of one page
    request: Request,
    caller: Caller,
    request_id: str,
    *,
    tab: str = "preview",
    status: int = OK,
    fault: str = "",
    comment: str = "",
) -> Response:
    with app_of(request).reading() as connection:
        row = _seen(connection, request_id, caller)
        mine = caller.person if caller.person in row.assignees else None
        before = queries.find_previous_revision(connection, row)
        spot = queries.position(connection, row.id, assignee=mine, sight=caller.sight)
        waiting = _waiting(connection, caller)
        history = queries.run_history(connection, row.run_id, newest=N_TOLD + 1)
        absence = find_absence(connection, row.assignee or "", now=app_of(request).clock.now())
    compared = {
        "changes": compare(before.content, row.content) if before else None,
        "adjusted": guidance.adjusted(row),
    }
    shown_tab = tab if tab in TABS and compared.get(tab, True) else "preview"
    return page(
        request,
        "review.html",
        status=status,
        r=row,
        tab=shown_tab,
        before=before,
        **compared,
        standing=standing_of(row, caller),
        rules=guidance.house_rules(app_of(request), row),
        spot=spot,
        absence=absence,
        history=history[-N_TOLD:],
        is_cut=len(history) > N_TOLD,
        fault=fault,
        comment=comment,
        here=f"/requests/{row.id}" if status != OK else None,
        next_id=next((each.id for each in waiting.items), None),
        solid=words.first_good(row.outcomes, row.approving),
        notes={key: value for key, value in row.metadata.items() if key not in _OWN_KEYS},
        channel=_CHANNELS.get(row.response.channel, row.response.channel) if row.response else "",
        how_found=_how_found(row),
        shown_length=SHOWN_LENGTH,
        **shown(row, shown_tab),
    )


def _note_seen(request: Request, caller: Caller, request_id: str) -> None:
    app = app_of(request)
    with app.unit() as unit:
        found = unit.requests.find(request_id)
        if found is None or found.seen_at is not None or found.plan is None:
            return
        is_pending = found.status is RequestStatus.PENDING
        if is_pending and caller.person in asked_of(unit, found):
            see(unit, found, caller.person, now=app.clock.now())
            unit.commit()


def _seen(connection: Connection, request_id: str, caller: Caller) -> RequestRow:
    row = queries.find_request(connection, request_id, sight=caller.sight)
    if row is None:
        raise RequestNotFound(
            f"There is no request {request_id[:60]!r} that you may see. Nothing was changed. "
            "Open the inbox to see the requests there are."
        )
    return row


def _waiting(connection: Connection, caller: Caller) -> queries.Page[RequestRow]:
    return queries.list_requests(
        connection,
        status=RequestStatus.PENDING.value,
        assignee=caller.person,
        limit=1,
        sight=caller.sight,
    )


def _how_found(row: RequestRow) -> str:
    said = how_found(row.response.source, row.response.read_by) if row.response else ""
    return said[:1].upper() + said[1:]


def shown(row: RequestRow, tab: str) -> dict[str, Any]:
    """Return the content as the preview shows it: rendered text, or a value to unfold."""
    if tab != "preview":
        return {"html": "", "json_value": None}
    if row.content_type == "application/json":
        try:
            return {"html": "", "json_value": json.loads(row.content)}
        except ValueError:
            return {"html": Markup("<pre>{}</pre>").format(row.content), "json_value": None}
    html = _CHECKBOX.sub(_named, to_html(row.content))
    return {"html": Markup(html), "json_value": None}  # noqa: S704 - cleaned by to_html


def _named(box: re.Match[str]) -> str:
    """Return a task's checkbox with a name that a screen reader can say."""
    name = "Done" if "checked" in box[0] else "Not done"
    return f'<input aria-label="{name}"{box[1]}'
