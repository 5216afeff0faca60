"""A server of mail alone, for more of it than the job engine would judge while a test waits.

Door, store, reader and jobs are the real ones, in a process that can be killed; the jobs are
taken from ``ManualQueue``, which keeps them in the database too but looks at it without pause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Event
from typing import Any

from signoff.app import open_app
from signoff.channels.email.reading import MailReader
from signoff.settings import Settings
from signoff.testing.postman import RecordingPostman
from signoff.testing.queue import ManualQueue
from tests.support.forks import fork

_START_S = 60
_PAUSE_S = 0.01


class MailServer:
    """Runs from its making until it is killed."""

    def __init__(self, settings: Settings, flows: Callable[[], Mapping[str, Any]]) -> None:
        told, telling = Pipe(duplex=False)
        self._process = fork(
            _serve, settings, flows, ends=[telling], database=settings.database_url
        )
        assert told.poll(_START_S), "the mail server does not start"
        self.smtp_port: int = told.recv()

    def kill(self) -> None:
        """End it without a word, as a power cut would."""
        self._process.kill()
        self._process.join()


def _serve(settings: Settings, flows: Callable[[], Mapping[str, Any]], telling: Connection) -> None:
    app = open_app(settings, flows(), queue=ManualQueue, worker="mail server")
    queue = app.queue
    assert isinstance(queue, ManualQueue)
    jobs = app.jobs(RecordingPostman(), read=MailReader().read)
    door = app.door()
    door.start()
    telling.send(door.port)
    while True:
        if not queue.step(jobs):
            Event().wait(_PAUSE_S)
