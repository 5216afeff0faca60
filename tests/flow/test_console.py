"""The terminal: what it shows, how it asks again, and when nobody is there."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

import signoff
from signoff import ConsoleProvider, Flow, human_feedback, listen, start
from signoff.errors import NobodyToAsk

QUICKSTART = Path(__file__).parents[2] / "examples" / "quickstart.py"


class Terminal:
    """A person at a terminal who types the given lines; then the input ends."""

    def __init__(self, *lines):
        self.lines = list(lines)
        self.shown = []
        self.provider = ConsoleProvider(input_=self.read, print_=self.shown.append)

    def read(self, prompt):
        self.shown.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


class Asked(Flow):
    @start()
    @human_feedback(message="Publish?", emit=["yes", "no"], default_outcome=None)
    def review(self):
        return "text"

    @listen("yes")
    def publish(self, result):
        return result.feedback

    @listen("no")
    def drop(self, result):
        return f"dropped: {result.feedback}"


class TestAPersonAtTheTerminal:
    def test_is_asked_again_with_the_choices_until_the_words_are_plain(self, settings):
        terminal = Terminal("", "I would not say yes", "  no: too long ")
        settings.hitl_provider = terminal.provider

        assert Asked().kickoff() == "dropped: no: too long"
        assert terminal.shown == [
            "",
            "=" * 50,
            "OUTPUT FOR REVIEW:",
            "=" * 50,
            "text",
            "=" * 50,
            "",
            "Publish?",
            "(Press Enter to skip, or type your feedback)",
            "",
            "Your feedback: ",
            "",
            "An empty answer decides nothing yet. Type one of: yes, no.",
            "Your feedback: ",
            "",
            "Still unclear: 'I would not say yes'. Type one number: 1 yes, 2 no.",
            "Your feedback: ",
        ]

    def test_is_asked_in_async_code_too(self, settings):
        settings.hitl_provider = Terminal("yes").provider

        assert asyncio.run(Asked().kickoff_async()) == "yes"


class TestATerminalWithNobodyAtIt:
    def test_says_what_holds_now_and_what_to_do(self, settings):
        settings.hitl_provider = Terminal().provider

        with pytest.raises(NobodyToAsk, match=r"No answer was recorded; .* Run it in a terminal"):
            Asked().kickoff()

    def test_may_have_no_input_at_all(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)

        with pytest.raises(NobodyToAsk):
            Asked().kickoff()

    def test_leaves_the_question_open(self, settings):
        settings.hitl_provider = Terminal().provider
        flow = Asked()
        with pytest.raises(NobodyToAsk):
            flow.kickoff()

        assert flow.resume("yes") == "yes"


class TestTheQuickStart:
    def test_runs_as_a_program(self):
        done = subprocess.run(
            [sys.executable, str(QUICKSTART)],
            input="Good.\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            env={"PYTHONPATH": str(Path(signoff.__file__).parents[1])},
        )

        assert done.stdout.endswith("needs review.\nHuman said: Good.\n")
        assert done.stderr == ""
