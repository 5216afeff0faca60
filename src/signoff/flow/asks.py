"""A pause as the question a person or a provider sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from signoff.flow.human_feedback import Review
from signoff.flow.plain import as_text, plain
from signoff.flow.record import Pause, Record
from signoff.flow.stored_types import find_flow
from signoff.inbox.shown import content_hash

if TYPE_CHECKING:
    from signoff.flow.pending_context import PendingFeedbackContext
    from signoff.inbox.pre_review import PreReview
    from signoff.inbox.request import Ask


def ask_of(record: Record, pause: Pause) -> Ask:
    """Return the ask for a pause, with the author's state as it is now."""
    from signoff.inbox.request import Ask  # noqa: PLC0415 - a resume alone does not need it

    value = record.asked_value(pause)
    review = _review(record, pause)
    return Ask(
        key=pause.key,
        method=pause.method,
        message=pause.message,
        content=as_text(value),
        content_type=_content_type(value),
        outcomes=pause.outcomes,
        default_outcome=pause.default_outcome,
        metadata=plain(dict(pause.metadata)),
        state=_plain_state(record.state),
        revision=int(pause.key.rpartition("#")[2]),
        approving=review.approving if review else None,
        model=pause.model,
        asker=pause.asker,
        pre_review=pre_review_of(record, pause),
        assignees=review.assignees if review else (),
        quorum=review.quorum if review else 1,
        deadline=review.deadline if review else None,
        on_timeout=review.on_timeout if review else None,
        response_schema=_schema(review),
        editable=bool(review and review.editable),
    )


def pre_review_of(record: Record, pause: Pause) -> PreReview | None:
    """Return what lessons did to the output of a pause, as a person is told it."""
    before = record.pre_review_of(pause)
    if before is None:
        return None
    from signoff.inbox.pre_review import PreReview  # noqa: PLC0415 - only where lessons are used

    return PreReview(as_text(before.original), before.lessons, before.note)


def shown_hash(record: Record, pause: Pause) -> str:
    """Return the hash of what a person is shown of a pause (``Ask.content_hash``)."""
    value = record.asked_value(pause)
    return content_hash(pause.message, _content_type(value), as_text(value), pause.outcomes)


def _content_type(value: object) -> str:
    return "text/markdown" if isinstance(value, str) else "application/json"


def _review(record: Record, pause: Pause) -> Review | None:
    """Return what the class that asks says now; None where it is gone."""
    asker = pause.asker or f"{record.flow}.{pause.method}"
    name, _, method_name = asker.rpartition(".")
    flow_class = find_flow(name)
    method = flow_class.signoff_graph.methods.get(method_name) if flow_class else None
    return method.review if method else None


def context_of(
    record: Record, pause: Pause, review: Review | None = None
) -> PendingFeedbackContext:
    """Return what a provider is told about a pause; ``review``: what the decorator says now."""
    from signoff.flow import pending_context  # noqa: PLC0415 - a resume alone does not need it

    return pending_context.PendingFeedbackContext(
        flow_id=record.run_id,
        flow_class=record.flow.replace(":", "."),
        method_name=pause.method,
        method_output=record.asked_value(pause),
        message=pause.message,
        emit=list(pause.outcomes) or None,
        default_outcome=pause.default_outcome,
        metadata=dict(pause.metadata),
        llm=pause.model,
        requested_at=pause.at,
        key=pause.key,
        approving=None if not review or review.approving is None else list(review.approving),
        editable=bool(review and review.editable),
        response_schema=_schema(review),
        pre_review=pre_review_of(record, pause),
    )


def _schema(review: Review | None) -> dict[str, Any] | None:
    model = review.response_model if review else None
    if model is None:
        return None
    from signoff.flow.typed_answers import schema_of  # noqa: PLC0415 - only where it has a form

    return schema_of(model)


def _plain_state(state: object) -> Mapping[str, Any]:
    shown = plain(state)
    return shown if isinstance(shown, dict) else {"state": shown}
