"""A form as a page sent it, read before the route runs, so that routes need not wait."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from signoff.errors import AnswerInvalid


async def posted(request: Request) -> FormData:
    """Dependency: every field of the form, also those whose names a flow chose."""
    return await request.form()


Posted = Annotated[FormData, Depends(posted)]


def said(fields: FormData, name: str) -> str:
    """Return what one field holds as text; a file, or a field that was not sent, is no text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def rating_of(typed: str) -> int | None:
    """Return a rating as a form sends it, 1 to 5; None for none. Raises: AnswerInvalid."""
    if not typed.strip():
        return None
    if typed.strip() not in ("1", "2", "3", "4", "5"):
        raise AnswerInvalid(
            f"The rating {typed[:20]!r} is none. Nothing was recorded. Give 1 to 5, or none."
        )
    return int(typed)
