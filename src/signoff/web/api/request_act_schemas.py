"""The words the API speaks about who has a request, described for their readers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from signoff.inbox.agreement import Counted, Decided
from signoff.jobs.answer import Taken
from signoff.web.api.moments import Moment
from signoff.web.api.schemas import Response, Words

_MANY = 50  # people in one call
_Name = Annotated[str, StringConstraints(min_length=1, max_length=254)]
_Why = Annotated[Words, StringConstraints(max_length=500)]


class _Taken(BaseModel):
    """What we take; a field nobody knows is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class Reassignment(_Taken):
    """Who is to be asked in place of those who are."""

    to: tuple[_Name, ...] = Field(
        min_length=1,
        max_length=_MANY,
        examples=[["bo@example.com"]],
        description="Addresses, or names of the policy's groups.",
    )
    why: _Why = Field(
        default="",
        examples=["Ana is on leave."],
        description="One sentence for the people who are asked now.",
    )


class Addition(_Taken):
    """Who is to be asked as well."""

    person: _Name = Field(
        examples=["bo@example.com"], description="An address, or the name of a policy's group."
    )
    why: _Why = Field(
        default="",
        examples=["Bo knows the contract."],
        description="One sentence for the people who are asked now.",
    )


class NewDelegation(_Taken):
    """Who answers for the caller, and for how long."""

    to: _Name = Field(examples=["bo@example.com"], description="Who is asked instead.")
    until: Moment = Field(examples=["2026-12-24T17:00:00Z"])
    starts_at: Moment | None = Field(
        default=None, examples=[None], description="Null: now, and what waits is handed over too."
    )
    person: _Name | None = Field(
        default=None,
        examples=[None],
        description="For whom; null: for the caller. For others only who manages requests may.",
    )


class Delegation(BaseModel):
    """One person answers for another, for a time."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=["0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"])
    person: str = Field(examples=["ana@example.com"])
    delegate: str = Field(examples=["bo@example.com"])
    starts_at: AwareDatetime = Field(examples=["2026-12-20T09:00:00Z"])
    ends_at: AwareDatetime = Field(examples=["2026-12-24T17:00:00Z"])
    added_by: str = Field(examples=["ana@example.com"])


class Delegated(BaseModel):
    """A delegation that holds, and how much was handed over with it."""

    delegation: Delegation
    n_requests: int = Field(examples=[3], description="How many requests that wait moved with it.")


class Delegations(BaseModel):
    """Delegations that hold or are still to come."""

    items: tuple[Delegation, ...]


class Recorded(BaseModel):
    """An answer that was recorded."""

    response: Response = Field(
        description="What was recorded; where several people decided, what they came to."
    )
    result: Literal["decided", "counted", "stage_passed"] = Field(
        examples=["decided"],
        description="decided: the request is answered and its run goes on. counted: more answers "
        "are needed. stage_passed: these people agreed and the next are asked.",
    )
    n_given: int = Field(examples=[1], description="How many agree so far at this stage.")
    n_needed: int = Field(examples=[1], description="How many must.")
    awaited: tuple[str, ...] = Field(examples=[[]], description="Who may still answer.")


def recorded(taken: Taken) -> Recorded:
    """Return what a person is told of their answer."""
    verdict = taken.verdict
    response = Response.model_validate(taken.response)
    if isinstance(verdict, Counted):
        return Recorded(
            response=response,
            result="counted",
            n_given=verdict.n_given,
            n_needed=verdict.n_needed,
            awaited=verdict.awaited,
        )
    result: Literal["decided", "stage_passed"] = "stage_passed"
    n_given = 1
    if isinstance(verdict, Decided):
        result = "decided"
    else:
        n_given = verdict.n_given
    return Recorded(response=response, result=result, n_given=n_given, n_needed=n_given, awaited=())
