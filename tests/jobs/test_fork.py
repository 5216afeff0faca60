"""A new run that stands where another one stood at a decision."""

import pytest
from pydantic import BaseModel

from signoff import Flow, human_feedback, listen, or_, start
from signoff.errors import ForkRefused, FourEyes, RequestNotFound, RunNotFound
from signoff.inbox.plan_text import plan_from, plan_json
from signoff.inbox.policy_text import read_policy
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.audit.redact import redact_run
from signoff.jobs.fork import find_fork_point, fork_run
from signoff.store import queries
from signoff.store.forks import find_origin, list_forkable, list_forks
from signoff.testing import open_workbench
from tests.way.cast import ANA, Seen
from tests.way.stage import prepare

BO = "bo@example.com"
CY = "cy@example.com"
SENT = []


class Draft(BaseModel):
    topic: str = "Tea"
    text: str = ""
    rounds: list[str] = []


class DraftFlow(Flow[Draft]):
    """Write until somebody is content."""

    @start()
    def plan(self):
        self.state.text = "plan"

    @listen(or_("plan", "again"))
    @human_feedback(message="Good?", emit=["good", "again", "never"], assignees=[ANA])
    def write(self):
        self.state.rounds = [*self.state.rounds, f"round {len(self.state.rounds) + 1}"]
        self.state.text = "x" * (9_000 if len(self.state.rounds) == 2 else 3)
        return f"{self.state.topic}: {self.state.rounds[-1]}"

    @listen("good")
    def send(self, result):
        SENT.append(self.state.id)
        return f"sent {result.output} {len(self.human_feedback_history)}"

    @listen("never")
    def drop(self):
        return "dropped"


class BothFlow(Flow):
    """Ask two people at once, and go on when both have answered."""

    @start()
    @human_feedback(message="Law?", emit=["lawful", "unlawful"], assignees=[ANA])
    def law(self):
        return "law"

    @start()
    @human_feedback(message="Price?", emit=["cheap", "dear"], assignees=[ANA])
    def price(self):
        return "price"

    @listen("lawful")
    def note_law(self):
        return "lawful"

    @listen("dear")
    def note_price(self):
        return "dear"


FLOWS = {"draft": DraftFlow, "both": BothFlow}


@pytest.fixture
def bench(tmp_path, databases):
    bench = open_workbench(
        tmp_path / "data", FLOWS, database=databases.prepared(prepare), creator=ANA
    )
    yield bench
    bench.app.engine.dispose()


def answer(bench, request, outcome, responder=ANA):
    bench.app.answer(
        Answer(request.id, "", outcome, responder, "api", Verification.TOKEN, may_override=True)
    )
    bench.drain()


def forked(bench, run, request, starter=BO):
    """Fork a run; return the new one and what its fork point said."""
    now = bench.clock.now()
    with bench.app.unit() as unit:
        point = find_fork_point(unit, run, request.id, flows=FLOWS, now=now)
        told = (point.ahead, point.again, point.asked)
        opened = fork_run(unit, point, asked=bench.app.asked, starter=starter, now=now)
        unit.commit()
    bench.drain()
    return Seen(bench, opened.run_id), told


def refusal(bench, run, request_id):
    with bench.app.unit() as unit, pytest.raises(ForkRefused) as refused:
        find_fork_point(unit, run, request_id, flows=FLOWS, now=bench.clock.now())
    return str(refused.value)


def rows(bench, run):
    with bench.app.reading() as connection:
        return queries.find_run(connection, run), queries.list_steps(connection, run)


