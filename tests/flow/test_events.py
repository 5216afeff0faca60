"""What listeners hear, on every way of running alike, and that they cannot break a run."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import pytest

import signoff
from signoff import Flow, HumanFeedbackPending, human_feedback, listen, start
from signoff.events import (
    FlowEvent,
    FlowFinishedEvent,
    FlowPausedEvent,
    FlowStartedEvent,
    HumanFeedbackReceivedEvent,
    HumanFeedbackRequestedEvent,
    MethodExecutionFailedEvent,
    MethodExecutionStartedEvent,
    bus,
)
from signoff.flow.flow import new_record
from tests.flow.cast import Answers, Waits, response, run


class Review(Flow):
    @start()
    def draft(self):
        self.state["draft"] = "text"
        return "text"

    @listen(draft)
    @human_feedback(message="ok?", emit=["yes", "no"])
    def review(self, text):
        return text

    @listen("yes")
    def publish(self, result):
        return "published"


STORY = [
    "flow_started",
    "method_execution_started draft",
    "method_execution_finished draft",
    "method_execution_started review",
    "method_execution_paused review",
    "human_feedback_requested review",
    "flow_paused review",
    "flow_resumed",
    "human_feedback_received review",
    "method_execution_finished review",
    "method_execution_started publish",
    "method_execution_finished publish",
    "flow_finished",
]


@pytest.fixture
def heard():
    """Every event, oldest first, while the test runs."""
    events = []

    def note(source, event):
        events.append(event)

    bus.subscribe(FlowEvent, note)
    yield events
    bus.unsubscribe(FlowEvent, note)


def told(events):
    names = [f"{event.type} {getattr(event, 'method_name', '')}".strip() for event in events]
    return [name for name in names if name != "flow_created"]


def only(events, kind):
    (event,) = [event for event in events if isinstance(event, kind)]
    return event


class TestAListener:
    def test_hears_the_same_from_a_provider_that_answers_at_once(self, heard, settings):
        settings.hitl_provider = Answers("yes")
        Review().kickoff()

        assert told(heard) == STORY

    def test_hears_the_same_from_a_run_that_waits_for_another_process(self, heard, settings):
        settings.hitl_provider = Waits()
        flow_id = Review().kickoff().context.flow_id
        Review.from_pending(flow_id).resume("yes")

        assert told(heard) == STORY

    def test_hears_the_same_from_async_code(self, heard, settings):
        settings.hitl_provider = Waits()

        async def serve():
            flow = Review()
            await flow.kickoff_async()
            await flow.resume_async("yes")

        asyncio.run(serve())

        assert told(heard) == STORY

    def test_hears_the_same_from_the_engine_alone_as_the_platform_runs_it(self, heard):
        record = new_record(Review, run_id="run-1")
        run(Review(), record)
        run(Review(), record, {"review#1": response("yes: fine", "yes")})

        assert told(heard) == STORY

    def test_hears_once_that_a_step_with_a_flow_inside_has_finished(self, heard, settings):
        class Outer(Flow):
            @start()
            def step(self):
                return Review().kickoff()

        settings.hitl_provider = Waits()
        pending = Outer().kickoff()
        Outer.from_pending(pending.context.flow_id).resume("yes")

        of_the_step = [name for name in told(heard) if name.endswith(" step")]
        assert of_the_step == [
            "method_execution_started step",
            "method_execution_paused step",
            "human_feedback_requested step",
            "flow_paused step",
            "human_feedback_received step",
            "method_execution_started step",
            "method_execution_finished step",
        ]

    def test_gets_what_it_needs_to_know(self, heard):
        record = new_record(Review, run_id="run-1", inputs={"topic": "ants"})
        run(Review(), record)
        run(Review(), record, {"review#1": response("yes: fine", "yes")})

        assert only(heard, FlowStartedEvent).state["topic"] == "ants"
        asked = only(heard, HumanFeedbackRequestedEvent)
        assert (asked.request_id, asked.output, asked.emit) == (
            "run-1/review#1",
            "text",
            ("yes", "no"),
        )
        assert only(heard, FlowPausedEvent).n_open == 1
        said = only(heard, HumanFeedbackReceivedEvent)
        assert (said.outcome, said.feedback, said.responder) == (
            "yes",
            "yes: fine",
            "ana@example.com",
        )
        assert only(heard, FlowFinishedEvent).result == "published"

    def test_hears_of_an_error(self, heard):
        class Broken(Flow):
            @start()
            def begin(self):
                raise KeyError("no such customer")

        with pytest.raises(KeyError):
            Broken().kickoff()

        assert told(heard) == [
            "flow_started",
            "method_execution_started begin",
            "method_execution_failed begin",
            "flow_failed",
        ]
        assert isinstance(only(heard, MethodExecutionFailedEvent).error, KeyError)

    def test_hears_of_a_flow_object_before_its_run(self, heard):
        Review()

        assert [event.type for event in heard] == ["flow_created"]

    def test_gets_the_flow_that_tells(self):
        sources = []

        @bus.on(FlowStartedEvent)
        def note(source, event):
            sources.append(source)

        flow = Review()
        try:
            asyncio.run(_leg(flow))
        finally:
            bus.unsubscribe(FlowStartedEvent, note)

        assert sources == [flow]

    def test_hears_no_more_once_unsubscribed(self):
        events = []
        note = lambda source, event: events.append(event)  # noqa: E731 - a listener in one line
        bus.subscribe(FlowEvent, note)
        bus.unsubscribe(FlowEvent, note)
        bus.unsubscribe(FlowEvent, note)

        Review()

        assert (events, bus.listeners) == ([], [])

    def test_that_raises_is_logged_and_breaks_nothing(self, settings, caplog):
        settings.hitl_provider = Answers("yes")

        def broken(source, event):
            raise ZeroDivisionError

        bus.subscribe(MethodExecutionStartedEvent, broken)
        try:
            with caplog.at_level(logging.ERROR):
                assert Review().kickoff() == "published"
        finally:
            bus.unsubscribe(MethodExecutionStartedEvent, broken)

        assert caplog.text.count("listener failed") == 3

    @pytest.mark.parametrize("kind", ["flow_started", print, None])
    def test_is_not_subscribed_to_what_is_no_class_of_events(self, kind):
        before = list(bus.listeners)

        with pytest.raises(TypeError, match="no class of events"):
            bus.on(kind)
        with pytest.raises(TypeError, match="no class of events"):
            bus.subscribe(kind, print)
        with pytest.raises(TypeError, match="given no class of events"):
            bus.on()

        assert bus.listeners == before

    def test_hears_each_class_of_a_union(self, settings):
        settings.hitl_provider = Answers("yes")
        heard = []

        def note(source, event):
            heard.append(event.type)

        bus.on(FlowStartedEvent | FlowFinishedEvent)(note)
        try:
            Review().kickoff()
        finally:
            for kind in (FlowStartedEvent, FlowFinishedEvent):
                bus.unsubscribe(kind, note)

        assert heard == ["flow_started", "flow_finished"]

    def test_is_not_subscribed_to_a_union_with_what_is_no_class(self):
        with pytest.raises(TypeError, match="no class of events"):
            bus.on(FlowStartedEvent | list[int])

    def test_must_not_be_a_coroutine_function(self):
        async def note(source, event):
            """Is never waited for."""

        with pytest.raises(TypeError, match="no listener is waited for"):
            bus.subscribe(FlowEvent, note)


async def _leg(flow):
    from signoff.flow.engine import advance

    return await advance(flow, new_record(Review, run_id="run-1"))


class TestARunWithoutListeners:
    def test_does_not_even_load_the_events(self):
        source = Path(signoff.__file__).parents[1]
        code = (
            f"import sys; sys.path.insert(0, {str(source)!r})\n"
            "from signoff import Flow, start\n"
            "class One(Flow):\n"
            "    @start()\n"
            "    def begin(self): return 1\n"
            "One().kickoff()\n"
            "print('signoff.events.kinds' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
        )

        assert done.stdout.strip() == "False"


def test_a_pending_run_is_a_pause_in_the_story(heard, settings):
    settings.hitl_provider = Waits()

    assert isinstance(Review().kickoff(), HumanFeedbackPending)
    assert told(heard)[-1] == "flow_paused review"
