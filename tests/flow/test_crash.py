"""A process killed in mid-step: the run goes on after the last finished method."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.support.killable import Killable

PROGRAM = Path(__file__).with_name("crash_flows.py")


@pytest.fixture
def process(tmp_path):
    return Killable(PROGRAM, tmp_path, "case-1")


class TestARunKilledInAStep:
    def test_repeats_that_step_alone(self, process):
        killed, _ = process("kickoff", die_in="review")
        _, came = process("kickoff")

        assert (killed, came) == (-signal.SIGKILL, "waits")
        assert process.marks() == ["charge", "review", "review"]

    def test_begins_again_where_no_step_was_finished(self, process):
        process("kickoff", die_in="charge")
        process("kickoff")

        assert process.marks() == ["charge", "charge", "review"]


class TestARunKilledAfterTheAnswer:
    @pytest.mark.parametrize("die_in", ["ship", "end"])
    def test_keeps_the_answer_and_goes_on(self, process, die_in):
        process("kickoff")
        process("yes: today", die_in=die_in)

        _, came = process("kickoff")

        assert came == "shipped, said yes: today"
        expected = {"ship": ["ship", "ship", "end"], "end": ["ship", "end", "end"]}
        assert process.marks() == ["charge", "review", *expected[die_in]]

    def test_takes_no_second_answer(self, process):
        process("kickoff")
        process("yes", die_in="ship")

        code, _ = process("no", die_in="nothing, but it may fail")

        assert code == 1
        assert process("kickoff")[1] == "shipped, said yes"


class TestAnotherProcess:
    def test_resumes_what_the_first_one_paused(self, process):
        process("kickoff")

        assert process("yes")[1] == "shipped, said yes"
        assert process.marks() == ["charge", "review", "ship", "end"]
