"""Take an answer from any door: read the words, close the request, tell the run.

Dashboard, API and mail all end here, so what an answer is worth does not
depend on the way it came. Words are read between two transactions, never in
one: a model may be asked, and it may take its time. What was read counts only
if the request is then still as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.clock import Clock
from signoff.errors import UnclearReply
from signoff.flow.flow import Flow
from signoff.flow.reading import read_feedback
from signoff.inbox import lifecycle
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source, Verification
from signoff.interpret import Reading
from signoff.jobs.learn import find_review, is_due
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


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads words as the review wants them read; ``model`` is asked where a review names none."""

    flows: Mapping[str, type[Flow[Any]]]
    model: str | None = None

    def read(self, request: Request, feedback: str, *, text: str = "") -> Reading:
        """Return what ``feedback`` decides; call it outside of any transaction.

        ``text`` is all the person wrote, where that is more.
        """
        ask = request.ask
        return read_feedback(
            feedback, ask, llm=self._llm(request), text=text, approving=ask.approving
        )

    def learns(self, request: Request, words: str) -> bool:
        """Say whether there may be something to learn from an answer in these words."""
        return is_due(self.flows, request, words)

    def _llm(self, request: Request) -> object:
        """Return the model of the review: the live one where its flow is served, or its name."""
        review = find_review(self.flows, request.flow, request.ask)
        named = request.ask.model if review is None else review.llm
        return self.model if named is None else named


def take_answer(
    unit: Callable[[], UnitOfWork], reader: Reader, answer: Answer, *, clock: Clock
) -> Response:
    """Read an answer and record it.

    Raises: what ``record_answer`` raises.
    """
    with unit() as looking:
        request = looking.requests.get(answer.request_id)
        lifecycle.check_open(looking, request, content_hash=answer.content_hash)
    if answer.outcome is None:
        reading = reader.read(request, answer.feedback, text=answer.text)
    else:
        reading = Reading(answer.outcome, Source.BUTTON)
    with unit() as recording:
        learns = reader.learns(request, answer.text or answer.feedback)
        response = record_answer(
            recording, request, answer, reading, learns=learns, now=clock.now()
        )
        recording.commit()
    return response


def record_answer(
    unit: UnitOfWork,
    request: Request,
    answer: Answer,
    reading: Reading,
    *,
    learns: bool,
    now: datetime,
) -> Response:
    """Record the answer that closes ``request``, as it was when it was read; the caller commits.

    ``learns``: there may be something to learn from it, later.

    Raises:
        RequestNotFound, RequestClosed, ContentChanged, UnknownOutcome: see inbox.lifecycle.
        UnclearReply: the words name no outcome; the request stays pending.

    """
    shown = answer.content_hash or request.ask.content_hash()
    lifecycle.check_open(unit, unit.requests.get(request.id), content_hash=shown)
    if request.ask.outcomes and reading.outcome is None:
        raise UnclearReply(
            f"{answer.feedback[:200]!r} does not say which of these it is: "
            f"{', '.join(request.ask.outcomes)}. Request {request.id} stays {request.status}. "
            "Answer with one of them; a comment may follow after a colon."
        )
    response = Response(
        request_id=request.id,
        feedback=answer.feedback,
        outcome=reading.outcome,
        source=reading.source,
        responder=answer.responder,
        channel=answer.channel,
        verification=answer.verification,
        at=now,
        content_hash=shown,
        text=answer.text[:MAX_TEXT] or answer.feedback,
    )
    lifecycle.answer(unit, response, now=now)
    if learns:
        unit.trail.add(
            AuditEvent(
                ids.new_id(),
                EventKind.LESSON_DUE,
                request.id,
                answer.responder,
                now,
                request.run_id,
                request.id,
            )
        )
    return response
