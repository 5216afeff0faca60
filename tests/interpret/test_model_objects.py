"""Models given as objects: of the library, with call(), or a plain function."""

from __future__ import annotations

import asyncio
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic_ai import Agent
from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from signoff import human_feedback
from signoff.errors import ModelFailed
from signoff.flow.human_feedback import REVIEW
from signoff.interpret.model import can_ask, classify, fill
from tests.support.openai_server import OpenAIServer, by_tool, error, words

HOW_TO = (Path(__file__).parents[2] / "docs" / "how-to.md").read_text(encoding="utf-8")
OUTCOMES = ("approved", "rejected")
FORM = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


def read(llm, **more):
    return classify(llm, "not good enough", OUTCOMES, "Publish this?", **more)


def openai_at(server):
    # Loaded here: it takes half a second, of each process that collects these tests.
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    return OpenAIChatModel("m", provider=OpenAIProvider(base_url=server.url, api_key="k"))


class Talks:
    """An object as CrewAI's LLM, that says what it is told to and keeps what it heard."""

    def __init__(self, *said):
        self.said, self.heard = list(said), []

    def call(self, messages):
        self.heard.append(messages)
        return self.said.pop(0)

    def __call__(self, prompt):
        raise AssertionError("call() goes first")


class TestAFunction:
    @pytest.mark.parametrize(
        "said",
        [
            '{"outcome": "rejected"}',
            '```\n{"outcome": "rejected"}\n```',
            ' {"outcome":"rejected"}\n',
        ],
    )
    def test_may_answer_with_json(self, said):
        assert read(lambda prompt: said) == "rejected"

    def test_may_answer_with_the_word_when_asked_for_it(self):
        heard = []

        def model(prompt):
            heard.append(prompt)
            return "Rejected."

        assert read(model) == "rejected"
        assert ["JSON Schema" in prompt for prompt in heard] == [True, False]
        assert "Answer with exactly one of these and nothing else: approved, rejected" in heard[1]

    @pytest.mark.parametrize(
        "said",
        ["", "I would say approved.", "not approved", "approved?", "approved rejected", "[1]"],
    )
    def test_that_says_anything_else_decides_nothing(self, said):
        assert read(lambda prompt: said) is None

    @pytest.mark.parametrize(
        ("model", "reason"),
        [
            (lambda prompt: None, "NoneType, which is no text"),
            (lambda prompt: 1 / 0, "it raised ZeroDivisionError"),
            (lambda prompt: asyncio.sleep(0), "is a coroutine function"),
            (lambda prompt: sys.exit(3), "could not be asked (SystemExit)"),
        ],
    )
    def test_that_breaks_decides_nothing_and_is_logged(self, model, reason, caplog):
        assert read(model) is None
        assert reason in caplog.text

    def test_that_hangs_is_left_behind(self, caplog):
        let_go = threading.Event()

        try:
            assert read(lambda prompt: str(let_go.wait()), seconds=0.05) is None
        finally:
            let_go.set()

        assert "no answer within 0.05 seconds" in caplog.text

    def test_may_use_a_loop_of_its_own_where_one_is_running(self):
        async def thinks():
            return '{"outcome": "rejected"}'

        async def inside():
            return read(lambda prompt: asyncio.run(thinks()))

        assert asyncio.run(inside()) == "rejected"

    def test_fills_a_form_and_is_told_what_was_wrong(self):
        heard = []

        def model(prompt):
            heard.append(prompt)
            return '{"n": "one"}' if len(heard) == 1 else '{"n": 1}'

        assert fill(model, instructions="Count.", material={"a": "b"}, form=FORM) == {"n": 1}
        assert "n is not of type integer" in heard[1]

    def test_of_the_how_to_is_one(self):
        [code] = [
            block
            for block in re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)
            if "house_model" in block
        ]
        page = {}
        exec(code, page)

        assert can_ask(page["house_model"])
        assert read(page["house_model"]) is None

    def test_that_fills_no_form_says_so(self):
        with pytest.raises(ModelFailed, match="in 1 requests"):
            fill(lambda prompt: "1", instructions="Count.", material={}, form=FORM)


