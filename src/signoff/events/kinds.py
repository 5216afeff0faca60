"""What can happen in a run, as one small class each.

Values are the author's own, as they are at that moment: a listener reads them
and leaves them as they are. ``type`` names the event in text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEvent:
    """Anything that happens in a run; ``at`` is aware UTC."""

    type: ClassVar[str] = ""

    flow_name: str
    flow_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCreatedEvent(FlowEvent):
    """A flow object was made; it has no run yet, so ``flow_id`` is empty."""

    type = "flow_created"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStartedEvent(FlowEvent):
    """A run begins; its inputs are in its state."""

    type = "flow_started"

    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowResumedEvent(FlowEvent):
    """A stored run goes on: from answers, or after it was cut off."""

    type = "flow_resumed"

    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPausedEvent(FlowEvent):
    """All that could run has run, and questions are open. ``method_name``: of the oldest."""

    type = "flow_paused"

    state: Any
    method_name: str
    message: str
    emit: tuple[str, ...]
    n_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFinishedEvent(FlowEvent):
    """Every branch has ended."""

    type = "flow_finished"

    state: Any
    result: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFailedEvent(FlowEvent):
    """A method raised, or the run could not be stored; the error comes out of kickoff."""

    type = "flow_failed"

    state: Any
    error: BaseException


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCancelledEvent(FlowEvent):
    """Somebody called cancel()."""

    type = "flow_cancelled"

    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodExecutionStartedEvent(FlowEvent):
    """A method is called. ``trigger`` fired it, None for a start; ``params`` is what it gets."""

    type = "method_execution_started"

    method_name: str
    trigger: str | None
    params: tuple[Any, ...]
    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodExecutionFinishedEvent(FlowEvent):
    """A method returned, and that is stored where the run is stored."""

    type = "method_execution_finished"

    method_name: str
    result: Any
    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodExecutionFailedEvent(FlowEvent):
    """A method raised."""

    type = "method_execution_failed"

    method_name: str
    error: BaseException


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodExecutionPausedEvent(FlowEvent):
    """A method's own code is done for now, and a person must say how it goes on."""

    type = "method_execution_paused"

    method_name: str
    message: str
    emit: tuple[str, ...]
    state: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanFeedbackRequestedEvent(FlowEvent):
    """A question is open. ``request_id`` names it, for from_pending."""

    type = "human_feedback_requested"

    method_name: str
    request_id: str
    output: Any
    message: str
    emit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanFeedbackReceivedEvent(FlowEvent):
    """A person's answer was taken, and that is stored where the run is stored."""

    type = "human_feedback_received"

    method_name: str
    request_id: str
    feedback: str
    outcome: str | None
    responder: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowInputRequestedEvent(FlowEvent):
    """A step calls ask()."""

    type = "flow_input_requested"

    method_name: str
    message: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowInputReceivedEvent(FlowEvent):
    """ask() returns; ``response`` is None where nobody answered in time."""

    type = "flow_input_received"

    method_name: str
    message: str
    response: str | None
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPlotEvent(FlowEvent):
    """A flow was drawn."""

    type = "flow_plot"
