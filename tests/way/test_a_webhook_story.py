"""A program is told, and answers, with jobs done as in production, on both databases."""

import json

import httpx2
import pytest

from signoff.webhooks import verify
from tests.support.served import data_settings, serving
from tests.support.webhook_receiver import opened_receiver
from tests.way.cast import ANA, all_flows
from tests.way.stage import prepare_for_jobs, until


@pytest.fixture
def settings(tmp_path, databases):
    return data_settings(tmp_path / "data", databases.prepared(prepare_for_jobs), creator=ANA)


def test_a_program_is_told_answers_and_hears_that_the_flow_went_on(settings):
    with opened_receiver() as receiver, serving(settings, all_flows) as server:
        owner = {"Authorization": f"Bearer {server.token}"}
        with httpx2.Client(base_url=f"{server.base}/api/v1", headers=owner) as http:
            deployment = http.get("/deployments").json()["items"][0]["id"]
            given = {"name": "approval-app", "url": receiver.url}
            secret = http.post(f"/deployments/{deployment}/webhooks", json=given).json()["secret"]
            run_id = http.post("/flows/post/kickoff", json={"inputs": {}}).json()["id"]

            call = until(lambda: receiver.calls[:1])[0]
            told = json.loads(call.body)
            answer = httpx2.post(
                told["callback_url"], json={"feedback": "approved", "source": "my_app"}
            )
            until(lambda: http.get(f"/runs/{run_id}").json()["status"] == "ended")
            until(lambda: len(receiver.calls) >= 3)

    assert verify(
        secret=secret,
        timestamp=call.headers["X-Timestamp"],
        body=call.body,
        signature=call.headers["X-Signature"],
    )
    assert answer.json()["response"]["responder"] == "webhook:approval-app"
    events = {json.loads(each.body)["event"] for each in receiver.calls}
    assert events == {"new_request", "answered", "resumed"}
