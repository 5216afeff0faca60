"""What the API's addresses have in common: where they stand and how lists are cut."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query

from signoff.web.auth import looking

PREFIX = "/api/v1"
LONGEST_PAGE = 200
MUST_LOOK = (Depends(looking),)
_UUID = "^[0-9a-f-]{36}$"

Id = Annotated[str, Path(description="The id, as lists and answers give it.")]
RunFilter = Annotated[str | None, Query(pattern=_UUID, description="Only those of this run.")]
Cursor = Annotated[
    str | None,
    Query(
        pattern=_UUID,
        description="The `next` of the page before; leave it out for the first page.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="How many to return at most.")]
