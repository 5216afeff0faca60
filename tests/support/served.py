"""A whole signoff in a process of its own: DBOS, the mail door, uvicorn, as in production.

The process is forked from one that has everything imported, so it starts in a fraction of the
time and a story can be told with a crash at every commit. That one has told a story, too: what a
server works out at its first run and pages is there already, and compiled statements are shared.
"""

from __future__ import annotations

import io
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass, field, fields, replace
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine

from signoff.app import App, open_app
from signoff.channels.email.door import listen_for_mail
from signoff.inbox.audit import EventKind
from signoff.jobs import follow_ups
from signoff.serving import run
from signoff.settings import Settings
from signoff.store.unit_of_work import FollowUp, UnitOfWork
from signoff.web.server import listen_on
from tests.support.forks import Forked, fork

_START_S = 60
_MEND_S = 20


class ServedTooLate(AssertionError):
    """The server did not say in time what it was waited for."""


@dataclass(frozen=True)
class Fuse:
    """Kills the process, as kill -9 would, just before or just after a commit.

    Commits are counted from the one that starts the first run; 0 never burns.
    """

    at: int = 0
    before: bool = False


@dataclass
class Running:
    """A server that was started; ``token`` is its API token, ``link`` its sign-in link."""

    process: Forked
    base: str
    smtp_port: int
    token: str
    link: str
    counts: Connection
    told: Connection  # kept open: what the server prints later must not break it

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive

    def kill(self) -> None:
        """End it without a word, as a power cut would."""
        self.process.kill()
        self.process.join()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.is_alive:
            os.kill(self.process.pid, signal.SIGINT)
            self.process.join(_MEND_S)
        if self.is_alive:
            self.kill()
            raise ServedTooLate("Ctrl-C did not end the server.")

    def n_commits(self) -> int:
        """Return how many commits the fuse counted so far."""
        n = 0
        try:
            while self.counts.poll():
                n = self.counts.recv()
        except EOFError:  # it has ended
            return n
        return n


def start(
    settings: Settings, flows: Callable[[], Mapping[str, Any]], fuse: Fuse = Fuse()
) -> Running:
    """Start a server; ``flows`` is a function of a module, called in the server."""
    told, telling = Pipe(duplex=False)
    counts, counting = Pipe(duplex=False)
    process = fork(
        _serve, settings, flows, fuse, ends=(telling, counting), database=settings.database_url
    )
    greeting = _greeting(told, process)
    base, link = re.findall(r"(http://\S+?)(/sign-in/\S+)", greeting)[0]
    port = re.findall(r"SMTP\)\s+\S+:(\d+)", greeting)[0]
    token = re.findall(r"Bearer (\S+?)'", greeting)[0]
    return Running(process, base, int(port), token, link, counts, told)


@contextmanager
def serving(settings: Settings, flows: Callable[[], Mapping[str, Any]]) -> Iterator[Running]:
    """Have a server for the length of a block."""
    running = start(settings, flows)
    try:
        yield running
    finally:
        running.stop()


def _greeting(told: Connection, process: Forked) -> str:
    greeting = ""
    while "curl" not in greeting:
        if not told.poll(_START_S):
            raise ServedTooLate(f"The server said only {greeting!r} in {_START_S} s.")
        try:
            greeting += told.recv()
        except EOFError:
            process.join()
            raise ServedTooLate(
                f"The server ended with {process.exitcode} and said {greeting!r}."
            ) from None
    return greeting


class _Telling(io.TextIOBase):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, text: str) -> int:
        self._connection.send(text)
        return len(text)


def _serve(
    settings: Settings,
    flows: Callable[[], Mapping[str, Any]],
    fuse: Fuse,
    telling: Connection,
    counting: Connection,
) -> None:
    with (
        closing(listen_on(settings.host, settings.port)) as listening,
        closing(listen_for_mail(settings.inbound_host, settings.inbound_port)) as mail,
    ):
        settings = replace(settings, port=listening.getsockname()[1])
        app = open_app(settings, flows())
        parts = {part.name: getattr(app, part.name) for part in fields(app)}
        lit = _LitApp(**parts, burning=_Burning(fuse, counting))
        with redirect_stdout(_Telling(telling)):
            run(lit, listening, mail)


class _Burning:
    """Counts commits, and kills its process at the one it was set to."""

    def __init__(self, fuse: Fuse, counting: Connection) -> None:
        self._fuse = fuse
        self._counting = counting
        self._n = 0

    def count(self, *, is_first: bool) -> bool:
        """Count a commit that is about to happen; say whether it is the one to die after."""
        if not (self._n or is_first):
            return False
        self._n += 1
        self._counting.send(self._n)
        if self._n != self._fuse.at:
            return False
        if self._fuse.before:
            self.burn()
        return True

    def burn(self) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise SystemExit  # not reached


class _LitUnit(UnitOfWork):
    def __init__(self, engine: Engine, follow_up: FollowUp, burning: _Burning) -> None:
        super().__init__(engine, follow_up)
        self.burning = burning

    def commit(self) -> None:
        is_first = any(event.kind is EventKind.RUN_STARTED for event in self.trail.added)
        is_last = self.burning.count(is_first=is_first)
        super().commit()
        if is_last:
            self.burning.burn()


@dataclass(frozen=True)
class _LitApp(App):
    burning: _Burning = field(kw_only=True)

    def unit(self) -> UnitOfWork:
        return _LitUnit(self.engine, partial(follow_ups.follow_up, self.queue), self.burning)


def data_settings(folder: Path, database: str, **changes: Any) -> Settings:
    """Return settings for a server that takes any free ports."""
    return Settings(data_dir=folder, database=database, port=0, inbound_port=0, **changes)
