"""The suite's two databases are what every store and way test stands on."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text

from tests.support.locks import locked
from tests.support.needs import need
from tests.support.postgres import ClusterFolder, join_cluster, sweep

ROOT = Path(__file__).parents[2]


def tables_of(url):
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def run(url, statement):
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement))
    finally:
        engine.dispose()


def with_a_table(url):
    run(url, "CREATE TABLE prepared (id INTEGER PRIMARY KEY)")


class TestAnEmptyDatabase:
    def test_is_reached_by_sqlalchemy_and_holds_no_table(self, database_url):
        assert tables_of(database_url) == []

    def test_keeps_what_is_written(self, database_url):
        with_a_table(database_url)

        assert tables_of(database_url) == ["prepared"]

    def test_is_another_one_each_time(self, databases):
        first, second = databases.empty(), databases.empty()

        with_a_table(first)

        assert tables_of(second) == []


class TestAPreparedDatabase:
    def test_comes_with_its_tables(self, databases):
        assert tables_of(databases.prepared(with_a_table)) == ["prepared"]

    def test_shares_nothing_with_the_next_copy(self, databases):
        first = databases.prepared(with_a_table)

        run(first, "DROP TABLE prepared")

        assert tables_of(databases.prepared(with_a_table)) == ["prepared"]


@pytest.mark.postgres
class TestTheRunsCluster:
    def test_runs_as_nobody_who_rules_the_machine(self, postgres):
        directory = run(postgres.empty(), "SHOW data_directory")

        assert Path(directory.scalar_one()).stat().st_uid != 0

        postgres.drop_all()

    def test_drops_a_database_that_a_test_still_holds_open(self, postgres):
        engine = create_engine(postgres.empty())
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))

            postgres.drop_all()

            with pytest.raises(Exception, match="terminat"):
                connection.execute(text("SELECT 1"))
        engine.dispose()


@pytest.mark.postgres
class TestAClusterOfItsOwn:
    def test_is_gone_with_its_folder_once_closed(self):
        need("initdb", "this test starts a cluster")
        folder = ClusterFolder()
        cluster = join_cluster(folder.path)

        folder.close()

        assert not folder.path.exists()
        with pytest.raises(psycopg.OperationalError, match="refused"):
            psycopg.connect(cluster.conninfo("postgres"))

    def test_is_swept_where_its_run_was_killed_before_it_started(self, tmp_path):
        left, taken, new = (tmp_path / f"signoff-postgres-{name}" for name in ("a", "b", "c"))
        for folder in (left, taken, new):
            folder.mkdir()
            (folder / "alive").touch()
        for folder in (left, taken):
            os.utime(folder, (0, 0))

        with locked(taken / "alive"):
            sweep(tmp_path)

        assert sorted(tmp_path.iterdir()) == [taken, new]

    def test_dies_with_a_run_that_was_killed(self):
        need("initdb", "this test starts a cluster")
        program = (
            "from tests.support.postgres import ClusterFolder, join_cluster\n"
            "folder = ClusterFolder()\n"
            "print(join_cluster(folder.path).conninfo('postgres'), flush=True)\n"
            "input()\n"
        )
        with (
            subprocess.Popen(
                [sys.executable, "-c", program],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as owner,
            psycopg.connect(owner.stdout.readline(), autocommit=True) as connection,
        ):
            owner.send_signal(signal.SIGKILL)

            hung_up, _, _ = select.select([connection.fileno()], [], [], 30)

            assert hung_up, "PostgreSQL still serves although the run that owned it is dead"
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
