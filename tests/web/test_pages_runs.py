"""The page of a run: its state after each step, its forks, and how it is cancelled."""

import re

import pytest
from pydantic import BaseModel

from signoff import Flow, human_feedback, listen, start
from signoff.inbox.access import EVERYTHING
from signoff.inbox.lifecycle import expire
from signoff.store.membership import Actor, give_role
from tests.web.cast import ANA, BEN, PostFlow
from tests.web.conftest import opened_stage

CARA = "cara@example.com"


class Talk(BaseModel):
    title: str = "Tea"
    notes: dict[str, str] = {}


class TalkFlow(Flow[Talk]):
    """Prepare a talk."""

    @start()
    def collect(self):
        self.state.notes = {"one": "<b>first</b>"}

    @listen("collect")
    @human_feedback(message="Good?", emit=["good", "bad"], approving=["good"])
    def show(self):
        self.state.title = "Green tea"
        return self.state.title

    @listen("good")
    def give(self):
        return "given"


class PairFlow(Flow):
    """Ask two people, each for themselves."""

    @start()
    @human_feedback(message="Law?", emit=["yes", "no"], assignees=[ANA])
    def law(self):
        return "law"

    @start()
    @human_feedback(message="Price?", emit=["yes", "no"], assignees=[BEN])
    def price(self):
        return "price"


@pytest.fixture
def stage(tmp_path, door_databases, prologues, portal):
    flows = {"talk": TalkFlow, "post": PostFlow, "pair": PairFlow}
    with opened_stage(tmp_path / "data", door_databases, prologues, flows, portal) as stage:
        yield stage


@pytest.fixture
def ana(stage):
    return stage.browser(ANA)


def run_of(stage, request_id):
    with stage.bench.app.unit() as unit:
        return unit.requests.get(request_id).run_id


def decided(stage, ana, outcome="bad"):
    """A run that ana decided, and its request."""
    request = stage.pending("talk")
    ana.post(f"/requests/{request}/decision", data={"outcome": outcome})
    stage.bench.drain()
    return run_of(stage, request), request


class TestTheListOfRuns:
    def test_tells_runs_apart_by_what_they_know_not_by_their_ids(self, stage, ana):
        stage.pending("talk")
        stage.pending("pair")

        listed = ana.get("/runs").text

        assert '<p class="excerpt">title: ' in listed
        assert '<p class="excerpt">No inputs</p>' in listed
        assert ">id: " not in listed


class TestARunThatNobodyAnsweredInTime:
    def test_shows_where_it_stopped_and_does_not_blame_the_flow(self, stage, ana):
        request = stage.pending("talk")
        with stage.bench.app.unit() as unit:
            expire(unit, unit.requests.get(request), now=stage.bench.clock.now())
            unit.commit()
        stage.bench.drain()

        html = ana.get(f"/runs/{run_of(stage, request)}").text

        assert re.search(r'class="step g-failed".{1,900}expired<', html, re.DOTALL)
        assert "Start another run to ask again." in html
        assert "Mend the flow" not in html


class TestTheStateOfARun:
    def test_is_shown_after_each_step_with_what_the_step_changed(self, stage, ana):
        run, _ = decided(stage, ana)
        html = ana.get(f"/runs/{run}").text
        assert f'href="/runs/{run}?step=1#state-card"' in html

        first = ana.get(f"/runs/{run}?step=1").text
        second = ana.get(f"/runs/{run}?step=2").text

        assert "1 of 2" in first
        assert "&lt;b&gt;first" in first
        assert re.search(r'<div class="is-changed"><dt>title<.*?Green tea', second)
        assert "<div><dt>notes</dt>" in second
        assert 'aria-label="After the next step"' not in second
        assert "Step by step" in ana.get(f"/runs/{run}?step=9").text

    def test_is_told_step_by_step_by_the_api(self, stage, ana):
        run, _ = decided(stage, ana)
        program = stage.program(ANA)

        first = program.get(f"/api/v1/runs/{run}/steps?limit=1").json()
        rest = program.get(f"/api/v1/runs/{run}/steps?after={first['next']}").json()

        assert [step["method"] for step in first["items"]] == ["collect"]
        assert first["items"][0]["changes"]["set"]["notes"] == {"one": "<b>first</b>"}
        assert [step["changes"]["set"] for step in rest["items"]] == [{"title": "Green tea"}]
        assert rest["next"] is None
        flows = {flow["name"]: flow for flow in program.get("/api/v1/flows").json()["items"]}
        assert set(flows["talk"]["inputs"]["properties"]) == {"title", "notes"}
        assert flows["post"]["inputs"] is None


