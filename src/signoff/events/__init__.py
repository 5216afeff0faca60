"""WHAT HAPPENS IN RUNS, told to whoever listens in this process.

The lowest room: an event is plain values, and who tells it is not known here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from signoff.events.listeners import EventBus, bus

if TYPE_CHECKING:
    from signoff.events.crews import StepTakenEvent, TaskFinishedEvent, TaskStartedEvent
    from signoff.events.kinds import (
        FlowCancelledEvent,
        FlowCreatedEvent,
        FlowEvent,
        FlowFailedEvent,
        FlowFinishedEvent,
        FlowInputReceivedEvent,
        FlowInputRequestedEvent,
        FlowPausedEvent,
        FlowPlotEvent,
        FlowResumedEvent,
        FlowStartedEvent,
        HumanFeedbackReceivedEvent,
        HumanFeedbackRequestedEvent,
        MethodExecutionFailedEvent,
        MethodExecutionFinishedEvent,
        MethodExecutionPausedEvent,
        MethodExecutionStartedEvent,
    )

__all__ = [
    "EventBus",
    "FlowCancelledEvent",
    "FlowCreatedEvent",
    "FlowEvent",
    "FlowFailedEvent",
    "FlowFinishedEvent",
    "FlowInputReceivedEvent",
    "FlowInputRequestedEvent",
    "FlowPausedEvent",
    "FlowPlotEvent",
    "FlowResumedEvent",
    "FlowStartedEvent",
    "HumanFeedbackReceivedEvent",
    "HumanFeedbackRequestedEvent",
    "MethodExecutionFailedEvent",
    "MethodExecutionFinishedEvent",
    "MethodExecutionPausedEvent",
    "MethodExecutionStartedEvent",
    "StepTakenEvent",
    "TaskFinishedEvent",
    "TaskStartedEvent",
    "bus",
]

_OF_CREWS = frozenset({"StepTakenEvent", "TaskFinishedEvent", "TaskStartedEvent"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    # The classes are made when somebody listens; a run that nobody listens to never needs them.
    if name in __all__:
        module = "crews" if name in _OF_CREWS else "kinds"
        return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
