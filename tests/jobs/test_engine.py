"""What the job engine promises, with DBOS doing the work, on both databases."""

import os
import signal
from datetime import timedelta
from threading import Event, Thread, current_thread, get_ident
from time import monotonic

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, event, insert, select, update
from sqlalchemy.exc import OperationalError

from signoff.clock import SystemClock
from signoff.jobs.engine import _SIGNED_OFF, JobEngine, _options, new_worker_id
from signoff.jobs.served import Elsewhere
from signoff.jobs.taken import WorkersDied
from signoff.store.database import make_engine
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import Worker, place_of_processes
from tests.support.forks import fork
from tests.way.stage import prepare, prepare_for_jobs

_metadata = MetaData()
_notes = Table(
    "note",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("what", String),
    Column("pid", Integer),
)
PATIENCE_S = 60
NOW = timedelta(0)


def _prepare(url):
    prepare_for_jobs(url)
    engine = make_engine(url)
    _metadata.create_all(engine)
    engine.dispose()


@pytest.fixture
def url(databases):
    return databases.prepared(_prepare)


@pytest.fixture
def database(url):
    engine = make_engine(url)
    yield engine
    engine.dispose()


def note(database, what):
    with database.begin() as connection:
        connection.execute(insert(_notes).values(what=what, pid=os.getpid()))


def notes(database):
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(select(_notes.c.what, _notes.c.pid))]


def until(is_true):
    deadline = monotonic() + PATIENCE_S
    while not is_true():
        assert monotonic() < deadline, "never came true"
        Event().wait(0.05)


def work(url, lease_s):
    """Be a worker, in a process of its own, until killed. `hang` never ends in the first one."""
    database = make_engine(url)

    def units():
        return UnitOfWork(database, lambda *_: None)

    def advance(subject, *, job):
        n_before = sum(what == f"begun {subject}" for what, _ in notes(database))
        note(database, f"begun {subject}")
        if subject == "hang" and not n_before:
            Event().wait()
        note(database, f"done {subject}")

    engine = JobEngine(
        database, worker=new_worker_id(), clock=SystemClock(), lease=timedelta(seconds=lease_s)
    )
    engine.start({"advance": advance}, unit=units, give_up=lambda *_: None)
    note(database, "up")
    Event().wait()


def start_worker(url, lease_s=3):
    return fork(work, url, lease_s, database=url)


@pytest.fixture
def engine(database):
    """An engine in this process whose jobs the test drives."""
    engine = JobEngine(database, worker=new_worker_id(), clock=SystemClock())
    yield engine
    engine.stop(patience=timedelta(seconds=5))


def started(engine, database, deployment_id="", **jobs):
    given_up = []
    engine.start(
        jobs,
        unit=lambda: UnitOfWork(database, lambda *_: None),
        give_up=lambda *what: given_up.append(what),
        deployment_id=deployment_id,
    )
    return given_up


class Outage:
    """A database that takes no transaction of the thread in which it went away."""

    def __init__(self, database):
        self._thread, self._n_left = None, 0
        event.listen(database, "begin", self._refuse)

    def begin(self, *, n_transactions):
        self._thread, self._n_left = get_ident(), n_transactions

    def _refuse(self, connection):
        if self._thread == get_ident() and self._n_left:
            self._n_left -= 1
            raise OperationalError("BEGIN", {}, ConnectionError("the database is away"))


