"""Fetch what is on record of a request, and have it explained."""

from __future__ import annotations

from signoff.inbox.routing.explain import Explanation, OnRecord, explain
from signoff.interpret.outcome import permits
from signoff.store.unit_of_work import UnitOfWork


def explain_request(unit: UnitOfWork, request_id: str) -> Explanation:
    """Return why a request came to its people, and why it ended as it did.

    Raises: RequestNotFound.
    """
    request = unit.requests.get(request_id)
    stages = range(len(request.plan.stages) if request.plan else 0)
    # Where one answer decides all, it is the response, and was no vote before.
    votes = [(stage, vote) for stage in stages for vote in unit.votes.of_stage(request.id, stage)]
    known = OnRecord(
        request=request,
        assignments=unit.assignments.of_request(request.id),
        votes=votes,
        response=unit.requests.find_response(request.id),
    )
    return explain(known, permits=lambda outcome: permits(outcome, request.ask.approving))
