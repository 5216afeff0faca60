"""Reading mail where it can do no harm: in another process, with a limit of time.

A mail is written by anybody, and Python cannot stop a thread that is stuck in
a parser or a pattern. Every mail goes this way, short ones too: which mail is
harmless is what nobody knows before it was read. What is read, and what is
refused, is the business of incoming.py.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence

from signoff.channels.email import reading_worker
from signoff.channels.email.incoming import Mail
from signoff.channels.email.quotes import Ours
from signoff.channels.email.reading_worker import Job, Unreadable
from signoff.errors import UnreadableReply

logger = logging.getLogger(__name__)

CPU_S = 1.0  # the largest mails that people send take less than half of it
WALL_S = 60.0  # a machine may be busy with other things; the mail is not at fault then
N_WORKERS = 2
_N_TRIES = 2
# Not -m: a module that runs as __main__ would not know the Job that we pickled.
_PROGRAM = f"from {reading_worker.__name__} import main; main()"
_KEPT_FROM_THE_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG")


class _Lost(Exception):
    """The worker ended, or was ended, before it had read the mail."""


class MailReader:
    """Reads mails in processes that are kept for the next; safe to use from several threads.

    ``cpu_s``: seconds of processor time for one mail. ``wall_s``: seconds until a worker that
    says nothing is given up.
    """

    def __init__(
        self, *, cpu_s: float = CPU_S, wall_s: float = WALL_S, n_workers: int = N_WORKERS
    ) -> None:
        self._cpu_s = cpu_s
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._n_workers = n_workers
        for _ in range(n_workers):
            self._idle.put(_Worker(wall_s))

    def read(
        self,
        raw: bytes,
        *,
        recipients: Sequence[str],
        ours: Ours,
        envelope_from: str | None = None,
    ) -> Mail:
        """Return what ``incoming.read_mail`` returns.

        Raises: UnreadableReply, as that does; besides, ``reason`` is 'too_slow' for a mail that
        took too long, and 'broken' for one that ended the process twice.
        """
        job = Job(raw, tuple(recipients), ours, envelope_from, self._cpu_s)
        worker = self._idle.get()
        try:
            answer = self._answer(worker, job)
        finally:
            self._idle.put(worker)
        if isinstance(answer, Unreadable):
            raise UnreadableReply(answer.message, reason=answer.reason)
        return answer

    def close(self) -> None:
        """End the processes, once nothing is being read; a later mail would start them anew."""
        workers = [self._idle.get() for _ in range(self._n_workers)]
        for worker in workers:
            worker.stop()
            self._idle.put(worker)

    def _answer(self, worker: _Worker, job: Job) -> Mail | Unreadable:
        for n_tried in range(1, _N_TRIES + 1):
            try:
                return worker.ask(job)
            except _Lost as lost:
                # Something else may have ended it; the mail gets one more chance.
                detail = {"n_tried": n_tried, "n_bytes": len(job.raw), "why": str(lost)}
                logger.warning("mail reader ended", extra=detail)
        return Unreadable(
            f"The process that read the mail of {len(job.raw)} octets ended {_N_TRIES} times. The "
            "mail is kept unread and nothing was recorded. Answer with a short plain reply, or on "
            "the request's page.",
            "broken",
        )


class _Worker:
    """One process; started when it is needed, and anew after it ended."""

    def __init__(self, wall_s: float) -> None:
        self._wall_s = wall_s
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None

    def ask(self, job: Job) -> Mail | Unreadable:
        """Have a mail read.

        Raises: _Lost.
        """
        process, wire = self._started()
        try:
            reading_worker.send(wire, job)
            answer = reading_worker.receive(wire)
        except TimeoutError as error:
            self.stop()
            raise _Lost(f"it said nothing for {self._wall_s:.0f} seconds") from error
        except (EOFError, ConnectionError) as error:
            process.wait()
            self.stop()
            if process.returncode == -signal.SIGPROF:
                return _too_slow(job)
            raise _Lost(f"it ended with {process.returncode}") from error
        if not isinstance(answer, Mail | Unreadable):
            raise TypeError(f"A mail was read as {type(answer).__name__}. Nothing was recorded.")
        return answer

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._wire = None

    def _started(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        if self._process is not None and self._wire is not None and self._process.poll() is None:
            return self._process, self._wire
        self.stop()
        self._wire, theirs = socket.socketpair()
        self._wire.settimeout(self._wall_s)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, a module of ours
                # -P: a file named email.py in the folder we are in is not to be imported.
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={n: os.environ[n] for n in _KEPT_FROM_THE_ENVIRONMENT if n in os.environ},
                process_group=0,  # Ctrl-C is for us; we end it when we have ended the jobs
            )
        return self._process, self._wire


def _too_slow(job: Job) -> Unreadable:
    return Unreadable(
        f"The mail of {len(job.raw)} octets took more than {job.cpu_s:g} s of processor time to "
        "read. It is kept unread and nothing was recorded. Answer with a short plain reply, or on "
        "the request's page.",
        "too_slow",
    )
