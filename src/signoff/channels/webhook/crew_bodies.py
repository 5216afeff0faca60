"""What a program is told of a crew's run: the bodies of its calls.

Clients that were written for CrewAI's API read these, so members are added
here and none is taken away or renamed. ``task`` and ``result`` are a
TaskOutput and a CrewResult as plain JSON. Who is told, and when, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

PENDING = "Pending Human Input"
_TASK = ("description", "name", "expected_output", "summary", "agent", "output", "output_json")
_STEP = ("prompt", "thought", "tool", "tool_input", "result")

# What a hook of events can be told of. Names that are none of these are never sent.
STARTED = "crew_kickoff_started"
COMPLETED = "crew_kickoff_completed"
FAILED = "crew_kickoff_failed"
TASK_STARTED = "task_started"
TASK_COMPLETED = "task_completed"
TOOL_USED = "tool_usage_finished"
AGENT_STEP = "agent_logs_execution"
ASKED = "human_feedback_requested"
ANSWERED = "human_feedback_received"
EVENTS = (
    STARTED, TASK_STARTED, AGENT_STEP, TOOL_USED, TASK_COMPLETED, ASKED, ANSWERED, COMPLETED,
    FAILED,
)  # fmt: skip


def task_body(task: Mapping[str, Any], *, run_id: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells that a task is done."""
    told = {name: task.get(name) for name in _TASK}
    return {**told, "kickoff_id": run_id, "meta": dict(meta)}


def step_body(step: Mapping[str, Any], *, run_id: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells one step of an agent's work."""
    told = {name: step.get(name) for name in _STEP}
    return {**told, "kickoff_id": run_id, "meta": dict(meta)}


def crew_body(result: Mapping[str, Any], *, run_id: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells that a crew has done all its tasks."""
    return {
        "kickoff_id": run_id,
        "result": result.get("output", ""),
        "result_json": last_json(result),
        "token_usage": result.get("token_usage"),
        "meta": dict(meta),
    }


def last_json(result: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's JSON
    """Return a crew's result as an object, where its last task was asked for one."""
    tasks = result.get("tasks") or [{}]
    return tasks[-1].get("output_json")


def human_input_body(
    asked: Mapping[str, Any], *, run_id: str, meta: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what tells that a person must look at a task's output."""
    return {
        "execution_id": run_id,
        "task_id": asked["task_id"],
        "task_output": asked["output"],
        "state": PENDING,
        "request_id": asked["request_id"],
        "round": asked["round"],
        "kickoff_id": run_id,
        "meta": dict(meta),
    }


def event_of(
    kind: str, data: Mapping[str, Any], *, event_id: str, run_id: str, at: datetime
) -> dict[str, Any]:
    """Return one member of ``events_body``."""
    return {
        "id": event_id,
        "execution_id": run_id,
        "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "type": kind,
        "data": dict(data),
    }


def events_body(events: list[Mapping[str, Any]], *, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells one event, or several that were held back."""
    return {"events": [dict(event) for event in events], "meta": dict(meta)}