class TestAJob:
    def test_is_done_once_however_often_its_key_is_enqueued(self, engine, database):
        done = []
        started(engine, database, advance=lambda subject, *, job: done.append((subject, job)))

        with database.begin() as connection:
            for _ in range(3):
                engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
            engine.enqueue(connection, "advance", "r2", key="advance:2", delay=NOW)

        until(lambda: len(done) >= 2)
        assert sorted(done) == [("r1", "advance:1"), ("r2", "advance:2")]

    def test_that_needs_other_code_is_handed_over_to_the_deployment_that_has_it(
        self, engine, database
    ):
        tried = []

        def advance(subject, *, job):
            tried.append((subject, job))
            if subject == "theirs" or tried.count((subject, job)) == 1:
                raise Elsewhere("bank" if subject == "theirs" else "shop")

        started(engine, database, deployment_id="shop", advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "theirs", key="advance:1", delay=NOW)
            engine.enqueue(connection, "advance", "ours", key="advance:2", delay=NOW)

        until(lambda: len(tried) == 3)
        assert tried.count(("theirs", "advance:1")) == 1
        assert tried.count(("ours", "advance:2")) == 2

    def test_that_an_earlier_version_called_otherwise_is_done_as_what_it_is_now(
        self, engine, database
    ):
        told = []
        started(engine, database, notify=lambda subject, *, job: told.append((subject, job)))
        as_it_was = {
            "workflow_name": "signoff_job",
            "queue_name": "webhooks",
            "workflow_id": "call_crew:1",
            "app_version": "signoff-jobs-1",
            "application_name": "signoff",
        }

        with database.begin() as connection:
            engine._client.enqueue_in_transaction(connection, as_it_was, "call_crew", "c1", 0)

        until(lambda: told)
        assert told == [("c1", "call_crew:1")]

    def test_that_calls_a_slow_receiver_keeps_no_other_call_waiting(self, engine, database):
        told, is_over = [], Event()

        def slowly(subject, *, job):
            is_over.wait(PATIENCE_S)

        started(
            engine,
            database,
            notify=lambda subject, *, job: told.append(subject),
            notify_slowly=slowly,
        )
        with database.begin() as connection:
            for n in range(30):
                key = f"notify_slowly:{n}"
                engine.enqueue(connection, "notify_slowly", "slow", key=key, delay=NOW)
            engine.enqueue(connection, "notify", "quick", key="notify:1", delay=NOW)

        until(lambda: told)
        is_over.set()
        assert told == ["quick"]

    def test_of_a_transaction_that_was_rolled_back_does_not_exist(self, engine, database):
        done = []
        started(engine, database, advance=lambda subject, *, job: done.append(subject))

        with database.connect() as connection:
            engine.enqueue(connection, "advance", "never", key="advance:1", delay=NOW)
            connection.rollback()
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "after", key="advance:2", delay=NOW)

        until(lambda: "after" in done)
        assert done == ["after"]

    def test_that_raises_is_tried_again(self, engine, database, caplog):
        tried = []

        def advance(subject, *, job):
            tried.append(job)
            if len(tried) == 1:
                raise OSError("the disk is full")

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)

        until(lambda: len(tried) == 2)
        assert tried == ["advance:1", "advance:1"]  # one name: it may take its own claim again
        assert "job failed" in caplog.messages

    def test_that_fails_while_the_database_is_away_is_tried_again(self, engine, database, caplog):
        tried = []
        outage = Outage(database)

        def advance(subject, *, job):
            tried.append(job)
            if len(tried) == 1:
                outage.begin(n_transactions=2)
                raise OSError("no answer from the database")

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)

        until(lambda: len(tried) == 2)
        assert caplog.messages.count("job's end not kept, tried again") == 2

    def test_that_is_given_up_while_the_database_is_away_is_on_record_once_it_is_back(
        self, engine, database, caplog
    ):
        outage, given_up = Outage(database), []

        def advance(subject, *, job):
            outage.begin(n_transactions=2)
            raise OSError("no answer from the database")

        def give_up(job, subject, error):
            note(database, f"given up {subject}")
            given_up.append((job, subject, str(error)))

        engine.start(
            {"advance": advance},
            unit=lambda: UnitOfWork(database, lambda *_: None),
            give_up=give_up,
        )
        with database.begin() as connection:
            options = _options("advance", "advance:1+6", NOW)
            engine._client.enqueue_in_transaction(connection, options, "advance", "r1", 6)

        until(lambda: given_up == [("advance", "r1", "no answer from the database")])
        assert caplog.messages.count("job's end not kept, tried again") == 2

    def test_that_runs_when_its_worker_stops_is_finished_and_a_later_one_left(self, url, database):
        engine = JobEngine(database, worker=new_worker_id(), clock=SystemClock())
        begun, may_end = Event(), Event()

        def advance(subject, *, job):
            begun.set()
            may_end.wait(PATIENCE_S)
            note(database, f"done {subject}")

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
        assert begun.wait(PATIENCE_S)
        stopping = Thread(target=engine.stop)
        stopping.start()
        until(engine._stopping.is_set)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r2", key="advance:2", delay=NOW)
        may_end.set()
        stopping.join(PATIENCE_S)

        assert notes(database) == [("done r1", os.getpid())]
        other = start_worker(url)
        until(lambda: ("done r2", other.pid) in notes(database))
        other.kill()
        other.join()
        assert "begun r1" not in {what for what, _ in notes(database)}, "its end is on record"

    def test_that_outlasts_the_patience_of_a_worker_that_stops_ends_without_a_word(
        self, database, caplog
    ):
        engine = JobEngine(database, worker=new_worker_id(), clock=SystemClock())
        begun, may_end, ended_in = Event(), Event(), []

        def advance(subject, *, job):
            begun.set()
            may_end.wait(PATIENCE_S)
            ended_in.append(current_thread())

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
        assert begun.wait(PATIENCE_S)
        engine.stop(patience=NOW)
        may_end.set()

        until(lambda: ended_in)
        ended_in[0].join(PATIENCE_S)
        assert not ended_in[0].is_alive()
        assert "Exception encountered in background workflow" not in caplog.text

    def test_whose_worker_stops_while_the_database_is_away_is_left_to_others(
        self, url, database, caplog
    ):
        engine = JobEngine(database, worker=new_worker_id(), clock=SystemClock())
        outage = Outage(database)

        def advance(subject, *, job):
            outage.begin(n_transactions=1000)
            raise OSError("no answer from the database")

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
        until(lambda: "job's end not kept, tried again" in caplog.messages)
        engine.stop(patience=timedelta(seconds=5))
        other = start_worker(url)

        until(lambda: ("done r1", other.pid) in notes(database))
        other.kill()
        other.join()


