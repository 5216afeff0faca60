"""The process that the run's other servers are forked from; forks.py is how to ask for one.

It works for whoever is connected. A connection asks for one fork at most, and that ends when the
connection does; the kernel closes those of a process that was killed. When nobody is connected
any more, this ends. What it prints itself is in the run's folder; a fork prints where its owner does.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from multiprocessing.reduction import recv_handle
from pathlib import Path
from threading import Thread

SOCKET = "forks"
STREAMS = (1, 2)  # of the owner; the fork prints there
_WARM = "tests.way.warm"
_FORK = get_context("fork")


class _Host:
    """The connections there are, each with what was forked for it."""

    def __init__(self, listening: socket.socket, first: Connection) -> None:
        self._listening = listening
        self._forks: dict[Connection, ForkProcess | None] = {first: None}

    def serve(self) -> None:
        """Do as asked until nobody is connected."""
        while self._forks:
            owners = {fork.sentinel: line for line, fork in self._forks.items() if fork}
            for ready in wait([self._listening, *self._forks, *owners]):
                if ready is self._listening:
                    accepted, _ = self._listening.accept()
                    self._forks[Connection(accepted.detach())] = None
                elif isinstance(ready, int):
                    self._end(owners[ready])
                elif isinstance(ready, Connection) and ready in self._forks:
                    self._hear(ready)

    def _hear(self, line: Connection) -> None:
        try:
            kind, n_ends, called = line.recv()
            handles = [recv_handle(line) for _ in range(len(STREAMS) + n_ends)]
        except (EOFError, OSError):
            self._end(line)
            return
        if kind:
            import_module(_WARM).warm(kind)
        target, args = pickle.loads(called)  # what that imports is imported here, once
        gc.freeze()  # a collection that visits what is shared would have each fork copy it
        fork = _FORK.Process(target=self._be_forked, args=(target, args, handles), daemon=True)
        fork.start()
        for handle in handles:
            os.close(handle)
        self._forks[line] = fork
        with suppress(OSError):  # it is closed by now; that is heard next
            line.send(fork.pid)

    def _be_forked(
        self, target: Callable[..., None], args: Sequence[object], handles: list[int]
    ) -> None:
        self._listening.close()
        for line in self._forks:
            line.close()
        for handle, stream in zip(handles, STREAMS, strict=False):
            os.dup2(handle, stream)
            os.close(handle)
        Thread(target=_end_with_parent, daemon=True).start()
        target(*args, *map(Connection, handles[len(STREAMS) :]))

    def _end(self, line: Connection) -> None:
        fork = self._forks.pop(line, None)
        if fork is not None:
            fork.kill()  # no harm where it has ended
            fork.join()
            with suppress(OSError):  # nobody may be there to hear it
                line.send(fork.exitcode)
        line.close()


def _end_with_parent() -> None:
    """End this fork should what it was forked from be killed: nobody else would."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, first: int) -> None:
    """Return as soon as a process listens in ``folder`` that has ``first`` as its first guest."""
    address = folder / SOCKET
    address.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(address))
        listening.listen()
        if os.fork() == 0:
            os.setsid()  # Ctrl-C in the terminal ends the owners of forks, and not this
            _Host(listening, Connection(first)).serve()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
