"""A crew without people: tasks in their order, each told what came before it."""

from __future__ import annotations

import asyncio
import json

import pytest

from signoff import Flow, start
from signoff.crew import Agent, Crew, CrewResult, Task, TaskResult, TokenUsage, inputs_of
from signoff.errors import InputsInvalid, TaskOutputInvalid
from signoff.events import StepTakenEvent, TaskFinishedEvent, TaskStartedEvent
from tests.crew.cast import Article, Notes, crew_of, three_tasks, told


class TestACrew:
    def test_does_its_tasks_in_order_and_comes_to_the_last_ones_output(self):
        notes = Notes("facts", "a text", "fine")

        result = three_tasks(notes).kickoff({"topic": "tides"})

        assert (str(result), result.output, result.token_usage) == ("fine", "fine", None)
        assert [(task.task_id, task.output) for task in result.tasks] == [
            ("research", "facts"), ("write", "a text"), ("check", "fine"),
        ]  # fmt: skip
        first = result.tasks[0]
        assert (first.name, first.agent) == ("research", "Worker on tides")
        assert (first.description, first.summary) == ("Research about tides",) * 2
        assert (first.expected_output, first.rounds, first.output_json) == ("a text", 1, None)

    def test_gives_each_task_the_output_of_the_one_before(self):
        notes = Notes("facts", "a text", "fine")

        three_tasks(notes).kickoff({"topic": "tides"})

        contexts = [[(part.task_id, part.output) for part in call.context] for call in notes.calls]
        assert contexts == [[], [("research", "facts")], [("write", "a text")]]
        assert "## research\n\nfacts" in notes.calls[1].prompt
        assert "You are Worker on tides." in notes.calls[1].prompt

    def test_gives_a_task_the_outputs_it_names_or_none(self):
        notes = Notes()
        agent = Agent("Worker", run=notes)
        one = Task("one", "text", agent)
        two = Task("two", "text", agent, context=[])
        three = Task("three", "text", agent, context=[one, two])

        crew_of(one, two, three).kickoff()

        ids = [[part.task_id for part in call.context] for call in notes.calls]
        assert ids == [[], [], ["one", "two"]]

    def test_may_be_started_on_a_running_loop_and_by_a_step_of_a_flow(self):
        async def work(call):
            await asyncio.sleep(0)
            return f"{call.task_id} done"

        class Around(Flow):
            @start()
            def begin(self):
                return three_tasks(work).kickoff({"topic": "tides"}).output

        assert (
            asyncio.run(three_tasks(work).kickoff_async({"topic": "tides"})).output == "check done"
        )
        assert Around().kickoff() == "check done"

    def test_adds_up_tokens_and_seconds(self, settings):
        class Ticking:
            def __init__(self):
                self.at = settings.clock.now()

            def now(self):
                return self.at

        from datetime import timedelta

        settings.clock = clock = Ticking()

        def work(call):
            clock.at += timedelta(seconds=2)
            return TaskResult("x", TokenUsage(total_tokens=5, successful_requests=1), "easy")

        result = three_tasks(work).kickoff({"topic": "tides"})

        assert result.token_usage == TokenUsage(total_tokens=15, successful_requests=3)
        assert (result.execution_time, result.tasks[0].execution_time) == (6.0, 2.0)
        assert result.tasks[0].thought == "easy"

    def test_tells_listeners_of_tasks_and_steps(self):
        def work(call):
            call.emit_step(thought="hm", tool="web", tool_input={"q": 1}, result="found")
            return "done"

        with told(TaskStartedEvent, StepTakenEvent, TaskFinishedEvent) as events:
            result = three_tasks(work).kickoff({"topic": "tides"})

        assert [(event.type, event.task_id) for event in events] == [
            (kind, name)
            for name in ("research", "write", "check")
            for kind in ("task_started", "step_taken", "task_finished")
        ]
        step = events[1]
        assert (step.flow_name, step.agent, step.tool_input) == (
            "team",
            "Worker on tides",
            {"q": 1},
        )
        assert events[2].output == result.tasks[0]

    def test_lets_an_agents_error_out_unchanged_and_goes_on_from_there(self, store):
        notes = Notes("facts", ConnectionError("no network"))
        crew = three_tasks(notes, persistence=store)
        inputs = {"topic": "tides", "id": "run-1"}

        with pytest.raises(ConnectionError, match="no network"):
            crew.kickoff(inputs)
        result = crew.kickoff({"id": "run-1"})

        assert result.output == "check of round 1"
        assert result.tasks[2].description == "Check about tides", "the stored run knows its inputs"
        assert [call.task_id for call in notes.calls] == ["research", "write", "write", "check"]
        assert notes.calls[1].step_key == notes.calls[2].step_key

    def test_that_begins_anew_under_its_id_counts_from_the_start(self, store):
        def work(call):
            return TaskResult("x", TokenUsage(total_tokens=5))

        crew = three_tasks(work, persistence=store)
        crew.kickoff({"topic": "tides", "id": "run-1"})

        again = crew.kickoff({"id": "run-1"})

        assert again.token_usage.total_tokens == 15
        assert again.tasks[0].description == "Research about tides"


