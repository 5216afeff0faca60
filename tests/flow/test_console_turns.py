"""Several questions at one terminal: one at a time, and each answer to what is shown."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

import pytest

from signoff import ConsoleProvider, Flow, human_feedback, start
from signoff.inbox.response import Source
from tests.flow.cast import response
from tests.flow.typist import Typist

BY_DEFAULT = response("", "no")._replace(source=Source.DEFAULT)


class Item(Flow):
    @start()
    @human_feedback(message="Ship it?")
    def review(self):
        return f"item {self.state['n']}"


class Reader:
    """Answers with the item that was shown last, once somebody else reads too or had the time to."""

    def __init__(self):
        self.shown = []
        self.n_reading = 0
        self.others = threading.Event()

    def read(self, prompt):
        self.n_reading += 1
        if self.n_reading > 1:
            self.others.set()
        self.others.wait(0.2)
        self.n_reading -= 1
        return next(line for line in reversed(self.shown) if line.startswith("item"))


def question(n):
    return SimpleNamespace(
        flow_id=f"run-{n}",
        key="review#1",
        method_name="review",
        method_output=f"item {n}",
        message="Ship it?",
        emit=["yes", "no"],
        default_outcome=None,
        approving=None,
        editable=False,
        response_schema=None,
    )


@pytest.fixture(params=[True, False], ids=["live", "piped"])
def typist(request):
    return Typist("hm", "yes", "no", interactive=request.param)


class TestRunsSideBySide:
    def test_are_asked_one_after_the_other(self, settings):
        reader = Reader()
        settings.hitl_provider = ConsoleProvider(
            input_=reader.read, print_=reader.shown.append, interactive=True, width=72
        )

        async def run_all():
            flows = [Item() for _ in range(2)]
            await asyncio.gather(*(flow.kickoff_async({"n": n}) for n, flow in enumerate(flows)))
            return [flow.last_human_feedback.feedback for flow in flows]

        assert asyncio.run(run_all()) == ["item 0", "item 1"]

    def test_are_told_of_behind_a_prompt_that_may_be_over(self):
        shown, is_asked, is_told = [], threading.Event(), threading.Event()

        def show(line):
            shown.append(line)
            if line == "Which topic?":
                is_asked.set()
            if "Another question waits" in line:
                is_told.set()

        def read(prompt):
            assert prompt != "Your answer: " or is_told.wait(20)
            return "yes"

        provider = ConsoleProvider(input_=read, print_=show, interactive=True, width=72)
        step = threading.Thread(target=provider.request_input, args=("Which topic?", None))
        step.start()
        assert is_asked.wait(20)

        assert provider.request_feedback(question(1), None) == "yes"
        step.join()
        assert shown.index("item 1") > shown.index(
            "(Another question waits. It comes once this line is ended: press Enter.)"
        )

    def test_share_the_terminal_of_their_process_and_no_other(self):
        mine, also_mine, another = ConsoleProvider(), ConsoleProvider(), Typist().provider

        assert mine._terminal.turns is also_mine._terminal.turns
        assert mine._terminal.turns is not another._terminal.turns


class TestAQuestionThatAnotherCameAfter:
    def test_is_shown_again_when_it_is_asked_again(self, typist):
        typist.provider.request_feedback(question(1), None)
        typist.provider.request_feedback(question(2), None)
        del typist.shown[:]

        typist.provider.ask_again(question(1), None, "hm")

        at = [n for n, line in enumerate(typist.shown) if "item 1" in line or "hm" in line]
        assert len(at) == 2
        assert "item 1" in typist.shown[at[0]]

    def test_is_named_when_it_is_recorded(self, typist):
        typist.provider.request_feedback(question(1), None)
        typist.provider.request_feedback(question(2), None)

        typist.provider.tell_recorded(question(1), BY_DEFAULT)

        assert "Recorded for review of run run-1: no (the default" in typist.shown[-1]

    def test_is_not_shown_again_where_none_did(self, typist):
        typist.provider.request_feedback(question(1), None)

        typist.provider.ask_again(question(1), None, "hm")
        typist.provider.tell_recorded(question(1), BY_DEFAULT)

        assert sum("item 1" in line for line in typist.shown) == 1
        assert typist.shown[-1].startswith("Recorded: no")
