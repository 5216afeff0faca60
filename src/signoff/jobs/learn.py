"""Learn from an answer, while its run goes on.

What an answer teaches is found outside of any transaction, since a model may
be asked, and kept in one with the mark that it was: once per answer, however
often the job is tried. A model that fails teaches nothing, and the trail says
so; the answer holds either way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from inspect import getattr_static
from typing import Any

from signoff import ids
from signoff.clock import Clock
from signoff.flow import learning
from signoff.flow.automatic_memory import AutomaticMemory
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import Review
from signoff.flow.memory import others
from signoff.flow.nesting import review_of
from signoff.flow.pre_reviews import llm_of
from signoff.flow.state import stored_name
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Ask, Request
from signoff.inbox.response import Response, Source
from signoff.interpret.lesson_text import is_worth_learning
from signoff.interpret.lessons import LessonStatus
from signoff.jobs.follow_ups import LEARN
from signoff.jobs.served import Elsewhere, is_elsewhere
from signoff.store.lesson_book import Found, StoredLessons, keep
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

Flows = Mapping[str, type[Flow[Any]]]
_FOUND_BY = "signoff"  # whom the trail names: the person who taught it is in their answer


def find_review(flows: Flows, flow: str, ask: Ask) -> Review | None:
    """Return what the decorator of a question says now; None where its flow is not served."""
    served = flows.get(flow)
    return review_of(served.signoff_graph, ask) if served else None


def scope_of_ask(flows: Flows, flow: str, ask: Ask) -> str:
    """Return whose lessons a question is about: ``"Flow:step"``, of the flow that really asks."""
    served = flows.get(flow)
    return learning.scope_of_question(stored_name(served) if served else f":{flow}", ask)


def is_due(flows: Flows, request: Request, words: str, *, is_edited: bool = False) -> bool:
    """Say whether an answer in these words may teach, or prove, a lesson of its step."""
    review = find_review(flows, request.flow, request.ask)
    if review is None or not review.learn:
        return False
    if is_edited:
        return True
    before = request.ask.pre_review
    is_proof = before is not None and bool(before.lessons)
    return is_proof or is_worth_learning(words, request.ask.outcomes)


def give_memory(flow: Flow[Any], book: StoredLessons) -> None:
    """Let a flow remember in ``book``, unless its author gave it a memory of its own, or none."""
    is_given = not isinstance(getattr_static(flow, "memory", None), AutomaticMemory)
    if not is_given and not getattr(flow, "_skip_auto_memory", False):
        flow.memory = book


@dataclass(frozen=True, slots=True)
class _Case:
    """One answer, and what its step says of learning."""

    request: Request
    deployment_id: str
    review: Review
    taught: learning.Taught


@dataclass(frozen=True, slots=True)
class Learn:
    """The job; ``subject`` is the id of the request that was answered."""

    unit: Callable[[], UnitOfWork]
    flows: Flows
    clock: Clock
    deployment_id: str = ""

    def __call__(self, subject: str, *, job: str) -> None:
        """Draw lessons from an answer that none were drawn from yet.

        Raises: Elsewhere, for a run of another deployment.
        """
        with self.unit() as unit:
            request = unit.requests.get(subject)
            response = unit.requests.find_response(subject)
            deployment_id = unit.runs.get(request.run_id).deployment_id
            if response is None or unit.requests.is_learned(subject):
                return
            if _is_of_an_earlier(response, unit.trail.of_request(subject), job):
                return
        if is_elsewhere(self.deployment_id, deployment_id, request.flow):
            raise Elsewhere(deployment_id)
        review = find_review(self.flows, request.flow, request.ask)
        if review is None:
            self._give_up(request, "flow_not_served")
            return
        case = _Case(request, deployment_id, review, self._taught(request, response, review))
        try:
            memory = self._memory(case)
        except Exception as error:  # noqa: BLE001 - the author's code; the answer holds
            self._give_up(request, "no_memory", error)
            return
        if isinstance(memory, StoredLessons):
            self._learn(case, memory)
        else:
            self._learn_elsewhere(case, memory)

    def _taught(self, request: Request, response: Response, review: Review) -> learning.Taught:
        ask = request.ask
        said = learning.taught_words(response.text or response.feedback, response.answer)
        edited = response.edited_output
        return learning.Taught(
            scope=scope_of_ask(self.flows, request.flow, ask),
            request_id=request.id,
            message=ask.message,
            outcomes=ask.outcomes,
            output=ask.content,
            feedback=said,
            edited=edited or "",
            applied=ask.pre_review.lessons if ask.pre_review else (),
            is_seen=response.source is not Source.TIMEOUT,
            is_accepted=edited is None
            and learning.is_accepted(response.outcome, said, review.approving),
        )

    def _memory(self, case: _Case) -> Any | None:  # noqa: ANN401 - the author's, or ours
        flow = self.flows[case.request.flow]()
        give_memory(flow, StoredLessons(self.unit, case.deployment_id, clock=self.clock))
        return others.find_memory(flow)

    def _learn(self, case: _Case, book: StoredLessons) -> None:
        """Keep in one transaction what an answer teaches and what it proves."""
        taught, error = case.taught, None
        found: list[tuple[str, LessonStatus]] = []
        source = case.review.learn_source
        known = others.known_texts(book, taught.feedback, source=source, scope=taught.scope)
        if taught.edited or is_worth_learning(taught.feedback, taught.outcomes):
            try:
                found = learning.lessons_of(llm_of(case.review), taught, known)
            except Exception as failure:  # noqa: BLE001 - a model, or what an author gave as one
                error = failure
        with self.unit() as unit:
            if not unit.requests.mark_learned(case.request.id, now=self.clock.now()):
                return
            self._credit(unit, taught)
            for text, status in found:
                self._keep(unit, case, text, status)
            if error is not None:
                self._note(unit, case.request, "model_failed", error)
            unit.commit()

    def _keep(self, unit: UnitOfWork, case: _Case, text: str, status: LessonStatus) -> None:
        found = Found(
            text=text,
            scope=case.taught.scope,
            source=case.review.learn_source,
            status=status,
            learned_from=case.request.id,
            run_id=case.request.run_id,
        )
        keep(unit, case.deployment_id, found, actor=_FOUND_BY, now=self.clock.now())

    def _credit(self, unit: UnitOfWork, taught: learning.Taught) -> None:
        applied = [lesson.id for lesson in taught.applied]
        if applied and taught.is_seen:
            unit.lessons.count_shown(applied)
            if taught.is_accepted:
                unit.lessons.count_helped(applied)

    def _learn_elsewhere(self, case: _Case, memory: Any | None) -> None:  # noqa: ANN401 - the author's
        """Let a memory of the author's learn. Marked first: it may not know what it has learned."""
        with self.unit() as unit:
            if not unit.requests.mark_learned(case.request.id, now=self.clock.now()):
                return
            unit.commit()
        if memory is None:
            return
        try:
            learning.credit(memory, case.taught)
            learning.learn(memory, case.review, case.taught)
        except Exception as error:  # noqa: BLE001 - the author's memory may raise anything
            with self.unit() as unit:
                self._note(unit, case.request, "memory_failed", error)
                unit.commit()

    def _give_up(self, request: Request, reason: str, error: Exception | None = None) -> None:
        with self.unit() as unit:
            if unit.requests.mark_learned(request.id, now=self.clock.now()):
                self._note(unit, request, reason, error)
                unit.commit()

    def _note(
        self, unit: UnitOfWork, request: Request, reason: str, error: Exception | None
    ) -> None:
        told = {"request_id": request.id, "reason": reason}
        logger.warning("nothing learned from an answer", extra=told, exc_info=error)
        unit.trail.add(
            AuditEvent(
                ids.new_id(),
                EventKind.LESSON_NOT_LEARNED,
                request.id,
                _FOUND_BY,
                self.clock.now(),
                request.run_id,
                request.id,
                {"reason": reason, "error": type(error).__name__ if error else None},
            )
        )


def _is_of_an_earlier(response: Response, facts: Iterable[AuditEvent], job: str) -> bool:
    """Say whether a job is that of an answer which was taken back before this one came.

    The one that came has a job of its own, at a time when it cannot be taken back any more.
    """
    due = next((fact for fact in facts if job == f"{LEARN}:{fact.id}"), None)
    return due is not None and due.at < response.at
