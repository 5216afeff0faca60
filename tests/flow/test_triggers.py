"""What runs after what: conditions, joins, fire-once, loops, routers, concurrency."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from dataclasses import dataclass
from enum import Enum

import pytest

from signoff import Flow, and_, human_feedback, listen, or_, router, start
from signoff.errors import TooManyCalls
from tests.flow.cast import Answers

tenant = contextvars.ContextVar("tenant", default="nobody")


@dataclass
class Mailed:
    crewai_trigger_payload: dict[str, str] | None = None


class TestAListener:
    def test_gets_the_result_of_what_fired_it(self):
        class Pipeline(Flow):
            @start()
            def draft(self):
                return "draft"

            @listen(draft)
            def shout(self, text):
                return text.upper()

        assert Pipeline().kickoff() == "DRAFT"

    def test_may_leave_the_result_aside(self):
        class Pipeline(Flow):
            @start()
            def draft(self):
                return "draft"

            @listen("draft")
            def done(self):
                return "done"

        assert Pipeline().kickoff() == "done"

    def test_gets_a_none_result_too(self):
        class Pipeline(Flow):
            @start()
            def nothing(self):
                pass

            @listen(nothing)
            def seen(self, value="unset"):
                return [value]

        assert Pipeline().kickoff() == [None]

    def test_keeps_its_role_where_a_subclass_overrides_it(self):
        class First(Flow):
            @start()
            def draft(self):
                return 1

            @listen(draft)
            def done(self, n):
                return n

        class Second(First):
            def done(self, n):
                return n + 1

        assert Second().kickoff() == 2


class TestAJoin:
    def test_waits_for_all_and_gets_the_last_result(self):
        class Joined(Flow):
            @start()
            async def a(self):
                return "a"

            @start()
            async def b(self):
                return "b"

            @listen(and_(a, "b"))
            def both(self, last):
                return f"both after {last}"

        assert Joined().kickoff() == "both after b"

    def test_forgets_and_fires_again_in_the_next_round(self):
        class Rounds(Flow):
            joined = 0

            @start("again")
            def left(self):
                return "left"

            @start("again")
            def right(self):
                return "right"

            @router(and_(left, right))
            def both(self):
                self.joined += 1
                return "again" if self.joined < 3 else "enough"

        flow = Rounds()
        flow.kickoff()

        assert flow.joined == 3

    def test_shares_no_memory_with_the_other_join_of_an_or(self):
        class Shared(Flow):
            fired = 0

            @start()
            def a(self):
                return "a"

            @listen(a)
            def b(self):
                return "b"

            @listen(b)
            def again(self):
                return "again"

            @router(or_(and_(a, b), and_(a, again)), emit=["never"])
            def both(self):
                self.fired += 1

        flow = Shared()
        flow.kickoff()

        assert flow.fired == 2

    def test_may_hold_an_or_inside(self):
        class Nested(Flow):
            @start()
            def a(self):
                return "a"

            @listen(a)
            def c(self):
                return "c"

            @listen(and_(or_(a, "never"), c))
            def both(self):
                return "both"

            @router("both", emit=["never"])
            def stop(self):
                return None

        flow = Nested()
        flow.kickoff()

        assert flow.method_outputs == ["a", "c", "both", None]


class TestAnOr:
    def test_of_two_starts_fires_once(self):
        class Either(Flow):
            seen = ()

            @start()
            def a(self):
                return "a"

            @start()
            def b(self):
                return "b"

            @listen(or_(a, b))
            def first(self, value):
                self.seen = (*self.seen, value)

        flow = Either()
        flow.kickoff()

        assert len(flow.seen) == 1

    def test_fires_again_when_a_loop_comes_round(self):
        class Loop(Flow):
            rounds = 0
            logged = 0

            @start()
            def begin(self):
                return 0

            @router(or_(begin, "again"), emit=["again", "enough"])
            def step(self):
                self.rounds += 1
                return "again" if self.rounds < 4 else "enough"

            @listen(or_("again", "enough"))
            def log(self):
                self.logged += 1

        flow = Loop()
        flow.kickoff()

        assert flow.logged == 4

    def test_fires_once_where_chained_routers_name_two_of_its_branches(self):
        class Chain(Flow):
            logged = ()

            @start()
            def begin(self):
                return 0

            @router(begin, emit=["one"])
            def first(self):
                return "one"

            @router("one", emit=["two"])
            def second(self):
                return "two"

            @listen(or_("one", "two"))
            def log(self, label):
                self.logged = (*self.logged, label)

        flow = Chain()
        flow.kickoff()

        assert flow.logged == ("one",)

    def test_with_a_join_inside_fires_on_either(self):
        class Mixed(Flow):
            logged = 0

            @start()
            def a(self):
                return "a"

            @listen(a)
            def b(self):
                return "b"

            @listen(or_(and_(a, b), "other"))
            def log(self):
                self.logged += 1

            @router(log, emit=["other"])
            def stop(self):
                return None

        flow = Mixed()
        flow.kickoff()

        assert flow.logged == 1


class TestACondition:
    def test_may_be_nested_deeper_than_python_calls(self, tmp_path):
        deep = or_("one", "two")
        for _ in range(2_000):
            deep = and_(or_(deep, "three"), "one")

        class Deep(Flow):
            @start()
            def one(self):
                """Happens."""

            @listen(one)
            def two(self):
                """Happens, too."""

            @listen("two")
            def three(self):
                """Comes last."""

            @listen(deep)
            def end(self):
                return "all seen"

        flow = Deep()
        flow.kickoff()

        assert flow.method_outputs.count("all seen") == 1
        assert "one or two" in Deep.plot(tmp_path / "deep.html", show=False).read_text()


class Colour(Enum):
    RED = "red"


class TestARouter:
    @pytest.mark.parametrize(
        ("returned", "heard"),
        [("go", ["go"]), (Colour.RED, ["red"]), (0, ["0"]), (True, ["True"]), (None, []), ("", [])],
    )
    def test_names_what_runs_next(self, returned, heard):
        class Route(Flow):
            heard: list[str]

            @start()
            @router(emit=["go", "red", "0", "True"])
            def decide(self):
                self.heard = []
                return returned

            @listen("go")
            def on_go(self):
                self.heard.append("go")

            @listen("red")
            def on_red(self):
                self.heard.append("red")

            @listen("0")
            def on_zero(self):
                self.heard.append("0")

            @listen("True")
            def on_true(self):
                self.heard.append("True")

        flow = Route()
        flow.kickoff()

        assert flow.heard == heard

    def test_hands_its_own_result_to_listeners_and_chained_routers(self):
        class Route(Flow):
            @start()
            def begin(self):
                return "input"

            @router(begin, emit=["first"])
            def one(self, value):
                assert value == "input"
                return "first"

            @router("first", emit=["second"])
            def two(self, value):
                assert value == "first"
                return "second"

            @listen("second")
            def end(self, value):
                return value

        assert Route().kickoff() == "second"

    def test_after_a_review_hands_on_its_own_result_not_the_old_feedback(self, settings):
        class Route(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"])
            def ask(self):
                return "text"

            @router("yes", emit=["ship"])
            def decide(self, feedback):
                assert feedback.outcome == "yes"
                return "ship"

            @listen("ship")
            def end(self, value):
                return value

        settings.hitl_provider = Answers("yes")

        assert Route().kickoff() == "ship"

    def test_is_heard_by_its_name_as_well(self):
        class Route(Flow):
            @start()
            def begin(self):
                return 1

            @router(begin, emit=["go"])
            def decide(self):
                return "go"

            @listen(decide)
            def note(self, value):
                return f"noted {value}"

        assert Route().kickoff() == "noted go"


class TestStarts:
    def test_run_at_the_same_time_in_threads(self):
        meeting = threading.Barrier(2, timeout=60)

        class Parallel(Flow):
            @start()
            def a(self):
                meeting.wait()
                return "a"

            @start()
            def b(self):
                meeting.wait()
                return "b"

        flow = Parallel()
        flow.kickoff()

        assert sorted(flow.method_outputs) == ["a", "b"]

    def test_run_at_the_same_time_on_the_loop(self):
        class Parallel(Flow):
            @start()
            async def a(self):
                self.meeting = asyncio.Event()
                await self.meeting.wait()
                return "a"

            @start()
            async def b(self):
                self.meeting.set()
                return "b"

        flow = Parallel()

        assert flow.kickoff() == "a"
        assert flow.method_outputs == ["b", "a"]

    def test_that_wait_for_a_method_run_after_it(self):
        class Gated(Flow):
            @start()
            def first(self):
                return 1

            @start("first")
            def second(self):
                return 2

        flow = Gated()
        flow.kickoff()

        assert flow.method_outputs == [1, 2]

    def test_that_all_wait_begin_at_once(self):
        class Cycle(Flow):
            n = 0

            @start("again")
            def begin(self):
                self.n += 1

            @router(begin, emit=["again", "done"])
            def check(self):
                return "again" if self.n < 3 else "done"

        flow = Cycle()
        flow.kickoff()

        assert flow.n == 3


class TestAPayloadOfATrigger:
    @pytest.mark.parametrize("base", [Flow, Flow[Mailed]])
    def test_reaches_the_start_that_asks_for_it(self, base):
        class Triggered(base):
            @start()
            def begin(self, crewai_trigger_payload):
                return crewai_trigger_payload

            @start()
            def beside(self):
                return "beside"

        flow = Triggered()
        flow.kickoff({"crewai_trigger_payload": {"from": "ana"}})

        assert {"from": "ana"} in flow.method_outputs

    def test_is_none_where_no_trigger_has_started_the_run(self):
        class Triggered(Flow):
            @start()
            async def begin(self, crewai_trigger_payload=None):
                return [crewai_trigger_payload]

        assert Triggered().kickoff() == [None]


class TestMethods:
    def test_see_the_callers_context(self):
        class Contextual(Flow):
            @start()
            def in_a_thread(self):
                return tenant.get()

            @listen(in_a_thread)
            async def on_the_loop(self):
                return tenant.get()

        flow = Contextual()
        token = tenant.set("acme")
        try:
            flow.kickoff()
        finally:
            tenant.reset(token)

        assert flow.method_outputs == ["acme", "acme"]

    def test_that_return_a_coroutine_are_awaited(self):
        async def later():
            return "later"

        class Deferred(Flow):
            @start()
            def begin(self):
                return later()

        assert Deferred().kickoff() == "later"

    def test_that_never_end_a_loop_are_stopped_with_a_clear_error(self):
        class Endless(Flow):
            max_method_calls = 50

            @start("again")
            async def begin(self):
                return "x"

            @router(begin, emit=["again"])
            async def again(self):
                return "again"

        with pytest.raises(TooManyCalls, match="more than 50 times"):
            Endless().kickoff()

    def test_may_loop_a_thousand_revisions(self, settings):
        class Revisions(Flow):
            @start()
            def draft(self):
                return "draft"

            @human_feedback(message="ok?", emit=["approved", "revise"])
            @listen(or_(draft, "revise"))
            async def review(self):
                self.state["n"] = self.state.get("n", 0) + 1
                return self.state["n"]

            @listen("approved")
            async def publish(self, result):
                return result.output

        settings.hitl_provider = Answers(*["revise"] * 1000, "approved")
        flow = Revisions()

        assert flow.kickoff() == 1001
        assert len(flow.human_feedback_history) == 1001


class TestASecondKickoff:
    def test_starts_clean(self, settings):
        class Counting(Flow):
            @start()
            @human_feedback(message="ok?")
            def ask(self):
                self.state["n"] = self.state.get("n", 0) + 1
                return self.state["n"]

        settings.hitl_provider = Answers("one", "two")
        flow = Counting()
        flow.kickoff()
        first_id = flow.flow_id

        flow.kickoff()

        assert [said.feedback for said in flow.human_feedback_history] == ["two"]
        assert flow.method_outputs[0].output == 1
        assert flow.flow_id != first_id


class TestKickoffInARunningLoop:
    def test_works_from_sync_code(self):
        class Simple(Flow):
            @start()
            async def begin(self):
                return tenant.get()

        async def serve():
            tenant.set("acme")
            return Simple().kickoff()

        assert asyncio.run(serve()) == "acme"
