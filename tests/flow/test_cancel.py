"""A run that is cancelled: what runs may finish, nothing new starts, nobody can answer it."""

from __future__ import annotations

import asyncio
import threading

import pytest

from signoff import Flow, HumanFeedbackPending, human_feedback, listen, persist, start
from signoff.errors import NothingPending, RunCancelled
from signoff.flow.record import RunStatus
from tests.flow.cast import Waits


class Steps(Flow):
    @start()
    def first(self):
        self.begun.set()
        assert self.go_on.wait(timeout=60)
        self.state["first"] = "done"
        return 1

    @listen(first)
    def second(self, value):
        self.state["second"] = "done"

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.begun, self.go_on = threading.Event(), threading.Event()


class Review(Flow):
    @start()
    @human_feedback(message="ok?", provider=Waits())
    def review(self):
        return "text"

    @listen(review)
    def end(self, result):
        return result.feedback


class TestARunThatIsCancelledFromAnotherThread:
    def test_finishes_what_runs_and_starts_nothing_new(self):
        flow, errors = Steps(), []

        def work():
            try:
                flow.kickoff()
            except RunCancelled as error:
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        assert flow.begun.wait(timeout=60)
        assert flow.cancel() is True
        flow.go_on.set()
        thread.join(timeout=60)

        assert "was cancelled" in str(errors[0])
        assert flow.state["first"] == "done"
        assert "second" not in flow.state
        assert flow.signoff_record.status is RunStatus.CANCELLED


class TestARunThatIsCancelledFromAnotherTask:
    def test_closes_what_it_asked_meanwhile(self, store):
        @persist(store)
        class Both(Review):
            @start()
            async def slow(self):
                self.under_way.set()
                await self.go_on.wait()

            @listen(slow)
            def after(self):
                self.state["after"] = True

        async def scenario():
            flow = Both()
            flow.under_way, flow.go_on = asyncio.Event(), asyncio.Event()
            task = asyncio.create_task(flow.kickoff_async())
            await flow.under_way.wait()
            flow.cancel()
            flow.go_on.set()
            with pytest.raises(RunCancelled):
                await task
            return flow

        flow = asyncio.run(scenario())

        assert flow.pending_feedbacks == []
        assert "after" not in flow.state
        assert store.load_run(flow.flow_id).status == "cancelled"


class TestARunThatCancelsItself:
    def test_ends_after_that_step(self):
        class Own(Flow):
            @start()
            def begin(self):
                self.cancel()
                return 1

            @listen(begin)
            def after(self):
                self.state["after"] = True

        flow = Own()
        with pytest.raises(RunCancelled):
            flow.kickoff()

        assert (flow.method_outputs, "after" in flow.state) == ([1], False)


class TestAWaitingRunThatIsCancelled:
    @pytest.fixture
    def cancelled(self, store):
        flow = Review(persistence=store)
        flow.kickoff()
        assert flow.cancel() is True
        return flow

    def test_refuses_every_answer(self, cancelled, store):
        with pytest.raises(RunCancelled, match="its questions are closed"):
            cancelled.resume("fine")
        with pytest.raises(RunCancelled):
            cancelled.resume("fine", key="review#1")
        with pytest.raises(RunCancelled):
            Review.from_pending(cancelled.flow_id, store)
        with pytest.raises(RunCancelled):
            Review.from_pending(f"{cancelled.flow_id}/review#1", store)
        assert not issubclass(RunCancelled, NothingPending)

    def test_refuses_to_begin_again_under_its_id(self, cancelled, store):
        with pytest.raises(RunCancelled, match="Start a new run"):
            Review(persistence=store).kickoff(inputs={"id": cancelled.flow_id})

    def test_refuses_whoever_had_loaded_it_before(self, store):
        flow = Review(persistence=store)
        flow.kickoff()
        late = Review.from_pending(flow.flow_id, store)
        flow.cancel()

        with pytest.raises(RunCancelled):
            late.resume("fine")
        with pytest.raises(RunCancelled):
            Review.from_pending(flow.flow_id, store)

    def test_is_not_cancelled_twice(self, cancelled):
        assert cancelled.cancel() is False


class TestCancellingNothing:
    def test_says_so(self):
        class One(Flow):
            @start()
            def begin(self):
                return 1

        flow = One()
        assert flow.cancel() is False
        flow.kickoff()
        assert flow.cancel() is False

    def test_does_not_touch_the_next_run(self):
        flow = Review()
        flow.kickoff()
        flow.cancel()

        assert flow.kickoff().context.message == "ok?"


class TestACancelWhileAPersonIsAsked:
    def test_holds_although_the_question_is_left_waiting(self):
        class Slow:
            def request_feedback(self, context, flow):
                flow.cancel()
                raise HumanFeedbackPending(context=context)

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", provider=Slow())
            def review(self):
                return "text"

        flow = Asked()
        with pytest.raises(RunCancelled):
            flow.kickoff()

        with pytest.raises(RunCancelled):
            Asked.from_pending(flow.flow_id)

    def test_holds_although_nothing_runs(self):
        class Slow:
            """Somebody cancels while the question is on its way."""

            def request_feedback(self, context, flow):
                flow.cancel()
                return "fine"

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", provider=Slow())
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                self.state["end"] = True

        flow = Asked()
        with pytest.raises(RunCancelled):
            flow.kickoff()

        assert "end" not in flow.state
