"""The seam to DBOS: jobs that survive the process that was doing them.

Nothing else in signoff knows DBOS. A job is enqueued by the transaction that
makes it due; a worker takes it; if that worker dies, the others notice that
its lease ran out, hand its jobs to each other and bury it. A job that raises
is tried again, later and later, and then put on record for a person to look at.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any, Protocol, cast

from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from signoff import ids
from signoff.clock import Clock
from signoff.jobs.clockwork import Tick
from signoff.jobs.done import AGAIN, EVERY, DoneJobs
from signoff.jobs.looking import WORKFLOW, JobDatabase, look_lightly
from signoff.jobs.served import Elsewhere
from signoff.jobs.taken import Taken, TakenJobs, WorkersDied, apart
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import LEASE, Worker, place_of_processes

logger = logging.getLogger(__name__)

# Constant: DBOS would take a hash of the source, and a new release would orphan the old jobs.
_VERSION = "signoff-jobs-1"
_APPLICATION = "signoff"
# Runs may take hours; mail must not wait behind them.
QUEUES: Mapping[str, str] = {
    "advance": "runs",
    "deliver": "mail",
    "receive": "mail",
    "notify": "webhooks",  # a receiver may keep us waiting for half a minute
    "notify_slowly": "slow-webhooks",  # one that did; the others must not wait behind it
    "learn": "lessons",  # a model is asked, which may take a minute: nobody waits behind it
}
# What jobs were called that an earlier version put in and nobody has done yet.
_CALLED_BEFORE = {"call_crew": "notify"}
_OF_CODE = ("advance", "receive", "learn")  # they may need the code of their own deployment
_CONCURRENCY = 8
_MORE_AT_ONCE = {"webhooks": 24}  # they wait for others, and cost us nothing meanwhile
_POLL_S = 0.2
# Nobody looks at the screen for these.
_SLOW_POLL_S = {"lessons": 1.0, "webhooks": 0.5, "slow-webhooks": 1.0}
_RETRY_WAITS = tuple(timedelta(seconds=s) for s in (1, 5, 30, 120, 600, 3600))
_MAX_DEATHS = 10  # of the workers that had begun a job; one more, and it is given up
_SETTLING_S = 1.0
_LOOK_AGAIN_S = 1.0  # for a database that is away
# A worker that stops gives no sign of life any more; its last may be a third of a lease old.
PATIENCE = LEASE * 2 / 3
# The last beat of a worker that stops in order: no dead one has it, and every lease is over.
_SIGNED_OFF = datetime(1970, 1, 1, tzinfo=UTC)
_DBOS_TABLE = "queues"


class _LeftPending(BaseException):
    """Ends a job without an outcome; DBOS records one for every other exception."""


class Job(Protocol):
    """One kind of later work; safe to run twice."""

    def __call__(self, subject: str, *, job: str) -> None: ...


GiveUp = Callable[[str, str, Exception], None]


def new_worker_id() -> str:
    """Return the id of a worker that starts now: never used before, not even by this process."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{ids.new_id()}"


