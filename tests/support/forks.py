"""Processes that start warm: forked from one that has everything imported and has told a story.

That one serves the whole run. Whoever needs it first starts it, in the run's folder; it is there
for as long as anybody is connected to it, so nothing of it outlives a run that was killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Client, Connection
from multiprocessing.reduction import send_handle
from pathlib import Path

from sqlalchemy import make_url

from tests.support import fork_server
from tests.support.locks import locked

RUN_FOLDER = "SUITE_RUN_FOLDER"  # tells every process of the run where the run's folder is
_LOG = "forks.log"
_ROOT = Path(__file__).parents[2]


class HostDied(Exception):
    """The process that others are forked from has ended, and they with it; holds what it printed."""

    def __init__(self) -> None:
        super().__init__(Path(os.environ[RUN_FOLDER], _LOG).read_text())


class Forked:
    """A process of ours; it lives no longer than this object, and no longer than this process."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self.pid: int = self._hear()
        self.exitcode: int | None = None

    @property
    def is_alive(self) -> bool:
        self.join(0)
        return self.exitcode is None

    def join(self, patience_s: float | None = None) -> None:
        """Wait until it has ended, but no longer than that."""
        if self.exitcode is None and self._line.poll(patience_s):
            self.exitcode = self._hear()

    def kill(self) -> None:
        """Have it end without a word, as a power cut would."""
        if self.is_alive:
            os.kill(self.pid, signal.SIGKILL)

    def _hear(self) -> int:
        try:
            return int(self._line.recv())
        except (EOFError, ConnectionResetError):
            raise HostDied from None


def fork(
    target: Callable[..., None], *args: object, ends: Sequence[Connection] = (), database: str = ""
) -> Forked:
    """Call ``target(*args, *ends)`` in a process of its own.

    All but ``ends``, which are closed here, is pickled. ``database`` is the URL it will work on.
    """
    folder = Path(os.environ[RUN_FOLDER])
    _stay(folder)
    kind = make_url(database).get_backend_name() if database else ""
    try:
        line = _connect(folder)
        line.send((kind, len(ends), pickle.dumps((target, args))))
        for handle in (*fork_server.STREAMS, *(end.fileno() for end in ends)):
            send_handle(line, handle, os.getpid())
    except ConnectionError:
        raise HostDied from None
    for end in ends:
        end.close()
    return Forked(line)


@cache
def _stay(folder: Path) -> Connection:
    """Be connected for as long as this process lives."""
    with locked(folder / "forks.lock"):
        try:
            return _connect(folder)
        except (FileNotFoundError, ConnectionRefusedError):
            return _start(folder)


def _connect(folder: Path) -> Connection:
    return Client(str(folder / fork_server.SOCKET), "AF_UNIX")


def _start(folder: Path) -> Connection:
    ours, theirs = Pipe()
    with theirs, (folder / _LOG).open("w") as log:
        subprocess.run(  # it forks, and returns as soon as it listens
            [sys.executable, "-m", fork_server.__name__, folder, str(theirs.fileno())],
            cwd=_ROOT,
            pass_fds=[theirs.fileno()],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    return ours
