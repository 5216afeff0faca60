"""What the API says when it cannot do what it was asked: one document per kind."""

import json

import pytest

from signoff import errors
from signoff.web.problems import KINDS
from tests.web.cast import ANA
from tests.web.conftest import OWN_PAGE

UNKNOWN = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"
KICKOFF = "/api/v1/flows/post/kickoff"


@pytest.fixture
def program(stage):
    return stage.program()


def problem(answer):
    """The document of a refusal, after checking what all of them promise."""
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["type"].startswith("/api/problems/")
    assert document["title"]
    assert document["instance"] == answer.request.url.raw_path.decode().partition("?")[0]
    sentences = document["detail"].count(". ")
    assert sentences >= 2, f"what happened, what holds, what next: {document['detail']!r}"
    return document


def kind(answer):
    return problem(answer)["type"].removeprefix("/api/problems/")


class TestWhatIsNotThere:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    @pytest.mark.parametrize("name", [UNKNOWN, "x", "x" * 3000, "%F0%9F%98%80"])
    def test_is_said_so_for_runs_and_requests(self, program, name):
        run = program.get(f"/api/v1/runs/{name}")
        request = program.get(f"/api/v1/requests/{name}")
        response = program.post(f"/api/v1/requests/{name}/respond", json={"feedback": "x"})

        assert (run.status_code, kind(run)) == (404, "run-not-found")
        assert (request.status_code, kind(request)) == (404, "request-not-found")
        assert (response.status_code, kind(response)) == (404, "request-not-found")

    def test_is_said_so_for_names_that_nothing_can_have(self, program):
        answer = program.get("/api/v1/runs/a%00b")

        assert (answer.status_code, kind(answer)) == (400, "unreadable")
        assert "U+0000" in problem(answer)["detail"]

    def test_is_said_so_with_the_flows_there_are(self, program):
        answer = program.post("/api/v1/flows/nope/kickoff", json={})

        document = problem(answer)
        assert (answer.status_code, kind(answer)) == (404, "flow-not-found")
        assert document["flows"] == ["careful", "odd", "post", "words"]
        assert "careful, odd, post, words" in document["detail"]

    def test_is_said_so_for_addresses(self, program):
        answer = program.get("/api/v1/nowhere")

        assert (answer.status_code, kind(answer)) == (404, "not-found")
        assert "/api/v1/nowhere" in problem(answer)["detail"]

    def test_is_said_so_for_methods_with_those_there_are(self, program):
        answer = program.delete("/api/v1/runs")

        assert (answer.status_code, kind(answer)) == (405, "method-not-allowed")
        assert answer.headers["allow"] == "GET"
        assert "Use one of: GET" in problem(answer)["detail"]


