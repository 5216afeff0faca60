"""The words the API speaks about a request's time, described for their readers."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from signoff.jobs.extend import MAX_MINUTES
from signoff.web.api.moments import Moment

_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"


class Extension(BaseModel):
    """How much more time a request is to have."""

    model_config = ConfigDict(extra="forbid")

    minutes: int = Field(
        ge=1,
        le=MAX_MINUTES,
        strict=True,
        examples=[120],
        description="Of working time, where the request has a calendar. Everything that is still "
        "ahead comes so much later.",
    )


class Snooze(BaseModel):
    """For how long nobody is to be reminded."""

    model_config = ConfigDict(extra="forbid")

    until: Moment = Field(
        examples=["2026-03-04T08:00:00Z"],
        description="With its zone; within a year, and before the request is closed. Who is "
        "asked is reminded then. What is no reminder happens as planned.",
    )


class RequestTime(BaseModel):
    """Where a request stands in time now."""

    request_id: str = Field(examples=[_REQUEST])
    due_at: datetime | None = Field(
        examples=["2026-03-03T16:00:00Z"], description="When something happens by itself next."
    )
    closes_at: datetime | None = Field(
        examples=["2026-03-04T16:00:00Z"], description="When it is closed if nobody answers."
    )
    extended_minutes: int = Field(
        examples=[120], description="The working time it was given in all."
    )
    snoozed_until: datetime | None = Field(examples=[None])
