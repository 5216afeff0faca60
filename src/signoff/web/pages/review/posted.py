"""A form as a page sent it, read before the route runs, so that routes need not wait."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData


async def posted(request: Request) -> FormData:
    """Dependency: every field of the form, also those whose names a flow chose."""
    return await request.form()


Posted = Annotated[FormData, Depends(posted)]


def said(fields: FormData, name: str) -> str:
    """Return what one field holds as text; a file, or a field that was not sent, is no text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
