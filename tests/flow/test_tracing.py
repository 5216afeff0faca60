"""Spans of runs, for an application that traces with OpenTelemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

import signoff
from signoff import Flow, human_feedback, listen, or_, router, start
from tests.flow.cast import Waits


class Expense(Flow):
    @start()
    def draft(self):
        with trace.get_tracer("author").start_as_current_span("query"):
            return "draft"

    @start()
    async def look_up(self):
        return "found"

    @router(draft, emit=["dear", "cheap"])
    def weigh(self):
        return "dear"

    @human_feedback(message="ok?", emit=["yes", "no"], provider=Waits())
    @listen("dear")
    def review(self):
        return "text"

    @listen(or_("yes", "cheap"))
    def pay(self):
        return "paid"


@pytest.fixture(scope="session")
def provider():
    """The application's: OpenTelemetry takes one in the life of a process."""
    made = TracerProvider(shutdown_on_exit=False)
    trace.set_tracer_provider(made)
    return made


@pytest.fixture
def exporter(provider):
    """What keeps the spans of one test, and none of the tests after it."""
    kept = InMemorySpanExporter()
    processor = SimpleSpanProcessor(kept)
    provider.add_span_processor(processor)
    yield kept
    processor.shutdown()


@pytest.fixture
def spans(exporter):
    """What was traced in this test, by name."""
    return lambda: {span.name: span for span in exporter.get_finished_spans()}


class TestARunOfATracedApplication:
    def test_has_a_span_for_the_leg_with_where_it_stopped(self, spans):
        flow = Expense()
        flow.kickoff()

        assert dict(spans()["Expense"].attributes) == {
            "signoff.run_id": flow.flow_id,
            "signoff.flow": "Expense",
            "signoff.status": "waiting",
        }

    def test_has_a_span_for_each_step_inside_its_leg(self, spans):
        flow = Expense()
        flow.kickoff()

        leg = spans()["Expense"]
        for name in ("draft", "look_up", "weigh", "review"):
            step = spans()[f"Expense.{name}"]
            assert step.parent.span_id == leg.context.span_id
            assert step.attributes["signoff.run_id"] == flow.flow_id
            assert step.attributes["signoff.flow"] == "Expense"
            assert step.attributes["signoff.method"] == name

    def test_names_the_outcome_of_a_router(self, spans):
        Expense().kickoff()

        assert spans()["Expense.weigh"].attributes["signoff.outcome"] == "dear"
        assert "signoff.outcome" not in spans()["Expense.draft"].attributes

    def test_holds_the_authors_own_spans(self, spans):
        Expense().kickoff()

        step = spans()["Expense.draft"]
        assert spans()["query"].parent.span_id == step.context.span_id

    def test_has_another_leg_after_the_answer_with_its_outcome(self, spans, exporter):
        flow = Expense()
        flow.kickoff()
        exporter.clear()
        flow.resume("yes")

        leg = spans()["Expense"]
        [event] = leg.events
        assert set(spans()) == {"Expense", "Expense.pay"}
        assert leg.attributes["signoff.outcome"] == "yes"
        assert leg.attributes["signoff.status"] == "ended"
        assert event.name == "answered"
        assert dict(event.attributes) == {
            "signoff.request": "review#1",
            "signoff.method": "review",
            "signoff.outcome": "yes",
        }

    def test_that_fails_says_where_and_with_what(self, spans):
        class Broken(Flow):
            @start()
            def one(self):
                raise ConnectionError("no network")

        with pytest.raises(ConnectionError):
            Broken().kickoff()

        for name in ("Broken", "Broken.one"):
            assert spans()[name].status.status_code is StatusCode.ERROR
            assert spans()[name].events[-1].attributes["exception.message"] == "no network"
        assert spans()["Broken"].attributes["signoff.status"] == "failed"


class TestARunOfAnyOtherApplication:
    def test_makes_no_spans_where_only_the_api_is_loaded(self):
        code = """
from opentelemetry import trace
from signoff.flow.tracing import find_tracer

before = find_tracer()
trace.set_tracer_provider(trace.NoOpTracerProvider())
print(before, type(find_tracer()).__name__)
"""
        assert run_alone(code) == "None NoOpTracer"

    def test_loads_nothing_for_it(self):
        code = """
import sys
from signoff import Flow, start

class One(Flow):
    @start()
    def one(self):
        return sorted(name for name in sys.modules if name.startswith("opentelemetry"))

print(One().kickoff())
"""
        assert run_alone(code) == "[]"


def run_alone(code):
    """Run code in an interpreter of its own, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(signoff.__file__).parents[1])},
    ).stdout.strip()
