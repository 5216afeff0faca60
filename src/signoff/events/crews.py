"""What can happen in a crew's run, besides what can happen in every flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from signoff.events.kinds import FlowEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStartedEvent(FlowEvent):
    """An agent is called for a task; ``round`` is above 1 where a person sent it back."""

    type = "task_started"

    task_id: str
    agent: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFinishedEvent(FlowEvent):
    """A task is made, approved where people review it, and stored where the run is stored.

    ``output`` is a signoff.crew.TaskOutput. Told again where a crash came right after it.
    """

    type = "task_finished"

    task_id: str
    output: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTakenEvent(FlowEvent):
    """An agent told one step of its work, by ``call.emit_step()``."""

    type = "step_taken"

    task_id: str
    agent: str
    prompt: str
    thought: str
    tool: str
    tool_input: Any
    result: Any
