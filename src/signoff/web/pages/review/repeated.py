"""The same answer, sent again: on a slow line a button is pressed twice, and so it is after Back.

What is recorded already is no conflict, and nobody is told that theirs was not recorded.
"""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData

from signoff.errors import AnswerInvalid, ContentChanged
from signoff.jobs.answer import Answer
from signoff.store.queries import find_request
from signoff.store.request_rows import RequestRow, ResponseRow, VoteRow
from signoff.web.pages.review.draft import draft_of
from signoff.web.pages.review.form import edited_in, typed_in
from signoff.web.seam import app_of


def is_recorded(request: Request, answer: Answer, fields: FormData) -> bool:
    """Return whether this person's answer to a closed request is just this one.

    A form or an edit that cannot be told to be the same is another answer.
    """
    app = app_of(request)
    with app.reading() as connection:
        row = find_request(connection, answer.request_id)
    given = None if row is None else _given_by(row, answer.responder)
    if given is None or (given.outcome, given.feedback) != (answer.outcome, answer.feedback):
        return False
    if isinstance(given, ResponseRow) and (given.rating, given.comment or None) != (
        answer.rating,
        answer.comment,
    ):
        return False
    with app.unit() as unit:
        asked = unit.requests.get(answer.request_id)
    try:
        typed = typed_in(app, asked, fields)
        edited = edited_in(draft_of(fields).fields, asked.ask.content)
    except (AnswerInvalid, ContentChanged):
        return False
    return (typed, edited) == (given.answer, given.edited_output)


def _given_by(row: RequestRow, person: str) -> ResponseRow | VoteRow | None:
    """Return what a person gave to a request that is answered; None where they gave nothing."""
    if row.response is None:
        return None
    if row.votes:
        return next((vote for vote in reversed(row.votes) if vote.person == person), None)
    return row.response if row.response.responder == person else None
