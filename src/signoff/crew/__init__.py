"""AGENTS' TASKS, with people's review between them.

A crew is a flow that is made of its tasks, so it is stored, paused, resumed
and served as flows are. It knows no model: an agent is whatever can be called.
"""

from __future__ import annotations

from signoff.crew.agent import Agent, AgentRunner, PromptedAgent
from signoff.crew.call import ContextPart, Remark, Round, TaskCall
from signoff.crew.crew import Crew, inputs_of, missing_inputs
from signoff.crew.made import CrewFlow
from signoff.crew.results import CrewResult, TaskOutput, TaskResult, TokenUsage
from signoff.crew.standing import Progress, progress_of, task_output, task_outputs
from signoff.crew.task import Task

__all__ = [
    "Agent",
    "AgentRunner",
    "ContextPart",
    "Crew",
    "CrewFlow",
    "CrewResult",
    "Progress",
    "PromptedAgent",
    "Remark",
    "Round",
    "Task",
    "TaskCall",
    "TaskOutput",
    "TaskResult",
    "TokenUsage",
    "inputs_of",
    "missing_inputs",
    "progress_of",
    "task_output",
    "task_outputs",
]
