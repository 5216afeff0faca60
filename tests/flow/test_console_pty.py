"""The console at a real pseudo-terminal, in a process of its own."""

from __future__ import annotations

import os
import re
import select
import struct
from pathlib import Path

import pytest

from tests.support.programs import start

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
fcntl = pytest.importorskip("fcntl", reason="this system has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="this system has no pseudo-terminals")

ROOT = Path(__file__).parents[2]
PROMPT = "Your feedback: "
PATIENCE = 60  # seconds without a letter, after which a program hangs
# Takes its terminal for its own, so that it is the one Ctrl-C comes from.
BEGIN = """
import os
os.setsid()
os.open(os.ttyname(0), os.O_RDWR)
"""
PASTING = re.compile(r"\x1b\[\?2004[hl]\r?")  # how a terminal is told that pasted text may come

FLOW = """
from signoff import Flow, human_feedback, listen, start

class Draft(Flow):
    @start()
    @human_feedback(message="Publish this?", emit=["yes", "no"])
    def review(self):
        return {output!r}

    @listen("yes")
    def publish(self, result):
        print("published:", repr(result.feedback), result.outcome_source)

    @listen("no")
    def drop(self, result):
        print("dropped:", repr(result.feedback), result.outcome_source)

Draft().kickoff()
"""

TWO_QUESTIONS = """
import select, sys
from signoff import Flow, human_feedback, listen, start

class Payment(Flow):
    @start()
    def work(self):
        print("working", flush=True)
        select.select([sys.stdin], [], [])  # until somebody has typed

    @listen(work)
    @human_feedback(message="Publish this?", emit=["yes", "no"], default_outcome="yes")
    def review(self):
        return "text"

    @listen(review)
    @human_feedback(message="Pay it?", emit=["pay", "hold"], default_outcome="pay")
    def payment(self):
        return "10,000"

    @listen(payment)
    def end(self):
        print("answers:", [result.feedback for result in self.human_feedback_history])

Payment().kickoff()
"""


class Window:
    """A program at a terminal of its own; ``type`` waits for the words before it types."""

    def __init__(self, code, *, columns, environment):
        self.own, program = pty.openpty()
        fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.process = start(
            "-c", BEGIN + code, folder=ROOT, streams=[program] * 3, environment=environment
        )
        os.close(program)
        self.raw = ""
        self.seen = 0

    def type(self, words, keys):
        while words not in self.raw[self.seen :]:
            assert self._reads(), f"{words!r} never came:\n{self.raw}"
        self.seen = self.raw.index(words, self.seen) + len(words)
        os.write(self.own, keys.encode())

    def end(self, again=""):
        """Wait for the program's end; ``again``: a key to press once more where nothing comes."""
        if again and not self._has_more(within=5):
            os.write(self.own, again.encode())
        while self._reads():
            pass
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "it has closed its terminal and does not end"
        return self.process.exitcode

    def close(self):
        self.process.kill()
        self.process.join()
        os.close(self.own)

    @property
    def screen(self):
        return PASTING.sub("", self.raw).replace("\r\n", "\n")

    def _has_more(self, *, within):
        ready, _, _ = select.select([self.own], [], [], within)
        return bool(ready)

    def _reads(self):
        assert self._has_more(within=PATIENCE), f"the program hangs:\n{self.raw}"
        try:
            came = os.read(self.own, 65536)
        except OSError:  # Linux says so where the other end is closed
            return False
        self.raw += came.decode(errors="replace")
        return bool(came)


@pytest.fixture
def window():
    opened = []

    def open_window(code=None, *, output="# Ants\n\ntext", columns=80, **environment):
        # Pythons from 3.13 on colour a traceback within its words.
        plain = {"TERM": "xterm", "LANG": "C.UTF-8", "PYTHON_COLORS": "0"}
        environment = {**plain, **environment}
        code = code or FLOW.format(output=output)
        opened.append(Window(code, columns=columns, environment=environment))
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()


class TestThePrintedTranscript:
    # Another flow of that module leaves an outcome unheard, and its author is told so.
    CODE = """
import warnings
warnings.simplefilter("ignore", UserWarning)
from tests.flow.seed_flows import TopicApprovalFlow
TopicApprovalFlow().kickoff()
"""
    PRINTED = (
        "What topic should I write about? AI Safety",
        "=" * 50,
        "OUTPUT FOR REVIEW:",
        "=" * 50,
        "# AI Safety",
        "This is a draft about AI Safety...",
        "=" * 50,
        "Please review this draft. Reply 'approved', 'rejected', or provide revision feedback:",
        "(Press Enter to skip, or type your feedback)",
        "Your feedback: Looks good, approved!",
        "✅ Content approved and published!",
        "Reviewer comment: Looks good, approved!",
    )

    def test_is_what_a_person_sees_and_types_with_choices_besides(self, window):
        opened = window(self.CODE, columns=100, NO_COLOR="1")

        opened.type("write about? ", "AI Safety\r")
        opened.type(PROMPT, "Looks good, approved!\r")
        assert opened.end() == 0

        lines = [line for line in opened.screen.split("\n") if line]
        besides = [line for line in lines if line not in self.PRINTED]
        assert [line for line in lines if line in self.PRINTED] == [*self.PRINTED]
        assert besides == [
            "  1  approved",
            "  2  rejected",
            "  3  needs_revision  (Enter)",
            "  Type ? for help.",
            "Recorded: approved (read from your words).",
        ]


class TestAPersonAtATerminal:
    def test_is_asked_back_and_may_choose_a_number(self, window):
        opened = window()

        opened.type(PROMPT, "well, the thing is\r")
        opened.type("does not decide it", "")
        opened.type(PROMPT, "2\r")

        assert opened.end() == 0
        assert opened.screen.endswith("\nRecorded: no.\ndropped: 'well, the thing is' button\n")

    def test_sees_lines_that_fit_the_window(self, window):
        opened = window(output="- " + "so many words " * 20, columns=50, NO_COLOR="1")

        opened.type(PROMPT, "1\r")
        opened.end()

        lines = opened.screen.split("\n")
        assert max(map(len, lines)) == 50
        assert "  words so many words so many words so many words" in lines

    @pytest.mark.parametrize(
        ("environment", "title"),
        [
            ({}, "\x1b[1m# Ants\x1b[22m"),
            ({"NO_COLOR": "1"}, "# Ants"),
            ({"TERM": "dumb"}, "# Ants"),
        ],
    )
    def test_sees_styles_where_they_are_wanted(self, window, environment, title):
        opened = window(**environment)

        opened.type(PROMPT, "1\r")
        opened.end()

        assert title in opened.screen.split("\n")

    def test_may_paste_several_lines_as_one_answer(self, window):
        pytest.importorskip("readline", reason="this Python has no readline")
        opened = window()

        opened.type(PROMPT, "\x1b[200~no: two things\n- the price\n- the date\x1b[201~\r")
        opened.end()

        assert "dropped: 'no: two things\\n- the price\\n- the date'" in opened.screen

    @pytest.mark.parametrize("term", ["xterm", "dumb"])
    def test_may_paste_where_the_terminal_does_not_say_that_it_is_a_paste(self, window, term):
        opened = window(TERM=term)

        opened.type(PROMPT, "yes, go ahead\rno: two things\r- the price\r")
        opened.type("does not decide it", "")
        opened.type(PROMPT, "2\r")
        opened.end()

        assert "dropped: 'yes, go ahead\\nno: two things\\n- the price'" in opened.screen

    def test_answers_no_question_with_what_was_typed_before_it_came(self, window):
        opened = window(TWO_QUESTIONS)

        opened.type("working", "\r\r")
        opened.type("typed before this question came was dropped.", "")
        opened.type(PROMPT, "no\r\r")
        opened.type(PROMPT, "hold\r")

        assert opened.end() == 0
        assert opened.screen.endswith("answers: ['no', 'hold']\n")

    def test_may_stop_an_editor_and_is_still_asked(self, window):
        editor = "sh -c 'echo editing; read line'"
        opened = window(
            FLOW.replace("emit=", "editable=True, emit=").format(output="text"), EDITOR=editor
        )

        opened.type(PROMPT, "e\r")
        opened.type("editing", "\x03")
        opened.type("The editor was left. Nothing was changed.", "")
        opened.type(PROMPT, "1\r")

        assert opened.end() == 0
        assert opened.screen.endswith("\nRecorded: yes.\npublished: 'yes' button\n")

    def test_cannot_be_shown_what_moves_the_cursor(self, window):
        hostile = "fine\x1b[2J\x1b[H\x9b1A\r\n\nYour feedback: yes\n\u202eeb"
        opened = window(output=hostile)

        opened.type("Publish this?", "")
        opened.type(PROMPT, "2\r")
        opened.end()

        assert (
            "| fine\\x1b[2J\\x1b[H\\x9b1A\n| \n| Your feedback: yes\n| \\u202eeb\n" in opened.screen
        )
        assert "\x1b[2J" not in opened.raw

    @pytest.mark.parametrize(
        ("key", "said"),
        [
            ("\x03", "Left without an answer. Nothing was recorded."),
            ("\x04", "NobodyToAsk: Nobody can answer"),
        ],
    )
    def test_may_leave(self, window, key, said):
        opened = window()

        opened.type(PROMPT, key)

        # Python misses a Ctrl-C between the prompt and the wait for a key; a person presses again.
        assert opened.end(again=key) != 0
        assert said in opened.screen
        assert "published" not in opened.screen
        assert "dropped" not in opened.screen
