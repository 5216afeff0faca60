"""The same answer, sent again: on a slow line a button is pressed twice, and so it is after Back.

What is recorded already is no conflict, and nobody is told that theirs was not recorded.
"""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData

from signoff.errors import AnswerInvalid, ContentChanged
from signoff.jobs.answer import Answer
from signoff.web.pages.on_record import find_same
from signoff.web.pages.review.draft import draft_of
from signoff.web.pages.review.form import edited_in, typed_in
from signoff.web.seam import app_of


def is_recorded(request: Request, answer: Answer, fields: FormData) -> bool:
    """Return whether this person's answer to a closed request is just this one.

    A form or an edit that cannot be told to be the same is another answer.
    """
    app = app_of(request)
    with app.reading() as connection:
        given = find_same(connection, answer)
    if given is None:
        return False
    with app.unit() as unit:
        asked = unit.requests.get(answer.request_id)
    try:
        typed = typed_in(app, asked, fields)
        edited = edited_in(draft_of(fields).fields, asked.ask.content)
    except (AnswerInvalid, ContentChanged):
        return False
    return (typed, edited) == (given.answer, given.edited_output)
