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
from signoff.flow.config import flow_config
from signoff.flow.flow import Flow
from signoff.flow.reading import read_feedback
from signoff.inbox import lifecycle
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source, Verification
from signoff.interpret import Reading
from signoff.interpret.model.kinds import name_of
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
class Understood:
    """What an answer came to, found before the transaction that records it.

    ``read_by`` names the model that found the outcome, where one did.
    ``learns``: there may be something to learn from the answer, later.
    """

    reading: Reading
    read_by: str | None = None
    learns: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads words as the review wants them read; ``model`` is asked where a review names none."""

    flows: Mapping[str, type[Flow[Any]]]
    model: str | None = None

    def understand(self, request: Request, answer: Answer) -> Understood:
        """Return what an answer comes to; call it outside of any transaction."""
        learns = is_due(self.flows, request, answer.text or answer.feedback)
        if answer.outcome is not None:
            return Understood(Reading(answer.outcome, Source.BUTTON), learns=learns)
        ask, llm = request.ask, self._llm(request)
        reading = read_feedback(
            answer.feedback, ask, llm=llm, text=answer.text, approving=ask.approving
        )
        is_from_model = reading.source is Source.MODEL and reading.outcome is not None
        return Understood(reading, _name(llm) if is_from_model else None, learns)

    def _llm(self, request: Request) -> object:
        """Return the model of the review: the live one where its flow is served, or its name."""
        review = find_review(self.flows, request.flow, request.ask)
        named = request.ask.model if review is None else review.llm
        usual = flow_config.llm if self.model is None else self.model
        return usual if named is None else named


def _name(llm: object) -> str:
    return "flow_config.outcome_classifier" if flow_config.outcome_classifier else name_of(llm)


def take_answer(
    unit: Callable[[], UnitOfWork],
    reader: Reader,
    answer: Answer,
    *,
    clock: Clock,
    also: Callable[[UnitOfWork, Request], None] | None = None,
) -> Response:
    """Read an answer and record it, with what is ``also`` to happen in the same transaction.

    Raises: what ``record_answer`` raises.
    """
    with unit() as looking:
        request = looking.requests.get(answer.request_id)
        lifecycle.check_open(looking, request, content_hash=answer.content_hash)
    understood = reader.understand(request, answer)
    with unit() as recording:
        response = record_answer(recording, request, answer, understood, now=clock.now())
        if also is not None:
            also(recording, request)
        recording.commit()
    return response


def _kept(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT]}\n[{len(text) - MAX_TEXT} more characters were not kept here]"


def record_answer(
    unit: UnitOfWork, request: Request, answer: Answer, understood: Understood, *, now: datetime
) -> Response:
    """Record the answer that closes ``request``, as it was when it was read; the caller commits.

    Raises:
        RequestNotFound, RequestClosed, ContentChanged, UnknownOutcome: see inbox.lifecycle.
        UnclearReply: the words name no outcome; the request stays pending.

    """
    reading = understood.reading
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
        text=_kept(answer.text) or answer.feedback,
        read_by=understood.read_by,
    )
    lifecycle.answer(unit, response, now=now)
    if understood.learns:
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