class TestAnAnswerThatIsRefused:
    @pytest.fixture
    def request_id(self, stage):
        return stage.pending()

    def _refused(self, stage, program, request_id, answer):
        before = stage.trail(request_id)
        refused = program.post(f"/api/v1/requests/{request_id}/respond", json=answer)
        shown = program.get(f"/api/v1/requests/{request_id}").json()
        assert (shown["status"], shown["response"]) == ("pending", None)
        assert stage.trail(request_id) == before
        return refused

    def test_for_an_outcome_nobody_offered_names_those_on_offer(self, stage, program, request_id):
        answer = self._refused(stage, program, request_id, {"outcome": "maybe"})

        assert (answer.status_code, kind(answer)) == (422, "unknown-outcome")
        assert problem(answer)["outcomes"] == ["approved", "rejected"]

    @pytest.mark.parametrize("outcome", ["Approved", " approved", "approved\n", "approved?"])
    def test_for_an_outcome_that_is_only_similar(self, stage, program, request_id, outcome):
        answer = self._refused(stage, program, request_id, {"outcome": outcome})

        assert kind(answer) == "unknown-outcome"

    def test_for_words_that_decide_nothing_names_the_choices(self, stage, program, request_id):
        answer = self._refused(stage, program, request_id, {"feedback": "hm, fine?"})

        assert (answer.status_code, kind(answer)) == (422, "unclear-reply")
        assert problem(answer)["outcomes"] == ["approved", "rejected"]

    def test_for_content_that_changed_since(self, stage, program, request_id):
        answer = self._refused(
            stage, program, request_id, {"outcome": "approved", "content_hash": "0" * 64}
        )

        assert (answer.status_code, kind(answer)) == (409, "content-changed")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({}, "body"),
            ({"feedback": "  "}, "body"),
            ({"feedback": "\u200b"}, "body"),
            ({"outcome": None}, "body"),
            ({"outcome": 1}, "body.outcome"),
            ({"outcome": "x" * 201}, "body.outcome"),
            ({"outcome": "a\0b"}, "body.outcome"),
            ({"feedback": "a\0b"}, "body.feedback"),
            ({"feedback": ["approved"]}, "body.feedback"),
            ({"feedback": 5}, "body.feedback"),
            ({"outcome": "approved", "content_hash": "sha256:1"}, "body.content_hash"),
            ({"outcome": "approved", "remark": "Fine."}, "body.remark"),
            ([], "body"),
            ("approved", "body"),
        ],
        ids=str,
    )
    def test_for_fields_that_are_wrong_names_them(self, stage, program, request_id, given, field):
        answer = self._refused(stage, program, request_id, given)

        assert (answer.status_code, kind(answer)) == (422, "invalid-fields")
        assert [error["field"] for error in problem(answer)["errors"]] == [field]
        assert field in problem(answer)["detail"]

    @pytest.mark.parametrize("field", ["feedback", "comment", "outcome"])
    def test_for_half_a_character_before_anything_is_recorded(
        self, stage, program, request_id, field
    ):
        address = f"/api/v1/requests/{request_id}"
        body = json.dumps({"outcome": "approved", field: "a\ud800b"})

        answer = program.post(
            f"{address}/respond", content=body, headers={"Content-Type": "application/json"}
        )
        stage.bench.drain()

        assert (answer.status_code, kind(answer)) == (422, "invalid-fields")
        assert [error["field"] for error in problem(answer)["errors"]] == [f"body.{field}"]
        assert program.get(address).json()["status"] == "pending"

    def test_because_somebody_was_faster_says_who_and_when(self, stage, program, request_id):
        address = f"/api/v1/requests/{request_id}/respond"
        program.post(address, json={"outcome": "approved"})

        answer = program.post(address, json={"outcome": "rejected"})

        assert (answer.status_code, kind(answer)) == (409, "request-closed")
        detail = problem(answer)["detail"]
        assert f"{ANA} gave 'approved' by the API at 2030-01-07 09:00 UTC" in detail


