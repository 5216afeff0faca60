"""CrewAI's agents and crews as agents of our crews, so that people review what they make.

They are met by their shape: this file imports without CrewAI, and nothing here is loaded by
those who do not use it. What CrewAI does between a prompt and a result is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.crew.agent import Agent, AgentRunner
from signoff.crew.call import TaskCall
from signoff.crew.results import TaskResult, TokenUsage
from signoff.errors import FlowDefinitionError
from signoff.flow.state import is_model

NOTES = "signoff_notes"  # the input under which a crew of theirs is told what people said


def agent_from(theirs: Any, *, role: str | None = None) -> Agent:  # noqa: ANN401 - a CrewAI Agent
    """Return an agent of ours that has a CrewAI agent do its tasks.

    Role, goal and backstory are theirs; ``role`` is the name shown to people.
    Raises: FlowDefinitionError, where ``theirs`` is none.
    """
    _check(theirs, "agent_from", "role", "a crewai.Agent")

    def run(call: TaskCall) -> TaskResult:
        mine = theirs.copy()  # runs side by side must not hear each other's steps
        thoughts = _listen(mine, call)
        named = {"response_format": call.output_type} if is_model(call.output_type) else {}
        return _result(mine.kickoff(call.task_prompt, **named), thoughts)

    return Agent(
        role=role or theirs.role, goal=theirs.goal or "", backstory=theirs.backstory or "", run=run
    )


def runner_from(theirs: Any) -> AgentRunner:  # noqa: ANN401 - a CrewAI Crew
    """Return what does a task of ours by a whole CrewAI crew.

    It is kicked off with our inputs. The task, earlier outputs and what people
    said are added to the description of each of its tasks.
    Raises: FlowDefinitionError, where ``theirs`` is no crew.
    """
    _check(theirs, "runner_from", "tasks", "a crewai.Crew")

    def run(call: TaskCall) -> TaskResult:
        mine = theirs.copy()
        thoughts = _listen(mine, call)
        for task in mine.tasks:
            # By an input: braces in what a person wrote are no placeholders of theirs.
            task.description = f"{task.description}\n\n{{{NOTES}}}"
        return _result(mine.kickoff(inputs={**call.inputs, NOTES: call.task_prompt}), thoughts)

    return run


def _check(theirs: object, where: str, has: str, wanted: str) -> None:
    if not callable(getattr(theirs, "kickoff", None)) or not hasattr(theirs, has):
        raise FlowDefinitionError(
            f"{where}() was given {theirs!r}. Nothing was made. Give it {wanted}."
        )


def _listen(theirs: Any, call: TaskCall) -> list[str]:  # noqa: ANN401 - an agent or a crew
    """Hear the steps of ``theirs``, besides whoever heard them before; return the thoughts."""
    thoughts: list[str] = []
    before = theirs.step_callback

    def heard(step: object) -> None:
        thought = str(getattr(step, "thought", "") or "")
        if thought:
            thoughts.append(thought)
        tool = str(getattr(step, "tool", "") or "")
        if tool or hasattr(step, "output"):
            call.emit_step(
                prompt=call.task_prompt,
                thought=thought,
                tool=tool,
                tool_input=getattr(step, "tool_input", None),
                result=getattr(step, "result" if tool else "output", None),
            )
        if before is not None:
            before(step)

    theirs.step_callback = heard
    return thoughts


def _result(came: Any, thoughts: list[str]) -> TaskResult:  # noqa: ANN401 - an output of theirs
    output = next(
        (
            form
            for form in (getattr(came, "pydantic", None), getattr(came, "json_dict", None))
            if form is not None
        ),
        came.raw,
    )
    told = getattr(came, "usage_metrics", None)
    usage = TokenUsage.read(told) if isinstance(told, Mapping) else None
    return TaskResult(output, usage, "\n\n".join(thoughts))
