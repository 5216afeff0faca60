"""What to tell somebody whose mail came after the request had left them: who has it, since when.

They were asked once, and proved who they are, so they may know what their own
page would show them.
"""

from __future__ import annotations

from typing import Any

from signoff.inbox.asking import asked_of
from signoff.inbox.assignment import Assignment
from signoff.inbox.request import Request, RequestStatus
from signoff.jobs.parts import names_in_mail
from signoff.store.unit_of_work import UnitOfWork

REASONS = frozenset({"superseded", "passed", "revoked", "closed"})
_LONGEST_CHAIN = 1_000  # of versions of one request


def late_reason(unit: UnitOfWork, request: Request, person: str) -> str:
    """Return why a ticket that was taken back gives no right any more."""
    if request.superseded_by is not None:
        return "superseded"
    if request.status is not RequestStatus.PENDING:
        return "closed"
    left = _left(unit, request, person)
    return "passed" if left is not None and left.ended_why == "stage_passed" else "revoked"


def late_facts(unit: UnitOfWork, request: Request, person: str, reason: str) -> dict[str, Any]:
    """Return what the mail about it names: {"at", "asked": [name], "newer", "answer": {...}}.

    Of a closed request it is {"person", "newer", "round": int}, the last two where a later round
    of the same question waits for that very person.
    """
    if reason not in REASONS:
        return {}
    if reason == "closed":
        return {"person": person, **_round_facts(unit, request, person)}
    if reason == "superseded":
        return _newer_facts(unit, request, person)
    left = _left(unit, request, person)
    asked = names_in_mail(unit, asked_of(unit, request)).values()
    return {
        "at": left.ended_at.isoformat() if left and left.ended_at else None,
        "asked": list(asked),
    }


def newest_of(unit: UnitOfWork, request: Request) -> Request:
    """Return the newest version of what a request asks about."""
    newest = request
    for _ in range(_LONGEST_CHAIN):
        if newest.superseded_by is None:
            break
        newest = unit.requests.get(newest.superseded_by)
    return newest


def _round_facts(unit: UnitOfWork, request: Request, person: str) -> dict[str, Any]:
    """Return which later round of a question waits for a person: nothing of others' rounds."""
    for later in unit.requests.pending_of_run(request.run_id):
        is_same = (later.ask.method, later.ask.asker) == (request.ask.method, request.ask.asker)
        is_later = later.ask.revision > request.ask.revision
        if is_same and is_later and person in asked_of(unit, later):
            return {"newer": later.id, "round": later.ask.revision}
    return {}


def _newer_facts(unit: UnitOfWork, request: Request, person: str) -> dict[str, Any]:
    newest = newest_of(unit, request)
    response = unit.requests.find_response(newest.id)
    answer = None
    if response is not None:
        who = names_in_mail(unit, (response.responder,))[response.responder]
        answer = {
            "who": who,
            "outcome": response.outcome,
            "channel": response.channel,
            "at": response.at.isoformat(),
            "is_own": response.responder == person,
        }
    at = request.closed_at.isoformat() if request.closed_at else None
    return {"at": at, "newer": newest.id, "answer": answer}


def _left(unit: UnitOfWork, request: Request, person: str) -> Assignment | None:
    """Return the assignment by which somebody was asked last, if it is over."""
    own = [each for each in unit.assignments.of_request(request.id) if each.person == person]
    return own[-1] if own and own[-1].ended_at is not None else None
