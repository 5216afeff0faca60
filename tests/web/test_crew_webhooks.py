"""Who called a crew is told of its run: with what, where, how often, and signed by whom."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain, count

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from signoff.jobs.audit.redact import redact_run
from signoff.webhooks import verify
from tests.support.webhook_receiver import answering
from tests.way.stage import prepare
from tests.web.cast import ANA
from tests.web.crew_cast import BASE, INPUTS, opened_desk


@pytest.fixture
def desk(tmp_path, door_databases, portal):
    yield from opened_desk(tmp_path / "data", door_databases.prepared(prepare), portal)


@contextmanager
def connection_cut(engine, words):
    """Cut the connection under the first statement with these words."""
    n_cut = count()

    def cut(connection, cursor, statement, *_):
        if words in " ".join(statement.split()) and not next(n_cut):
            raise OperationalError(statement, {}, ConnectionError("the connection was cut"))

    event.listen(engine, "before_cursor_execute", cut)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", cut)


class TestWebhooks:
    def test_are_told_of_every_round_that_a_person_must_look_at(self, desk):
        meta = {"requestId": "user-request-12345"}
        proof = {"strategy": "basic", "username": "me", "password": "pässword"}
        human = {"url": desk.told.url("human"), "authentication": proof}
        run_id = desk.kickoff(meta=meta, humanInputWebhook=human)
        desk.resume(run_id, "research_task", yes=False, words="more")
        desk.resume(run_id, "research_task")

        first, second, third = desk.told.bodies("human")

        assert first == {
            "execution_id": run_id,
            "task_id": "research_task",
            "task_output": "research_task 1",
            "state": "Pending Human Input",
            "request_id": first["request_id"],
            "round": 1,
            "kickoff_id": run_id,
            "meta": meta,
            "occurred_at": "2030-01-07T09:00:00.000000Z",
        }
        assert (second["round"], second["task_output"]) == (2, "research_task 2 more")
        assert third["task_id"] == "check"
        basic = "Basic bWU6cMOkc3N3b3Jk"
        assert {call.headers["Authorization"] for call in desk.told.calls("human")} == {basic}
        tries = [one for call in desk.calls(run_id) for one in call["attempts"]]
        assert len({one["request_headers"]["X-Signature"] for one in tries}) == 3
        assert basic not in str(tries)

    def test_are_told_with_the_members_that_clients_know(self, desk):
        named = desk.told.webhooks("task", "step", "crew")
        run_id = desk.kickoff(meta={"a": [1]}, **named)
        desk.resume(run_id, "research_task", yes=False, words="more", **named)
        desk.resume(run_id, "research_task", **named)
        desk.resume(run_id, "check", **named)

        about = {"kickoff_id": run_id, "meta": {"a": [1]}}
        tasks = desk.told.bodies("task")
        assert {task.pop("occurred_at") for task in tasks} == {"2030-01-07T09:00:00.000000Z"}
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
        taken_at = [datetime.fromisoformat(step.pop("occurred_at")) for step in steps]
        assert taken_at == sorted(taken_at)
        assert len(set(taken_at)) == 4, "steps of one second can be put in order"
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
        assert crew.pop("occurred_at") == "2030-01-07T09:00:00.000000Z"
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

    def test_are_told_of_a_run_that_was_not_started_by_a_kickoff_of_theirs(self, desk):
        started = desk.client.post("/api/v1/flows/team/kickoff", json={"inputs": INPUTS})
        run_id = started.json()["id"]
        desk.bench.drain()
        desk.resume(run_id, "research_task")

        desk.resume(run_id, "check", **desk.told.webhooks("task", "crew"))

        assert [body["name"] for body in desk.told.bodies("task")] == ["check"]
        assert [body["meta"] for body in desk.told.bodies("crew")] == [{}]

    def test_are_told_again_that_a_person_must_look_where_an_answer_was_taken_back(self, desk):
        here = desk.bench.app.deployment_id
        undoable = desk.client.put(
            f"/api/v1/deployments/{here}/policy",
            json={"undo_seconds": 30},
            headers={"If-Match": "*"},
        )
        run_id = desk.kickoff(humanInputWebhook={"url": desk.told.url("human")})
        asked = desk.status(run_id)["request_id"]
        desk.resume(run_id, "research_task")

        desk.client.post(f"/api/v1/requests/{asked}/undo")
        desk.bench.drain()

        assert undoable.status_code == 200, undoable.text
        assert desk.status(run_id)["state"] == "Pending Human Input"
        told = [(body["request_id"], body["round"]) for body in desk.told.bodies("human")]
        assert told == [(asked, 1)] * 2

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

    def test_that_cannot_be_looked_up_fail_no_run(self, desk):
        named = {"inputs": INPUTS, **desk.told.webhooks("step")}
        run_id = desk.client.post(f"{BASE}/kickoff", json=named).json()["kickoff_id"]

        with (
            connection_cut(desk.bench.app.engine, "FROM crew_hook"),
            pytest.raises(OperationalError),
        ):
            desk.bench.drain()

        assert desk.status(run_id)["status"] == "running"
        desk.bench.drain()
        assert desk.status(run_id)["state"] == "Pending Human Input"
        assert desk.told.bodies("step")

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
