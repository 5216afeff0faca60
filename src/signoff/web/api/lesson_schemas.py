"""The words the API speaks about lessons, described for their readers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from signoff.interpret.lesson_text import MAX_LENGTH
from signoff.interpret.lessons import LessonStatus
from signoff.web.api.schemas import Page, Words

_LESSON = "0198f2a4-9d40-7b11-8c2e-6f1a4b7d3e52"
_KEPT = "0198f2a4-9d55-7c03-a9b1-2e8c5d0f7a16"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"


class Lesson(BaseModel):
    """One short rule that a person's feedback taught a step."""

    id: str = Field(examples=[_LESSON])
    text: str = Field(examples=["Always include citations."])
    flow: str = Field(
        examples=["content_approval"],
        description="The flow it belongs to: the name it is served under, or its class's where "
        "it runs within others; empty where the lesson is for every step.",
    )
    step: str = Field(examples=["review_draft"], description="The method; `*` stands for all.")
    status: LessonStatus = Field(
        examples=["active"],
        description="candidate (a person must confirm it), active, retired or merged. Only an "
        "active lesson is ever applied.",
    )
    is_pinned: bool = Field(examples=[False], description="Whether it is applied always.")
    source: str = Field(examples=["hitl"], description="The step's `learn_source`.")
    learned_from: str | None = Field(
        examples=[_REQUEST], description="The request whose answer taught it."
    )
    learned_at: datetime = Field(examples=["2026-03-02T09:14:07Z"])
    teacher: str | None = Field(examples=["ana@example.com"], description="Who gave that answer.")
    n_shown: int = Field(
        examples=[12], description="How many answers came to outputs it had changed."
    )
    n_helped: int = Field(examples=[9], description="How many of them accepted what was shown.")
    merged_into: str | None = Field(
        examples=[None], description="The lesson that took its place, if one did."
    )


class LessonChange(BaseModel):
    """What is to be changed of a lesson: all of it, or nothing."""

    model_config = ConfigDict(extra="forbid")

    text: Words | None = Field(
        default=None,
        examples=["Cite a source for every number."],
        description=f"One sentence of up to {MAX_LENGTH} characters.",
    )
    status: Literal["active", "retired"] | None = Field(
        default=None,
        examples=["active"],
        description="active confirms a candidate or restores a retired lesson; retired takes it "
        "out, and it is not learned again.",
    )
    is_pinned: bool | None = Field(
        default=None,
        examples=[True],
        description="A pinned lesson is applied always, and not counted against `learn_limit`.",
    )

    @model_validator(mode="after")
    def _changes_something(self) -> LessonChange:
        if self.text is None and self.status is None and self.is_pinned is None:
            raise ValueError("a change needs a text, a status or is_pinned")
        return self


class Merge(BaseModel):
    """Which lesson is to stand for another."""

    model_config = ConfigDict(extra="forbid")

    into: Words = Field(examples=[_KEPT], description="The id of the lesson that stays.")


class LessonPage(Page[Lesson]):
    """Lessons, step by step, the oldest of each first."""
