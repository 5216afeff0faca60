"""A crew over HTTP: what clients of CrewAI's API send, and what they get back."""

from __future__ import annotations

import pytest

from signoff.client.conformance import check_crews
from tests.way.stage import prepare
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE
from tests.web.crew_cast import BASE, INPUTS, opened_desk

NOBODY = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"


@pytest.fixture
def desk(tmp_path, door_databases, portal):
    yield from opened_desk(tmp_path / "data", door_databases.prepared(prepare), portal)


class TestTheSuite:
    def test_is_kept_by_a_served_crew(self, desk):
        token = desk.client.headers["authorization"].removeprefix("Bearer ")

        checked = list(
            check_crews(
                f"{desk.stage.base_url}{BASE}",
                token,
                answers=True,
                http=desk.stage.stranger(),
                rest=lambda _: desk.bench.drain(),
            )
        )

        assert {one.case.name: one.wrong for one in checked if one.wrong} == {}
        assert [one.case.name for one in checked if one.skipped] == []

    def test_finds_out_what_is_no_crew(self, desk):
        token = desk.client.headers["authorization"].removeprefix("Bearer ")

        checked = list(
            check_crews(f"{desk.stage.base_url}/crews/post", token, http=desk.stage.stranger())
        )

        wrong = {one.case.name for one in checked if one.wrong}
        assert {"a crew that is served says so", "a kickoff returns its id"} <= wrong
        assert "the inputs are listed" in wrong
        assert all(one.skipped for one in checked if one.case.answers)


class TestAClient:
    def test_goes_from_kickoff_to_result(self, desk):
        started = desk.client.post(f"{BASE}/kickoff", json={"inputs": INPUTS})
        run_id = started.json()["kickoff_id"]
        assert started.json() == {"kickoff_id": run_id}
        progress = {"completed_tasks": 0, "total_tasks": 3}
        running = {"status": "running", "current_task": "research_task", "progress": progress}
        assert desk.status(run_id) == running
        desk.bench.drain()
        waiting = desk.status(run_id)
        request_id = waiting.pop("request_id")
        assert waiting == {
            **running,
            "state": "Pending Human Input",
            "task_id": "research_task",
            "task_output": "research_task 1",
        }
        shown = desk.client.get(f"/api/v1/requests/{request_id}").json()
        assert (shown["method"], shown["content"]) == ("research_task", "research_task 1")

        no = desk.resume(run_id, "research_task", yes=False, words="name a source").json()
        assert no["status"] == "retrying"
        assert "research_task 2 name a source" in desk.status(run_id)["task_output"]
        assert desk.resume(run_id, "research_task", words="Nice.").json() == {
            "status": "resumed",
            "message": "Task 'research_task' is approved; the crew goes on.",
        }
        assert desk.status(run_id)["progress"] == {"completed_tasks": 2, "total_tasks": 3}
        assert desk.resume(run_id, "check", words="").json()["status"] == "completed"

        done = desk.status(run_id)
        assert set(done) == {"status", "result", "execution_time"}
        tasks = done["result"]["tasks"]
        assert [set(task) for task in tasks] == [
            {"task_id", "output", "agent", "execution_time"}
        ] * 3
        assert [(task["task_id"], task["agent"]) for task in tasks] == [
            (name, "Worker on tides") for name in ("research_task", "writing_task", "check")
        ]
        assert tasks[1]["output"] == "writing_task 1 Nice."
        assert done["result"]["output"] == tasks[2]["output"]

    def test_finds_the_crew_and_what_it_needs(self, desk):
        healthy = [desk.client.get(where) for where in (BASE, f"{BASE}/")]

        assert [(each.status_code, each.text) for each in healthy] == [(200, "Healthy")] * 2
        assert desk.client.get(f"{BASE}/inputs").json() == {"inputs": ["topic"]}

    def test_hears_what_failed_or_was_cancelled(self, desk):
        run_id = desk.kickoff()
        desk.client.post(f"/api/v1/runs/{run_id}/cancel")

        cancelled = desk.status(run_id)

        assert set(cancelled) == {"status", "error", "execution_time"}
        assert (cancelled["status"], cancelled["error"]) == ("error", "The run was cancelled.")
        assert "cancelled" in desk.resume(run_id, "research_task").json()["message"]

    def test_is_told_what_is_wrong_and_nothing_is_done(self, desk):
        cases = [
            ("POST", f"{BASE}/kickoff", {}, 422, "no input for topic"),
            ("POST", f"{BASE}/kickoff", {"inputs": []}, 422, "body.inputs"),
            ("POST", "/crews/none/kickoff", {"inputs": INPUTS}, 404, "Crews that are served: team"),
            ("POST", "/crews/post/kickoff", {"inputs": {}}, 404, "no crew 'post'"),
            ("GET", f"{BASE}/status/{NOBODY}", None, 404, NOBODY),
            ("POST", f"{BASE}/resume", {}, 422, "body.is_approve"),
        ]
        for url in ("https://10.0.0.1/x", "ftp://example.com", "https://u:p@example.com/", "x"):
            given = {"inputs": INPUTS, "crewWebhookUrl": url}
            cases.append(("POST", f"{BASE}/kickoff", given, 422, "crewWebhookUrl: The address"))
        for proof in ({"strategy": "oauth"}, {"strategy": "bearer", "token": "a\nb"},
                      {"strategy": "basic", "username": "a:b", "password": ""}):  # fmt: skip
            hook = {"url": "https://example.com/", "authentication": proof}
            given = {"inputs": INPUTS, "humanInputWebhook": hook}
            cases.append(("POST", f"{BASE}/kickoff", given, 422, "humanInputWebhook"))

        for method, path, body, status, said in cases:
            answer = desk.client.request(method, path, json=body)
            assert answer.status_code == status, (path, body, answer.text)
            assert said in answer.json()["message"], answer.text
            assert answer.json()["message"] == answer.json()["detail"]
            assert answer.json()["error"] in ("Validation Error", "Not Found")
        java = {"Accept": "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"}
        refused = desk.stage.stranger(**java).get(f"{BASE}/inputs")
        assert (refused.status_code, refused.json()["error"]) == (401, "Unauthorized")
        lacking = desk.client.post(f"{BASE}/kickoff", json={"inputs": {}}).json()
        assert lacking["details"] == {"missing_inputs": ["topic"]}
        nobody = desk.stage.stranger().post(f"{BASE}/kickoff", json={"inputs": INPUTS})
        assert (nobody.status_code, nobody.json()["error"]) == (401, "Unauthorized")
        assert desk.client.get("/api/v1/runs").json()["items"] == []

    def test_may_send_what_other_servers_know_and_hears_that_it_means_nothing(self, desk):
        events = {"url": desk.told.url("events"), "events": ["llm_call_started"]}
        given = {"restoreFromStateId": NOBODY, "webhooks": events, "taskWebhookUrl": ""}

        started = desk.client.post(f"{BASE}/kickoff", json={"inputs": INPUTS, **given}).json()

        assert started["warnings"] == [
            "'restoreFromStateId' means nothing here.",
            "Events that are never sent here: llm_call_started.",
        ]

    def test_is_started_once_with_one_key(self, desk):
        keyed = {"Idempotency-Key": "one"}
        body = {"inputs": INPUTS, "taskWebhookUrl": desk.told.url("task")}

        first, second = (
            desk.client.post(f"{BASE}/kickoff", json=body, headers=keyed).json() for _ in range(2)
        )

        assert first == second
        assert len(desk.client.get("/api/v1/runs").json()["items"]) == 1


