"""A process killed while an agent works: what was done and said is kept, that call is repeated."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import signoff

PROGRAM = Path(__file__).with_name("crash_crew.py")
SOURCE = str(Path(signoff.__file__).parents[1])


@pytest.fixture
def process(tmp_path):
    """Run the program in a process of its own; return its exit code and what it printed."""

    def run(what, *, die_in=""):
        arguments = [tmp_path / "runs.db", tmp_path / "marks", "run-1", die_in, what]
        done = subprocess.run(
            [sys.executable, PROGRAM, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"PYTHONPATH": SOURCE},
        )
        assert die_in or done.returncode == 0, done.stderr
        return done.returncode, done.stdout

    run.marks = lambda: (tmp_path / "marks").read_text().split()
    return run


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
