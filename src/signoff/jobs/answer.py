"""Take an answer from any door: read the words, record what they come to, tell the run.

Dashboard, API and mail all end here, so what an answer is worth does not
depend on the way it came. Words are read between two transactions, never in
one: a model may be asked, and it may take its time. What was read counts only
if the request is then still as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from signoff import ids
from signoff.clock import Clock
from signoff.errors import AnswerInvalid, UnclearReply
from signoff.flow.config import flow_config
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import Review
from signoff.flow.learning import taught_words
from signoff.flow.reading import read_feedback
from signoff.flow.typed_answers import words_around
from signoff.inbox import lifecycle
from signoff.inbox.agreement import Decided, Verdict
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source, Verification
from signoff.interpret import Reading
from signoff.interpret.model.kinds import name_of
from signoff.interpret.names import permits
from signoff.jobs.accounts import check_account
from signoff.jobs.asked import Asked
from signoff.jobs.forms import read_edit, read_form, takes_nothing
from signoff.jobs.learn import find_review, is_due
from signoff.jobs.served import is_elsewhere
from signoff.store.unit_of_work import UnitOfWork

MAX_TEXT = 4000  # characters kept of all that was written; every one of them is judged


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person gave, before it is judged.

    ``outcome`` is a choice made in so many words (a button, a field); None
    means that ``feedback`` has to be read. ``content_hash``, where a door
    knows it, binds the answer to what that door showed. ``text`` is all the
    person wrote, where that is more than the feedback. ``may_override`` lets
    somebody answer who is not asked. ``rating`` is 1 to 5, how good what was
    shown was; ``comment`` goes with it and not to the flow. ``answer`` are the fields of a
    typed answer, ``edited`` the content as the person changed it; None where there is none.
    """

    request_id: str
    feedback: str
    outcome: str | None
    responder: str
    channel: str
    verification: Verification
    content_hash: str = ""
    text: str = ""
    may_override: bool = False
    rating: int | None = None
    comment: str | None = None
    answer: Mapping[str, Any] | None = None
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer came to.

    ``response`` is what was recorded: what the person gave, or, where that decided a request of
    several people, what they came to together. ``request`` is as it is now. ``verdict`` is
    Decided, Counted or StagePassed.
    """

    response: Response
    request: Request
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Understood:
    """What an answer came to, found before the transaction that records it.

    ``read_by`` names the model that found the outcome, where one did.
    ``learns``: there may be something to learn from the answer, later. ``form`` and ``edited`` are
    what is recorded of a typed answer and of an edit; ``refused`` is why neither can be.
    """

    reading: Reading
    read_by: str | None = None
    learns: bool = False
    form: Mapping[str, Any] | None = None
    edited: str | None = None
    refused: AnswerInvalid | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads words as the review wants them read; ``model`` is asked where a review names none.

    Of another deployment than ``deployment_id`` no review is known here.
    """

    flows: Mapping[str, type[Flow[Any]]]
    model: str | None = None
    deployment_id: str = ""

    def understand(self, request: Request, answer: Answer) -> Understood:
        """Return what an answer comes to; call it outside of any transaction."""
        review = None if self.is_elsewhere(request) else self._review(request)
        said = self._read(review, request, answer)
        try:
            form = read_form(review, request, answer.answer, words=answer.feedback)
            edited = read_edit(review, request, answer.edited)
        except AnswerInvalid as refused:
            return replace(said, refused=refused)
        words = taught_words(answer.text or answer.feedback, form)
        flows = {} if self.is_elsewhere(request) else self.flows
        learns = is_due(flows, request, words, is_edited=edited is not None)
        return replace(said, learns=learns, form=form, edited=edited)

    def takes_nothing(self, request: Request) -> bool:
        """Say whether a request can be answered without the fields that it asks for."""
        if request.ask.response_schema is None:
            return True
        if self.is_elsewhere(request):
            return not request.ask.needs_form  # as far as can be said without the code
        return takes_nothing(self._review(request), request)

    def is_elsewhere(self, request: Request) -> bool:
        """Say whether the code that asked is another deployment's."""
        return is_elsewhere(self.deployment_id, request.deployment_id, request.flow)

    def _review(self, request: Request) -> Review | None:
        return find_review(self.flows, request.flow, request.ask)

    def _read(self, review: Review | None, request: Request, answer: Answer) -> Understood:
        """Return what the words come to, or the choice that was made."""
        if answer.outcome is not None:
            return Understood(Reading(answer.outcome, Source.BUTTON))
        ask, llm = request.ask, self._llm(review, request)
        # As at a console, the fields may stand in the words, and are not what decides.
        has_form = ask.response_schema is not None and answer.answer is None
        reading = read_feedback(
            words_around(answer.feedback) if has_form else answer.feedback,
            ask,
            llm=llm,
            text=words_around(answer.text) if has_form else answer.text,
            approving=ask.approving,
        )
        is_from_model = reading.source is Source.MODEL and reading.outcome is not None
        return Understood(reading, _name(llm) if is_from_model else None)

    def _llm(self, review: Review | None, request: Request) -> object:
        """Return the model of the review: the live one where its flow is served, or its name."""
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
    asked: Asked,
    clock: Clock,
    also: Callable[[UnitOfWork, Taken], None] | None = None,
) -> Taken:
    """Read an answer and record it, with what is ``also`` to happen in the same transaction.

    Raises: what ``record_answer`` raises.
    """
    with unit() as looking:
        request = looking.requests.get(answer.request_id)
        lifecycle.check_open(looking, request, content_hash=answer.content_hash)
    understood = reader.understand(request, answer)
    with unit() as recording:
        taken = record_answer(recording, request, answer, understood, asked=asked, now=clock.now())
        if also is not None:
            also(recording, taken)
        recording.commit()
    return taken


