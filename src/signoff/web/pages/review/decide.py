"""The decision: recorded for what was shown, or the page again with why it was not.

The form carries the hash of what was shown, so what a person saw is what
they approve.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from signoff.errors import (
    AnswerInvalid,
    ContentChanged,
    FourEyes,
    NotProved,
    NotYours,
    RequestClosed,
    SignoffError,
    UnclearReply,
    UnknownOutcome,
)
from signoff.jobs.answer import Answer
from signoff.web.auth import Answering, Caller, SignedIn
from signoff.web.pages.inbox.listed import inbox_address, list_of, request_address, waiting_in
from signoff.web.pages.render import remember
from signoff.web.pages.review.draft import draft_of
from signoff.web.pages.review.form import EDITED, fault_of, with_fields
from signoff.web.pages.review.page import find_next, review_page
from signoff.web.pages.review.posted import Posted, rating_of, said
from signoff.web.pages.review.repeated import is_recorded
from signoff.web.seam import app_of

router = APIRouter()

MAX_COMMENT = 20_000
MAX_QUALITY = 2_000  # characters said of how good it was
# After an answer the next request opens by itself, its buttons where those of the last one were:
# a second click of the same hand, or a key that is held, comes sooner than anybody reads.
_UNREAD = timedelta(seconds=1)
_TOO_SOON = (
    "This request had only just opened, after you answered another. Nothing was recorded: nobody "
    "reads it that fast. Look at what is asked here, then press your choice again."
)
_NOTHING_SHOWN = "none"  # the hash of no content: who sends none is shown the request first


@router.get("/requests/{request_id}/decision")
def show_again(request: Request, request_id: str, person: SignedIn) -> Response:
    """Lead back to the request whoever reloads the page that refused an answer."""
    del person
    return RedirectResponse(request_address(request_id, list_of(request)), 303)


@router.post("/requests/{request_id}/decision")
def decide(request: Request, caller: Answering, request_id: str, fields: Posted) -> Response:
    """Record the decision and go on to the next request that waits for this person."""
    app = app_of(request)
    answer = Answer(
        request_id=request_id,
        feedback=said(fields, "comment").strip()[:MAX_COMMENT],
        outcome=said(fields, "outcome") or None,
        responder=caller.person,
        channel="dashboard",
        verification=caller.verification,
        content_hash=said(fields, "content_hash") or _NOTHING_SHOWN,
        may_override=caller.may_override,
        comment=said(fields, "quality").strip()[:MAX_QUALITY] or None,
    )
    try:
        _check_was_read(fields, app.clock.now())
        answer = replace(answer, rating=rating_of(said(fields, "rating")))
        app.answer(with_fields(request, answer, fields))
    except (NotYours, FourEyes, NotProved) as refused:
        return _again(request, caller, answer, fields, refused, 403)
    except RequestClosed as refused:
        if not is_recorded(request, answer, fields):
            return _again(request, caller, answer, fields, refused, 409)
    except ContentChanged as refused:
        return _again(request, caller, answer, fields, refused, 409)
    except (UnknownOutcome, UnclearReply, AnswerInvalid) as refused:
        return _again(request, caller, answer, fields, refused, 422)
    response = RedirectResponse(_next_address(request, caller, request_id), 303)
    remember(response, "answered", request_id)
    return response


def _check_was_read(fields: FormData, now: datetime) -> None:
    """Refuse what comes before anybody can have looked. Raises: AnswerInvalid."""
    opened = _instant(said(fields, "opened_at"))
    if opened is not None and now - opened < _UNREAD:
        raise AnswerInvalid(_TOO_SOON)


def _instant(written: str) -> datetime | None:
    """Return the time that the page wrote into its form; None where it wrote none."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _again(
    request: Request,
    caller: Caller,
    answer: Answer,
    fields: FormData,
    refused: SignoffError,
    status: int,
) -> Response:
    invalid = refused if isinstance(refused, AnswerInvalid) else None
    return review_page(
        request,
        caller,
        answer.request_id,
        tab="edit" if invalid and not set(invalid.paths) - {EDITED} else "preview",
        status=status,
        fault=fault_of(invalid) if invalid else str(refused),
        draft=draft_of(fields, invalid.paths if invalid else None),
    )


def _next_address(request: Request, caller: Caller, request_id: str) -> str:
    app, wanted = app_of(request), waiting_in(list_of(request))
    with app.reading() as connection:
        next_id = find_next(connection, caller, app.clock.now(), wanted, after=request_id)
    return request_address(next_id, wanted) if next_id else inbox_address(wanted)
