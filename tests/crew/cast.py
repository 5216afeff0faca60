"""The agents of these tests: they say what they were told, so that a test can read it."""

from __future__ import annotations

from contextlib import contextmanager

from pydantic import BaseModel

from signoff.crew import Agent, Crew, Task
from signoff.events import bus


class Article(BaseModel):
    title: str
    n_words: int = 0


class Notes:
    """An agent that keeps every call and answers with the given outputs, then with a text."""

    def __init__(self, *outputs):
        self.outputs = list(outputs)
        self.calls = []

    def __call__(self, call):
        self.calls.append(call)
        came = self.outputs.pop(0) if self.outputs else f"{call.task_id} of round {call.round}"
        if isinstance(came, Exception):
            raise came
        return came


def three_tasks(run, *, reviewed=(), **kwargs):
    """A crew of research, write and check, all done by ``run``; those in ``reviewed`` are shown."""
    agent = Agent("Worker on {topic}", run=run)
    tasks = [
        Task(f"{name.title()} about {{topic}}", "a text", agent, name in reviewed, name=name)
        for name in ("research", "write", "check")
    ]
    return Crew([agent], tasks, name="team", **kwargs)


def crew_of(*tasks, **kwargs):
    agents = list({id(task.agent): task.agent for task in tasks}.values())
    return Crew(agents, list(tasks), **kwargs)


@contextmanager
def told(*kinds):
    """Collect the events of these kinds."""
    events = []

    def note(_source, event):
        events.append(event)

    for kind in kinds:
        bus.subscribe(kind, note)
    try:
        yield events
    finally:
        for kind in kinds:
            bus.unsubscribe(kind, note)
