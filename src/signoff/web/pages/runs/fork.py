"""Fork a run at one of its decisions: what would run again is told first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.errors import (
    AnswerInvalid,
    FourEyes,
    NotProved,
    NotYours,
    RequestClosed,
    UnclearReply,
    UnknownOutcome,
)
from signoff.inbox.request import Request as Question
from signoff.jobs.answer import Answer
from signoff.jobs.fork import fork_run
from signoff.web.auth import NEEDS, Action, Caller, Starting
from signoff.web.forking import seen_fork_point
from signoff.web.pages.render import page, remember
from signoff.web.pages.review.decide import MAX_COMMENT
from signoff.web.pages.review.posted import Posted, said
from signoff.web.seam import app_of

router = APIRouter()


@router.get("/runs/{run_id}/fork")
def show_fork(request: Request, caller: Starting, run_id: str, at: str = "") -> Response:
    """Tell what a fork at the request ``at`` would do; looking forks nothing."""
    app = app_of(request)
    with app.unit() as unit:
        point, row = seen_fork_point(unit, app, caller, run_id, at)
    return page(request, "fork.html", point=point, r=row, may_answer=_may_answer(caller))


@router.post("/runs/{run_id}/fork")
def fork(request: Request, caller: Starting, run_id: str, posted: Posted) -> Response:
    """Fork, and answer the question at once where an outcome was chosen and the rules allow it.

    Where they do not, the fork stands, and its request waits for whom they name.
    """
    app = app_of(request)
    with app.unit() as unit:
        point, _ = seen_fork_point(unit, app, caller, run_id, said(posted, "at"))
        now = app.clock.now()
        opened = fork_run(unit, point, asked=app.asked, starter=caller.person, now=now)
        unit.commit()
    response = RedirectResponse(f"/runs/{opened.run_id}", 303)
    outcome = said(posted, "outcome")
    if outcome and not _answered(request, caller, opened, outcome, said(posted, "comment")):
        # What stands in the way is what the request's own page says.
        response = RedirectResponse(f"/requests/{opened.id}", 303)
    remember(response, "act", "forked")
    return response


def _answered(
    request: Request, caller: Caller, opened: Question, outcome: str, comment: str
) -> bool:
    """Answer the question of a fork; say whether the rules allowed it."""
    if not _may_answer(caller):
        return False
    answer = Answer(
        request_id=opened.id,
        feedback=comment.strip()[:MAX_COMMENT],
        outcome=outcome,
        responder=caller.person,
        channel="dashboard",
        verification=caller.verification,
        content_hash=opened.ask.content_hash(),
        may_override=caller.may_override,
    )
    try:
        app_of(request).answer(answer)
    except (
        NotYours, FourEyes, NotProved, RequestClosed, UnknownOutcome, UnclearReply, AnswerInvalid,
    ):  # fmt: skip
        return False
    return True


def _may_answer(caller: Caller) -> bool:
    """Say whether a caller who may start runs may answer, too: their token's scopes may not."""
    return bool(NEEDS[Action.ANSWER] & caller.access.of(caller.here))
