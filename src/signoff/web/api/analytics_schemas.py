"""The words the API speaks about figures, described for their readers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from signoff.inbox.figures import Step
from signoff.store.figures.reading import By

T = TypeVar("T")

_AT = "2026-03-02T09:14:07Z"
_SHARE = "From 0 to 1."
_APPROVED = (
    "How many of `n` approved: by what the request's `approving` names, else by a name that leaves "
    "no doubt."
)
_WITHHELD = "How many say that they did not; what is neither says nothing about it."


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    start: date = Field(examples=["2026-03-01"], description="The first day of this part.")
    end: date = Field(examples=["2026-03-31"], description="Its last day.")
    group: str | None = Field(
        examples=["ana@example.com"],
        description="Whose figures these are: a value of what `by` names; null without `by`, and "
        "for what has none.",
    )


class ResponseTimeRow(_Row):
    """How long people took to answer."""

    n: int = Field(examples=[42], description="How many answers of people were measured.")
    average_s: float | None = Field(examples=[5210.5], description="Seconds.")
    median_s: int | None = Field(
        examples=[3600], description="Whole seconds: the nearest rank, a value that occurred."
    )
    p90_s: int | None = Field(examples=[14400], description="As `median_s`, of 90 %.")


class VolumeRow(_Row):
    """What was opened and what was closed."""

    opened: int = Field(examples=[50])
    answered: int = Field(examples=[42], description="By people.")
    timed_out: int = Field(examples=[2], description="An answer was taken at the deadline.")
    expired: int = Field(examples=[1])
    cancelled: int = Field(examples=[3], description="Superseded ones are among them.")


class OutcomeRow(_Row):
    """How often one outcome was given."""

    outcome: str | None = Field(
        validation_alias="value", examples=["approved"], description="Null: words alone."
    )
    n: int = Field(examples=[31])
    share: float = Field(examples=[0.7045], description=_SHARE)
    approved: int = Field(examples=[31], description=_APPROVED)
    withheld: int = Field(examples=[0], description=_WITHHELD)


class ChannelRow(_Row):
    """How many answers came by one channel, or were read in one way."""

    channel: str | None = Field(default=None, examples=["email"])
    source: str | None = Field(
        default=None, examples=["exact"], description="How the outcome was found."
    )
    n: int = Field(examples=[38])
    share: float = Field(examples=[0.8636], description=_SHARE)


class SlaRow(_Row):
    """How targets were kept."""

    met: int = Field(examples=[36], description="A person answered by the target.")
    missed: int = Field(examples=[4], description="Nobody did; what waits still is among them.")
    share: float | None = Field(
        examples=[0.9], description="What was met of all with a target, from 0 to 1."
    )


class RatingRow(_Row):
    """How good people found what they were shown."""

    n: int = Field(examples=[12], description="How many answers rated it.")
    average: float | None = Field(examples=[4.25], description="From 1 to 5.")


class BacklogRow(BaseModel):
    """What waits now."""

    model_config = ConfigDict(from_attributes=True)

    group: str | None = Field(examples=["ana@example.com"])
    n: int = Field(examples=[7])
    oldest_at: datetime | None = Field(examples=[_AT])
    median_age_s: int | None = Field(examples=[5400])
    p90_age_s: int | None = Field(examples=[86400])


class Sheet(BaseModel, Generic[T]):
    """Figures over whole days of a zone, one row for each part and group."""

    first: date = Field(serialization_alias="from", examples=["2026-03-01"])
    last: date = Field(serialization_alias="to", examples=["2026-03-31"], description="Included.")
    zone: str = Field(examples=["Europe/Berlin"])
    by: By | None = Field(examples=["reviewer"])
    each: Step | None = Field(examples=["month"])
    items: list[T]


class Backlog(BaseModel):
    """What waits at one moment."""

    at: datetime = Field(examples=[_AT])
    by: By | None = Field(examples=["reviewer"])
    items: list[BacklogRow]


class Overview(BaseModel):
    """The figures of some days, each as one number; null where there was nothing to measure."""

    first: date = Field(serialization_alias="from", examples=["2026-03-01"])
    last: date = Field(serialization_alias="to", examples=["2026-03-31"])
    opened: int = Field(examples=[50])
    answered: int = Field(examples=[42])
    timed_out: int = Field(examples=[2])
    expired: int = Field(examples=[1])
    cancelled: int = Field(examples=[3])
    average_s: float | None = Field(examples=[5210.5])
    median_s: int | None = Field(examples=[3600])
    p90_s: int | None = Field(examples=[14400])
    working_average_s: float | None = Field(
        examples=[2105.0], description="The same by the hours of the calendars."
    )
    working_median_s: int | None = Field(examples=[1800])
    working_p90_s: int | None = Field(examples=[7200])
    sla_met: int = Field(examples=[36])
    sla_missed: int = Field(examples=[4])
    sla_share: float | None = Field(examples=[0.9])
    n_rated: int = Field(examples=[12])
    average_rating: float | None = Field(examples=[4.25])
    approved: int = Field(examples=[31], description="Answers that approved.")
    withheld: int = Field(examples=[9], description="Answers that say that they did not.")
    approved_share: float | None = Field(examples=[0.775], description="Of those that say it.")


class Summary(BaseModel):
    """The figures of some days, of as many days before them, and what waits now."""

    zone: str = Field(examples=["Europe/Berlin"])
    now: Overview
    before: Overview
    backlog: BacklogRow