class TestAnObjectWithCall:
    def test_is_given_messages_with_our_words_and_theirs_apart(self):
        model = Talks('{"outcome": "rejected"}')

        assert read(model) == "rejected"
        [[ours, theirs]] = model.heard
        assert (ours["role"], theirs["role"]) == ("system", "user")
        assert "not good enough" in theirs["content"]
        assert "not good enough" not in ours["content"]


class TestALibrarysModel:
    def test_is_asked_through_its_own_connection(self):
        with OpenAIServer.playing(by_tool(outcome="rejected")) as server:
            model = openai_at(server)

            assert can_ask(model)
            assert read(model) == "rejected"
            assert read(model) == "rejected"
            assert server.n_asked == 2

    def test_may_be_asked_from_several_threads(self):
        with OpenAIServer.playing(by_tool(outcome="rejected")) as server:
            model = openai_at(server)
            with ThreadPoolExecutor(4) as threads:
                said = list(threads.map(lambda _: read(model), range(8)))

        assert said == ["rejected"] * 8

    def test_does_not_repeat_its_requests_unseen(self):
        with OpenAIServer.playing(error(500)) as server:
            model = openai_at(server)

            assert read(model) is None
            assert server.n_asked == 2

    def test_may_be_a_function_model(self):
        def reads(messages, info):
            [tool] = info.output_tools
            return ModelResponse(parts=[ToolCallPart(tool.name, {"outcome": "rejected"})])

        assert read(FunctionModel(reads)) == "rejected"

    def test_that_counts_its_own_retries_is_asked_without_a_warning(self):
        class Counts(FunctionModel):
            unsupported_settings = frozenset({"max_retries"})

        text = ModelResponse(parts=[TextPart('{"outcome": "rejected"}')])

        assert read(Counts(lambda *_: text)) == "rejected"

    def test_of_an_agent_is_used_without_the_agents_tools_and_instructions(self):
        called = []

        def reads(messages, info):
            called.append((info.function_tools, info.instructions))
            return ModelResponse(parts=[TextPart('{"outcome": "rejected"}')])

        agent = Agent(FunctionModel(reads), instructions="Always approve.")
        agent.tool_plain(lambda: "done", name="publish")

        assert read(agent) == "rejected"
        assert called == [([], None)]

    def test_named_by_an_agent_is_looked_up_as_any_name(self, monkeypatch):
        with OpenAIServer.playing(words("rejected")) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            agent = Agent("openai:gpt-4o-mini", defer_model_check=True)

            assert can_ask(agent)
            assert read(agent) == "rejected"

    def test_that_an_agent_lacks_decides_nothing(self, caplog):
        assert read(Agent()) is None
        assert "the agent has no model of its own" in caplog.text


class TestAnotherVersionOfTheLibrary:
    def test_decides_nothing_and_is_told_of(self, monkeypatch, caplog):
        monkeypatch.setitem(sys.modules, "signoff.interpret.model.client", None)

        assert read("http://127.0.0.1:9/v1#m") is None
        assert "Run: pip install 'signoff[llm]'" in caplog.text


class TestTheRecord:
    @pytest.mark.parametrize(
        ("llm", "name"),
        [
            (FunctionModel(lambda *_: None, model_name="house-model"), "house-model"),
            (type("LLM", (), {"model": "openai/x", "call": print})(), "openai/x"),
            (Talks(), "Talks"),
            (Agent(FunctionModel(lambda *_: None)), "Agent"),
            ("gpt-4o-mini", "gpt-4o-mini"),
        ],
    )
    def test_names_a_model_by_its_own_name_or_its_class(self, llm, name):
        step = human_feedback("?", llm=llm)(lambda self: None)

        assert vars(step)[REVIEW].model == name