class TestAnAnswer:
    def test_counts_once_whatever_way_it_came(self, desk):
        run_id = desk.kickoff()
        request_id = desk.status(run_id)["request_id"]
        ana = desk.stage.browser(ANA)
        sent = ana.post(
            f"/requests/{request_id}/decision",
            data={"outcome": "approved", "feedback": ""},
            headers=OWN_PAGE,
        )
        assert sent.status_code == 303, sent.text
        desk.bench.drain()

        late = desk.resume(run_id, "research_task", yes=False)
        early = desk.resume(run_id, "writing_task")

        assert (late.status_code, late.json()["error"]) == (400, "Invalid Request")
        assert late.json()["type"].endswith("/execution-not-pending")
        assert (
            "ana@example.com gave 'approved' in the dashboard at 2030-01-07"
            in late.json()["message"]
        )
        assert early.status_code == 400
        assert "waits at 'check'" in early.json()["message"]
        unknown = desk.resume(run_id, "nothing")
        assert (unknown.status_code, "Its tasks: research_task" in unknown.text) == (404, True)

    def test_counts_only_for_the_output_that_was_looked_at(self, desk):
        run_id, other = desk.kickoff(), desk.kickoff()
        first = desk.status(run_id)["request_id"]
        elsewhere = desk.status(other)["request_id"]
        desk.client.post(
            f"/api/v1/requests/{first}/respond",
            json={"outcome": "needs_revision", "feedback": "Name a source."},
        )
        desk.bench.drain()
        second = desk.status(run_id)["request_id"]

        late = desk.resume(run_id, "research_task", request_id=first)
        stray = desk.resume(run_id, "research_task", request_id=elsewhere)

        assert [late.status_code, stray.status_code] == [400, 400]
        assert "ana@example.com gave 'needs_revision'" in late.json()["message"]
        assert "does not ask about task 'research_task'" in stray.json()["message"]
        assert desk.status(run_id)["request_id"] == second, "nobody approved what nobody saw"
        fresh = desk.resume(run_id, "research_task", request_id=second)
        assert fresh.json() == {
            "status": "resumed",
            "message": "Task 'research_task' is approved; the crew goes on.",
        }

    def test_is_given_by_who_is_asked(self, desk):
        run_id = desk.kickoff()
        desk.stage.member(BEN, "reviewer")

        unseen = desk.resume(run_id, "research_task", client=desk.stage.program(BEN))

        assert unseen.status_code == 404
        assert desk.status(run_id)["state"] == "Pending Human Input"

    def test_of_one_among_several_is_counted(self, desk):
        desk.stage.member(BEN, "reviewer")
        rule = {"name": "two", "match": {"method_name": "research_task"}, "needed": 2,
                "assign_to_group": "both"}  # fmt: skip
        both = {"both": {"members": [ANA, BEN], "choose": "all"}}
        where = f"/api/v1/deployments/{desk.bench.app.deployment_id}/policy"
        tag = desk.client.get(where).headers["etag"]
        done = desk.client.patch(
            where, json={"groups": both, "routing_rules": [rule]}, headers={"If-Match": tag}
        )
        assert done.status_code == 200, done.text
        run_id = desk.kickoff(**desk.told.webhooks("task"))

        first = desk.resume(run_id, "research_task")
        second = desk.resume(
            run_id, "research_task", client=desk.stage.program(BEN), inherit_webhooks=True
        )

        assert first.json()["status"] == "counted"
        assert second.json()["status"] == "resumed"
        assert len(desk.told.calls("task")) == 2, "a voice among others drops nothing"
