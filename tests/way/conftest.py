"""The stage of the stories."""

import pytest

from signoff.store.database import make_engine, upgrade
from signoff.testing import open_workbench
from tests.way.cast import ANA, FLOWS, Seen


def _prepare(url):
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture
def bench(tmp_path, databases):
    """An installation of which ana is the one who is asked, on SQLite and on PostgreSQL."""
    bench = open_workbench(
        tmp_path / "data", FLOWS, database=databases.prepared(_prepare), creator=ANA
    )
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def seen(bench):
    return lambda run_id: Seen(bench, run_id)
