"""A whole installation in one test: real store, real rules, nothing running by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from signoff.app import App, Flows, open_app
from signoff.channels.email.envelope import Envelope
from signoff.errors import RunNotFound
from signoff.flow.record import Record
from signoff.jobs.engine import Job
from signoff.jobs.start import start_run
from signoff.settings import Settings
from signoff.testing.clock import FakeClock
from signoff.testing.postman import Posted, RecordingPostman
from signoff.testing.queue import ManualQueue


@dataclass
class Workbench:
    """An installation that moves only when told."""

    app: App
    clock: FakeClock
    queue: ManualQueue
    postman: RecordingPostman = field(default_factory=RecordingPostman)

    @cached_property
    def jobs(self) -> Mapping[str, Job]:
        """Every kind of job, sending through the recording postman."""
        return self.app.jobs(self.postman)

    @property
    def posted(self) -> list[Posted]:
        """Every mail that went out, oldest first."""
        return self.postman.posted

    def start(self, flow: str, starter: str = "author@example.com", **inputs: Any) -> str:  # noqa: ANN401
        """Start a run and do all jobs that are due; return the run's id."""
        with self.app.unit() as unit:
            run_id = start_run(
                unit,
                flows=self.app.flows,
                deployment_id=self.app.deployment_id,
                flow=flow,
                inputs=inputs,
                starter=starter,
                now=self.clock.now(),
            )
            unit.commit()
        self.drain()
        return run_id

    def receive(self, raw: bytes, *, sender: str, recipient: str) -> str | None:
        """Let a mail come in by the door; return the line that refused it, if one did."""
        keeper = self.app.doorkeeper
        refusal = keeper.refuse(recipient) if keeper.is_ours(recipient) else "550 not ours"
        if refusal is None:
            keeper.keep(Envelope(sender, (recipient,), raw, self.clock.now()))
            self.drain()
        return refusal

    def reply(self, posted: Posted, words: str) -> str | None:
        """Answer a mail as its recipient would; return the line that refused it, if one did."""
        address = posted.message["Reply-To"].addresses[0].addr_spec
        return self.receive(posted.reply(words), sender=posted.recipient, recipient=address)

    def get_record(self, run_id: str) -> Record:
        """Return where a run stands: ``status``, ``state``, ``history``, ``last_output()``.

        Raises: RunNotFound.
        """
        with self.app.unit() as unit:
            record = unit.runs.find_record(run_id)
        if record is None:
            raise RunNotFound(
                f"No run {run_id} has come to rest here. Nothing was changed. Look for the id that "
                "start() returned, and drain() first where jobs are due."
            )
        return record

    def wait(self, by: timedelta) -> int:
        """Let time pass and do what is due then; return how many requests were looked after."""
        self.clock.forward(by)
        n_done = 0
        while n_taken := self.app.sweep.tick():
            n_done += n_taken
        self.drain()
        return n_done

    def drain(self) -> int:
        """Do due jobs until none is left; return how many there were."""
        return self.queue.drain(self.jobs)


def open_workbench(
    folder: Path,
    flows: Flows,
    *,
    database: str = "",
    name: str = "signoff",
    **settings: Any,  # noqa: ANN401
) -> Workbench:
    """Return an installation in ``folder``, on SQLite there or on ``database``.

    ``name`` is the deployment's; several may share a folder and a database.
    """
    clock = FakeClock()
    chosen = Settings(data_dir=folder, database=database, **settings)
    app = open_app(
        chosen, flows, name=name, clock=clock, worker=f"workbench {name}", queue=ManualQueue
    )
    queue = app.queue
    if not isinstance(queue, ManualQueue):
        raise TypeError(f"{queue!r} is not driven by hand. Nothing was opened.")
    queue.deployment_id = app.deployment_id
    return Workbench(app, clock, queue)
