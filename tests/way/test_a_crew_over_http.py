"""A client of CrewAI's API, served by us: a crew of three tasks, two of them reviewed.

The server is killed while a person is asked, and again while a task is done anew.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from signoff.cli import main
from signoff.webhooks import verify
from tests.support.needs import need
from tests.support.plain_http import NOBODY
from tests.support.served import data_settings, serving, start
from tests.support.webhook_receiver import opened_receiver
from tests.way.cast import ANA
from tests.way.crew_cast import MARK, crews, newsletter
from tests.way.stage import prepare_for_jobs, until

EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = ("task", "step", "crew")


class Story:
    """A client, the receiver of its webhooks, and a server that may die."""

    def __init__(self, settings, receiver):
        self.settings, self.receiver = settings, receiver
        self.server = start(settings, crews)
        self.webhooks = {f"{kind}WebhookUrl": self.url(kind) for kind in KINDS}

    def url(self, kind):
        return self.receiver.url.replace("/hook", f"/webhooks/{kind}")

    @property
    def base(self):
        return f"{self.server.base}/crews/team"

    def call(self, method, path, **body):
        return httpx2.request(
            method,
            f"{self.server.base}{path}" if path.startswith("/api") else f"{self.base}{path}",
            json=body or None,
            headers={"Authorization": f"Bearer {self.server.token}"},
            timeout=60,
            verify=NOBODY,
        )

    def die(self):
        """Kill the server, as kill -9 does, and start it again."""
        self.server.kill()
        self.server = start(self.settings, crews)

    def told(self, kind):
        """Return the bodies of calls; one that was made again after a crash, once."""
        bodies = {
            call.headers["X-Delivery-Id"]: json.loads(call.body)
            for call in self.receiver.calls
            if call.path.startswith(f"/webhooks/{kind}?")
        }
        return list(bodies.values())

    def make_secret(self):
        [deployment] = self.call("GET", "/api/v1/deployments").json()["items"]
        where = f"/api/v1/deployments/{deployment['id']}/crew-secret"
        return self.call("POST", where, overlap_hours=0).json()["secret"]

    def kickoff(self, marks):
        proof = {"strategy": "bearer", "token": "mine"}
        started = self.call(
            "POST",
            "/kickoff",
            inputs={"topic": "tides", "marks": str(marks)},
            meta={"requestId": "r1"},
            humanInputWebhook={"url": self.url("human"), "authentication": proof},
            **self.webhooks,
        )
        return started.json()["kickoff_id"]

    def send_back(self, run_id, words):
        said = {"execution_id": run_id, "task_id": "research_task", "human_feedback": words}
        return self.call("POST", "/resume", **said, is_approve=False, **self.webhooks).json()

    def status(self, run_id):
        return self.call("GET", f"/status/{run_id}").json()

    def not_from_us(self, secret):
        """Return the calls that do not prove what they should."""
        return [
            call
            for call in self.receiver.calls
            if not verify(
                secret=secret,
                timestamp=call.headers["X-Timestamp"],
                body=call.body,
                signature=call.headers["X-Signature"],
            )
            or ("mine" in call.headers.get("Authorization", ""))
            is not call.path.startswith("/webhooks/human")
        ]

    def curl(self, run_id, task_id):
        """Resume as the documentation of that API has it, to the letter, by curl itself."""
        page = f"""curl -X POST {self.base}/resume \\
-H "Authorization: Bearer {self.server.token}" \\
-H "Content-Type: application/json" \\
-d '{{
"execution_id": "{run_id}",
"task_id": "{task_id}",
"human_feedback": "Great work! Please add more details.",
"is_approve": true,
"taskWebhookUrl": "{self.url("task")}",
"stepWebhookUrl": "{self.url("step")}",
"crewWebhookUrl": "{self.url("crew")}"
}}'
"""
        words = shlex.split(page.replace("\\\n", " "))
        done = subprocess.run(
            [*words, "-sS", "--noproxy", "*"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return json.loads(done.stdout)


@pytest.fixture
def story(tmp_path, databases):
    settings = data_settings(tmp_path / "data", databases.prepared(prepare_for_jobs), creator=ANA)
    with opened_receiver() as receiver:
        told = Story(settings, receiver)
        yield told
        told.server.stop()


def test_a_crew_is_kicked_off_sent_back_approved_and_outlives_its_server(story, tmp_path):
    need("curl", "clients of that API call it with curl")
    marks = tmp_path / "marks"
    secret = story.make_secret()
    run_id = story.kickoff(marks)
    first = until(lambda: story.told("human"))[0]
    assert (first["execution_id"], first["task_id"]) == (run_id, "research_task")
    story.die()  # while a person is asked

    Path(f"{marks}.slow").touch()
    assert story.send_back(run_id, "Name a source.")["status"] == "retrying"
    until(lambda: MARK in marks.read_text())
    Path(f"{marks}.slow").unlink()
    story.die()  # while the task is done anew

    second = until(lambda: story.told("human")[1:])[0]
    assert (second["round"], "Name a source." in second["task_output"]) == (2, True)
    assert story.status(run_id)["state"] == "Pending Human Input"
    assert story.curl(run_id, "research_task")["status"] == "resumed"
    last = until(lambda: story.told("human")[2:])[0]
    assert last["task_id"] == "check"
    assert story.curl(run_id, "check")["status"] == "completed"
    [crew] = until(lambda: story.told("crew"))
    until(lambda: story.told("task")[2:])

    result = story.status(run_id)["result"]
    assert [len(story.told(kind)) for kind in ("human", "task", "crew")] == [3, 3, 1]
    names = {task["name"] for task in story.told("task")}
    assert names == {"check", "research_task", "writing_task"}
    assert crew["result"] == result["output"]
    assert "Great work! Please add more details." in result["tasks"][1]["output"]
    metas = [body["meta"] for kind in (*KINDS, "human") for body in story.told(kind)]
    assert all(meta == {"requestId": "r1"} for meta in metas)
    assert story.not_from_us(secret) == []


def test_the_examples_client_and_the_suite_find_what_they_need(tmp_path):
    database = f"sqlite:///{tmp_path / 'signoff.db'}"
    settings = data_settings(tmp_path / "data", database, creator=ANA)
    with serving(settings, newsletter) as server:
        base = f"{server.base}/crews/newsletter"
        answers = "Windmills\nengineers\nname a source\n\n\n"
        client = [sys.executable, str(EXAMPLES / "crew_client.py"), base, server.token]
        done = subprocess.run(
            client, input=answers, capture_output=True, text=True, timeout=60, check=True
        )
        words = ["conformance", "crews", base, "--token", server.token]
        codes = [main([*words, "--answer"]), main([*words[:-1], "sgn_no"])]

    assert "register of monuments" in done.stdout
    assert "Done: research\n" in done.stdout
    assert "\n# Windmills\n" in done.stdout
    assert codes == [0, 1]
