"""The page that starts a run: a form made from what the flow's state holds."""

from dataclasses import dataclass, field
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from signoff import Flow, start
from signoff.crew import Agent, Crew, Task
from tests.web.cast import ANA, PostFlow
from tests.web.conftest import opened_stage


class Brief(BaseModel):
    topic: str = Field(min_length=3, description="What it is about")
    words: int = Field(300, ge=10)
    tone: Literal["plain", "formal"] = "plain"


class BriefFlow(Flow[Brief]):
    """Write to a brief."""

    @start()
    def write(self):
        return f"{self.state.words} {self.state.tone} words about {self.state.topic}"


@dataclass
class Order:
    customer: str = "nobody"
    lines: list[str] = field(default_factory=list)


class OrderFlow(Flow):
    """Take an order."""

    initial_state = Order(customer="Ana")

    @start()
    def take(self):
        return f"{self.state.customer}: {self.state.lines}"


def written(call):
    return call.description


WRITER = Agent(role="Writer", run=written)
TALK = Crew(
    [WRITER],
    [Task("Write about {topic} for {audience}.", "A text", WRITER, name="write")],
    name="talk",
)
FLOWS = {"brief": BriefFlow, "order": OrderFlow, "talk": TALK.flow, "post": PostFlow}


@pytest.fixture
def stage(tmp_path, door_databases, prologues, portal):
    with opened_stage(tmp_path / "data", door_databases, prologues, FLOWS, portal) as stage:
        yield stage


@pytest.fixture
def ana(stage):
    return stage.browser(ANA)


def inputs_of(stage, ana, answer):
    """The inputs of the run that was started."""
    assert answer.status_code == 303, answer.text
    run_id = answer.headers["location"].rpartition("/")[2]
    return stage.program(ANA).get(f"/api/v1/runs/{run_id}").json()["inputs"]


class TestTheFormOfAFlow:
    def test_has_a_field_for_each_input_with_what_its_author_says(self, ana):
        listed = ana.get("/start").text
        assert "Write to a brief." in listed
        assert 'action="/start"' not in listed

        html = ana.get("/start?flow=brief").text
        assert 'id="f-topic"' in html
        assert "What it is about" in html
        assert 'value="300"' in html
        assert 'name="f.id"' not in html
        assert 'class="graph' in html

        assert 'value="Ana"' in ana.get("/start?flow=order").text
        assert 'id="f-audience"' in ana.get("/start?flow=talk").text
        assert "Inputs, as a JSON object" in ana.get("/start?flow=post").text
        assert ana.get("/start?flow=nope").status_code == 404

    def test_starts_a_run_from_what_was_typed(self, stage, ana):
        typed = {"f.topic": "Tea", "f.words": "20", "f.tone": "formal"}
        answer = ana.post("/start", data={"flow": "brief"} | typed)
        assert inputs_of(stage, ana, answer) == {"topic": "Tea", "words": 20, "tone": "formal"}

        answer = ana.post("/start", data={"flow": "order", "f.lines": "two cups\r\none pot"})
        assert inputs_of(stage, ana, answer)["lines"] == ["two cups", "one pot"]

        answer = ana.post("/start", data={"flow": "talk", "f.topic": "Tea", "f.audience": "all"})
        assert inputs_of(stage, ana, answer) == {"topic": "Tea", "audience": "all"}

        answer = ana.post("/start", data={"flow": "brief", "inputs": '{"topic": "Tea"}'})
        assert inputs_of(stage, ana, answer) == {"topic": "Tea"}

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ({"f.topic": "<Tea>", "f.words": "many"}, "&#39;many&#39; is no whole number"),
            ({"f.topic": "<Tea>", "f.words": "3"}, "Must be at least 10."),
            ({"f.topic": "<Tea>", "f.words": "30", "f.tone": "rude"}, "not among the choices"),
            ({"f.topic": "<Tea>", "f.words": "3", "f.tone": "rude"}, "not among the choices"),
        ],
    )
    def test_tells_beside_a_field_what_is_wrong_and_keeps_the_rest(
        self, stage, ana, typed, problem
    ):
        answer = ana.post("/start", data={"flow": "brief"} | typed)

        assert answer.status_code == 422
        assert problem in answer.text
        assert 'value="&lt;Tea&gt;"' in answer.text
        n_wrong = 2 if typed.get("f.words") == "3" and "f.tone" in typed else 1
        assert answer.text.count('aria-invalid="true"') == n_wrong
        assert "No flow has run yet" in ana.get("/runs").text

    def test_keeps_json_that_does_not_fit_beside_what_is_wrong(self, ana):
        answer = ana.post("/start", data={"flow": "brief", "inputs": '{"words": 3}'})

        assert answer.status_code == 422
        assert "Invalid inputs for structured state" in answer.text
        assert "{&#34;words&#34;: 3}</textarea>" in answer.text

    def test_begins_with_the_inputs_of_a_run_before(self, stage, ana):
        run = stage.bench.start("brief", ANA, topic="Tea", words=40)

        html = ana.get(f"/start?like={run}").text

        assert 'value="Tea"' in html
        assert 'value="40"' in html
        assert '<details id="as-json">' in html
