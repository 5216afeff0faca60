"""What an author's type checker says about a crew. Read by type checkers, never run.

As in authors.py, each ``assert_type`` is a promise and each ``type: ignore`` a mistake to be found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_type

from signoff import HumanFeedbackPending
from signoff.crew import (
    Agent,
    AgentRunner,
    Crew,
    CrewFlow,
    CrewResult,
    Task,
    TaskCall,
    TaskOutput,
    TaskResult,
    TokenUsage,
    inputs_of,
)


def research(call: TaskCall) -> str:
    assert_type(call.prompt, str)
    assert_type(call.inputs, Mapping[str, Any])
    assert_type(call.feedback[0].words, str)
    call.emit_step(thought="hm", tool="web", tool_input={"q": 1}, result="found")
    call.emit_step(though="hm")  # type: ignore[call-arg]
    return call.context[0].output


async def write(call: TaskCall) -> TaskResult:
    return TaskResult({"title": call.task_id}, TokenUsage(total_tokens=3))


class Prompted:
    async def run(self, prompt: str) -> str:
        return prompt


def words(text: str) -> str:
    return text


runner: AgentRunner = research
researcher = Agent("Researcher", run=research)
writer = Agent("Writer", goal="write", backstory="", run=write)
prompted = Agent("Third", run=Prompted())
Agent("Nobody", run="gpt")  # type: ignore[arg-type]
Agent("Nobody", run=words)  # type: ignore[arg-type]

first = Task("Find {topic}", "facts", researcher, human_input=True, name="find")
second = Task("Write", "text", writer, context=[first], output_json=dict)
Task("Write", "text", "writer")  # type: ignore[arg-type]

crew = Crew([researcher, writer], [first, second], name="team")
assert_type(crew.tasks, tuple[Task, ...])
assert_type(inputs_of(crew), tuple[str, ...])
assert_type(crew.flow, type[CrewFlow])

came = crew.kickoff({"topic": "tides"})
assert_type(came, CrewResult | HumanFeedbackPending)
if isinstance(came, CrewResult):
    assert_type(came.tasks[0], TaskOutput)
    assert_type(came.output_json, dict[str, Any] | None)
else:
    run = crew.from_pending(came.context.flow_id)
    assert_type(run.state, dict[str, Any])
