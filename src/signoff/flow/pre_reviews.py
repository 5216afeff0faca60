"""A step's output, made better by lessons before a person sees it.

It never stands in the way of the question: where a memory or a model fails,
or what comes back does not fit, the output is shown as it is, and the record
says why. With learn_strict a failure is raised. What happens to an answer is
not known here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

from signoff.errors import LearningFailed
from signoff.flow.graph import Method
from signoff.flow.human_feedback import Review
from signoff.flow.memory import others
from signoff.flow.memory.background import background
from signoff.flow.plain import as_text
from signoff.flow.reading import live_model
from signoff.flow.record import PreReviewed
from signoff.flow.reshaping import Misfit, can_be_reshaped, reshaped
from signoff.inbox.pre_review import AppliedLesson
from signoff.interpret import lesson_prompts as prompts
from signoff.interpret.lesson_text import one_line
from signoff.interpret.lessons import scope_of

logger = logging.getLogger(__name__)

# Seconds that a recall waits for lessons of its own step that are on their way, and a kickoff for
# those its answers teach. A model has a time of its own, which is shorter.
MAX_WAIT = 90.0


class Shown(NamedTuple):
    """What a person is shown of an output; ``pre_review`` is None where no lesson was at hand."""

    value: Any
    pre_review: PreReviewed | None = None


async def shown(flow: object, flow_name: str, method: Method, value: Any) -> Shown:  # noqa: ANN401 - the author's value
    """Do what ``pre_review`` does, on the loop: memories and models are asked in a thread."""
    assert method.review is not None  # noqa: S101 - the caller looked
    scope = scope_of(flow_name, method.name)
    return await asyncio.to_thread(pre_review, flow, method.review, scope, value)


def pre_review(flow: object, review: Review, scope: str, value: Any) -> Shown:  # noqa: ANN401 - the author's value
    """Return the output as lessons of this scope make it, or as it is and why.

    Raises: LearningFailed, with learn_strict alone.
    """
    # Of nothing a model makes what nobody wrote.
    if not can_be_reshaped(value) or not as_text(value).strip():
        return Shown(value)
    try:
        lessons = _recalled(flow, review, scope, as_text(value))
        return improved(llm_of(review), value, lessons) if lessons else Shown(value)
    except Misfit as misfit:
        return _as_it_is(value, str(misfit))
    except Exception as error:  # noqa: BLE001 - a person must be asked whatever a memory or model does
        degrade(review, error, f"The output of {scope} was not pre-reviewed", "It was not shown.")
        # The note is for reviewers, who may be outsiders: what went wrong is for the log.
        return _as_it_is(value, f"lessons could not be applied ({type(error).__name__})")


def improved(llm: object, value: Any, lessons: Sequence[others.Recalled]) -> Shown:  # noqa: ANN401 - the author's value
    """Let the model apply lessons to an output.

    Raises: Misfit, where it cannot or what it makes does not fit; ModelFailed.
    """
    from signoff.interpret.model import can_ask, fill  # noqa: PLC0415 - most flows ask no model

    original = as_text(value)
    if not can_ask(llm):
        raise Misfit("no model can be asked to apply the lessons")
    if prompts.is_too_long(original):
        raise Misfit("the output is too long to be rewritten by a model")
    answer = fill(
        llm,
        instructions=prompts.pre_review_instructions(is_text=isinstance(value, str)),
        material=prompts.pre_review_material(original, [lesson.text for lesson in lessons]),
        form=prompts.PRE_REVIEW_FORM,
    )
    made = prompts.improved(answer, len(lessons))
    refused = prompts.why_refused(original, made.output)
    if refused:
        raise Misfit(refused)
    try:
        new = reshaped(value, made.output)
    except Misfit as misfit:
        raise Misfit(f"what the model made of it does not fit: {misfit}") from misfit
    if new == value or made.output.strip() == original.strip():
        return Shown(value)
    applied = [lessons[i] for i in made.applied] or lessons
    note = "" if made.applied else "The model did not say which of these lessons it applied."
    told = tuple(AppliedLesson(lesson.id, lesson.text) for lesson in applied)
    return Shown(new, PreReviewed(value, told, note))


def llm_of(review: Review) -> object:
    """Return the model of a review, or the application's where it names none."""
    return live_model(review.llm)


def degrade(review: Review, error: BaseException, what: str, now: str) -> None:
    """Log a failure. Raises: LearningFailed instead, with learn_strict."""
    if review.learn_strict:
        raise LearningFailed(
            f"{what}: {reason(error)}. {now} Mend it and go on with the run, or leave "
            "learn_strict out."
        ) from error
    logger.warning("%s", what, extra={"error": type(error).__name__}, exc_info=error)


def reason(error: BaseException) -> str:
    """Return an error as a part of a sentence."""
    return f"{type(error).__name__}: {one_line(str(error))[:200]}".rstrip(": .")


def _recalled(flow: object, review: Review, scope: str, query: str) -> list[others.Recalled]:
    memory = others.find_memory(flow)
    if memory is None:
        return []
    if not background.wait_for(scope, seconds=MAX_WAIT):
        logger.warning("lessons still on their way", extra={"scope": scope})
    return others.recall(
        memory, query, limit=review.learn_limit, source=review.learn_source, scope=scope
    )


def _as_it_is(value: Any, why: str) -> Shown:  # noqa: ANN401 - the author's value
    return Shown(value, PreReviewed(value, (), f"Shown as it is: {why}."))
