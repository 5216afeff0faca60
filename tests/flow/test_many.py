"""One flow for many inputs, and a run told step by step."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

import pytest

from signoff import Flow, HumanFeedbackPending, human_feedback, listen, persist, start
from signoff.errors import FlowError, RunBusy
from signoff.flow.record import RunStatus
from tests.flow.cast import Waits


class Square(Flow):
    @start()
    def begin(self):
        return self.state["n"]

    @listen(begin)
    def end(self, n):
        if n < 0:
            raise ValueError(f"{n} is negative")
        self.state["ran"] = self.state.get("ran", 0) + 1
        return n * n


class Review(Flow):
    @start()
    def draft(self):
        return f"draft {self.state.get('n', '')}"

    @listen(draft)
    @human_feedback(message="ok?", provider=Waits())
    def review(self, text):
        return text

    @listen(review)
    def end(self, result):
        return f"{result.output}: {result.feedback}"


def each(flow, many):
    return flow.kickoff_for_each(many)


def each_async(flow, many):
    return asyncio.run(flow.kickoff_for_each_async(many))


@pytest.mark.parametrize("run_all", [each, each_async])
class TestKickoffForEach:
    def test_returns_results_in_the_order_of_the_inputs(self, run_all):
        flow = Square()

        assert run_all(flow, [{"n": n} for n in (3, 1, 2)]) == [9, 1, 4]
        assert flow.signoff_record is None

    def test_gives_each_run_its_own_object_and_state(self, run_all):
        noted = []

        class Noted(Square):
            @listen("end")
            def note(self, value):
                noted.append((self.flow_id, self.state["ran"]))

        run_all(Noted(), [{"n": 1}, {"n": 2}])

        assert len({flow_id for flow_id, _ in noted}) == 2
        assert [ran for _, ran in noted] == [1, 1]

    def test_returns_questions_that_wait(self, run_all):
        came = run_all(Review(), [{"n": 1}, {"n": 2}])

        assert all(isinstance(one, HumanFeedbackPending) for one in came)
        answers = [Review.from_pending(one.context.flow_id).resume("fine") for one in came]
        assert answers == ["draft 1: fine", "draft 2: fine"]

    def test_lets_the_others_end_before_it_raises(self, run_all, store):
        @persist(store)
        class Kept(Square):
            """As Square, stored."""

        many = [{"n": n, "id": f"run{n}"} for n in (-1, 2)]
        with pytest.raises(ValueError, match="-1 is negative"):
            run_all(Kept(), many)

        assert store.load_run("run2").status == "ended"

    def test_raises_several_errors_as_a_group(self, run_all):
        with pytest.raises(ExceptionGroup, match="2 of 3 runs") as caught:
            run_all(Square(), [{"n": -1}, {"n": 2}, {"n": -3}])

        assert [str(error) for error in caught.value.exceptions] == [
            "-1 is negative",
            "-3 is negative",
        ]

    def test_takes_nothing_over_from_a_run_the_flow_had_before(self, run_all):
        flow = Square()
        flow.kickoff({"n": 5})

        run_all(flow, [{"n": 1}])

        assert (flow.state["n"], flow.method_outputs) == (5, [5, 25])

    def test_takes_nothing_for_nothing(self, run_all):
        assert run_all(Square(), []) == []

    def test_inside_a_step_asks_for_all_at_once(self, run_all):
        class Outer(Flow):
            @start()
            async def all_of_them(self):
                many = [{"n": 1}, {"n": 2}]
                if run_all is each:
                    return Review().kickoff_for_each(many)
                return await Review().kickoff_for_each_async(many)

        flow = Outer()
        flow.kickoff()
        first, second = flow.pending_feedbacks

        flow.resume("b", key=second.key)
        assert [context.key for context in flow.pending_feedbacks] == [first.key]
        assert flow.resume("a", key=first.key) == ["draft 1: a", "draft 2: b"]


class TestAStream:
    def test_gives_each_step_as_it_finishes(self):
        async def scenario():
            stream = Square().stream({"n": 3})
            steps = [(step.method, step.trigger, step.output) async for step in stream]
            return steps, stream.result

        assert asyncio.run(scenario()) == ([("begin", None, 3), ("end", "begin", 9)], 9)

    def test_gives_a_step_before_the_next_one_ends(self):
        class Gated(Flow):
            @start()
            async def first(self):
                return 1

            @listen(first)
            async def second(self, value):
                await self.gate.wait()
                return 2

        async def scenario():
            flow = Gated()
            flow.gate = asyncio.Event()
            seen = []
            async for step in flow.stream():
                seen.append(step.method)
                flow.gate.set()
            return seen

        assert asyncio.run(asyncio.wait_for(scenario(), timeout=60)) == ["first", "second"]

    def test_ends_where_the_run_waits(self):
        async def scenario():
            stream = Review().stream()
            methods = [step.method async for step in stream]
            return methods, stream.result

        methods, result = asyncio.run(scenario())

        assert methods == ["draft", "review"]
        assert isinstance(result, HumanFeedbackPending)

    def test_raises_what_a_step_raised_after_the_steps_before_it(self):
        seen = []

        async def scenario():
            async for step in Square().stream({"n": -1}):
                seen.append(step.method)  # noqa: PERF401 - what was seen before the error counts

        with pytest.raises(ValueError, match="-1 is negative"):
            asyncio.run(scenario())
        assert seen == ["begin"]

    def test_that_is_left_early_cancels_the_run(self):
        class Slow(Flow):
            @start()
            async def first(self):
                return 1

            @listen(first)
            async def second(self):
                await asyncio.sleep(0)

            @listen(second)
            async def third(self):
                self.state["third"] = True

        async def scenario():
            flow = Slow()
            async with aclosing(aiter(flow.stream())) as steps:
                await anext(steps)
            return flow

        flow = asyncio.run(scenario())

        assert flow.signoff_record.status is RunStatus.CANCELLED
        assert "third" not in flow.state

    def test_has_no_result_before_its_end(self):
        with pytest.raises(FlowError, match=r"before its end.* left early has cancelled its run"):
            _ = Square().stream({"n": 1}).result


class TestAFlowObjectThatRuns:
    def test_is_not_kicked_off_again_meanwhile(self):
        class Slow(Flow):
            @start()
            async def wait(self):
                if self.state["n"] == 1:
                    try:
                        await flow.kickoff_async({"n": 2})
                    except RunBusy as error:
                        second.append(str(error))
                return self.state["n"]

        flow, second = Slow(), []

        assert flow.kickoff({"n": 1}) == 1
        [refused] = second
        assert "Make an object for each run" in refused
        assert flow.kickoff({"n": 3}) == 3

    def test_runs_one_of_many_that_come_at_once(self):
        begun, may_end = threading.Event(), threading.Event()

        class Held(Flow):
            @start()
            def hold(self):
                begun.set()
                may_end.wait(10)
                return self.state["n"]

        flow = Held()
        with ThreadPoolExecutor() as pool:
            first = pool.submit(flow.kickoff, {"n": 0})
            begun.wait(10)
            others = [pool.submit(flow.kickoff, {"n": n}) for n in (1, 2)]
            refused = [type(other.exception(10)) for other in others]
            may_end.set()

        assert refused == [RunBusy, RunBusy]
        assert (first.result(), flow.state["n"]) == (0, 0)

    def test_can_be_kicked_off_again_after_ctrl_c(self, settings):
        class CtrlC:
            def request_feedback(self, context, flow):
                raise KeyboardInterrupt

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?")
            def ask(self):
                return "text"

        flow, settings.hitl_provider = Asked(), CtrlC()
        with pytest.raises(KeyboardInterrupt) as last:  # a notebook keeps it, and all its frames
            flow.kickoff()
        settings.hitl_provider = Waits()

        assert isinstance(flow.kickoff(), HumanFeedbackPending)
        assert last.traceback
