"""What an answer holds besides its outcome and comment: the fields that the flow asked for.

A request whose flow wants none has no such fields, and its page is as before.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from signoff.jobs.answer import Answer
from signoff.store.queries import RequestRow
from signoff.web.pages.review.draft import Draft


def form_values(request: Request, row: RequestRow, draft: Draft) -> dict[str, Any]:
    """Return what _form.html says: the fields, with what ``draft`` holds of them."""
    del request, row, draft
    return {}


def with_fields(request: Request, answer: Answer, posted: FormData) -> Answer:
    """Return the answer with what was filled in. Raises: SignoffError, naming what does not fit."""
    del request, posted
    return answer
