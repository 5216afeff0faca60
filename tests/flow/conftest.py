"""Each test starts with untouched settings and its own default database."""

from __future__ import annotations

import pytest

from signoff import flow_config
from signoff.flow.config import FlowConfig
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.flow.persistence.default import close_default_store


@pytest.fixture(autouse=True)
def settings():
    """The application's settings, as if nobody had set any; the next test finds them so, too."""
    vars(flow_config).update(vars(FlowConfig()))
    yield flow_config
    vars(flow_config).update(vars(FlowConfig()))


@pytest.fixture(autouse=True)
def default_database(tmp_path, monkeypatch):
    """The file flows use when told no other; it does not exist yet."""
    path = tmp_path / "default" / "flows.db"
    monkeypatch.setenv("SIGNOFF_FLOW_DB", str(path))
    yield path
    close_default_store()


@pytest.fixture
def store(tmp_path):
    """A store of the test's own."""
    made = SQLiteFlowPersistence(tmp_path / "runs.db")
    yield made
    made.close()
