"""A second mail of whoever decided, while their answer is not final yet.

What the dashboard takes back by a button, somebody who has only a mail program
takes back by writing again. Words that say the same, or nothing but thanks,
change nothing; against an approval any other words will do. A mail can come late:
an approval takes the place of a refusal only where it says that it was written after.
"""

from __future__ import annotations

from datetime import datetime

from signoff.channels.email.written import written_at
from signoff.errors import NothingToUndo
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response
from signoff.interpret import Reading, match_outcome, permits
from signoff.jobs.undo import undo
from signoff.store.unit_of_work import UnitOfWork

_OUTCOMES = ("approved", "rejected")


def find_unsettled(
    unit: UnitOfWork, request: Request, person: str, *, now: datetime
) -> Response | None:
    """Return the answer of this person that closed a request and can still be taken back."""
    if request.status is not RequestStatus.ANSWERED or not request.ask.outcomes:
        return None
    response = unit.requests.find_response(request.id)
    if response is None or response.responder != person:
        return None
    return response if response.final_at and response.final_at > now else None


def is_overtaken(request: Request, given: Response, reading: Reading, raw: bytes) -> bool:
    """Say whether the mail ``raw`` approves, and may have been written before ``given`` refused."""
    approving = request.ask.approving
    if reading.outcome is None or not permits(reading.outcome, approving):
        return False
    if given.outcome is not None and permits(given.outcome, approving):
        return False
    at = written_at(raw)
    return at is None or at <= given.at


def take_back(
    unit: UnitOfWork, request: Request, given: Response, reading: Reading, text: str, now: datetime
) -> Request:
    """Return the request open again where these words speak against what was ``given``.

    Otherwise, and where that answer has become final since, it is returned as it was.
    """
    if not _speaks_against(request, given, reading, text):
        return request
    try:
        return undo(unit, request.id, by=given.responder, now=now)
    except NothingToUndo:
        return request


def _speaks_against(request: Request, given: Response, reading: Reading, text: str) -> bool:
    if reading.outcome is not None:
        return reading.outcome != given.outcome
    is_approval = given.outcome is not None and permits(given.outcome, request.ask.approving)
    # Beside a plain approval thanks and praise leave it one: only these change nothing.
    beside = f"Looks good, go ahead. {text}"
    return is_approval and match_outcome(beside, _OUTCOMES) != _OUTCOMES[0]
