"""What may stand as llm=, what it means, and when it cannot be asked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from signoff import Flow, HumanFeedbackPending, human_feedback, start
from signoff.errors import FlowDefinitionError, UnclearReply, UnknownModel
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.interpret.model import can_ask, check_llm, classify
from signoff.interpret.model.names import PROVIDERS, parse_name

KEYS = [key for provider in PROVIDERS.values() for key in provider.keys]


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


class TestAName:
    @pytest.mark.parametrize(
        ("name", "provider", "model"),
        [
            ("gpt-4o-mini", "openai", "gpt-4o-mini"),
            ("gpt-5", "openai", "gpt-5"),
            ("o3-mini", "openai", "o3-mini"),
            ("chatgpt-4o-latest", "openai", "chatgpt-4o-latest"),
            ("ft:gpt-4o-mini:org::id", "openai", "ft:gpt-4o-mini:org::id"),
            (" gpt-4o-mini ", "openai", "gpt-4o-mini"),
            ("openai/x", "openai", "x"),
            ("openai:x", "openai", "x"),
            ("OpenAI/x", "openai", "x"),
            ("anthropic:x", "anthropic", "x"),
            ("anthropic/x", "anthropic", "x"),
            ("claude-sonnet-4-5", "anthropic", "claude-sonnet-4-5"),
            ("gemini-2.5-flash", "google", "gemini-2.5-flash"),
            ("google:x", "google", "x"),
            ("gemini/x", "google", "x"),
            ("ollama/x", "ollama", "x"),
            ("ollama/llama3.2:7b", "ollama", "llama3.2:7b"),
            ("ollama:llama3.2:7b", "ollama", "llama3.2:7b"),
            ("openrouter/meta-llama/llama-3:free", "openrouter", "meta-llama/llama-3:free"),
            ("mistral/mistral-small", "mistral", "mistral-small"),
        ],
    )
    def test_says_who_serves_which_model(self, name, provider, model):
        parsed = parse_name(name)

        assert (parsed.provider.name, parsed.model, parsed.base_url) == (provider, model, None)

    @pytest.mark.parametrize(
        ("name", "base_url", "model"),
        [
            ("http://127.0.0.1:8000/v1#my-model", "http://127.0.0.1:8000/v1", "my-model"),
            ("https://llm.example.com/v1/#org/m:7b", "https://llm.example.com/v1", "org/m:7b"),
            ("http://[::1]:8000/v1#m", "http://[::1]:8000/v1", "m"),
        ],
    )
    def test_may_be_an_address(self, name, base_url, model):
        parsed = parse_name(name)

        assert (parsed.provider.name, parsed.model, parsed.base_url) == ("openai", model, base_url)
        assert parsed.provider.keys == ()

    @pytest.mark.parametrize(
        "name",
        [
            *("", " ", "bert-large", "llama3.2:latest", "gpt-oss:20b", "gpt-oss-20b", "gemma-3"),
            *("nobody/x", "openai/", "openai:", "/x", ":x", "gpt 4", "gpt-4o\nmini", "test"),
            *("http://127.0.0.1:8000/v1", "http://#m", "http://[::1/v1#m", "http://h:port/v1#m"),
            *("mistral:7b", "deepseek:latest", "ftp://h/v1#m", "claude", "gemini", "gpt"),
        ],
    )
    def test_that_does_not_say_it_fails_with_what_to_write(self, name):
        with pytest.raises(UnknownModel, match=r"Write 'gpt-4o-mini', .* a function of a prompt"):
            check_llm(name)

    def test_of_a_local_model_that_looks_like_a_companys_says_so(self):
        with pytest.raises(UnknownModel, match="a local 'ollama/mistral:7b'"):
            check_llm("mistral:7b")

    def test_with_a_password_is_refused_and_not_repeated(self):
        with pytest.raises(UnknownModel, match="SIGNOFF_LLM_API_KEY") as refused:
            check_llm("http://user:s3cret@host/v1#m")

        assert "s3cret" not in str(refused.value)


class TestWhatIsNoName:
    @pytest.mark.parametrize(
        "llm", [None, print, lambda prompt: "", type("L", (), {"call": print})()]
    )
    def test_may_be_nothing_a_function_or_an_object_that_can_be_called(self, llm):
        check_llm(llm)

    @pytest.mark.parametrize("llm", [0, 4.0, b"gpt-4o", {}, [], object(), str, dict])
    def test_must_be_something_that_can_be_asked(self, llm):
        with pytest.raises(UnknownModel, match="is no model"):
            check_llm(llm)

    def test_must_not_wait(self):
        async def waits(prompt):
            return prompt

        with pytest.raises(UnknownModel, match="is no model"):
            check_llm(waits)


class TestTheDecorator:
    def test_refuses_a_name_that_means_nothing_while_the_class_is_made(self):
        with pytest.raises(FlowDefinitionError, match="'bert-large' does not say who serves it"):
            human_feedback(message="?", emit=["yes", "no"], llm="bert-large")

    def test_takes_a_model_whose_library_is_not_here(self):
        human_feedback(message="?", emit=["yes", "no"], llm="anthropic/claude-sonnet-4-5")


class TestAModelThatCannotBeAsked:
    @pytest.mark.parametrize(
        ("llm", "what_to_do"),
        [
            ("gpt-4o-nokey", "set OPENAI_API_KEY or OPENAI_BASE_URL"),
            ("groq/nolibrary", r"pip install 'pydantic-ai-slim\[groq\]'"),
            ("google/nolibrary", r"pip install 'pydantic-ai-slim\[google\]'"),
            ("OpenAIChatModel", "does not say who serves it"),
            (7, "is no model"),
        ],
    )
    def test_decides_nothing_and_is_told_of_once(self, caplog, llm, what_to_do):
        assert classify(llm, "go on", ["yes", "no"], "?") is None
        assert not can_ask(llm)

        [told] = [record.getMessage() for record in caplog.records if record.name.endswith("ness")]
        caplog.clear()
        assert not can_ask(llm)
        assert caplog.records == []
        assert re.search(what_to_do, told)

    def test_none_is_not_told_of(self, caplog):
        assert not can_ask(None)
        assert classify(None, "go on", ["yes", "no"], "?") is None
        assert caplog.records == []

    def test_leaves_the_question_open_in_a_flow(self, tmp_path):
        class Waits:
            def request_feedback(self, context, flow):
                raise HumanFeedbackPending(context=context)

        class Review(Flow):
            @start()
            @human_feedback(message="?", emit=["yes", "no"], llm="gpt-4o-mini", provider=Waits())
            def review(self):
                return "text"

        with closing(SQLiteFlowPersistence(tmp_path / "runs.db")) as store:
            flow = Review(persistence=store)
            flow.kickoff()

            with pytest.raises(UnclearReply):
                flow.resume("as my grandmother used to put it")
            flow.resume("yes")
            assert flow.last_human_feedback.outcome == "yes"

    def test_can_be_asked_once_its_key_is_set(self, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", "sk")

        assert can_ask("gpt-4o-mini")


HOW_TO = Path(__file__).parents[2] / "docs" / "how-to.md"
DOCUMENTED = [
    name.replace("...", "x")
    for line in HOW_TO.read_text(encoding="utf-8").splitlines()
    if line.startswith('| `"')
    for name in re.findall(r'`"([^"`]+)"`', line.split("|")[1])
]


class TestTheTableInTheHowTo:
    @pytest.mark.parametrize("name", DOCUMENTED)
    def test_names_what_may_be_written(self, name):
        assert parse_name(name).model in name

    def test_names_every_provider(self):
        assert {parse_name(name).provider.name for name in DOCUMENTED} == set(PROVIDERS)


RUN = """
import json, sys
from signoff import Flow, human_feedback, start

class Console:
    answers_at_once = True
    def request_feedback(self, context, flow):
        return "approved"

class Review(Flow):
    @start()
    @human_feedback(message="?", emit=["approved", "rejected"], llm="gpt-4o-mini", provider=Console())
    def review(self):
        return "text"

flow = Review()
flow.kickoff()
outcome = flow.last_human_feedback.outcome
print(json.dumps([outcome, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_a_flow_whose_answer_is_plain_loads_no_model_library():
    said = subprocess.run(
        [sys.executable, "-c", RUN], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    outcome, loaded = json.loads(said)

    assert outcome == "approved"
    assert not {"pydantic_ai", "openai", "httpx2", "pydantic", "httpx"} & set(loaded)
