"""The small values a run's record is made of: what happened, what is due, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from signoff.flow.human_feedback import HumanFeedbackResult


class RunStatus(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    WAITING = "waiting"
    ENDED = "ended"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Done(NamedTuple):
    """A method finished with ``value``."""

    method: str
    value: Any


class Asked(NamedTuple):
    """A method's body finished with ``value``, and a person must judge it."""

    method: str
    value: Any
    key: str


class Answered(NamedTuple):
    """A person judged what the entry at ``asked`` holds; ``result`` says how."""

    method: str
    asked: int
    key: str
    result: HumanFeedbackResult


Entry = Done | Asked | Answered


class Source(NamedTuple):
    """Where a step's argument comes from: a log entry, and which side of it.

    ``part``: "value" is what listeners of a method get, "outcome" is the
    outcome's own name.
    """

    entry: int
    part: str = "value"


class Step(NamedTuple):
    """A method that is to run, or was running when the record was saved.

    ``chain`` is one number for all events that routers passed on from one
    finished method; an or_ fires once per chain.
    """

    id: int
    method: str
    trigger: str | None
    source: Source | None
    chain: int


class Pause(NamedTuple):
    """A question that waits for its answer, as it was asked."""

    key: str
    method: str
    asked: int
    chain: int
    message: str
    outcomes: tuple[str, ...]
    default_outcome: str | None
    metadata: Mapping[str, Any]
    model: str | None
    at: datetime
