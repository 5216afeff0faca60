"""The words the API speaks about who is asked, described for their readers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from signoff.jobs.simulate import LONGEST
from signoff.web.api.moments import Moment

_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_RUN = "0198f2a4-7c1e-7d5a-9f03-5b2e8c4a6d91"
_POLICY = {
    "routing_rules": [
        {
            "name": "Approvals to Finance",
            "match": {"method_name": "approve_*"},
            "assign_from_input": "manager_email",
            "assign_to_email": "finance@company.com",
        }
    ]
}


class Explanation(BaseModel):
    """Why a request came to these people, what comes by itself, and why it ended as it did."""

    model_config = ConfigDict(from_attributes=True)

    people: tuple[str, ...] = Field(
        description="Sentences about who was asked and why.",
        examples=[["Rule 'Approvals to Finance' matches. It names finance@company.com."]],
    )
    time: tuple[str, ...] = Field(
        description="Sentences about what happens when nobody answers.",
        examples=[["It waits until somebody answers: nothing happens by itself."]],
    )
    outcome: tuple[str, ...] = Field(
        description="Sentences about what was answered, and how it was understood.",
        examples=[["It waits for an answer."]],
    )


class Trial(BaseModel):
    """A policy to be tried on requests of before."""

    model_config = ConfigDict(extra="forbid")

    policy: dict[str, Any] | None = Field(
        default=None,
        examples=[_POLICY],
        description="The whole policy, as settings have it; left out: the one that holds. It is "
        "not stored.",
    )
    limit: int = Field(
        default=200,
        ge=1,
        le=LONGEST,
        examples=[200],
        description="How many requests to try it on, the newest.",
    )
    since: Moment | None = Field(
        default=None,
        examples=["2026-03-01T00:00:00Z"],
        description="Only those opened then or later.",
    )
    until: Moment | None = Field(
        default=None, examples=["2026-04-01T00:00:00Z"], description="Only those opened before."
    )


class Replayed(BaseModel):
    """One request: who was asked first, and who would be."""

    model_config = ConfigDict(from_attributes=True)

    request_id: str = Field(examples=[_REQUEST])
    run_id: str = Field(examples=[_RUN])
    flow: str = Field(examples=["payments"])
    method: str = Field(examples=["approve_payment"])
    opened_at: datetime = Field(examples=["2026-03-02T09:14:07Z"])
    people: tuple[str, ...] = Field(
        examples=[["ana@example.com"]], description="Who was asked first."
    )
    rule: str | None = Field(
        examples=[None], description="The rule that said so; null where none matched."
    )
    would_be_people: tuple[str, ...] = Field(
        examples=[["finance@company.com"]], description="Who would be asked first."
    )
    would_be_rule: str | None = Field(examples=["Approvals to Finance"])
    n_stages: int = Field(examples=[1], description="How many stages it would have.")
    is_changed: bool = Field(examples=[True], description="Whether other people would be asked.")
    why: str = Field(
        examples=["Rule 'Approvals to Finance' matches. It names finance@company.com."]
    )


class Tally(BaseModel):
    """How many requests somebody, or a rule, had and would have."""

    model_config = ConfigDict(from_attributes=True)

    name: str = Field(
        examples=["finance@company.com"],
        description="An address, or a rule's name; empty for requests that no rule matches.",
    )
    n: int = Field(examples=[3], description="How many it had.")
    n_would_be: int = Field(examples=[41], description="How many it would have.")


class Simulation(BaseModel):
    """What a policy would have made of requests of before."""

    model_config = ConfigDict(from_attributes=True)

    n_requests: int = Field(examples=[200], description="How many it was tried on.")
    n_changed: int = Field(examples=[38], description="How many would have gone to other people.")
    people: tuple[Tally, ...] = Field(description="Whoever would have most comes first.")
    rules: tuple[Tally, ...] = Field(description="The rule that would match most comes first.")
    items: tuple[Replayed, ...] = Field(description="Each request, the newest first.")
