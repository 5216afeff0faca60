"""The process that reads mail for another, and dies rather than take too long.

It is started with a socket and nothing else: no setting, no secret, no
database. Each job gets its span of processor time; a mail that needs more ends
the process, in the middle of whatever it was doing. Who started it sees that
by how it ended, and starts another (reading.py).
"""

from __future__ import annotations

import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from signoff.channels.email.incoming import Mail, read_mail
from signoff.channels.email.quotes import Ours
from signoff.errors import UnreadableReply

MEMORY_OCTETS = 2 << 30
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Job:
    """One mail to read, within ``cpu_s`` seconds of processor time."""

    raw: bytes
    recipients: Sequence[str]
    ours: Ours
    envelope_from: str | None
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What an UnreadableReply said; the error itself does not travel."""

    message: str
    reason: str


def send(wire: socket.socket, value: object) -> None:
    """Send one value."""
    octets = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    wire.sendall(_LENGTH.pack(len(octets)) + octets)


def receive(wire: socket.socket) -> object:
    """Return the next value.

    Raises: EOFError, where the other side is gone.
    """
    (length,) = _LENGTH.unpack(_exactly(wire, _LENGTH.size))
    # Both ends are ours, and nobody else holds the socket.
    return pickle.loads(_exactly(wire, length))  # noqa: S301


def main() -> None:
    """Read mails until whoever started this process is gone."""
    wire = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # its default is the end of the process
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_OCTETS, MEMORY_OCTETS))
    with suppress(EOFError, ConnectionError):  # nobody is left to be told
        while True:
            job = receive(wire)
            if not isinstance(job, Job):
                raise TypeError(f"{type(job).__name__} is no mail to read. Nothing was read.")
            send(wire, _done(job))


def _done(job: Job) -> Mail | Unreadable:
    signal.setitimer(signal.ITIMER_PROF, job.cpu_s)
    try:
        return read_mail(
            job.raw, recipients=job.recipients, ours=job.ours, envelope_from=job.envelope_from
        )
    except UnreadableReply as error:
        return Unreadable(str(error), error.reason)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _exactly(wire: socket.socket, n_octets: int) -> bytes:
    found = bytearray()
    while len(found) < n_octets:
        piece = wire.recv(min(n_octets - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)