class TestARunThatWasDecided:
    def test_is_forked_there_and_decides_otherwise(self, bench):
        SENT.clear()
        run = bench.start("draft", topic="Tea")
        first = Seen(bench, run).requests[0]
        assert "was not decided by anybody" in refusal(bench, run, first.id)
        answer(bench, first, "again")
        answer(bench, Seen(bench, run).requests[1], "good")
        before = rows(bench, run)
        assert before[0].result == "sent Tea: round 2 2"

        fork, (ahead, again, asked) = forked(bench, run, first)

        assert ahead == ("write", "send", "drop")
        assert again == ("write", "send")
        assert asked == ()
        assert [request.ask.content for request in fork.requests] == ["Tea: round 1"]
        assert [request.assignee for request in fork.requests] == [ANA]
        answer(bench, fork.requests[0], "good")
        now, steps = rows(bench, fork.run_id)
        assert (now.status, now.result) == ("ended", "sent Tea: round 1 1")
        assert now.state["rounds"] == ["round 1"]
        assert [step.method for step in steps] == ["send"]
        assert [run, fork.run_id] == SENT
        assert rows(bench, run) == before

    def test_is_approved_by_nobody_who_started_it_or_its_fork_where_four_eyes_are_wanted(
        self, bench
    ):
        rule = {"name": "All", "match": {}, "assign_to_email": CY, "four_eyes": True}
        with bench.app.unit() as unit:
            policy = read_policy({"routing_rules": [rule]})
            unit.policies.put(bench.app.deployment_id, policy, expected_version=None)
            unit.commit()
        run = bench.start("draft", ANA)
        answer(bench, Seen(bench, run).requests[0], "never", CY)
        first, _ = forked(bench, run, Seen(bench, run).requests[0])
        answer(bench, first.requests[0], "never", CY)

        second, _ = forked(bench, first.run_id, first.requests[0], CY)

        [asked] = second.requests
        assert asked.plan.starters == (CY, BO, ANA)
        assert plan_from(plan_json(asked.plan)) == asked.plan
        for own in (CY, BO, ANA):
            with pytest.raises(FourEyes, match=f"{own} started"):
                answer(bench, asked, "good", own)
        answer(bench, asked, "good", "dee@example.com")
        assert rows(bench, second.run_id)[0].status == "ended"

    def test_tells_of_its_forks_and_these_of_it(self, bench):
        run = bench.start("draft")
        first = Seen(bench, run).requests[0]
        answer(bench, first, "never")
        fork, _ = forked(bench, run, first)

        with bench.app.reading() as connection:
            assert list_forkable(connection, run) == {first.id}
            (told,) = list_forks(connection, run)
            origin = find_origin(connection, fork.run_id)
        assert (told.run_id, told.starter, told.outcome) == (fork.run_id, BO, "never")
        assert (origin.run_id, origin.request_id, origin.method) == (run, first.id, "write")
        with bench.app.unit() as unit:
            (event,) = [e for e in unit.trail.of_run(run) if e.kind.value == "run.forked"]
        assert (event.actor, event.request_id, dict(event.data)) == (
            BO,
            first.id,
            {"fork": fork.run_id},
        )

    def test_is_forked_again_at_a_decision_of_the_fork(self, bench):
        run = bench.start("draft")
        first = Seen(bench, run).requests[0]
        answer(bench, first, "never")
        fork, _ = forked(bench, run, first)
        answer(bench, fork.requests[0], "again")
        answer(bench, fork.requests[-1], "never")

        third, _ = forked(bench, fork.run_id, fork.requests[-1])
        answer(bench, third.requests[0], "good")

        assert rows(bench, third.run_id)[0].result == "sent Tea: round 2 2"

    def test_asks_again_what_was_open_beside_it(self, bench):
        run = bench.start("both")
        law, price = Seen(bench, run).requests
        answer(bench, law, "unlawful")
        answer(bench, price, "cheap")

        early, (_, _, asked) = forked(bench, run, law)
        late, (_, _, asked_late) = forked(bench, run, price)

        assert (asked, asked_late) == (("price",), ())
        assert {request.ask.method for request in early.requests} == {"law", "price"}
        assert [request.ask.method for request in late.requests] == ["price"]
        answer(bench, late.requests[0], "dear")
        assert rows(bench, late.run_id)[0].status == "ended"

    def test_is_left_alone_where_it_cannot_be_told_what_it_was(self, bench):
        run = bench.start("draft")
        first = Seen(bench, run).requests[0]
        answer(bench, first, "never")
        other = bench.start("draft")
        now = bench.clock.now()
        with bench.app.unit() as unit:
            for run_id, request_id, error in (
                ("nothing", first.id, RunNotFound),
                (run, Seen(bench, other).requests[0].id, RequestNotFound),
                (run, "nothing", RequestNotFound),
            ):
                with pytest.raises(error):
                    find_fork_point(unit, run_id, request_id, flows=FLOWS, now=now)
        with bench.app.unit() as unit:
            redact_run(unit, run, by=ANA, why="asked for", now=now)
            unit.commit()

        assert "its words were taken out" in refusal(bench, run, first.id)
        assert rows(bench, run)[1][0].changes is None


class TestWhatAStepChangedOfTheState:
    def test_is_kept_with_it_as_far_as_it_is_short(self, bench):
        run = bench.start("draft")
        answer(bench, Seen(bench, run).requests[0], "again")
        answer(bench, Seen(bench, run).requests[1], "good")

        plan, first, second, sent = (step.changes for step in rows(bench, run)[1])

        assert plan["set"] == {"topic": "Tea", "text": "plan", "rounds": [], "id": run}
        assert first == {"set": {"text": "xxx", "rounds": ["round 1"]}}
        assert second == {"set": {"rounds": ["round 1", "round 2"]}, "long": ["text"]}
        assert sent is None
