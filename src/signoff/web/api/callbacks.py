"""Where a webhook's receiver answers a request: the address itself says who may.

No person is looked for here: no cookie, no token counts. What the answer is
worth is decided where every answer is (jobs/answer).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request

from signoff import ids
from signoff.errors import UnclearReply, UnknownOutcome
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request as Question
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer, Taken
from signoff.jobs.calls.callback import CHANNEL, PATH, Callback, read_callback
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api.description import refuses
from signoff.web.api.request_act_schemas import Recorded, recorded
from signoff.web.api.webhook_schemas import CallbackAnswer
from signoff.web.limits import Rule, limiter_of
from signoff.web.problems import Explained
from signoff.web.seam import app_of

router = APIRouter(prefix=PATH, tags=["callbacks"])

# A wrong guess costs a look into the store, and words may be read by a model.
_RULE = Rule("callback", 30, timedelta(minutes=10), n_client=3000)
_Token = Annotated[str, Path(description="The end of a call's `callback_url`.")]


@router.post(
    "/{token}",
    responses=refuses(403, 404, 409, 410, 413, 422, 429),
    openapi_extra={"security": []},
)
def answer_callback(request: Request, token: _Token, given: CallbackAnswer) -> Recorded:
    """Answer the request that a webhook call told of. Who knows the address may: keep it."""
    app = app_of(request)
    now = app.clock.now()
    limiter_of(request).take(request, _RULE, token)
    with app.unit() as unit:
        callback = read_callback(unit, app.outbox.keys, token, now=now)
    answer = Answer(
        request_id=callback.request_id,
        feedback=given.feedback,
        outcome=given.outcome,
        responder=callback.responder,
        channel=CHANNEL,
        verification=Verification.TOKEN,
        content_hash=given.content_hash or "",
        answer=given.answer,
        edited=given.edited_output,
        may_override=True,  # the address is the right to, whoever is asked
    )

    def noted(unit: UnitOfWork, taken: Taken) -> None:
        _note(unit, callback, taken.request, given.source, now=now)

    try:
        taken = app.answer(answer, also=noted)
    except (UnknownOutcome, UnclearReply) as error:
        with app.unit() as unit:
            offered = list(unit.requests.get(callback.request_id).ask.outcomes)
        raise Explained(error, outcomes=offered) from error
    return recorded(taken)


def _note(
    unit: UnitOfWork, callback: Callback, question: Question, source: str | None, *, now: datetime
) -> None:
    unit.trail.add(
        AuditEvent(
            ids.new_id(),
            EventKind.WEBHOOK_ANSWERED,
            callback.webhook.id,
            callback.responder,
            now,
            question.run_id,
            question.id,
            {"webhook": callback.webhook.id, "source": source},
        )
    )