class TestABodyThatCannotBeRead:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    @pytest.mark.parametrize(
        "content",
        [
            b"{",
            b"\xff\xfe",
            b'{"inputs": NaN}',
            b'{"inputs": {"a": NaN}}',
            b'{"inputs": {"a": -Infinity}}',
            b'{"inputs": {"a": "\\ud800"}}',
            b'{"inputs": {"\\udfff": 1}}',
            b'{"inputs": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            b'{"inputs": {"a": ' + b"9" * 5000 + b"}}",
            b'{"inputs": 1}',
            b"[]",
            b"inputs=1",
        ],
        ids=lambda content: content[:30].decode("latin-1"),
    )
    def test_starts_nothing_and_is_told_what_is_wrong(self, program, content):
        answer = program.post(
            KICKOFF, content=content, headers={"Content-Type": "application/json"}
        )

        assert (answer.status_code, kind(answer)) in {
            (400, "unreadable"),
            (422, "invalid-fields"),
        }
        assert program.get("/api/v1/runs").json()["items"] == []

    @pytest.mark.parametrize(
        ("headers", "said"),
        [
            ({}, "came without a Content-Type"),
            ({"Content-Type": "text/plain"}, "came as 'text/plain'"),
            (
                {"Content-Type": "application/x-www-form-urlencoded"},
                "came as 'application/x-www-form-urlencoded'",
            ),
        ],
    )
    def test_because_nothing_says_it_is_json_is_told_so(self, program, headers, said):
        answer = program.post(KICKOFF, content=b'{"inputs": {}}', headers=headers)

        assert (answer.status_code, kind(answer)) == (422, "invalid-fields")
        assert said in problem(answer)["detail"]
        assert "Content-Type: application/json" in problem(answer)["detail"]
        assert [error["field"] for error in problem(answer)["errors"]] == ["body"]

    def test_is_not_repeated_to_who_sent_it(self, program):
        named = {"x" * 100_000: 1}
        many = {f"x{n}": 1 for n in range(50_000)}

        one, all_of_them = program.post(KICKOFF, json=named), program.post(KICKOFF, json=many)

        assert [kind(one), kind(all_of_them)] == ["invalid-fields"] * 2
        assert problem(one)["errors"][0]["field"] == f"body.{'x' * 100}"
        assert len(problem(all_of_them)["errors"]) == 20
        assert "; and 49980 more. Nothing was done." in problem(all_of_them)["detail"]
        assert all(len(answer.content) < 5_000 for answer in (one, all_of_them))

    def test_is_taken_with_characters_one_database_lacks(self, stage, program):
        answer = program.post(KICKOFF, json={"inputs": {"a\0": "b\0"}})

        assert answer.status_code == 202


class TestAFilterThatIsNone:
    def test_is_refused_with_its_name(self, program):
        refused = {
            "requests?status=open": (422, "invalid-fields"),
            "requests?limit=0": (422, "invalid-fields"),
            "requests?limit=201": (422, "invalid-fields"),
            "requests?limit=ten": (422, "invalid-fields"),
            "requests?after=x": (422, "invalid-fields"),
            "requests?after=%00": (400, "unreadable"),
            "requests?run_id=%ff": (422, "invalid-fields"),
            "requests?assignee=nobody": (422, "address-invalid"),
            "requests?assignee=": (422, "address-invalid"),
            "requests?assignee=a%00@example.com": (400, "unreadable"),
            "runs?status=pending": (422, "invalid-fields"),
            "runs?flow=%00": (400, "unreadable"),
            "runs?after=%ED%A0%80": (422, "invalid-fields"),
        }

        answers = {query: program.get(f"/api/v1/{query}") for query in refused}

        said = {query: (answer.status_code, kind(answer)) for query, answer in answers.items()}
        assert said == refused


class TestABrowser:
    def test_gets_a_page_outside_the_api(self, stage):
        answer = stage.browser().get("/nowhere<script>alert(1)</script>")

        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert "There is nothing at this address" in answer.text
        assert "<script>alert" not in answer.text

    def test_gets_a_document_from_the_api(self, stage):
        assert kind(stage.browser().get("/api/v1/nowhere")) == "not-found"

    def test_gets_a_page_when_another_site_sent_it(self, stage):
        answer = stage.stranger(Accept="text/html").post(
            "/theme", headers={"Sec-Fetch-Site": "cross-site"}
        )

        assert answer.status_code == 403
        assert "The change came from another site" in answer.text

    def test_gets_a_document_where_it_asked_for_one(self, stage):
        answer = stage.stranger(Accept="application/json", **OWN_PAGE).get("/inbox")

        assert kind(answer) == "not-signed-in"


class TestTheKindsOfProblems:
    def test_hold_each_error_once(self):
        known = [kind.error for kind in KINDS if kind.error is not None]

        assert len(known) == len(set(known))
        assert len({kind.slug for kind in KINDS}) == len(KINDS)

    @pytest.mark.parametrize(
        "error", [*errors.RequestError.__subclasses__(), *errors.AccessError.__subclasses__()]
    )
    def test_hold_every_error_a_caller_can_cause(self, error):
        of_runs = {errors.RequestExpired}  # what a run ends with, which no call meets
        assert error in {kind.error for kind in KINDS} | of_runs
