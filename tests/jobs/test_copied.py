"""The beginning that tests of jobs share, where the first who came to it failed."""

import pytest

from tests.jobs.conftest import copied
from tests.way.cast import Seen


def test_begins_anew_and_not_where_that_one_stopped(tmp_path, sqlite_models):
    started = []

    def fail(bench):
        started.append(bench.start("post"))
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        copied(tmp_path / "one", sqlite_models, "failed", fail)
    bench, run_id = copied(
        tmp_path / "other", sqlite_models, "failed", lambda bench: bench.start("post")
    )

    with bench.app.unit() as unit:
        assert unit.runs.find_record(started[0]) is None
    assert Seen(bench, run_id).requests
    bench.app.engine.dispose()
