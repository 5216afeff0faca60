"""The words the API speaks about how a run went, described for their readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from signoff.web.api.schemas import RequestSummary, Run

_RUN = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_AT = "2026-03-02T09:14:07Z"


class _Sent(BaseModel):
    """What we send; read from rows."""

    model_config = ConfigDict(from_attributes=True)


class HistoryItem(_Sent):
    """One line of a run's story."""

    kind: str = Field(
        examples=["answered"],
        description="started, step, failed_step, asked, waiting, unclear, answered, closed, "
        "mail, late_mail, failed_mail, automatic, away, back, ended, failed or cancelled.",
    )
    at: datetime = Field(examples=[_AT])
    title: str = Field(examples=["ana@example.com answered"])
    detail: str = Field(examples=["by ana@example.com"])
    quote: str = Field(examples=["Good."], description="What a person wrote.")
    outcome: str | None = Field(examples=["approved"])
    source: str | None = Field(
        examples=["exact"], description="How the outcome was found; see a response's `source`."
    )
    request_id: str | None = Field(examples=[_REQUEST])


class Forked(_Sent):
    """The other side of a fork, and the decision at which the one left the other."""

    run_id: str = Field(examples=[_RUN], description="The other run.")
    request_id: str = Field(examples=[_REQUEST], description="What had been decided.")


class RunDetail(Run):
    """One execution of a flow, with its story and what it waits for."""

    history: tuple[HistoryItem, ...] = Field(description="What happened, oldest first.")
    pending_requests: tuple[RequestSummary, ...] = Field(
        description="The requests this run waits for."
    )
    forked_from: Forked | None = Field(
        examples=[None], description="Where it began; null where it began at its beginning."
    )
    forks: tuple[Forked, ...] = Field(
        examples=[[]], description="The runs that began where this one stood, newest first."
    )


class Forking(BaseModel):
    """Where a run is to be forked."""

    model_config = ConfigDict(extra="forbid")

    request_id: str = Field(
        min_length=1,
        max_length=36,
        examples=[_REQUEST],
        description="A request of the run that was answered; it is asked again in the new run.",
    )


class StateChanges(_Sent):
    """What a step made of the flow's state."""

    set: Mapping[str, Any] = Field(
        default={}, examples=[{"round": 2}], description="The new values, by field."
    )
    gone: tuple[str, ...] = Field(default=(), examples=[[]], description="Fields that are no more.")
    long: tuple[str, ...] = Field(
        default=(),
        examples=[[]],
        description="Fields with new values that are too long to be kept for each step.",
    )


class Step(_Sent):
    """One finished or failed call of a method."""

    seq: int = Field(examples=[1], description="Counts over the run; a fork goes on counting.")
    method: str = Field(examples=["write_draft"])
    trigger: str | None = Field(examples=[None], description="What fired it; null for a start.")
    started_at: datetime = Field(examples=[_AT])
    finished_at: datetime = Field(examples=[_AT])
    output: str = Field(examples=["# Spring release"], description="The first 2,000 characters.")
    error: str | None = Field(examples=[None], description="Why it failed, if it did.")
    changes: StateChanges | None = Field(
        description="Against the step before; the first step tells the whole state. Null for none."
    )


class StepPage(_Sent):
    """One cut of a run's steps, in the order they finished."""

    items: tuple[Step, ...]
    next: int | None = Field(
        examples=[None], description="Pass it as `after` for the next page; null on the last."
    )
