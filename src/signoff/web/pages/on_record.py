"""Whether what somebody sends is on record as theirs already."""

from __future__ import annotations

from sqlalchemy import Connection

from signoff.jobs.answer import Answer
from signoff.store.queries import find_request
from signoff.store.request_rows import RequestRow, ResponseRow, VoteRow


def find_same(connection: Connection, answer: Answer) -> ResponseRow | VoteRow | None:
    """Return what this person gave to a closed request, if that says the same.

    Outcome, words and rating are compared; forms and edits are not.
    """
    row = find_request(connection, answer.request_id)
    given = None if row is None else _given_by(row, answer.responder)
    if given is None or (given.outcome, given.feedback) != (answer.outcome, answer.feedback):
        return None
    rated = (answer.rating, answer.comment)
    if isinstance(given, ResponseRow) and (given.rating, given.comment or None) != rated:
        return None
    return given


def _given_by(row: RequestRow, person: str) -> ResponseRow | VoteRow | None:
    """Return what a person gave to a request that is answered; None where they gave nothing."""
    if row.response is None:
        return None
    if row.votes:
        return next((vote for vote in reversed(row.votes) if vote.person == person), None)
    return row.response if row.response.responder == person else None
