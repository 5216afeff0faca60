"""ask(): a line from whoever is there, or None."""

from __future__ import annotations

import asyncio
import threading

import pytest

from signoff import Flow, listen, start
from signoff.events import FlowInputReceivedEvent, FlowInputRequestedEvent, bus
from signoff.flow.console import ConsoleProvider
from signoff.flow.flow import new_record
from tests.flow.cast import run


class Says:
    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    def request_input(self, message, flow, metadata):
        self.asked.append((message, dict(metadata)))
        return self.answer


class Topic(Flow):
    @start()
    def begin(self):
        return self.ask("Which topic?", metadata={"for": "intro"})

    @listen(begin)
    def end(self, topic):
        return ("topic", topic)


class AsyncTopic(Flow):
    timeout = None

    @start()
    async def begin(self):
        return await self.ask_async("Which topic?", timeout=self.timeout)


class Never:
    """Waits until the test is over."""

    def __init__(self):
        self.over = threading.Event()

    def request_input(self, message, flow, metadata):
        self.over.wait()


@pytest.fixture
def never():
    provider = Never()
    yield provider
    provider.over.set()


class TestAStepThatAsks:
    def test_gets_what_was_said(self, settings):
        settings.input_provider = says = Says("ants")

        assert Topic().kickoff() == ("topic", "ants")
        assert says.asked == [("Which topic?", {"for": "intro"})]

    def test_asks_the_flows_own_provider_first(self, settings):
        settings.input_provider = Says("from the application")

        class Own(Topic):
            input_provider = Says("from the flow")

        assert Own().kickoff() == ("topic", "from the flow")

    def test_asks_at_the_terminal_where_nobody_else_is_named(self, monkeypatch, capsys):
        monkeypatch.setattr("builtins.input", lambda prompt: " ants ")

        assert Topic().kickoff() == ("topic", "ants")
        assert "Which topic?" in capsys.readouterr().out

    def test_does_not_ask_at_a_servers_terminal(self, monkeypatch):
        monkeypatch.setattr("builtins.input", lambda prompt: pytest.fail("nobody is there"))

        advanced = run(Topic(), new_record(Topic, run_id="run-1"))

        assert advanced.result == ("topic", None)

    def test_may_be_async(self, settings):
        settings.input_provider = Says("ants")

        assert asyncio.run(AsyncTopic().kickoff_async()) == "ants"

    def test_may_be_async_and_call_the_sync_one(self, settings):
        settings.input_provider = Says("ants")

        class Mixed(Flow):
            @start()
            async def begin(self):
                return self.ask("Which topic?")

        assert Mixed().kickoff() == "ants"

    @pytest.mark.parametrize("flow_class", [Topic, AsyncTopic])
    def test_may_ask_a_coroutine_function(self, settings, flow_class):
        class Clerk:
            async def request_input(self, message, flow, metadata):
                return "ants"

        settings.input_provider = Clerk()

        assert "ants" in flow_class().kickoff()

    def test_takes_the_text_of_a_richer_answer(self, settings):
        class Rich:
            text = "ants"

        settings.input_provider = Says(Rich())

        assert Topic().kickoff() == ("topic", "ants")


class TestNothing:
    def test_comes_of_an_error(self, settings, caplog):
        class Broken:
            def request_input(self, message, flow, metadata):
                raise ConnectionError("no network")

        settings.input_provider = Broken()

        assert Topic().kickoff() == ("topic", None)
        assert asyncio.run(AsyncTopic().kickoff_async()) is None
        assert caplog.text.count("ask failed") == 2

    @pytest.mark.parametrize("answer", [3, {"text": "ants"}])
    def test_comes_of_what_is_no_text(self, settings, answer):
        settings.input_provider = Says(answer)

        assert Topic().kickoff() == ("topic", None)

    def test_comes_of_silence(self, settings):
        settings.input_provider = Says(None)

        assert Topic().kickoff() == ("topic", None)

    def test_comes_of_a_terminal_with_nobody_at_it(self, settings, caplog):
        def ended(prompt):
            raise EOFError

        settings.input_provider = ConsoleProvider(input_=ended, print_=lambda line: None)

        assert Topic().kickoff() == ("topic", None)
        ours = [each for each in caplog.records if each.name == "signoff.flow.asking"]
        assert [(each.getMessage(), each.exc_info) for each in ours] == [("nobody to ask", None)]

    def test_comes_of_a_time_out(self, settings, never):
        settings.input_provider = never

        class Short(Flow):
            @start()
            def begin(self):
                return self.ask("Which topic?", timeout=0.01)

        class AsyncShort(AsyncTopic):
            timeout = 0.01

        assert Short().kickoff() is None
        assert asyncio.run(AsyncShort().kickoff_async()) is None


class TestListeners:
    def test_hear_the_question_and_the_answer(self, settings):
        settings.input_provider = Says("ants")
        heard = []
        note = lambda flow, event: heard.append(event)  # noqa: E731 - a listener in one line
        for kind in (FlowInputRequestedEvent, FlowInputReceivedEvent):
            bus.subscribe(kind, note)
        try:
            Topic().kickoff()
        finally:
            for kind in (FlowInputRequestedEvent, FlowInputReceivedEvent):
                bus.unsubscribe(kind, note)

        assert [(e.type, e.method_name, e.message) for e in heard] == [
            ("flow_input_requested", "begin", "Which topic?"),
            ("flow_input_received", "begin", "Which topic?"),
        ]
        assert heard[1].response == "ants"


class TestAStepNamedAsk:
    def test_takes_its_place(self):
        class Named(Flow):
            @start()
            def ask(self):
                return "a step"

        assert Named().kickoff() == "a step"
