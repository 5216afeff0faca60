"""The crew of the story over HTTP, for a server in another process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Event

from signoff.crew import Agent, Crew, Task, TaskCall
from signoff.flow.flow import Flow
from signoff.flow.loading import load_flows

MARK = "research_task 2 begins"
_LONGEST_S = 60


def work(call: TaskCall) -> str:
    """Say what was told; where the story wants it slow, begin and never end by itself."""
    call.emit_step(thought="I begin.")
    marks = Path(call.inputs["marks"])
    with marks.open("a") as file:
        file.write(f"{call.task_id} {call.round} begins\n")
    if Path(f"{marks}.slow").exists():
        Event().wait(_LONGEST_S)  # the story kills the process long before
    words = [one.words for one in call.feedback] + [one.words for one in call.remarks]
    return f"{call.task_id} on {call.inputs['topic']}. {' '.join(words)}"


def crews() -> Mapping[str, type[Flow]]:
    """What is served."""
    agent = Agent("Worker", run=work)
    tasks = [
        Task("Research {topic}", "facts", agent, human_input=True, name="research_task"),
        Task("Write", "a text", agent, name="writing_task"),
        Task("Check", "a verdict", agent, human_input=True, name="check"),
    ]
    return {"team": Crew([agent], tasks, name="team").flow}


def newsletter() -> Mapping[str, type[Flow]]:
    """The example's crew."""
    return load_flows(str(Path(__file__).parents[2] / "examples" / "newsletter_crew.py"))
