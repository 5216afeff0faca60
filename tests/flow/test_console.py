"""The console without a person: pipes, programs, ends of input, and steps that ask."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from pathlib import Path

import pytest

import signoff
from signoff import ConsoleProvider, Flow, human_feedback, listen, start
from signoff.errors import NobodyToAsk
from signoff.flow.console import RULE
from tests.flow.typist import Typist

ROOT = Path(__file__).parents[2]
QUICKSTART = ROOT / "examples" / "quickstart.py"


def piped(*lines):
    return Typist(*lines, interactive=False)


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


class Defaulting(Flow):
    @start()
    @human_feedback(message="Publish?", emit=["yes", "no"], default_outcome="no")
    def review(self):
        return {"b": [1, 2]}


class TestLinesFromAPipe:
    def test_are_asked_for_again_until_they_are_plain_the_second_time_with_numbers(self, settings):
        terminal = piped("", "I would not say yes", "  no: too long ")
        settings.hitl_provider = terminal.provider

        assert Asked().kickoff() == "dropped: no: too long"
        assert terminal.shown == [
            "",
            RULE,
            "OUTPUT FOR REVIEW:",
            RULE,
            "text",
            RULE,
            "",
            "Publish?",
            "(Type your feedback)",
            "",
            "Your feedback: ",
            "",
            "An empty answer decides nothing yet. Type one of: yes, no.",
            "Your feedback: ",
            "",
            "Still unclear: 'I would not say yes'. Type one number: 1 yes, 2 no.",
            "Your feedback: ",
        ]

    @pytest.mark.parametrize(
        ("typed", "came"), [("2", "dropped: no"), ("2: dull", "dropped: no: dull")]
    )
    def test_may_be_a_number_once_numbers_were_shown(self, settings, typed, came):
        settings.hitl_provider = piped("hm", "perhaps", typed).provider

        assert Asked().kickoff() == came

    def test_are_no_numbers_before_that(self, settings):
        terminal = piped("1", "yes")
        settings.hitl_provider = terminal.provider

        assert Asked().kickoff() == "yes"
        assert "'1' decides nothing yet." in terminal.screen

    def test_stay_in_other_words_while_they_are_unclear(self, settings):
        terminal = piped("hm", "hm", "hm", "hm", "yes")
        settings.hitl_provider = terminal.provider

        Asked().kickoff()

        assert terminal.screen.count("Type one number: 1 yes, 2 no.") == 3

    def test_show_parts_as_json_and_say_which_default_nothing_came_to(self, settings):
        terminal = piped("")
        settings.hitl_provider = terminal.provider

        Defaulting().kickoff()

        assert '{\n  "b": [\n    1,\n    2\n  ]\n}' in terminal.screen
        assert terminal.shown[-1] == "Recorded: no (the default, as nothing was typed)."

    def test_take_no_default_by_an_empty_line_after_words_in_doubt(self, settings):
        terminal = piped("I would not say yes", "", "yes")
        settings.hitl_provider = terminal.provider
        flow = Defaulting()

        flow.kickoff()

        assert flow.last_human_feedback.outcome == "yes"
        assert "An empty answer" in terminal.screen

    def test_are_read_in_async_code_too(self, settings):
        settings.hitl_provider = piped("yes").provider

        assert asyncio.run(Asked().kickoff_async()) == "yes"

    def test_keep_outcomes_that_are_numbers_as_they_are(self, settings):
        class Rated(Flow):
            @start()
            @human_feedback(message="How many stars?", emit=["2", "1"])
            def review(self):
                return "text"

        terminal = piped("many", "few", "1")
        settings.hitl_provider = terminal.provider
        flow = Rated()
        flow.kickoff()

        assert flow.last_human_feedback.outcome == "1"
        assert "number" not in terminal.screen


class TestATerminalWithNobodyAtIt:
    @pytest.mark.parametrize("interactive", [True, False])
    def test_says_what_holds_now_and_what_to_do(self, settings, interactive):
        settings.hitl_provider = Typist(interactive=interactive).provider

        with pytest.raises(NobodyToAsk, match=r"No answer was recorded; .* Run it in a terminal"):
            Asked().kickoff()

    def test_may_have_no_input_at_all(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)

        with pytest.raises(NobodyToAsk):
            Asked().kickoff()

    def test_may_send_what_is_in_another_encoding(self, monkeypatch):
        latin = io.TextIOWrapper(io.BytesIO("ja, schön\n".encode("latin-1")), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", latin)

        with pytest.raises(NobodyToAsk, match=r"is not in utf-8. No answer was recorded; .* Send"):
            Asked().kickoff()

    def test_leaves_the_question_open(self, settings):
        settings.hitl_provider = Typist().provider
        flow = Asked()
        with pytest.raises(NobodyToAsk):
            flow.kickoff()

        assert flow.resume("yes") == "yes"


class TestAStepThatAsks:
    def test_shows_what_it_says_without_obeying_it(self):
        terminal = Typist("ants")

        assert terminal.provider.request_input("Topic?\x1b[2J", flow=None) == "ants"
        assert terminal.shown == ["", "Topic?\\x1b[2J", "Your answer: "]


class TestAProgramInAPipe:
    def run(self, *arguments, said, **environment):
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            input=said,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={"PYTHONPATH": str(Path(signoff.__file__).parents[1]), **environment},
        )

    def test_runs_the_quick_start(self):
        done = self.run(QUICKSTART, said="Good.\n")

        assert done.stdout.endswith("needs review.\nHuman said: Good.\n")
        assert done.stderr == ""

    def test_ends_with_the_reason_where_there_is_no_line(self):
        done = self.run(QUICKSTART, said="")

        assert done.returncode == 1
        assert "NobodyToAsk: Nobody can answer" in done.stderr

    def test_shows_what_the_encoding_lacks_written_out(self):
        code = (
            "from signoff import *\n"
            "class F(Flow):\n"
            "    @start()\n"
            "    @human_feedback(message='gut?')\n"
            "    def review(self): return '\\u00fcber \\u2713'\n"
            "F().kickoff()\n"
        )

        done = self.run("-c", code, said="ja\n", PYTHONIOENCODING="ascii")

        assert "\n\\xfcber \\u2713\n" in done.stdout
        assert done.returncode == 0

    def test_loads_nothing_that_only_a_person_needs(self):
        code = (
            "import runpy, sys\n"
            f"runpy.run_path({str(QUICKSTART)!r}, run_name='__main__')\n"
            "names = ('live', 'form', 'fields', 'editing', 'markdown', 'tables', 'help')\n"
            "print([n for n in names if f'signoff.flow.console.{n}' in sys.modules])\n"
            "print('readline' in sys.modules)\n"
        )

        done = self.run("-c", code, said="Good.\n")

        assert done.stdout.endswith("[]\nFalse\n")


class TestTheProvider:
    def test_is_made_without_looking_for_a_terminal(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)

        assert ConsoleProvider().channel == "console"
