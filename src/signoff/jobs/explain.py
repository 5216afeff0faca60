"""Fetch what is on record of a request, and have it explained."""

from __future__ import annotations

from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.routing.explain import Explanation, OnRecord, explain
from signoff.interpret.outcome import permits
from signoff.store.unit_of_work import UnitOfWork


def explain_request(unit: UnitOfWork, request_id: str) -> Explanation:
    """Return why a request came to its people, and why it ended as it did.

    Raises: RequestNotFound.
    """
    return explained(on_record(unit, unit.requests.get(request_id)))


def on_record(unit: UnitOfWork, request: Request) -> OnRecord:
    """Return what is known of a request: who was asked, and who said what."""
    is_pending = request.status is RequestStatus.PENDING
    return OnRecord(
        request=request,
        assignments=unit.assignments.of_request(request.id),
        # Where one answer decides all, it is the response, and was no vote before.
        votes=unit.votes.of_request(request.id) if request.plan else [],
        response=None if is_pending else unit.requests.find_response(request.id),
    )


def explained(known: OnRecord) -> Explanation:
    """Return what is on record of a request as sentences."""
    approving = known.request.ask.approving
    return explain(known, permits=lambda outcome: permits(outcome, approving))
