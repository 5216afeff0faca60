"""A crew over HTTP: what clients of CrewAI's API send, and what they get back."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain

import pytest

from signoff.client.conformance import check_crews
from signoff.jobs.redact import redact_run
from signoff.testing import open_workbench
from signoff.webhooks import verify
from tests.support.webhook_receiver import answering, opened_receiver
from tests.way.stage import prepare
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE, Stage
from tests.web.crew_cast import Told, crews

BASE = "/crews/team"
INPUTS = {"topic": "tides"}
NOBODY = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"


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


@pytest.fixture
def desk(tmp_path, door_databases, portal):
    database = door_databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", crews(), database=database, creator=ANA)
    with opened_receiver() as receiver:
        yield Desk(Stage(bench, portal), receiver)
    bench.app.engine.dispose()


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
        health = desk.client.get(BASE)
        assert (health.status_code, health.text) == (200, "Healthy")
        assert desk.client.get(f"{BASE}/").text == "Healthy"
        assert desk.client.get(f"{BASE}/inputs").json() == {"inputs": ["topic"]}

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
            "ana@example.com gave 'approved' by dashboard at 2030-01-07" in late.json()["message"]
        )
        assert early.status_code == 400
        assert "waits at 'check'" in early.json()["message"]
        unknown = desk.resume(run_id, "nothing")
        assert (unknown.status_code, "Its tasks: research_task" in unknown.text) == (404, True)

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


class TestWebhooks:
    def test_are_told_with_the_members_that_clients_know(self, desk):
        meta = {"requestId": "user-request-12345"}
        named = desk.told.webhooks("task", "step", "crew")
        proof = {"strategy": "basic", "username": "me", "password": "pässword"}
        human = {"url": desk.told.url("human"), "authentication": proof}
        run_id = desk.kickoff(meta=meta, humanInputWebhook=human, **named)
        desk.resume(run_id, "research_task", yes=False, words="more", **named)
        desk.resume(run_id, "research_task", **named)
        desk.resume(run_id, "check", **named)

        about = {"kickoff_id": run_id, "meta": meta}
        first, second, third = desk.told.bodies("human")
        assert first == {
            "execution_id": run_id,
            "task_id": "research_task",
            "task_output": "research_task 1",
            "state": "Pending Human Input",
            "request_id": first["request_id"],
            "round": 1,
            **about,
        }
        assert (second["round"], second["task_output"]) == (2, "research_task 2 more")
        assert third["task_id"] == "check"
        basic = "Basic bWU6cMOkc3N3b3Jk"
        assert {call.headers["Authorization"] for call in desk.told.calls("human")} == {basic}
        tasks = desk.told.bodies("task")
        assert tasks[0] == {
            "description": "Research tides",
            "name": "research_task",
            "expected_output": "facts",
            "summary": "Research tides",
            "agent": "Worker on tides",
            "output": "research_task 2 more",
            "output_json": None,
            **about,
        }
        assert [task["name"] for task in tasks] == ["research_task", "writing_task", "check"]
        assert tasks[2]["output_json"] == {"is_good": True, "why": "check 1 Good."}
        steps = desk.told.bodies("step")
        assert len(steps) == 4
        assert steps[0] == {
            "prompt": "p",
            "thought": "Let me see.",
            "tool": "web",
            "tool_input": {"q": "research_task"},
            "result": "found",
            **about,
        }
        [crew] = desk.told.bodies("crew")
        assert (crew.pop("result"), crew.pop("result_json")) == (
            tasks[2]["output"], tasks[2]["output_json"],
        )  # fmt: skip
        assert crew.pop("token_usage")["total_tokens"] == 22
        assert crew == about

    def test_are_signed_and_logged(self, desk):
        where = f"/api/v1/deployments/{desk.bench.app.deployment_id}/crew-secret"
        secret = desk.client.post(where).json()["secret"]
        named = desk.told.webhooks("task", "step", "crew")
        run_id = desk.kickoff(humanInputWebhook={"url": desk.told.url("human")}, **named)
        desk.resume(run_id, "research_task", **named)
        desk.resume(run_id, "check", **named)

        calls = desk.receiver.calls
        for call in calls:
            assert verify(
                secret=secret,
                timestamp=call.headers["X-Timestamp"],
                body=call.body,
                signature=call.headers["X-Signature"],
                now=desk.bench.clock.now(),
            )
        log = desk.calls(run_id)
        assert len(log) == len(calls) == 9
        assert {one["status"] for one in log} == {"delivered"}
        assert {one["id"] for one in log} == {call.headers["X-Delivery-Id"] for call in calls}

    def test_are_not_carried_over_unless_they_are_named_or_inherited(self, desk):
        named = desk.told.webhooks("task", "crew")
        human = {"url": desk.told.url("human")}
        forgets, names, inherits = (
            desk.kickoff(humanInputWebhook=human, **named) for _ in range(3)
        )

        said = desk.resume(forgets, "research_task").json()
        other = {"taskWebhookUrl": desk.told.url("other"), "crewWebhookUrl": desk.told.url("crew")}
        assert "warnings" not in desk.resume(names, "research_task", **other).json()
        kept = desk.resume(inherits, "research_task", inherit_webhooks=True).json()
        for run_id in (names, inherits):
            desk.resume(run_id, "check", inherit_webhooks=True)
        desk.resume(forgets, "check")

        assert [one.partition(" ")[0] for one in said["warnings"]] == [
            "taskWebhookUrl", "crewWebhookUrl",
        ]  # fmt: skip
        assert "warnings" not in kept
        told = {
            kind: [body["kickoff_id"] for body in desk.told.bodies(kind)]
            for kind in ("task", "other", "crew", "human")
        }
        assert told["task"] == [inherits] * 3
        assert told["other"] == [names] * 3
        assert sorted(told["crew"]) == sorted([names, inherits])
        assert sorted(told["human"]) == sorted([forgets, names, inherits] * 2)

    def test_are_called_as_last_named_where_somebody_answers_another_way(self, desk):
        run_id = desk.kickoff(**desk.told.webhooks("task", "crew"))

        for _ in range(2):
            request_id = desk.status(run_id)["request_id"]
            desk.client.post(f"/api/v1/requests/{request_id}/respond", json={"outcome": "approved"})
            desk.bench.drain()

        assert [len(desk.told.calls(kind)) for kind in ("task", "crew")] == [3, 1]

    def test_are_told_of_events_at_once_or_together(self, desk):
        events = [
            "crew_kickoff_started", "task_started", "tool_usage_finished", "task_completed",
            "human_feedback_requested", "human_feedback_received", "crew_kickoff_completed",
        ]  # fmt: skip
        proof = {"strategy": "bearer", "token": "tok"}
        together, at_once = (
            desk.kickoff(
                webhooks={
                    "url": desk.told.url(kind),
                    "events": events,
                    "realtime": kind == "once",
                    "authentication": proof,
                }
            )
            for kind in ("together", "once")
        )
        for run_id in (together, at_once):
            for task_id in ("research_task", "check"):
                desk.resume(run_id, task_id, inherit_webhooks=True)

        def kinds(body):
            return [event["type"] for event in body["events"]]

        used = ["task_started", "tool_usage_finished"]
        asked = "human_feedback_requested"
        answered = ["human_feedback_received", "task_completed"]
        batches = [kinds(body) for body in desk.told.bodies("together")]
        assert batches == [
            ["crew_kickoff_started", *used, asked],
            [*answered, *used, "task_completed", *used, asked],
            [*answered, "crew_kickoff_completed"],
        ]
        singles = [kinds(body) for body in desk.told.bodies("once")]
        assert sorted(chain.from_iterable(singles)) == sorted(chain.from_iterable(batches))
        assert {len(each) for each in singles} == {1}
        event = desk.told.bodies("once")[0]["events"][0]
        assert set(event) == {"id", "execution_id", "timestamp", "type", "data"}
        assert event["execution_id"] == at_once
        assert desk.told.calls("once")[0].headers["Authorization"] == "Bearer tok"

    def test_that_fail_are_tried_again_and_the_crew_never_waits(self, desk):
        desk.receiver.behave = answering(503)
        named = desk.told.webhooks("task", "step")
        run_id = desk.kickoff(**named)
        desk.resume(run_id, "research_task", **named)
        desk.resume(run_id, "check", **named)
        assert desk.status(run_id)["status"] == "completed"
        assert len(desk.told.calls("task")) == 3

        desk.bench.wait(timedelta(seconds=31))
        desk.receiver.behave = answering(200)
        desk.bench.wait(timedelta(minutes=3))

        tries = [
            [one["status_code"] for one in call["attempts"]]
            for call in desk.calls(run_id) if call["of"] == "task"
        ]  # fmt: skip
        assert tries == [[503, 503, 200]] * 3
        ids = [call.headers["X-Delivery-Id"] for call in desk.told.calls("task")]
        assert len(set(ids)) == 3
        with desk.bench.app.unit() as unit:
            kinds = [event.kind.value for event in unit.trail.of_run(run_id)]
        assert (kinds.count("crew_call.retried"), kinds.count("crew_call.delivered")) == (12, 3)

    def test_that_never_answer_are_given_up_and_lose_their_words_in_time(self, desk):
        desk.receiver.behave = answering(500, b"secret words")
        run_id = desk.kickoff(meta={"a": 1}, humanInputWebhook={"url": desk.told.url("human")})
        for _ in range(6):
            desk.bench.wait(timedelta(hours=7))
        [call] = desk.calls(run_id)
        assert (call["status"], len(call["attempts"])) == ("failed", 6)
        desk.client.post(f"/api/v1/runs/{run_id}/cancel")

        with desk.bench.app.unit() as unit:
            redact_run(unit, run_id, by=ANA, now=desk.bench.clock.now())
            unit.commit()

        [call] = desk.calls(run_id)
        assert call["body"] == {}
        assert "secret words" not in str(call)

    def test_are_signed_by_two_secrets_while_one_takes_the_others_place(self, desk):
        where = f"/api/v1/deployments/{desk.bench.app.deployment_id}/crew-secret"
        old = desk.client.post(where).json()["secret"]
        new = desk.client.post(where, json={"overlap_hours": 1}).json()["secret"]
        human = {"url": desk.told.url("human")}
        desk.kickoff(humanInputWebhook=human)
        desk.bench.wait(timedelta(hours=2))
        desk.kickoff(humanInputWebhook=human)

        during, after = desk.told.calls("human")

        def is_by(secret, call, name="X-Signature"):
            stamp = call.headers["X-Timestamp"]
            given = call.headers.get(name, "")
            return verify(
                secret=secret, timestamp=stamp, body=call.body, signature=given, now=int(stamp)
            )

        assert is_by(old, during)
        assert is_by(new, during, "X-Signature-Next")
        assert is_by(new, after)
        assert "X-Signature-Next" not in after.headers