class TestPlaceholders:
    def test_are_the_crews_inputs_and_are_filled_everywhere(self):
        notes = Notes()
        agent = Agent("{kind} writer", "write for {who}", "You know {who}.", run=notes)
        task = Task('Say {n} things, as {"a": 1} or {{raw}}', "{n} lines for {id}", agent)
        crew = crew_of(task)

        crew.kickoff({"kind": "Short", "who": ["ana"], "n": 3, "id": "r1", "more": "kept"})

        [call] = notes.calls
        assert inputs_of(crew) == inputs_of(crew.flow) == ("n", "kind", "who")
        assert call.description == 'Say 3 things, as {"a": 1} or {{raw}}'
        assert (call.expected_output, call.role) == ("3 lines for r1", "Short writer")
        assert (call.goal, call.backstory) == ('write for ["ana"]', 'You know ["ana"].')
        assert call.inputs["more"] == "kept"

    @pytest.mark.parametrize(
        ("inputs", "message"),
        [
            (None, "no input for topic.*Given: none"),
            ({"Topic": 1, "topic": None}, "no input for topic.*Given: Topic, topic"),
            ({"topic": 1, "crew_work": 1}, "'crew_work', a name that is kept"),
            (["topic"], "was given inputs=.*Give a dict"),
        ],
    )
    def test_without_an_input_start_nothing(self, inputs, message):
        notes = Notes()

        with pytest.raises(InputsInvalid, match=message):
            three_tasks(notes).kickoff(inputs)

        assert notes.calls == []


class TestAnOutput:
    @pytest.mark.parametrize(
        "returned",
        [
            {"title": "Tides", "n_words": 7},
            Article(title="Tides", n_words=7),
            '{"title": "Tides", "n_words": 7}',
            '```json\n{"title": "Tides", "n_words": 7}\n```',
        ],
        ids=["dict", "model", "text", "fenced"],
    )
    def test_fits_the_model_the_task_asks_for(self, returned):
        agent = Agent("Worker", run=Notes(returned, returned))
        as_model = Task("Write it", "an article", agent, output_pydantic=Article)
        as_dict = Task("Again", "an article", agent, output_json=dict)

        result = crew_of(as_model, as_dict).kickoff()

        wanted = {"title": "Tides", "n_words": 7}
        assert result.tasks[0].output_pydantic == Article(**wanted)
        assert (result.tasks[0].output_json, result.output_json) == (wanted, wanted)
        assert json.loads(result.output) == wanted
        assert result.output_pydantic is None

    def test_in_a_model_of_a_function_survives_the_store(self, store):
        from pydantic import BaseModel

        class Local(BaseModel):
            title: str

        agent = Agent("Worker", run=Notes({"title": "Tides"}, ConnectionError()))
        task = Task("Write it", "an article", agent, output_pydantic=Local)
        crew = crew_of(task, Task("Check it", "text", agent), persistence=store)
        with pytest.raises(ConnectionError):
            crew.kickoff({"id": "r1"})

        result = crew.kickoff({"id": "r1"})

        assert result.tasks[0].output_pydantic == Local(title="Tides")

    def test_that_does_not_fit_is_asked_for_once_more_with_the_reason(self):
        first = TaskResult("Here it is!", TokenUsage(total_tokens=1))
        second = TaskResult({"title": "Tides"}, TokenUsage(total_tokens=2))
        notes = Notes(first, second)
        agent = Agent("Worker", run=notes)

        result = crew_of(Task("Write", "an article", agent, output_json=Article)).kickoff()

        asked, again = notes.calls
        assert (asked.problem, "could not be used" in asked.prompt) == ("", False)
        assert "It is no JSON" in again.prompt
        assert asked.step_key != again.step_key
        assert result.output_json == {"title": "Tides", "n_words": 0}
        assert result.token_usage.total_tokens == 3

    @pytest.mark.parametrize(
        ("kind", "returned", "message"),
        [
            (None, None, "is None, which is neither text nor a dict"),
            (None, 7, "is 7, which is neither"),
            (dict, "no json", "is no JSON .*'no json'"),
            (dict, "[" * 30_000, "is no JSON"),
            (dict, "```json\n" + "\n" * 60_000 + "x", "is no JSON"),
            (dict, "```" + " \n" * 60_000 + "```x", "is no JSON"),
            (dict, "[1]", r"is \[1\], and a JSON object was asked for"),
            (Article, {"n_words": 1}, "does not fit Article: .*title"),
        ],
    )
    def test_that_is_not_what_was_asked_for_is_refused(self, kind, returned, message):
        agent = Agent("Worker", run=lambda call: returned)
        task = Task("Write it", "an article", agent, output_json=kind, name="write")

        with pytest.raises(TaskOutputInvalid, match=f"output of task 'write' {message}"):
            crew_of(task).kickoff()


def test_a_crew_of_one_task_is_a_crew():
    task = Task("Summarise the minutes of {day} in some clear and very short words for all", "x",
                Agent("W", run=lambda call: "y"))  # fmt: skip

    result = Crew([task.agent], [task]).kickoff({"day": "Monday"})

    assert isinstance(result, CrewResult)
    assert result.tasks[0].task_id == "summarise_the_minutes_of_day_in"
    assert result.tasks[0].summary == "Summarise the minutes of Monday in some clear and very..."
