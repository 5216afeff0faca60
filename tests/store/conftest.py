"""An empty database of each kind, for whatever is kept in it."""

import pytest

from signoff.store.database import make_engine
from tests.store.installation import Installation
from tests.way.stage import prepare


@pytest.fixture
def engine(databases):
    engine = make_engine(databases.prepared(prepare))
    yield engine
    engine.dispose()


@pytest.fixture
def installation(engine):
    installation = Installation(engine)
    installation.begin()
    return installation
