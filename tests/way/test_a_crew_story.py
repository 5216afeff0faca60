"""A crew that is served: mailed, sent back, approved, and put on record, as every request is."""

from __future__ import annotations

from pathlib import Path

import pytest

from signoff.crew import Agent, Crew, Task, missing_inputs
from signoff.errors import FlowsNotLoaded, InputsInvalid
from signoff.flow.loading import load_flows
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.testing import open_workbench
from tests.way.cast import ANA, Seen
from tests.way.mails import reply_address, reply_to, text_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "newsletter_crew.py"
INPUTS = {"topic": "Windmills", "readers": "engineers"}


@pytest.fixture
def bench(tmp_path, databases):
    from tests.way.stage import prepare

    bench = open_workbench(
        tmp_path / "data",
        load_flows(str(EXAMPLE)),
        database=databases.prepared(prepare),
        creator=ANA,
    )
    yield bench
    bench.app.engine.dispose()


def reply(bench, words):
    """Answer the question that was mailed last."""
    asked = [mail for mail in bench.posted if mail.message["Subject"].startswith("Review:")][-1]
    assert bench.receive(reply_to(asked, words), sender=ANA, recipient=reply_address(asked)) is None


class TestAServedCrew:
    def test_is_reviewed_by_mail_round_by_round_and_comes_to_its_result(self, bench):
        run = Seen(bench, bench.start("newsletter", **INPUTS))
        assert "4 % of those of 1850" in text_of(bench.posted[0])
        assert "register of monuments" not in text_of(bench.posted[0])

        reply(bench, "Needs revision: where is that from?")
        reply(bench, "approved: the readers know windmills")
        reply(bench, "approved")

        assert run.status == "ended"
        requests = [(one.ask.method, one.ask.revision) for one in run.requests]
        assert requests == [("research", 1), ("research", 2), ("item", 1)]
        assert run.requests[0].ask.approving == ("approved",)
        assert run.requests[0].ask.state["topic"] == "Windmills"
        result = run.result
        assert [task["task_id"] for task in result["tasks"]] == ["research", "item"]
        assert result["tasks"][0]["rounds"] == 2
        assert "You said: approved: the readers know windmills" in result["output"]
        assert run.kinds.count("request.answered") == 3
        assert run.kinds.count("run.ended") == 1

    def test_needs_its_inputs_before_anything_is_started(self, bench):
        with pytest.raises(InputsInvalid, match="no input for readers"):
            bench.start("newsletter", topic="Windmills")

        assert bench.posted == []
        assert missing_inputs(bench.app.flows["newsletter"], {"topic": 1}) == ("readers",)

    def test_is_answered_in_one_way_or_the_other(self, bench):
        run = Seen(bench, bench.start("newsletter", **INPUTS))
        bench.app.answer(
            Answer(
                request_id=run.requests[0].id,
                feedback="Fine.",
                outcome="approved",
                responder=ANA,
                channel="api",
                verification=Verification.SESSION,
            )
        )
        reply(bench, "needs revision: too late")
        bench.drain()

        assert [one.ask.method for one in run.requests] == ["research", "item"]
        assert [response.channel for response in run.responses] == ["api"]


class TestAModuleWithCrews:
    def load(self, tmp_path, monkeypatch, name, source):
        monkeypatch.syspath_prepend(tmp_path)
        path = tmp_path / f"{name}.py"
        path.write_text(source)
        return load_flows(str(path))

    def test_serves_each_by_its_name_or_its_variable_once(self, tmp_path, monkeypatch):
        source = (
            "from tests.way.test_a_crew_story import small\n"
            "first = small()\nalias = first\nsecond = small(name='other')\n"
        )

        flows = self.load(tmp_path, monkeypatch, "two_crews", source)

        assert {name: flow.__qualname__ for name, flow in flows.items()} == {
            "first": "first",
            "other": "other",
        }

    def test_refuses_two_of_one_name(self, tmp_path, monkeypatch):
        source = (
            "from tests.way.test_a_crew_story import small\n"
            "a = small(name='same')\nb = small(name='same')\n"
        )

        with pytest.raises(FlowsNotLoaded, match="both called 'same'"):
            self.load(tmp_path, monkeypatch, "same_crews", source)

    def test_serves_no_flow_without_a_start(self, tmp_path, monkeypatch):
        base = (
            "from signoff import Flow, listen, start\n"
            "class Base(Flow):\n    @listen('go')\n    def end(self): ...\n"
            "    @listen('end')\n    def go(self): ...\n"
        )
        whole = f"{base}class WholeFlow(Base):\n    @start()\n    def begin(self): ...\n"

        assert list(self.load(tmp_path, monkeypatch, "with_a_base", whole)) == ["whole"]
        with pytest.raises(FlowsNotLoaded, match=r"Base in '.*' has no method with @start\(\)"):
            self.load(tmp_path, monkeypatch, "a_base", base)


def small(**kwargs):
    agent = Agent("Worker", run=lambda call: "done")
    return Crew([agent], [Task("Do it", "text", agent, name="do_it")], **kwargs)
