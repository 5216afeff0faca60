"""Whether signoff is alive, for load balancers and supervisors: no sign-in, no detail."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request

from signoff.store.news import find_newest
from signoff.web.api import schemas
from signoff.web.api.parameters import PREFIX
from signoff.web.seam import app_of

router = APIRouter(prefix=PREFIX, tags=["health"])


@router.head("/health", include_in_schema=False)  # what many monitors send
@router.get("/health", openapi_extra={"security": []})
def health(request: Request) -> schemas.Health:
    """Say that signoff answers and reaches its database. Needs no sign-in."""
    with app_of(request).reading() as connection:
        find_newest(connection)
    return schemas.Health(status="ok", version=version("signoff"))