class TestANewInstallation:
    def test_has_what_jobs_need_once_its_first_worker_has_started(self, databases):
        database = make_engine(databases.prepared(prepare))
        engine = JobEngine(database, worker=new_worker_id(), clock=SystemClock())
        done = []
        started(engine, database, advance=lambda subject, *, job: done.append(subject))
        try:
            with database.begin() as connection:
                engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
            until(lambda: done == ["r1"])
        finally:
            engine.stop(patience=NOW)
            database.dispose()


class TestQueues:
    def test_that_an_earlier_version_made_otherwise_are_made_anew_and_no_other(
        self, engine, database
    ):
        engine._make_queues(["runs-shop"])
        queues = dbos_table(database, "queues")
        columns = queues.c.worker_concurrency, queues.c.polling_interval_sec
        stored = select(queues.c.name, *columns).order_by(queues.c.name)
        with database.begin() as connection:
            as_wanted = connection.execute(stored).all()
            connection.execute(update(queues).values(updated_at=0))
            of_mail = update(queues).where(queues.c.name == "mail")
            connection.execute(of_mail.values(worker_concurrency=1))
            of_runs = update(queues).where(queues.c.name == "runs")
            connection.execute(of_runs.values(polling_interval_sec=30))

        started(engine, database)

        with database.connect() as connection:
            assert connection.execute(stored).all() == as_wanted
            anew = select(queues.c.name).where(queues.c.updated_at > 0)
            assert set(connection.execute(anew).scalars()) == {"mail", "runs"}


class TestJobsThatEnded:
    def test_are_forgotten_after_a_week_with_all_that_was_kept_of_them(self, engine, database):
        done = []
        started(engine, database, advance=lambda subject, *, job: done.append(subject))
        with database.begin() as connection:
            for name in ("old", "new"):
                engine.enqueue(connection, "advance", name, key=name, delay=NOW)
            engine.enqueue(connection, "advance", "later", key="later", delay=timedelta(hours=1))
        until(lambda: len(done) == 2)
        assert counts(database)["old"] == ("SUCCESS", 1)
        jobs = workflow_status(database)
        ended_ms = (SystemClock().now() - timedelta(days=8)).timestamp() * 1000
        with database.begin() as connection:
            old = update(jobs).where(jobs.c.workflow_uuid == "old")
            connection.execute(old.values(completed_at=int(ended_ms)))

        [duty] = engine.ticks()

        assert duty.tick() == 1
        assert duty.tick() == 0
        for table in ("workflow_status", "workflow_input", "workflow_output"):
            rows = dbos_table(database, table)
            with database.connect() as connection:
                names = set(connection.execute(select(rows.c.workflow_uuid)).scalars())
            assert names == ({"new"} if table == "workflow_output" else {"new", "later"})


