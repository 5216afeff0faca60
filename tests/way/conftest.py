"""The stage of the stories."""

import pytest

from signoff.testing import open_workbench
from tests.way.cast import ANA, FLOWS, Seen
from tests.way.stage import prepare


@pytest.fixture
def bench(tmp_path, databases):
    """An installation of which ana is the one who is asked, on SQLite and on PostgreSQL."""
    bench = open_workbench(
        tmp_path / "data", FLOWS, database=databases.prepared(prepare), creator=ANA
    )
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def seen(bench):
    return lambda run_id: Seen(bench, run_id)
