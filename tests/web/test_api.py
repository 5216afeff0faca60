"""The API: start flows, see what they wait for, answer. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.web.cast import ANA, BEN


@pytest.fixture
def door_databases(databases):
    """What the API writes and reads is kept in both kinds of database."""
    return databases


@pytest.fixture
def program(stage):
    return stage.program()


def respond(program, request_id, **answer):
    return program.post(f"/api/v1/requests/{request_id}/respond", json=answer)


class TestTheHealthOfSignoff:
    def test_is_told_to_everybody(self, stage):
        answer = stage.stranger().get("/api/v1/health")

        assert answer.status_code == 200
        assert answer.json().keys() == {"status", "version"}
        assert answer.json()["status"] == "ok"

    def test_is_told_to_a_monitor_that_asks_for_the_head_alone(self, stage):
        answer = stage.stranger().head("/api/v1/health")

        assert (answer.status_code, answer.content) == (200, b"")


class TestTheFlows:
    def test_are_listed_by_name_with_what_their_authors_say(self, program):
        flows = program.get("/api/v1/flows").json()["items"]

        assert [flow["name"] for flow in flows] == ["careful", "odd", "post", "words"]
        assert flows[2]["description"] == "Write a post, and have it approved."


class TestAKickoff:
    def test_starts_a_run_and_says_where_to_look(self, stage, program):
        answer = program.post("/api/v1/flows/post/kickoff", json={"inputs": {"topic": "Spring"}})

        run = answer.json()
        assert answer.status_code == 202
        assert answer.headers["location"] == f"/api/v1/runs/{run['id']}"
        assert (run["flow"], run["status"], run["starter"]) == ("post", "running", ANA)
        assert run["inputs"] == {"topic": "Spring"}
        stage.bench.drain()
        assert program.get(answer.headers["location"]).json()["status"] == "waiting"

    @pytest.mark.parametrize("content", [b"", b"{}", b'{"inputs": {}}', b"null"])
    def test_needs_no_inputs(self, program, content):
        answer = program.post(
            "/api/v1/flows/post/kickoff",
            content=content,
            headers={"Content-Type": "application/json"},
        )

        assert (answer.status_code, answer.json()["inputs"]) == (202, {})

    def test_keeps_any_json(self, program):
        inputs = {"deep": [{"ü": None}, 1.5, True, "日本語 🙂"], "n": 10**30, "": ""}

        answer = program.post("/api/v1/flows/post/kickoff", json={"inputs": inputs})

        assert program.get(answer.headers["location"]).json()["inputs"] == inputs

    @pytest.mark.parametrize("levels", [101, 300, 900])
    def test_refuses_inputs_that_no_list_could_show(self, program, levels):
        deep = "1"
        for _ in range(levels):
            deep = f'{{"a":{deep}}}'

        answer = program.post(
            "/api/v1/flows/post/kickoff",
            content=f'{{"inputs":{deep}}}',
            headers={"content-type": "application/json"},
        )

        assert (answer.status_code, "levels deep" in answer.json()["detail"]) == (422, True)
        assert program.get("/api/v1/runs").json()["items"] == []

    def test_shows_the_deepest_inputs_it_takes(self, program):
        deep = 1
        for _ in range(99):
            deep = {"a": deep}

        answer = program.post("/api/v1/flows/post/kickoff", json={"inputs": {"deep": deep}})

        assert answer.status_code == 202
        assert program.get("/api/v1/runs").json()["items"][0]["inputs"] == {"deep": deep}


class TestARun:
    def test_tells_its_story_and_what_it_waits_for(self, stage, program):
        request_id = stage.pending(topic="Spring")
        run_id = program.get(f"/api/v1/requests/{request_id}").json()["run_id"]

        run = program.get(f"/api/v1/runs/{run_id}").json()

        assert run["status"] == "waiting"
        assert {"started", "waiting"} <= {item["kind"] for item in run["history"]}
        assert [item["id"] for item in run["pending_requests"]] == [request_id]

    def test_has_no_step_beyond_what_a_database_counts(self, stage, program):
        run = stage.bench.start("post", ANA)

        assert program.get(f"/api/v1/runs/{run}/steps?after={2**31}").status_code == 422
        assert program.get(f"/api/v1/runs/{run}/steps?after={2**31 - 1}").json()["items"] == []

    def test_tells_its_result_in_the_end(self, stage, program):
        request_id = stage.pending()
        respond(program, request_id, outcome="approved", feedback="Fine.")
        stage.bench.drain()

        run = program.get("/api/v1/runs?status=ended").json()["items"][0]

        assert run["result"] == "published: Fine."
        assert program.get(f"/api/v1/runs/{run['id']}").json()["pending_requests"] == []

    def test_that_returned_what_json_does_not_know_can_be_read(self, stage, program):
        run_id = stage.bench.start("odd")

        one = program.get(f"/api/v1/runs/{run_id}")
        many = program.get("/api/v1/runs")

        assert (one.status_code, many.status_code) == (200, 200)
        assert "NaN" not in one.text + many.text

    def test_is_found_by_flow_and_status(self, stage, program):
        stage.pending("post")
        stage.pending("words")

        def found(query):
            return [run["flow"] for run in program.get(f"/api/v1/runs?{query}").json()["items"]]

        assert found("") == ["words", "post"]
        assert found("flow=post") == ["post"]
        assert found("flow=nope") == []
        assert found("status=waiting&flow=words") == ["words"]
        assert found("status=ended") == []


class TestTheListOfRequests:
    @pytest.fixture
    def asked(self, stage):
        return [stage.pending() for _ in range(5)]

    def test_is_cut_into_pages_that_miss_nothing_and_repeat_nothing(self, program, asked):
        pages, after = [], ""
        while after is not None:
            page = program.get(f"/api/v1/requests?limit=2{after and '&after='}{after}").json()
            pages.append([item["id"] for item in page["items"]])
            after = page["next"]

        assert [len(page) for page in pages] == [2, 2, 1]
        assert [item for page in pages for item in page] == asked

    def test_is_filtered_by_status_assignee_and_run(self, stage, program, asked):
        respond(program, asked[0], outcome="approved")
        run_id = program.get(f"/api/v1/requests/{asked[1]}").json()["run_id"]

        def found(query):
            items = program.get(f"/api/v1/requests?{query}").json()["items"]
            return [item["id"] for item in items]

        assert found("status=pending") == asked[1:]
        assert found("status=answered") == found("status=closed") == asked[:1]
        assert found("status=expired") == []
        assert found(f"run_id={run_id}") == [asked[1]]
        assert found("assignee=%20Ana@EXAMPLE.com") == asked
        assert found(f"assignee={BEN}") == []

    def test_carries_no_content_but_what_is_asked(self, program, asked):
        item = program.get("/api/v1/requests").json()["items"][0]

        assert "content" not in item
        assert "state" not in item
        assert item["message"] == "Publish this?"
        assert item["outcomes"] == ["approved", "rejected"]


class TestARequest:
    def test_shows_what_is_asked_about_what(self, stage, program):
        request = program.get(f"/api/v1/requests/{stage.pending(topic='Spring')}").json()

        assert request["content"] == "# Spring\n\nText."
        assert request["content_type"] == "text/markdown"
        assert request["status"] == "pending"
        assert request["assignee"] == ANA
        assert request["response"] is None
        assert len(request["content_hash"]) == 64

    def test_is_answered_by_an_outcome_bound_to_what_was_seen(self, stage, program):
        request_id = stage.pending()
        seen = program.get(f"/api/v1/requests/{request_id}").json()["content_hash"]

        answer = respond(
            program, request_id, outcome="approved", feedback="Fine.", content_hash=seen
        )

        response = answer.json()["response"]
        assert answer.status_code == 200
        assert (response["outcome"], response["feedback"]) == ("approved", "Fine.")
        assert (response["source"], response["channel"]) == ("button", "api")
        assert program.get(f"/api/v1/requests/{request_id}").json()["response"] == response
        assert "request.answered" in stage.trail(request_id)

    def test_is_answered_by_words_that_name_an_outcome(self, stage, program):
        answer = respond(program, stage.pending(), feedback="Rejected: the date is wrong")

        response = answer.json()["response"]
        assert (response["outcome"], response["source"]) == ("rejected", "exact")

    def test_is_answered_by_words_that_rules_can_read(self, stage, program):
        request_id = stage.pending()

        answer = respond(program, request_id, feedback="Looks good, go ahead!")

        assert answer.json()["response"]["source"] == "rule"
        shown = program.get(f"/api/v1/requests/{request_id}").json()
        assert shown["response"]["source"] == "rule"
        story = program.get(f"/api/v1/runs/{shown['run_id']}").json()["history"]
        assert [item["source"] for item in story if item["kind"] == "answered"] == ["rule"]

    def test_says_which_outcomes_its_author_calls_approving(self, stage, program):
        request = program.get(f"/api/v1/requests/{stage.pending('careful')}").json()

        assert (request["approving"], request["n_unclear"]) == (["escalate"], 0)

    def test_that_offers_no_outcome_is_answered_by_any_words(self, stage, program):
        answer = respond(program, stage.pending("words"), feedback="Hm, maybe 日本語 🙂")

        response = answer.json()["response"]
        assert (response["outcome"], response["feedback"]) == (None, "Hm, maybe 日本語 🙂")

    def test_lets_its_run_go_on_once(self, stage, program):
        request_id = stage.pending()

        statuses = [respond(program, request_id, outcome="approved").status_code for _ in range(3)]
        stage.bench.drain()

        assert statuses == [200, 409, 409]
        assert stage.trail(request_id).count("request.answered") == 1
        assert len(program.get("/api/v1/runs?status=ended").json()["items"]) == 1


class TestTwoThatAnswerAtOnce:
    def test_are_told_who_was_first(self, stage):
        request_id = stage.pending()
        programs = {ANA: stage.program(ANA, name="a"), BEN: stage.program(BEN, name="b")}
        ready = Barrier(2)

        def answer(person, outcome):
            ready.wait()
            return respond(programs[person], request_id, outcome=outcome)

        with ThreadPoolExecutor(2) as pool:
            tries = [pool.submit(answer, ANA, "approved"), pool.submit(answer, BEN, "rejected")]
        first, second = sorted((one.result() for one in tries), key=lambda one: one.status_code)

        assert (first.status_code, second.status_code) == (200, 409)
        winner = first.json()["response"]
        assert f"{winner['responder']} gave '{winner['outcome']}'" in second.json()["detail"]
        assert stage.trail(request_id).count("request.answered") == 1
