"""What an answer teaches, drawn from it while the flow goes on.

Where a model or a memory fails, nothing is learned and the log says so; with
learn_strict it is raised once the run has come to rest. Which outcome an
answer has is none of this module's business, and nothing here can change it.
How lessons are applied is the business of pre_reviews.py.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from signoff.flow.human_feedback import Review
from signoff.flow.memory import others
from signoff.flow.memory.background import Task, background, wait_for
from signoff.flow.plain import as_text
from signoff.flow.pre_reviews import MAX_WAIT, Shown, degrade, llm_of, pre_review
from signoff.flow.record import Pause, Record
from signoff.flow.typed_answers import words_around
from signoff.inbox.pre_review import AppliedLesson
from signoff.inbox.request import Ask
from signoff.inbox.response import Response, Source
from signoff.interpret import lesson_prompts as prompts
from signoff.interpret.lesson_text import (
    MAX_LENGTH,
    commands_the_machine,
    is_worth_learning,
    must_be_confirmed,
    new_lessons,
    one_line,
    without_label,
)
from signoff.interpret.lessons import LessonStatus, scope_of
from signoff.interpret.outcome import permits

__all__ = ["Shown", "Taught", "credit", "distil", "finish", "learn", "pre_review", "start"]

logger = logging.getLogger(__name__)


class Taught(NamedTuple):
    """One answer, as far as there is something to learn from it.

    ``output`` is what the person saw, ``edited`` what they made of it (both as
    text, empty where they changed nothing); ``applied`` are the lessons that
    had changed it. ``is_seen``: a person answered, not a deadline;
    ``is_accepted``: they took the output as it was.
    """

    scope: str
    request_id: str
    message: str
    outcomes: tuple[str, ...]
    output: str
    feedback: str
    edited: str = ""
    applied: tuple[AppliedLesson, ...] = ()
    is_seen: bool = True
    is_accepted: bool = False


def start(flow: object, record: Record, pause: Pause, review: Review, response: Response) -> Task:
    """Begin to learn from an answer, in the background. Call it before the answer is consumed."""
    taught = taught_by(record, pause, review, response)

    def work() -> None:
        try:
            memory = others.find_memory(flow)
            if memory is not None:
                credit(memory, taught)
                learn(memory, review, taught)
        except BaseException as error:  # noqa: BLE001 - a run goes on without its lessons
            what = f"Nothing was learned from the answer to {taught.request_id}"
            degrade(review, error, what, "The answer holds.")

    return background.start(taught.scope, work)


def finish(tasks: Sequence[Task]) -> None:
    """Wait until what a run's answers teach is learned, so that the next kickoff has it.

    Raises: LearningFailed, where one failed whose review has learn_strict.
    """
    if not wait_for(tasks, seconds=MAX_WAIT):
        logger.warning("lessons still on their way", extra={"n_tasks": len(tasks)})
    for task in tasks:
        if task.error is not None:
            raise task.error


def taught_by(record: Record, pause: Pause, review: Review, response: Response) -> Taught:
    """Return what there is to learn from the answer to a question of this record."""
    before = record.pre_review_of(pause)
    edited = getattr(response, "edited_output", None)
    said = taught_words(response.text or response.feedback, response.answer)
    return Taught(
        scope=scope_of_question(record.flow, pause),
        request_id=f"{record.run_id}/{pause.key}",
        message=pause.message,
        outcomes=pause.outcomes,
        output=as_text(record.asked_value(pause)),
        feedback=said,
        edited="" if edited is None else as_text(edited),
        applied=before.lessons if before else (),
        is_seen=response.source is not Source.TIMEOUT,
        is_accepted=edited is None and is_accepted(response.outcome, said, review.approving),
    )


def taught_words(said: str, fields: Mapping[str, Any] | None) -> str:
    """Return all a person wrote; of a typed answer, the words around it and its fields of text."""
    if not fields:
        return said
    texts = [value for value in fields.values() if isinstance(value, str)]
    return "\n".join([words_around(said), *texts]).strip()


def scope_of_question(flow: str, question: Pause | Ask) -> str:
    """Return whose lessons a question of a run of ``flow`` ("module:Class") is about."""
    asker = question.asker or f"{flow}.{question.method}"
    path, _, method = asker.rpartition(".")
    return scope_of(path.rpartition(":")[2].rpartition(".")[2], method)


def is_accepted(outcome: str | None, feedback: str, approving: Sequence[str] | None = None) -> bool:
    """Say whether an answer takes the output as it is.

    It does by an outcome that permits something; where none is offered, by
    words that wish for nothing.
    """
    if outcome is None:
        return not is_worth_learning(feedback)
    return permits(outcome, approving)


def credit(memory: Any, taught: Taught) -> None:  # noqa: ANN401 - duck-typed by authors
    """Count for each lesson that a person saw its work, and whether they took it."""
    applied = [lesson.id for lesson in taught.applied]
    if applied and taught.is_seen:
        others.count(memory, "count_shown", applied)
        if taught.is_accepted:
            others.count(memory, "count_helped", applied)


def learn(memory: Any, review: Review, taught: Taught) -> None:  # noqa: ANN401 - duck-typed by authors
    """Store what an answer teaches: lessons a model draws from it, else the words as a candidate.

    Raises: ModelFailed, and whatever the memory raises; then nothing was stored.
    """
    if not (taught.edited or is_worth_learning(taught.feedback, taught.outcomes)):
        return
    source, scope = review.learn_source, taught.scope
    known = others.known_texts(memory, taught.feedback, source=source, scope=scope)
    found = lessons_of(llm_of(review), taught, known)
    for status in LessonStatus.ACTIVE, LessonStatus.CANDIDATE:
        texts = [text for text, begins_as in found if begins_as is status]
        others.remember(
            memory, texts, source=source, scope=scope, status=status,
            learned_from=taught.request_id,
        )  # fmt: skip


def lessons_of(llm: object, taught: Taught, known: Sequence[str]) -> list[tuple[str, LessonStatus]]:
    """Return the new lessons of an answer, each with the status it begins with.

    A person must confirm what no model has put into general words, and what
    comes from words that command the machine. Raises: ModelFailed.
    """
    from signoff.interpret.model import can_ask  # noqa: PLC0415 - most flows ask no model

    candidate, active = LessonStatus.CANDIDATE, LessonStatus.ACTIVE
    if not can_ask(llm):
        said = own_words(without_label(taught.feedback, taught.outcomes))
        return [(text, candidate) for text in new_lessons([said], known)]
    texts = distil(llm, taught.output, taught.feedback, taught.message, known, edited=taught.edited)
    is_command = commands_the_machine(taught.feedback)
    return [
        (text, candidate if is_command or must_be_confirmed(text) else active) for text in texts
    ]


def distil(
    llm: object, output: str, feedback: str, message: str, known: Sequence[str], *, edited: str = ""
) -> list[str]:
    """Return the lessons a model finds in an answer that say nothing ``known``.

    ``edited``: the output as the person changed it. Raises: ModelFailed.
    """
    from signoff.interpret.model import fill  # noqa: PLC0415 - most flows ask no model

    answer = fill(
        llm,
        instructions=prompts.DISTIL,
        material=prompts.distil_material(output, feedback, message, known, edited),
        form=prompts.DISTIL_FORM,
    )
    return new_lessons(answer.get("lessons") or (), known, most=prompts.MOST_LESSONS)


def own_words(feedback: str) -> str:
    """Return a person's words as the text of a lesson: one line, cut where too long."""
    line = one_line(feedback)
    return line if len(line) <= MAX_LENGTH else f"{line[: MAX_LENGTH - 1].rstrip()}\u2026"
