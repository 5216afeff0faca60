"""A served crew of three tasks with two reviews, and somebody who is told of its runs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from signoff.crew import Agent, Crew, Task, TaskCall, TaskResult, TokenUsage
from signoff.flow.flow import Flow
from signoff.testing import open_workbench
from tests.support.webhook_receiver import opened_receiver
from tests.web.cast import ANA, PostFlow
from tests.web.conftest import Stage

BASE = "/crews/team"
INPUTS = {"topic": "tides"}


class Verdict(BaseModel):
    is_good: bool
    why: str


def work(call: TaskCall) -> TaskResult:
    """Say what was told, and tell one step."""
    call.emit_step(
        prompt="p",
        thought="Let me see.",
        tool="web",
        tool_input={"q": call.task_id},
        result="found",
    )
    words = [one.words for one in call.feedback] + [one.words for one in call.remarks]
    output = f"{call.task_id} {call.round} {' '.join(words)}".strip()
    if call.output_type is not None:
        return TaskResult({"is_good": True, "why": output}, TokenUsage(total_tokens=7))
    return TaskResult(output, TokenUsage(total_tokens=5))


def team() -> Crew:
    agent = Agent("Worker on {topic}", run=work)
    return Crew(
        [agent],
        [
            Task("Research {topic}", "facts", agent, human_input=True, name="research_task"),
            Task("Write on {topic}", "a text", agent, name="writing_task"),
            Task(
                "Check it", "a verdict", agent, human_input=True, output_json=Verdict, name="check"
            ),
        ],
        name="team",
    )


def crews() -> Mapping[str, type[Flow]]:
    """What is served: the crew, and a flow that is none."""
    return {"team": team().flow, "post": PostFlow}


class Told:
    """What a receiver was told."""

    def __init__(self, receiver):
        self.receiver = receiver

    def url(self, kind):
        return self.receiver.url.replace("/hook", f"/{kind}")

    def webhooks(self, *kinds):
        """Return members that name an address of their own for each kind."""
        return {f"{kind}WebhookUrl": self.url(kind) for kind in kinds}

    def calls(self, kind):
        return [call for call in self.receiver.calls if call.path.startswith(f"/{kind}?")]

    def bodies(self, kind):
        return [json.loads(call.body) for call in self.calls(kind)]


class Desk:
    """A client of the crew, and who is told."""

    def __init__(self, stage, receiver):
        self.stage, self.bench = stage, stage.bench
        self.told = Told(receiver)
        self.receiver = receiver
        self.client = stage.program()

    def kickoff(self, **given):
        answer = self.client.post(f"{BASE}/kickoff", json={"inputs": INPUTS, **given})
        assert answer.status_code == 200, answer.text
        self.bench.drain()
        return answer.json()["kickoff_id"]

    def status(self, run_id):
        return self.client.get(f"{BASE}/status/{run_id}").json()

    def resume(self, run_id, task_id, *, yes=True, client=None, words="Good.", **given):
        said = {"execution_id": run_id, "task_id": task_id, "human_feedback": words}
        answer = (client or self.client).post(
            f"{BASE}/resume", json={**said, "is_approve": yes, **given}
        )
        self.bench.drain()
        return answer

    def calls(self, run_id):
        return self.client.get(f"/api/v1/runs/{run_id}/crew-calls").json()["items"]


def opened_desk(folder, database, portal):
    """Have a desk for a test."""
    bench = open_workbench(folder, crews(), database=database, creator=ANA)
    with opened_receiver() as receiver:
        yield Desk(Stage(bench, portal), receiver)
    bench.app.engine.dispose()