def _kept(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT]}\n[{len(text) - MAX_TEXT} more characters were not kept here]"


def record_answer(
    unit: UnitOfWork,
    request: Request,
    answer: Answer,
    understood: Understood,
    *,
    asked: Asked,
    now: datetime,
) -> Taken:
    """Record an answer to ``request``, as it was when it was read, and do what that makes due.

    The caller commits. Nothing is written where it raises.

    Raises:
        RequestNotFound, RequestClosed, ContentChanged, UnknownOutcome, NotYours, NotProved,
        FourEyes: see inbox.lifecycle.
        NotActive: the account of who answers was closed.
        UnclearReply: the words name no outcome; the request stays pending.
        AnswerInvalid: the typed answer or the edit cannot be taken; the request stays pending.

    """
    check_account(unit, answer.responder)
    response = _response(request, answer, understood, now=now)
    _check_understood(unit, request, answer, understood)
    undo = _undo_of(unit, request)
    approving = request.ask.approving
    answered = lifecycle.answer(
        unit,
        response,
        now=now,
        permits=lambda outcome: permits(outcome, approving),
        may_override=answer.may_override,
        undo=undo,
        whose=unit.people.address_of,
    )
    asked.follow(unit, answered, now=now)
    if isinstance(answered.verdict, Decided):
        if understood.learns:
            _note_lesson(unit, request, answer.responder, undo, now=now)
        response = answered.verdict.response
    return Taken(response, answered.request, answered.verdict)


def _check_understood(
    unit: UnitOfWork, request: Request, answer: Answer, understood: Understood
) -> None:
    """Raise UnclearReply or AnswerInvalid for what cannot be recorded, RequestClosed before."""
    is_unclear = bool(request.ask.outcomes) and understood.reading.outcome is None
    if not is_unclear and understood.refused is None:
        return
    current = unit.requests.get(request.id)
    lifecycle.check_open(
        unit, current, content_hash=answer.content_hash or request.ask.content_hash()
    )
    if not is_unclear and understood.refused is not None:
        raise understood.refused
    raise UnclearReply(
        f"{answer.feedback[:200]!r} does not say which of these it is: "
        f"{', '.join(request.ask.outcomes)}. Request {request.id} stays {current.status}. "
        "Answer with one of them; a comment may follow after a colon."
    )


def _response(
    request: Request, answer: Answer, understood: Understood, *, now: datetime
) -> Response:
    return Response(
        request_id=request.id,
        feedback=answer.feedback,
        outcome=understood.reading.outcome,
        source=understood.reading.source,
        responder=answer.responder,
        channel=answer.channel,
        verification=answer.verification,
        at=now,
        content_hash=answer.content_hash or request.ask.content_hash(),
        text=_kept(answer.text) or answer.feedback,
        read_by=understood.read_by,
        rating=answer.rating,
        comment=answer.comment,
        edited_output=understood.edited,
        answer=understood.form,
    )


def _undo_of(unit: UnitOfWork, request: Request) -> timedelta:
    """Return for how long an answer can be taken back, as its deployment has it now."""
    if not request.deployment_id:
        return timedelta(0)
    return timedelta(seconds=unit.policies.get(request.deployment_id).policy.undo_seconds)


def _note_lesson(
    unit: UnitOfWork, request: Request, responder: str, undo: timedelta, *, now: datetime
) -> None:
    # Nothing is learned from an answer that can still be taken back.
    data = {"wait_s": undo.total_seconds() + 1} if undo else {}
    unit.trail.add(
        AuditEvent(
            ids.new_id(),
            EventKind.LESSON_DUE,
            request.id,
            responder,
            now,
            request.run_id,
            request.id,
            data,
        )
    )
