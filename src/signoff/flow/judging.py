"""A response and the question it answers: what is refused, and the judgement that authors read.

The engine asks before anything is changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from signoff.errors import AnswerInvalid, FlowChanged, UnclearReply, UnknownOutcome
from signoff.flow.graph import Graph
from signoff.flow.human_feedback import HumanFeedbackResult, Review
from signoff.flow.nesting import review_of
from signoff.flow.record import Pause, Record
from signoff.inbox.response import Response


def check_agenda(graph: Graph, record: Record) -> None:
    """Raise FlowChanged where a step that is due is no longer in the class."""
    due = (*record.agenda.values(), *record.resting.values())
    gone = {step.method for step in due if step.method not in graph.methods}
    if gone:
        raise FlowChanged(
            f"Run {record.run_id} is due to run {', '.join(sorted(gone))}, which {graph.name} no "
            "longer has. The run stays as it is. Deploy a flow that has these methods."
        )


def check_answers(graph: Graph, record: Record, responses: Mapping[str, Response]) -> None:
    """Raise AnswerInvalid where a recorded answer no longer has the form that the code asks for.

    A run is then blocked until the code fits, and no answer is lost.
    """
    for key, response in responses.items():
        pause = record.pauses.get(key)
        if pause is not None:
            _check_form(review_of(graph, pause), pause, response)


def judgement(
    graph: Graph, record: Record, pause: Pause, response: Response
) -> HumanFeedbackResult:
    """Return what ``response`` makes of the output that ``pause`` is about."""
    review, answer = review_of(graph, pause), response.answer
    if review is not None and review.response_model is not None:
        from signoff.flow.typed_answers import typed  # noqa: PLC0415 - most answers are words

        answer = typed(review, pause, answer, response.feedback)
    before = record.pre_review_of(pause)
    return HumanFeedbackResult(
        output=record.asked_value(pause),
        feedback=response.feedback,
        outcome=response.outcome if pause.outcomes else None,
        timestamp=response.at,
        method_name=pause.method,
        metadata=dict(pause.metadata),
        request_id=response.request_id,
        responder=response.responder,
        channel=response.channel,
        outcome_source=response.source.value,
        edited_output=response.edited_output,
        response=answer,
        text=response.text or response.feedback,
        original_output=before.original if before and before.lessons else None,
        lessons=before.lessons if before else (),
    )


def check_response(review: Review | None, pause: Pause, response: Response) -> None:
    """Raise UnclearReply, UnknownOutcome or AnswerInvalid where a response does not fit."""
    _check_outcome(pause, response)
    _check_form(review, pause, response)


def _check_outcome(pause: Pause, response: Response) -> None:
    if response.outcome in pause.outcomes or (not pause.outcomes and response.outcome is None):
        return
    choices = ", ".join(pause.outcomes) or "no outcome, in your own words"
    if response.outcome is None:
        said = repr(response.feedback[:200]) if response.feedback.strip() else "An empty answer"
        raise UnclearReply(
            f"{said} names no outcome of {pause.key}. "
            f"The question stays open. Answer with one of: {choices}."
        )
    raise UnknownOutcome(
        f"{response.outcome!r} is not an outcome of {pause.key}. The question stays open. "
        f"Answer with one of: {choices}."
    )


def _check_form(review: Review | None, pause: Pause, response: Response) -> None:
    """Raise AnswerInvalid where a response has not the form its question asks for."""
    if review is None:
        return
    if response.edited_output is not None and not review.editable:
        raise AnswerInvalid(
            f"The answer to {pause.key} changes what was shown, which its author does not allow. "
            "The question stays open. Answer without the change, or write editable=True at "
            f"{pause.method!r}."
        )
    if review.response_model is not None:
        from signoff.flow.typed_answers import typed  # noqa: PLC0415 - most answers are words

        typed(review, pause, response.answer, response.feedback)
