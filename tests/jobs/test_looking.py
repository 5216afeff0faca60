"""How a worker looks for jobs: lightly while there are none, and missing none that there are."""

from types import SimpleNamespace

import pytest
from dbos import DBOS, DBOSClient
from sqlalchemy import event

from signoff.jobs.looking import look_lightly
from signoff.store.database import make_engine


@pytest.fixture
def job_database(database_url):
    engine = make_engine(database_url)
    DBOS.migrate(database_url)
    client = DBOSClient(system_database_url=database_url, system_database_engine=engine)
    client.register_queue("mail", polling_interval_sec=1.0)
    client.register_queue("runs", polling_interval_sec=1.0)
    yield SimpleNamespace(client=client, of_jobs=client._sys_db, engine=engine)
    client.destroy()
    engine.dispose()


def count_statements(engine):
    said = []
    event.listen(engine, "after_cursor_execute", lambda *facts: said.append(facts[2]))
    return said


def test_a_queue_is_worked_once_it_has_a_job(job_database):
    look_lightly(job_database.of_jobs)
    scopes = job_database.of_jobs.dequeue_scopes
    empty = scopes("mail"), scopes("runs")

    job_database.client.enqueue({"queue_name": "mail", "workflow_name": "send"}, "a letter")

    assert empty == ([], [])
    assert (scopes("mail"), scopes("runs")) == ([None], [])


def test_a_job_that_was_taken_keeps_nobody_looking(job_database):
    look_lightly(job_database.of_jobs)
    job_database.client.enqueue({"queue_name": "mail", "workflow_name": "send"}, "a letter")
    queue = job_database.of_jobs.get_queue("mail")

    job_database.of_jobs.start_queued_workflows(queue, "worker", "1", None)

    assert job_database.of_jobs.dequeue_scopes("mail") == []


def test_a_look_at_an_empty_queue_is_one_statement_and_settings_are_read_once(job_database):
    look_lightly(job_database.of_jobs)
    said = count_statements(job_database.engine)

    for _ in range(5):
        job_database.of_jobs.get_queue("mail")
        job_database.of_jobs.dequeue_scopes("mail")

    assert len(said) == 1 + 5


def test_a_queue_that_is_not_there_is_looked_for_again(job_database):
    look_lightly(job_database.of_jobs)
    before = job_database.of_jobs.get_queue("late")

    job_database.client.register_queue("late", polling_interval_sec=1.0)

    assert before is None
    assert job_database.of_jobs.get_queue("late").name == "late"
