"""What the engine refuses before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping

from signoff.errors import FlowChanged, UnclearReply, UnknownOutcome
from signoff.flow.graph import Graph
from signoff.flow.human_feedback import Review
from signoff.flow.nesting import review_of
from signoff.flow.record import Pause, Record
from signoff.flow.typed_answers import check_form
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
            check_form(review_of(graph, pause), pause, response)


def check_response(review: Review | None, pause: Pause, response: Response) -> None:
    """Raise UnclearReply, UnknownOutcome or AnswerInvalid where a response does not fit."""
    _check_outcome(pause, response)
    check_form(review, pause, response)


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
