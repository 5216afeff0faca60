"""The words the API speaks: what goes over the wire, described for its readers.

Each model reads a row of store.queries by its attributes; a name that changes
here changes for every program out there, so these are not the rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from signoff.inbox.storable import is_deeper, storable
from signoff.interpret.normal import is_blank
from signoff.jobs.forms import MAX_EDIT
from signoff.jobs.start import MAX_DEPTH

T = TypeVar("T")

_RUN = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT = "2026-03-02T09:14:07Z"


class RunStatus(StrEnum):
    """Where a run stands; waiting means that a person must answer."""

    RUNNING = "running"
    WAITING = "waiting"
    ENDED = "ended"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RequestFilter(StrEnum):
    """Where a request stands; closed stands for answered, expired and cancelled."""

    PENDING = "pending"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    CLOSED = "closed"


def _storable(inputs: dict[str, Any]) -> dict[str, Any]:
    if is_deeper(inputs, MAX_DEPTH):
        raise ValueError(f"nested more than {MAX_DEPTH} levels deep")
    try:
        json.dumps(inputs, allow_nan=False, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("half of a surrogate pair is not text") from error
    except ValueError as error:
        raise ValueError("NaN and Infinity are not JSON") from error
    return inputs


def _kept_as_it_is(text: str) -> str:
    if "\0" in text:
        raise ValueError("the character U+0000 cannot be kept")
    if storable(text) != text:
        raise ValueError("half of a surrogate pair is not text")
    return text


Words = Annotated[str, AfterValidator(_kept_as_it_is)]
Inputs = Annotated[dict[str, Any], AfterValidator(_storable)]


class _Sent(BaseModel):
    """What we send; read from rows."""

    model_config = ConfigDict(from_attributes=True)


class _Taken(BaseModel):
    """What we take; a field nobody knows is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class Flow(_Sent):
    """A flow that is served here."""

    name: str = Field(examples=["content_approval"], description="What to start it by.")
    description: str = Field(
        examples=["Draft a text, have it approved, publish it."],
        description="What its author says about it; may be empty.",
    )
    inputs: Mapping[str, Any] | None = Field(
        examples=[{"type": "object", "properties": {"topic": {"type": "string"}}}],
        description="The JSON Schema of its inputs; null where it takes any.",
    )


class Kickoff(_Taken):
    """What a run starts from."""

    inputs: Inputs = Field(
        default_factory=dict,
        examples=[{"topic": "Spring release"}],
        description="Fields of the flow's state, as its author named them.",
    )