def taken(database, name, *, worker, n_taken=1):
    """Have a job stand as taken by a worker that never heard of it."""
    jobs = workflow_status(database)
    key, status, by = jobs.c.workflow_uuid, jobs.c.status, jobs.c.executor_id
    with database.begin() as connection:
        enqueuing = JobEngine(database, worker="enqueuing", clock=SystemClock())
        enqueuing.enqueue(connection, "advance", "r1", key=name, delay=timedelta(hours=1))
        values = {status: "PENDING", by: worker, jobs.c.recovery_attempts: n_taken}
        connection.execute(update(jobs).where(key == name).values(values))


def counts(database):
    """How each job stands, and how often it was taken, once none is under way."""
    jobs = workflow_status(database).c
    query = select(jobs.workflow_uuid, jobs.status, jobs.recovery_attempts)

    def found():
        with database.connect() as connection:
            return {name: (status, n) for name, status, n in connection.execute(query)}

    until(lambda: not {"PENDING", "ENQUEUED"} & {status for status, _ in found().values()})
    return found()


def workflow_status(database):
    """The table that has a row for each job."""
    return dbos_table(database, "workflow_status")


def dbos_table(database, name):
    schema = "dbos" if database.dialect.name == "postgresql" else None
    return Table(name, MetaData(), autoload_with=database, schema=schema)


class TestAJobThatWasTaken:
    @pytest.mark.parametrize("worker", ["its own", "one that nobody knows"])
    def test_and_that_nobody_does_is_handed_out_at_the_second_look(self, engine, database, worker):
        done, by = [], {"its own": engine._worker.id}.get(worker, worker)
        started(engine, database, advance=lambda subject, *, job: done.append(subject))
        taken(database, "advance:1", worker=by)

        engine.tick()
        assert done == []
        engine.tick()

        until(lambda: done == ["r1"])

    def test_by_workers_that_died_each_time_is_given_up_for_others_to_see(self, engine, database):
        done = []
        given_up = started(engine, database, advance=lambda subject, *, job: done.append(subject))
        with UnitOfWork(database, lambda *_: None) as unit:
            unit.workers.beat(
                Worker("dead", "elsewhere", 1, SystemClock().now() - timedelta(days=1))
            )
            unit.workers.beat(Worker("stopped", "elsewhere", 1, _SIGNED_OFF))
            unit.commit()
        taken(database, "advance:1", worker="dead", n_taken=11)
        taken(database, "advance:2", worker="stopped", n_taken=11)

        engine.tick()

        [(job, subject, error)] = given_up
        assert (job, subject, type(error)) == ("advance", "r1", WorkersDied)
        until(lambda: done == ["r1"])  # a server that was stopped in order did not die of it
        assert counts(database) == {"advance:1": ("CANCELLED", 11), "advance:2": ("SUCCESS", 11)}

    def test_when_several_workers_died_waits_for_the_one_before_it(self, engine, database):
        done = []
        started(engine, database, advance=lambda subject, *, job: done.append(job))
        with UnitOfWork(database, lambda *_: None) as unit:
            unit.workers.beat(
                Worker("dead", "elsewhere", 1, SystemClock().now() - timedelta(days=1))
            )
            unit.commit()
        for n, name in enumerate(("new", "deadly", "beside"), 2):
            taken(database, name, worker="dead", n_taken=min(n, 3))

        engine.tick()

        until(lambda: len(done) == 2)
        assert sorted(done) == ["deadly", "new"]
        jobs = workflow_status(database).c
        query = select(jobs.workflow_uuid, jobs.delay_until_epoch_ms)
        with database.connect() as connection:
            [(name, due_ms)] = connection.execute(query.where(jobs.status == "DELAYED"))
        assert name == "beside"
        assert 0 < due_ms / 1000 - SystemClock().now().timestamp() <= 15

    def test_is_left_alone_while_it_is_done(self, engine, database):
        begun, may_end, n_begun = Event(), Event(), []

        def advance(subject, *, job):
            n_begun.append(subject)
            begun.set()
            may_end.wait(PATIENCE_S)

        started(engine, database, advance=advance)
        with database.begin() as connection:
            engine.enqueue(connection, "advance", "r1", key="advance:1", delay=NOW)
        assert begun.wait(PATIENCE_S)
        taken(database, "advance:2", worker="one that nobody knows")
        engine.tick()
        engine.tick()

        until(lambda: len(n_begun) == 2)
        may_end.set()
        assert n_begun == ["r1", "r1"], "each once"


