"""A person's response as the judgement that authors read: what was shown, said, and meant."""

from __future__ import annotations

from signoff.flow.graph import Graph
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.nesting import review_of
from signoff.flow.record import Pause, Record
from signoff.flow.typed_answers import form_of
from signoff.inbox.response import Response


def judgement(
    graph: Graph, record: Record, pause: Pause, response: Response
) -> HumanFeedbackResult:
    """Return what ``response`` makes of the output that ``pause`` is about."""
    edited, answer = form_of(review_of(graph, pause), pause, response)
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
        edited_output=edited,
        response=answer,
        text=response.text or response.feedback,
        original_output=before.original if before and before.lessons else None,
        lessons=before.lessons if before else (),
    )
