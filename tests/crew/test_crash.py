"""A process killed while an agent works: what was done and said is kept, that call is repeated."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.support.killable import Killable

PROGRAM = Path(__file__).with_name("crash_crew.py")


@pytest.fixture
def process(tmp_path):
    return Killable(PROGRAM, tmp_path, "run-1")


def test_a_crew_killed_in_a_retry_and_between_tasks_does_nothing_else_twice(process):
    process("kickoff")
    killed, _ = process("needs_revision: more", die_in="research-2")
    assert killed == -signal.SIGKILL
    assert process("kickoff") == (0, "research"), "it asks about the second round"
    killed, _ = process("approved", die_in="write-1")
    assert killed == -signal.SIGKILL
    assert process("kickoff") == (0, "write")
    killed, _ = process("approved", die_in="check-1")
    assert killed == -signal.SIGKILL

    _, came = process("kickoff")

    assert came == "check-1(write-1(research-2(needs_revision: more)))"
    assert process.marks() == [
        "research-1", "research-2", "research-2", "write-1", "write-1", "check-1", "check-1",
    ]  # fmt: skip