class TestJobsOfAnotherProgram:
    """An author's program may use DBOS as well, on the same database."""

    def test_are_neither_handed_out_nor_removed(self, engine, database):
        started(engine, database)
        jobs = workflow_status(database)
        at_ms = int((SystemClock().now() - timedelta(days=8)).timestamp() * 1000)
        theirs = {"name": "theirs", "executor_id": "local", "created_at": at_ms, "priority": 0}
        theirs |= {"updated_at": at_ms, "recovery_attempts": 1}
        rows = [
            {"workflow_uuid": "goes on", "status": "PENDING", "completed_at": None, **theirs},
            {"workflow_uuid": "ended", "status": "SUCCESS", "completed_at": at_ms, **theirs},
        ]
        with database.begin() as connection:
            connection.execute(insert(jobs), rows)
        [duty] = engine.ticks()

        engine.tick()
        engine.tick()

        assert duty.tick() == 0
        with database.connect() as connection:
            found = connection.execute(select(jobs.c.workflow_uuid, jobs.c.status)).all()
        assert set(map(tuple, found)) == {("goes on", "PENDING"), ("ended", "SUCCESS")}


class TestAWorkerKilled:
    def test_in_mid_job_is_taken_over_by_another(self, url, database):
        first = start_worker(url)
        until(lambda: ("up", first.pid) in notes(database))
        enqueuing = JobEngine(database, worker="enqueuing", clock=SystemClock())
        with database.begin() as connection:
            enqueuing.enqueue(connection, "advance", "hang", key="advance:1", delay=NOW)
        until(lambda: ("begun hang", first.pid) in notes(database))
        second = start_worker(url)
        until(lambda: ("up", second.pid) in notes(database))

        os.kill(first.pid, signal.SIGKILL)
        first.join()

        until(lambda: ("done hang", second.pid) in notes(database))
        second.kill()
        second.join()
        assert [what for what, _ in notes(database) if what != "up"] == [
            "begun hang",
            "begun hang",
            "done hang",
        ]

    def test_is_buried_by_the_next_tick_of_another(self, engine, database, caplog):
        stopped = JobEngine(database, worker="stopped", clock=SystemClock())
        started(stopped, database)
        stopped.stop(patience=NOW)
        started(engine, database)
        gone = fork(int)
        gone.join()
        with UnitOfWork(database, lambda *_: None) as unit:
            unit.workers.beat(
                Worker("late", "elsewhere", 1, SystemClock().now() - timedelta(days=1))
            )
            unit.workers.beat(Worker("fresh", "elsewhere", gone.pid, SystemClock().now()))
            unit.workers.beat(Worker("gone", place_of_processes(), gone.pid, SystemClock().now()))
            unit.commit()

        engine.tick()

        with UnitOfWork(database, lambda *_: None) as unit:
            names = {worker.id for worker in unit.workers.all()}
        assert "late" not in names, "its lease is over"
        assert "gone" not in names, "its process is, which can be seen from here"
        assert "fresh" in names, "a pid means nothing in another place"
        assert "stopped" not in names, "it has signed off"
        warnings = [r.getMessage() for r in caplog.records if r.name == "signoff.jobs.engine"]
        assert sorted(warnings) == [
            f"worker {name} is dead: the jobs it had begun (0) are done by other workers"
            for name in ("gone", "late")
        ]