class TestAForkOfARun:
    def test_is_offered_at_its_decisions_and_says_what_runs_again(self, stage, ana):
        run, request = decided(stage, ana, "good")
        waits = stage.pending("talk")

        assert f'href="/runs/{run}/fork?at={request}"' in ana.get(f"/runs/{run}").text
        html = ana.get(f"/runs/{run}/fork?at={request}").text
        assert re.search(r'<span class="mono">give</span> ran after this decision', html)
        assert "/fork?at=" not in ana.get(f"/runs/{run_of(stage, waits)}").text
        refused = ana.get(f"/runs/{run_of(stage, waits)}/fork?at={waits}")
        assert refused.status_code == 409
        assert "was not decided by anybody" in refused.text
        assert ana.get(f"/runs/{run}/fork?at={waits}").status_code == 404

    def test_asks_again_or_takes_another_answer_as_the_rules_allow(self, stage, ana):
        run, request = decided(stage, ana)

        asks = ana.post(f"/runs/{run}/fork", data={"at": request, "outcome": ""})
        stage.bench.drain()
        answers = ana.post(f"/runs/{run}/fork", data={"at": request, "outcome": "good"})
        stage.bench.drain()

        waiting = ana.get(asks.headers["location"]).text
        assert f'Forked from <a class="link" href="/runs/{run}">' in waiting
        assert "collect: done" in waiting  # the step before the fork, on the graph
        assert "Waiting for a person" in waiting
        ended = ana.get(answers.headers["location"]).text
        assert "given" in ended
        assert "Ended" in ended
        old = ana.get(f"/runs/{run}").text
        assert asks.headers["location"] in old
        assert answers.headers["location"] in old

    def test_is_no_way_around_the_people_who_decide(self, stage, ana):
        run, request = decided(stage, ana)
        stage.member(CARA, "author")
        cara = stage.browser(CARA)
        assert cara.get(f"/runs/{run}/fork?at={request}").status_code == 404
        own = stage.bench.start("talk", CARA)
        stage.bench.drain()
        with stage.bench.app.unit() as unit:
            asked = unit.requests.of_run(own)[0].id
        ana.post(f"/requests/{asked}/decision", data={"outcome": "bad"})
        stage.bench.drain()

        answer = cara.post(f"/runs/{own}/fork", data={"at": asked, "outcome": "good"})

        assert answer.status_code == 303
        opened = answer.headers["location"].removeprefix("/requests/")
        with stage.bench.app.unit() as unit:
            assert unit.requests.find_response(opened) is None
            assert unit.requests.get(opened).assignee == ANA

    def test_is_answered_by_nobody_whose_token_may_only_start_runs(self, stage, ana):
        run, request = decided(stage, ana)
        given = {"name": "starts", "scopes": ["start_flows"]}
        made = stage.program(ANA).post("/api/v1/tokens", json=given).json()
        program = stage.stranger(Authorization=f"Bearer {made['secret']}")

        html = program.get(f"/runs/{run}/fork?at={request}").text
        asks = program.post(f"/runs/{run}/fork", data={"at": request, "outcome": "good"})

        assert 'name="outcome"' not in html
        assert asks.status_code == 303
        opened = asks.headers["location"].removeprefix("/requests/")
        with stage.bench.app.unit() as unit:
            assert unit.requests.get(opened).status == "pending"

    def test_is_made_at_decisions_only_that_one_sees(self, stage, ana):
        stage.member(BEN, "author")
        with stage.bench.app.unit() as unit:
            ben = unit.members.find(BEN)
            here = unit.members.organisation_of(stage.bench.app.deployment_id)
            owner = Actor(ANA, here, EVERYTHING)
            give_role(unit, ben, "reviewer", by=owner, now=stage.bench.clock.now())
            unit.commit()
        run = stage.bench.start("pair", ANA)
        with stage.bench.app.unit() as unit:
            law, price = (one.id for one in unit.requests.of_run(run))
        ana.post(f"/requests/{law}/decision", data={"outcome": "yes"})
        browser, program = stage.browser(BEN), stage.program(BEN)
        browser.post(f"/requests/{price}/decision", data={"outcome": "yes"})
        stage.bench.drain()

        def forks(request):
            return (
                browser.get(f"/runs/{run}/fork?at={request}").status_code,
                browser.post(f"/runs/{run}/fork", data={"at": request}).status_code,
                program.post(f"/api/v1/runs/{run}/fork", json={"request_id": request}).status_code,
            )

        html = browser.get(f"/runs/{run}").text
        assert f"/fork?at={price}" in html
        assert f"/fork?at={law}" not in html
        assert forks(law) == (404, 404, 404)
        assert forks(price) == (200, 303, 201)

    def test_is_made_and_told_by_the_api(self, stage, ana):
        run, request = decided(stage, ana)
        program = stage.program(ANA)

        made = program.post(f"/api/v1/runs/{run}/fork", json={"request_id": request})
        refused = program.post(f"/api/v1/runs/{run}/fork", json={"request_id": "x"})

        assert made.status_code == 201
        fork = made.json()
        assert made.headers["location"] == f"/api/v1/runs/{fork['id']}"
        assert fork["forked_from"] == {"run_id": run, "request_id": request}
        assert len(fork["pending_requests"]) == 1
        assert program.get(f"/api/v1/runs/{run}").json()["forks"][0]["run_id"] == fork["id"]
        assert refused.status_code == 404


class TestCancellingARun:
    def test_is_confirmed_first_and_closes_its_requests(self, stage, ana):
        request = stage.pending("talk")
        run = run_of(stage, request)
        assert f'href="/runs/{run}/cancel"' in ana.get(f"/runs/{run}").text

        assert "Cancel this run of talk?" in ana.get(f"/runs/{run}/cancel").text
        assert "Waiting for a person" in ana.get(f"/runs/{run}").text
        assert ana.post(f"/runs/{run}/cancel").status_code == 303

        html = ana.get(f"/runs/{run}").text
        assert "Cancelled" in html
        assert f'href="/runs/{run}/cancel"' not in html
        assert ana.post(f"/runs/{run}/cancel").status_code == 409
        assert f"row-{run}" in ana.get("/runs?status=cancelled").text
        assert f"row-{run}" not in ana.get("/runs?status=ended").text

    def test_is_for_those_who_manage(self, stage, ana):
        run = run_of(stage, stage.pending("talk"))
        stage.member(BEN, "reviewer")
        ben = stage.browser(BEN)
        assert ben.post(f"/runs/{run}/cancel").status_code in {403, 404}