class JobEngine:
    """Takes jobs in, and does them once ``start`` was called. One per process (DBOS's rule)."""

    def __init__(
        self, engine: Engine, *, worker: str, clock: Clock, lease: timedelta = LEASE
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._lease = lease
        self._worker = Worker(worker, place_of_processes(), os.getpid(), clock.now())
        self._jobs: Mapping[str, Job] = {}
        self._unit: Callable[[], UnitOfWork] | None = None
        self._give_up: GiveUp | None = None
        self._stopping, self._stopped = threading.Event(), threading.Event()
        self._counting = threading.Lock()
        self._n_running = 0
        self._ended_at = -_SETTLING_S
        self._beating: threading.Thread | None = None
        self._taken: TakenJobs | None = None
        self._url = engine.url.render_as_string(hide_password=False)
        self._client = DBOSClient(
            system_database_url=self._url,
            system_database_engine=engine,
        )

    def enqueue(
        self, connection: Connection, job: str, subject: str, *, key: str, delay: timedelta
    ) -> None:
        """Store a job in ``connection``'s transaction; a key enqueued before is left as it is."""
        options = _options(job, key, delay)
        self._client.enqueue_in_transaction(connection, options, job, subject, 0)

    def start(
        self,
        jobs: Mapping[str, Job],
        *,
        unit: Callable[[], UnitOfWork],
        give_up: GiveUp,
        deployment_id: str = "",
    ) -> None:
        """Do jobs from now on, in threads of this process: anybody's, and those handed over to us.

        ``give_up(job, subject, error)`` puts on record that a job was tried for the last time.
        """
        self._jobs, self._unit, self._give_up = jobs, unit, give_up
        self._beat()  # before any job is taken: what a worker claims is its own only while it lives
        handed_over = {_own_queue(job, deployment_id) for job in _OF_CODE if deployment_id}
        if not inspect(self._engine).has_table(_DBOS_TABLE, schema=self._dbos_schema()):
            # A new installation: DBOS finds at once what is there before it looks for queues.
            DBOS.migrate(self._url)
            self._make_queues(handed_over)
        config: DBOSConfig = {
            "name": _APPLICATION,
            "system_database_url": self._url,
            "system_database_engine": self._engine,
            "executor_id": self._worker.id,
            "application_version": _VERSION,
            "log_level": "WARNING",
            "max_executor_threads": 96,  # more than all queues take at once: what is taken is begun
        }
        dbos = DBOS(config=config)

        def signoff_job(job: str, subject: str, n_tried: int) -> None:
            with self._counted():
                self._run(_CALLED_BEFORE.get(job, job), subject, n_tried)

        # DBOS would put such a job aside and tell nobody: we count the deaths ourselves.
        DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)(signoff_job)
        DBOS.listen_queues(sorted({*QUEUES.values(), *handed_over}))
        DBOS.launch()
        self._make_queues(handed_over)  # an earlier version may have made them otherwise
        look_lightly(cast("JobDatabase", dbos._sys_db))  # noqa: SLF001 - no public way to look less
        # No public way names what a worker does, nor hands out a job and keeps its count.
        doing = dbos._active_workflows_set.activeList  # noqa: SLF001
        self._taken = TakenJobs(cast("JobDatabase", dbos._sys_db), doing)  # noqa: SLF001
        self.tick()
        self._beating = threading.Thread(target=self._beat_forever, name="lease", daemon=True)
        self._beating.start()

    def ticks(self) -> tuple[Tick, ...]:
        """Return what is done again and again, by who was started, beside our signs of life."""
        database = cast("JobDatabase", self._client._sys_db)  # noqa: SLF001
        done = DoneJobs(database, self._client.delete_workflows, clock=self._clock)
        return (Tick("done jobs", EVERY, done.tick, again=AGAIN),)

    def _make_queues(self, handed_over: Collection[str]) -> None:
        """Have each queue as this version wants it; what is so already is not written again."""
        stored = self._stored_queues()
        for queue in {*QUEUES.values(), *handed_over}:
            # Few are handed over, and nobody else looks there: less often will do.
            usual_poll_s = 1.0 if queue in handed_over else _POLL_S
            at_once = _MORE_AT_ONCE.get(queue, _CONCURRENCY)
            poll_s = _SLOW_POLL_S.get(queue, usual_poll_s)
            if stored.get(queue) != (_APPLICATION, at_once, poll_s):
                self._client.register_queue(
                    queue,
                    worker_concurrency=at_once,
                    polling_interval_sec=poll_s,
                    application_name=_APPLICATION,
                )

    def _stored_queues(self) -> dict[str, tuple[str | None, int | None, float]]:
        """Return of each queue whose it is, how much a worker does at once, and how often it looks.

        The last in seconds. DBOS's own way to read them asks the database for each number.
        """
        database = cast("JobDatabase", self._client._sys_db)  # noqa: SLF001
        row = database.tables.queues.c
        columns = row.application_name, row.worker_concurrency, row.polling_interval_sec
        with database.engine.connect() as connection:
            found = connection.execute(select(row.name, *columns))
            return {name: (owner, at_once, poll_s) for name, owner, at_once, poll_s in found}

    def _dbos_schema(self) -> str | None:
        return None if self._engine.dialect.name == "sqlite" else "dbos"

    def stop(self, *, patience: timedelta = PATIENCE) -> None:
        """Let running jobs finish for ``patience``, then hand the rest to other workers.

        A job that DBOS has taken and we have not begun is left to them, too.
        """
        with self._counting:
            self._stopping.set()
        if self._beating is not None:
            self._beating.join()
        # DBOS takes no more, and looks once a second whether all that ran is written down. It
        # would do so for nobody as well.
        is_busy = self._n_running or monotonic() < self._ended_at + _SETTLING_S
        patience_s = int(patience.total_seconds()) if is_busy else 0
        DBOS.destroy(workflow_completion_timeout_sec=patience_s, destroy_registry=True)
        self._stopped.set()
        self._mark(self._worker, _SIGNED_OFF)

    def tick(self) -> None:
        """Renew this worker's lease, and hand out the jobs that nobody does.

        They are those of workers that lost their lease, and what was taken and never begun.
        """
        now = self._clock.now()
        others = self._beat()
        for worker in others:
            if not worker.is_alive(now, lease=self._lease):
                self._bury(worker)
        if self._taken is not None:
            names = {worker.id for worker in others}
            for taken in self._taken.undone(own=self._worker.id, others=names):
                self._hand_out(taken, timedelta())

    def _beat(self) -> list[Worker]:
        """Give a sign of life; return the other workers."""
        with self._units() as unit:
            unit.workers.beat(replace(self._worker, beat_at=self._clock.now()))
            others = [worker for worker in unit.workers.all() if worker.id != self._worker.id]
            unit.commit()
        return others

    def _bury(self, worker: Worker) -> None:
        """Hand the jobs of a worker that is dead, or has signed off, out again.

        Marked dead first, so that its claims on runs are void before its jobs run again;
        removed last, so that a crash in between is made good by the next tick.
        """
        has_signed_off = worker.beat_at == _SIGNED_OFF
        if not has_signed_off:
            self._mark(worker, worker.beat_at - timedelta(days=365))
        begun = self._taken.of(worker.id) if self._taken else []
        for taken, wait in apart(begun):
            self._hand_out(taken, wait, is_counted=not has_signed_off)
        facts = {"worker": worker.id, "n_jobs": len(begun)}
        if has_signed_off:
            logger.info("worker has signed off", extra=facts)
        else:
            logger.warning(
                "worker %s is dead: the jobs it had begun (%d) are done by other workers",
                worker.id,
                len(begun),
                extra=facts,
            )
        with self._units() as unit:
            unit.workers.remove(worker.id)
            unit.commit()

    def _hand_out(self, taken: Taken, wait: timedelta, *, is_counted: bool = True) -> None:
        facts = {"job": taken.name, "worker": taken.worker, "n_taken": taken.n_taken}
        if is_counted and taken.n_taken > _MAX_DEATHS:
            logger.error("job given up: its workers died", extra=facts)
            self._end(taken)
            return
        due_at = self._clock.now() + wait if wait else None
        if self._taken and self._taken.hand_out(taken, is_counted=is_counted, due_at=due_at):
            logger.info("job handed out again", extra=facts)

    def _end(self, taken: Taken) -> None:
        """Put on record that a job is not begun any more, and see to it that it is not."""
        given = self._client.retrieve_workflow(taken.name).get_status().input
        if given is not None and self._give_up is not None:
            job, subject, _ = given["args"]
            self._give_up(_CALLED_BEFORE.get(job, job), subject, WorkersDied(taken.n_taken))
        self._client.cancel_workflow(taken.name)

    def _mark(self, worker: Worker, beat_at: datetime) -> None:
        with self._units() as unit:
            unit.workers.beat(replace(worker, beat_at=beat_at))
            unit.commit()

    def _beat_forever(self) -> None:
        facts, is_held = {"worker": self._worker.id}, True
        while not self._stopping.wait(self._lease.total_seconds() / 3):
            try:
                self.tick()
            except Exception:
                # The database may be back before the lease is over; if not, others take the jobs.
                logger.exception("lease not renewed, tried again in seconds", extra=facts)
                is_held = False
            else:
                if not is_held:
                    logger.warning("lease renewed: the database answers again", extra=facts)
                is_held = True

    def _run(self, job: str, subject: str, n_tried: int) -> None:
        """Do one job; what it raises is logged and the job is put off."""
        name = DBOS.workflow_id or ""
        try:
            self._jobs[job](subject, job=name.partition("+")[0])
        except Elsewhere as needed:
            key = f"{name.partition('+')[0]}+{n_tried}@{needed.deployment_id}"
            options = _options(job, key, timedelta())
            options["queue_name"] = _own_queue(job, needed.deployment_id)
            facts = {"job": name, "deployment_id": needed.deployment_id}
            logger.info("job handed over", extra=facts)
            self._enqueue(options, job, subject, n_tried)
        except Exception as error:
            logger.exception("job failed", extra={"job": name, "n_tried": n_tried + 1})
            if n_tried < len(_RETRY_WAITS):
                self._put_off(job, subject, n_tried, name)
            elif self._give_up is not None:
                self._until_kept(partial(self._give_up, job, subject, error), name)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count what is running; a job that was taken while we stop is left to others, unbegun."""
        with self._counting:
            if self._stopping.is_set():
                raise _LeftPending
            self._n_running += 1
        try:
            yield
        finally:
            with self._counting:
                self._n_running -= 1
                self._ended_at = monotonic()
        if self._stopped.is_set():
            raise _LeftPending  # it took longer than our patience: nobody is left to record its end

    def _put_off(self, job: str, subject: str, n_tried: int, name: str) -> None:
        key = f"{name.partition('+')[0]}+{n_tried + 1}"
        self._enqueue(_options(job, key, _RETRY_WAITS[n_tried]), job, subject, n_tried + 1)

    def _enqueue(self, options: Any, job: str, subject: str, n_tried: int) -> None:  # noqa: ANN401 - DBOS's own type
        def put() -> None:
            with self._engine.begin() as connection:
                self._client.enqueue_in_transaction(connection, options, job, subject, n_tried)

        self._until_kept(put, options["workflow_id"])

    def _until_kept(self, keep: Callable[[], None], name: str) -> None:
        """Store what becomes of a job that failed, as soon as the database takes it."""
        while True:
            try:
                keep()
            except SQLAlchemyError:
                # What took the database away may be why the job failed. Raised from here it would
                # be the job's end: DBOS records that once the database is back.
                logger.exception("job's end not kept, tried again", extra={"job": name})
            else:
                return
            if self._stopping.wait(_LOOK_AGAIN_S):
                raise _LeftPending

    def _units(self) -> UnitOfWork:
        if self._unit is None:
            raise RuntimeError("The job engine was not started. Nothing was done. Call start().")
        return self._unit()


def _own_queue(job: str, deployment_id: str) -> str:
    """Return the queue of what only the workers of one deployment can do."""
    return f"{QUEUES[job]}-{deployment_id}"


def _options(job: str, key: str, delay: timedelta) -> Any:  # noqa: ANN401 - DBOS's own type
    options: dict[str, Any] = {
        "workflow_name": WORKFLOW,
        "queue_name": QUEUES[job],
        "workflow_id": key,
        "app_version": _VERSION,
        "application_name": _APPLICATION,
    }
    if delay:
        options["delay_seconds"] = delay.total_seconds()
    return options