class Answer(_Taken):
    """A person's answer: an outcome, or words that name one, or both."""

    outcome: Words | None = Field(
        default=None,
        max_length=200,
        examples=["approved"],
        description="One of the request's `outcomes`. Without it `feedback` is read as a mail "
        "is, by rules and then by the flow's model if it has one; if it decides nothing, nothing "
        "is recorded.",
    )
    feedback: Words = Field(
        default="",
        examples=["Good. Please fix the date in the second paragraph."],
        description="What the person says; the flow gets it as it is.",
    )
    content_hash: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        examples=[_HASH],
        description="The `content_hash` of what the person looked at. If the request shows "
        "something else now, nothing is recorded.",
    )
    rating: int | None = Field(
        default=None,
        ge=1,
        le=5,
        examples=[4],
        description="How good what was shown was, 1 to 5; kept with the answer.",
    )
    comment: Words | None = Field(
        default=None,
        max_length=20_000,
        examples=[None],
        description="A remark that is kept with the answer and does not go to the flow.",
    )
    answer: Inputs | None = Field(
        default=None,
        examples=[None],
        description="The fields of a typed answer, where the request has a `response_schema`. "
        "If they are not valid, nothing is recorded.",
    )
    edited_output: Words | None = Field(
        default=None,
        max_length=MAX_EDIT,
        examples=[None],
        description="The `content` as the person changed it, all of it, where the request is "
        "`editable`.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Answer:
        if self.outcome is None and self.answer is None and is_blank(self.feedback):
            raise ValueError("an answer needs an outcome or feedback")
        return self


class Response(_Sent):
    """The one answer that closed a request."""

    request_id: str = Field(examples=[_REQUEST])
    outcome: str | None = Field(
        examples=["approved"], description="Null only where the request offered no outcomes."
    )
    feedback: str = Field(examples=["Good."], description="What the person said.")
    source: str = Field(
        examples=["button"],
        description="How the outcome was found: button (it was given as such), exact, "
        "number (of a mail that numbered them), rule, model, default, timeout or free_text.",
    )
    read_by: str | None = Field(
        examples=[None], description="The model that found the outcome, where one did."
    )
    responder: str = Field(examples=["ana@example.com"], description="Who answered.")
    channel: str = Field(examples=["api"], description="The way the answer came.")
    verification: str = Field(
        examples=["token"],
        description="How sure it is that the responder is who they say: none, matched, "
        "aligned, session or token.",
    )
    at: datetime = Field(examples=[_AT])
    final_at: datetime | None = Field(
        default=None, examples=[_AT], description="Until then it can be taken back."
    )
    rating: int | None = Field(
        default=None, examples=[4], description="How good what was shown was, 1 to 5."
    )
    comment: str | None = Field(
        default=None, examples=[None], description="A remark that did not go to the flow."
    )
    answer: Mapping[str, Any] | None = Field(
        default=None, examples=[None], description="A typed answer's fields."
    )
    edited_output: str | None = Field(
        default=None,
        examples=[None],
        description="The content as changed, if it was.",
    )


class Vote(_Sent):
    """What one of several people answered."""

    stage: int = Field(examples=[1], description="At which stage, counted from 1.")
    person: str = Field(examples=["bo@example.com"])
    outcome: str | None = Field(examples=["approved"])
    feedback: str = Field(examples=["Fine."])
    channel: str = Field(examples=["email"])
    at: datetime = Field(examples=[_AT])
    answer: Mapping[str, Any] | None = Field(
        default=None, examples=[None], description="A typed answer's fields."
    )
    edited_output: str | None = Field(
        default=None, examples=[None], description="The content as changed."
    )


class RequestSummary(_Sent):
    """A request as a list shows it."""

    id: str = Field(examples=[_REQUEST])
    run_id: str = Field(examples=[_RUN])
    flow: str = Field(examples=["content_approval"])
    method: str = Field(examples=["review_draft"], description="The method that asks.")
    revision: int = Field(examples=[1], description="How often this method asked in this run.")
    title: str = Field(examples=["Spring release"])
    message: str = Field(examples=["Can this be published?"], description="What is asked.")
    outcomes: tuple[str, ...] = Field(
        examples=[["approved", "needs_revision"]],
        description="The answers on offer; empty where any words will do.",
    )
    assignee: str | None = Field(
        examples=["ana@example.com"], description="Who is asked, the first of them if several are."
    )
    assignees: tuple[str, ...] = Field(
        examples=[["ana@example.com", "bo@example.com"]],
        description="All who are asked now, or were when it was closed.",
    )
    stage: int = Field(examples=[1], description="At which stage it is, counted from 1.")
    n_stages: int = Field(examples=[1], description="How many stages it has; each must agree.")
    needed: int = Field(examples=[1], description="How many must agree at this stage.")
    claimed_by: str | None = Field(
        examples=[None], description="Who has claimed it: nobody else can answer."
    )
    claimed_at: datetime | None = Field(examples=[None])
    due_at: datetime | None = Field(
        examples=[None], description="When something happens next if nobody answers."
    )
    sla_due_at: datetime | None = Field(
        examples=[None], description="By when it should be answered; a measure, nothing happens."
    )
    superseded_by: str | None = Field(
        examples=[None], description="The request that asks about a newer version."
    )
    status: Literal["pending", "answered", "expired", "cancelled"] = Field(examples=["pending"])
    opened_at: datetime = Field(examples=[_AT])
    closed_at: datetime | None = Field(examples=[None])
    response: Response | None = Field(
        examples=[None], description="The recorded answer; null while there is none."
    )


class Request(RequestSummary):
    """One question to people, with what it is about."""

    content: str = Field(examples=["# Spring release\n\nWe are glad to announce"])
    content_type: str = Field(examples=["text/markdown"])
    content_hash: str = Field(
        examples=[_HASH],
        description="SHA-256 of what is shown; send it back with the answer to bind the two.",
    )
    default_outcome: str | None = Field(
        examples=[None], description="What an empty reply counts as; null to ask again."
    )
    approving: tuple[str, ...] | None = Field(
        examples=[["approved"]],
        description="The outcomes that permit something, where the flow's author says so.",
    )
    n_unclear: int = Field(examples=[0], description="How many replies by mail were unclear.")
    metadata: Mapping[str, Any] = Field(
        examples=[{"priority": "high"}], description="What the flow's author attached."
    )
    state: Mapping[str, Any] = Field(
        examples=[{"topic": "Spring release"}], description="The flow's state when it asked."
    )
    pre_review: PreReview | None = Field(
        examples=[None],
        description="What lessons made of the content; null where the step has none.",
    )
    response_schema: Mapping[str, Any] | None = Field(
        default=None,
        examples=[None],
        description="JSON Schema of the `answer` it asks for.",
    )
    editable: bool = Field(
        default=False,
        examples=[False],
        validation_alias="may_edit",
        description="Whether `edited_output` is taken.",
    )
    votes: tuple[Vote, ...] = Field(
        examples=[[]],
        description="What each of several people answered; empty where one answer decides.",
    )


class AppliedLesson(_Sent):
    """A lesson as it was when it changed an output."""

    id: str = Field(
        examples=["0198f2a4-9d40-7b11-8c2e-6f1a4b7d3e52"],
        description="Empty where the flow's own memory gave it none.",
    )
    text: str = Field(examples=["Always include citations."])


class PreReview(_Sent):
    """What lessons of earlier reviews made of the content before it was shown."""

    original: str = Field(
        examples=["70 % of firms use AI."], description="The content as the flow made it."
    )
    lessons: tuple[AppliedLesson, ...] = Field(
        description="Those that changed it; empty where it is shown as it is."
    )
    note: str = Field(examples=[""], description="Why nothing was changed, for one.")


class Run(_Sent):
    """One execution of a flow."""

    id: str = Field(examples=[_RUN])
    flow: str = Field(examples=["content_approval"])
    status: RunStatus = Field(examples=["waiting"])
    starter: str = Field(examples=["ana@example.com"], description="Who started it.")
    started_at: datetime = Field(examples=[_AT])
    ended_at: datetime | None = Field(examples=[None])
    inputs: Mapping[str, Any] = Field(examples=[{"topic": "Spring release"}])
    state: Mapping[str, Any] | None = Field(
        examples=[{"topic": "Spring release", "round": 1}],
        description="The flow's state as of its last finished step.",
    )
    result: Any = Field(examples=[None], description="What the last method returned.")
    error: str | None = Field(examples=[None], description="Why it failed, if it did.")


class Flows(_Sent):
    """All flows that are served here."""

    items: tuple[Flow, ...]


class Page(_Sent, Generic[T]):
    """One cut of a list."""

    items: tuple[T, ...]
    next: str | None = Field(
        examples=[_REQUEST], description="Pass it as `after` for the next page; null on the last."
    )


class RunPage(Page[Run]):
    """Runs, newest first."""


class RequestPage(Page[RequestSummary]):
    """Requests, oldest first."""


class Health(_Sent):
    """That signoff answers and reaches its database."""

    status: Literal["ok"] = Field(examples=["ok"])
    version: str = Field(examples=["0.1.0"])
