"""Run by a Python that has CrewAI: a crew of ours whose agents are theirs. Prints what came, as JSON.

Their model is a function, so nothing leaves the machine.
"""

from __future__ import annotations

import json
import sys

from crewai import Agent as TheirAgent
from crewai import BaseLLM
from crewai import Crew as TheirCrew
from crewai import Task as TheirTask
from crewai.tools import tool

from signoff.crew import Agent, Crew, Task
from signoff.events import StepTakenEvent, bus
from signoff.integrations.crewai import agent_from, runner_from


class Answers:
    """A person who sends back once and approves then."""

    answers_at_once = True

    def __init__(self):
        self.words = ["needs_revision: name {the} harbour", "approved"]

    def request_feedback(self, context, flow):
        return self.words.pop(0)


@tool("look_up")
def look_up(word: str) -> str:
    """Look up a word."""
    return f"{word}: high"


PROMPTS = []


class Model(BaseLLM):
    """Looks a word up, then says so."""

    def call(self, messages, *args, **kwargs):
        text = json.dumps(messages)
        if "tides: high" not in text:
            PROMPTS.append(text)
            return 'Thought: I look.\nAction: look_up\nAction Input: {"word": "tides"}'
        return "Thought: I know.\nFinal Answer: The tide is high."

    def supports_function_calling(self):
        return False


theirs = TheirAgent(
    role="Seaman", goal="know tides", backstory="Old.", llm=Model(model="none"), tools=[look_up]
)
their_crew = TheirCrew(
    agents=[theirs],
    tasks=[TheirTask(description="Say it of {place}", expected_output="a line", agent=theirs)],
)
seaman = agent_from(theirs)
harbour = Agent("Harbour office", run=runner_from(their_crew))
crew = Crew(
    [seaman, harbour],
    [
        Task("Say how the tide is in {place}", "a line", seaman, name="alone"),
        Task("Say it together", "a line", harbour, human_input=True, name="together"),
    ],
    provider=Answers(),
)
steps = []
bus.subscribe(StepTakenEvent, lambda _, event: steps.append([event.task_id, event.tool]))
result = crew.kickoff({"place": "Brest"})
came = {
    "outputs": {task.task_id: task.output for task in result.tasks},
    "rounds": result.tasks[1].rounds,
    "steps": steps,
    "agent": result.tasks[0].agent,
    "prompts": PROMPTS,
}
sys.stdout.write(f"\n{json.dumps(came)}\n")
