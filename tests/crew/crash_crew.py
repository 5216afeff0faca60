"""A program that is killed while an agent works, and its crew of three tasks with two reviews.

Run with: database, file of marks, run id, the call to die in ("" for none), what to do.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from signoff import HumanFeedbackPending
from signoff.crew import Agent, Crew, CrewResult, Task
from signoff.flow.persistence import SQLiteFlowPersistence

DATABASE, MARKS, RUN_ID, DIE_IN, WHAT = sys.argv[1:]


class Later:
    def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)


def work(call):
    """Write down that an agent was called; then die, if this is the call to die in."""
    name = f"{call.task_id}-{call.round}"
    with Path(MARKS).open("a") as marks:
        marks.write(f"{name}\n")
    if name == DIE_IN:
        os.kill(os.getpid(), signal.SIGKILL)
    told = [part.output for part in call.context] + [one.words for one in call.feedback]
    return f"{name}({', '.join(told)})"


agent = Agent("Worker", run=work)
crew = Crew(
    [agent],
    [
        Task("Research {topic}", "facts", agent, human_input=True, name="research"),
        Task("Write", "a text", agent, human_input=True, name="write"),
        Task("Check", "a verdict", agent, name="check"),
    ],
    name="team",
    provider=Later(),
    persistence=SQLiteFlowPersistence(DATABASE),
)


def main():
    if WHAT == "kickoff":
        came = crew.kickoff({"id": RUN_ID, "topic": "tides"})
    else:
        came = crew.from_pending(RUN_ID).resume(WHAT)
    sys.stdout.write(came.output if isinstance(came, CrewResult) else came.context.method_name)


main()
