"""Take an answer from any door: read the words, close the request, tell the run.

Dashboard, API and mail all end here, so what an answer is worth does not
depend on the way it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.errors import UnclearReply
from signoff.inbox import lifecycle
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source, Verification
from signoff.interpret import Reading, read_outcome
from signoff.store.unit_of_work import UnitOfWork

MAX_TEXT = 4000  # characters kept of all that was written; every one of them is judged


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person gave, before it is judged.

    ``outcome`` is a choice made in so many words (a button, a field); None
    means that ``feedback`` has to be read. ``content_hash``, where a door
    knows it, binds the answer to what that door showed. ``text`` is all the
    person wrote, where that is more than the feedback.
    """

    request_id: str
    feedback: str
    outcome: str | None
    responder: str
    channel: str
    verification: Verification
    content_hash: str = ""
    text: str = ""


def record_answer(unit: UnitOfWork, answer: Answer, *, now: datetime) -> Response:
    """Record the answer that closes a request; the caller commits.

    Raises:
        RequestNotFound, RequestClosed, ContentChanged, UnknownOutcome: see inbox.lifecycle.
        UnclearReply: the words name no outcome; the request stays pending.

    """
    request = unit.requests.get(answer.request_id)
    shown = request.ask.content_hash()
    response = _judged(request, answer, shown=shown, now=now)
    lifecycle.answer(unit, response, now=now)
    return response


def _judged(request: Request, answer: Answer, *, shown: str, now: datetime) -> Response:
    reading = _reading(request, answer)
    if request.ask.outcomes and reading.outcome is None:
        raise UnclearReply(
            f"{answer.feedback[:200]!r} does not say which of these it is: "
            f"{', '.join(request.ask.outcomes)}. Request {request.id} stays {request.status}. "
            "Answer with one of them; a comment may follow after a colon."
        )
    return Response(
        request_id=request.id,
        feedback=answer.feedback,
        outcome=reading.outcome,
        source=reading.source,
        responder=answer.responder,
        channel=answer.channel,
        verification=answer.verification,
        at=now,
        content_hash=answer.content_hash or shown,
        text=answer.text[:MAX_TEXT] or answer.feedback,
    )


def _reading(request: Request, answer: Answer) -> Reading:
    if answer.outcome is not None:
        return Reading(answer.outcome, Source.BUTTON)
    ask = request.ask
    return read_outcome(
        answer.feedback,
        ask.outcomes,
        default_outcome=ask.default_outcome,
        message=ask.message,
        text=answer.text,
    )
