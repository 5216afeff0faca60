"""Between rows and values: the one place that knows both spellings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import RowMapping

from signoff.inbox.deadlines import waiting_of
from signoff.inbox.delivery import Delivery, DeliveryStatus, Purpose
from signoff.inbox.plan_text import plan_from
from signoff.inbox.pre_review import AppliedLesson, PreReview
from signoff.inbox.request import Ask, Request, RequestStatus
from signoff.inbox.response import Response, Source, Verification
from signoff.inbox.terms import terms_of
from signoff.interpret.lessons import Lesson, LessonStatus
from signoff.store.wanted import wanted_at

# Of a request: who has it and by when, under the same name here and there.
_ASKED = (
    "deployment_id",
    "stage",
    "claimed_by",
    "claimed_at",
    "seen_at",
    "sla_due_at",
    "due_at",
    "next_act",
    "extended_s",
    "snoozed_until",
    "superseded_by",
)


def request_from(row: RowMapping) -> Request:
    """Return the request a row of ``request`` holds."""
    ask = Ask(
        key=row["key"],
        method=row["method"],
        message=row["message"],
        content=row["content"],
        content_type=row["content_type"],
        outcomes=tuple(row["outcomes"]),
        default_outcome=row["default_outcome"],
        metadata=row["metadata"],
        state=row["state"],
        revision=row["revision"],
        approving=None if row["approving"] is None else tuple(row["approving"]),
        model=row["model"],
        asker=row["asker"],
        pre_review=pre_review_from(row["pre_review"]),
        response_schema=row["response_schema"],
        editable=row["editable"],
    )
    return Request(
        id=row["id"],
        run_id=row["run_id"],
        flow=row["flow"],
        ask=ask,
        assignee=row["assignee"],
        opened_at=row["opened_at"],
        status=RequestStatus(row["status"]),
        closed_at=row["closed_at"],
        plan=None if row["plan"] is None else plan_from(row["plan"]),
        **{name: row[name] for name in _ASKED},
    )


def row_of(request: Request) -> dict[str, Any]:
    """Return the row of ``request`` that holds a request."""
    ask = request.ask
    return {
        "id": request.id,
        "run_id": request.run_id,
        "key": ask.key,
        "flow": request.flow,
        "method": ask.method,
        "message": ask.message,
        "content": ask.content,
        "content_type": ask.content_type,
        "content_hash": ask.content_hash(),
        "outcomes": list(ask.outcomes),
        "model": ask.model,
        "asker": ask.asker,
        "pre_review": None if ask.pre_review is None else asdict(ask.pre_review),
        "state": dict(ask.state),
        "revision": ask.revision,
        "assignee": request.assignee,
        "status": request.status.value,
        "opened_at": request.opened_at,
        "closed_at": request.closed_at,
        **terms_of(request),
        "wanted_at": wanted_at(request.plan, waiting_of(request), target=request.sla_due_at),
        **{name: getattr(request, name) for name in _ASKED},
    }


def pre_review_from(kept: Mapping[str, Any] | None) -> PreReview | None:
    """Return what lessons made of an output, as its column holds it."""
    if kept is None:
        return None
    applied = tuple(AppliedLesson(**lesson) for lesson in kept["lessons"])
    return PreReview(kept["original"], applied, kept["note"])


def lesson_from(row: RowMapping) -> Lesson:
    """Return the lesson a row of ``lesson`` holds."""
    values = {field.name: row[field.name] for field in fields(Lesson)}
    return Lesson(**{**values, "status": LessonStatus(row["status"])})


def lesson_row(lesson: Lesson) -> dict[str, Any]:
    """Return the row of ``lesson`` that holds a lesson, without whose it is."""
    flow, _, step = lesson.scope.rpartition(":")
    return {**asdict(lesson), "status": lesson.status.value, "flow": flow, "step": step}


def response_from(row: RowMapping) -> Response:
    """Return the response a row of ``response`` holds."""
    return _said(row, row["responder"])._replace(final_at=row["final_at"])


def vote_from(row: RowMapping) -> Response:
    """Return the vote a row of ``vote`` holds: a response that may not close."""
    return _said(row, row["person"])


def _said(row: RowMapping, responder: str) -> Response:
    return Response(
        request_id=row["request_id"],
        feedback=row["feedback"],
        outcome=row["outcome"],
        source=Source(row["source"]),
        responder=responder,
        channel=row["channel"],
        verification=Verification(row["verification"]),
        at=row["at"],
        content_hash=row["content_hash"],
        text=row["text"],
        read_by=row["read_by"],
        rating=row["rating"],
        comment=row["comment"],
        edited_output=row["edited_output"],
        answer=row["answer"],
    )


def delivery_from(row: RowMapping) -> Delivery:
    """Return the delivery a row of ``delivery`` holds."""
    return Delivery(
        id=row["id"],
        request_id=row["request_id"],
        purpose=Purpose(row["purpose"]),
        channel=row["channel"],
        address=row["address"],
        message_id=row["message_id"],
        created_at=row["created_at"],
        in_reply_to=row["in_reply_to"],
        references=tuple(row["references"]),
        data=row["data"],
        status=DeliveryStatus(row["status"]),
        n_attempts=row["n_attempts"],
    )
