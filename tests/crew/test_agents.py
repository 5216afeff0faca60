"""Agents of other makes, known by their shape: pydantic-ai's, and whatever has its ``run``."""

from __future__ import annotations

import pytest

from signoff.crew import Agent, AgentRunner, Task, TokenUsage
from signoff.events import StepTakenEvent
from tests.crew.cast import Article, Notes, crew_of, told


class TestAFunction:
    def test_may_be_any_that_can_be_called_with_a_task(self):
        class Callable:
            async def __call__(self, call):
                return f"{call.task_id} by an object"

        def stops(call):
            raise StopIteration("nothing left")

        runner: AgentRunner = Notes()
        assert isinstance(runner, AgentRunner)
        assert crew_of(Task("One", "x", Agent("W", run=Callable()))).kickoff().output == (
            "one by an object"
        )
        with pytest.raises(RuntimeError, match="StopIteration"):
            crew_of(Task("One", "x", Agent("W", run=stops))).kickoff()


class TestAnAgentThatIsRun:
    def test_may_be_run_without_a_loop_and_tell_nothing_but_its_output(self):
        class Plain:
            def run(self, prompt):
                return prompt.splitlines()[0]

        result = crew_of(Task("One", "x", Agent("Worker", run=Plain()))).kickoff()

        assert (result.output, result.token_usage) == ("You are Worker.", None)


class TestAPydanticAiAgent:
    def test_is_given_the_prompt_and_its_tools_and_tokens_are_told(self):
        import pydantic_ai
        from pydantic_ai.messages import ModelResponse, TextPart, ThinkingPart, ToolCallPart
        from pydantic_ai.models.function import FunctionModel

        prompts = []

        def answer(messages, info):
            if len(messages) == 1:
                prompts.append(messages[0].parts[-1].content)
                call = ToolCallPart("look_up", {"word": "tides"}, tool_call_id="1")
                return ModelResponse(parts=[ThinkingPart("I should look."), call])
            return ModelResponse(parts=[TextPart("It is high.")])

        model_agent = pydantic_ai.Agent(FunctionModel(answer))

        @model_agent.tool_plain
        def look_up(word: str) -> str:
            return f"{word}: high"

        task = Task("Say how the tide is", "a line", Agent("Seaman", run=model_agent), name="say")
        with told(StepTakenEvent) as steps:
            result = crew_of(task).kickoff()

        assert result.output == "It is high."
        assert prompts[0].startswith("You are Seaman.")
        [step] = steps
        assert (step.thought, step.tool, step.tool_input, step.result) == (
            "I should look.", "look_up", {"word": "tides"}, "tides: high",
        )  # fmt: skip
        assert result.tasks[0].thought == "I should look."
        usage = result.token_usage
        assert usage.successful_requests == 2
        assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 0

    def test_is_asked_for_the_tasks_model(self):
        import pydantic_ai
        from pydantic_ai.models.test import TestModel

        model = TestModel(custom_output_args={"title": "Tides", "n_words": 3})
        agent = Agent("Writer", run=pydantic_ai.Agent(model))

        result = crew_of(Task("Write", "an article", agent, output_pydantic=Article)).kickoff()

        assert result.output_pydantic == Article(title="Tides", n_words=3)
        assert isinstance(result.token_usage, TokenUsage)
