"""Servers of stories are forked from one process; none outlives who asked for it."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Client
from operator import methodcaller
from pathlib import Path

import pytest

from tests.support.fork_server import SOCKET
from tests.support.forks import RUN_FOLDER, fork
from tests.way.stage import until

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
PROGRAM = """
import signal
from tests.support.forks import fork

forked = fork(signal.pause)
print(forked.pid, flush=True)
input()
"""
HOST_IS_KILLED = """
import signal
from tests.support.forks import HostDied, fork

forked = fork(signal.pause)
steps = (
    lambda: fork(exec, "import os; os.kill(os.getppid(), 9)").join(),
    forked.join,
    lambda: fork(signal.pause),
)
for step in steps:
    try:
        step()
    except HostDied:
        print("said so")
"""


def is_served(folder):
    with suppress(ConnectionRefusedError):
        Client(str(folder / SOCKET)).close()
        return True
    return False


class TestAFork:
    def test_may_talk_and_prints_where_its_owner_does(self, capfd):
        told, telling = Pipe(duplex=False)

        fork(methodcaller("send", "up"), ends=[telling]).join(PATIENCE_S)
        fork(print, "hello").join(PATIENCE_S)

        assert told.recv() == "up"
        with pytest.raises(EOFError):
            told.recv()
        assert capfd.readouterr().out == "hello\n"

    @pytest.mark.parametrize("code", [0, 3])
    def test_ends_with_the_code_that_it_gives(self, code):
        forked = fork(sys.exit, code)

        forked.join(PATIENCE_S)

        assert (forked.is_alive, forked.exitcode) == (False, code)

    def test_that_is_killed_has_ended(self):
        forked = fork(signal.pause)
        assert forked.is_alive

        forked.kill()
        forked.join(PATIENCE_S)

        assert (forked.is_alive, forked.exitcode) == (False, -signal.SIGKILL)

    def test_ends_with_its_owner_that_was_killed_and_so_does_what_it_was_forked_from(
        self, tmp_path
    ):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, RUN_FOLDER: str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as owner:
            assert int(owner.stdout.readline()) != owner.pid
            assert is_served(tmp_path)

            owner.kill()

            assert owner.stdout.read() == "", "the fork has its owner's output open until it ends"
        until(lambda: not is_served(tmp_path))

    def test_ends_with_what_it_was_forked_from_and_its_owner_is_told(self, tmp_path):
        owner = subprocess.run(
            [sys.executable, "-c", HOST_IS_KILLED],
            cwd=ROOT,
            env={**os.environ, RUN_FOLDER: str(tmp_path)},
            capture_output=True,  # the fork has that open until it ends
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert (owner.stdout, owner.stderr) == ("said so\n" * 3, "")
