"""The stage of the commands: folders with an installation in them."""

import pytest

from tests.support.databases import SqliteDatabases
from tests.way.stage import prepare


@pytest.fixture
def installed(sqlite_models):
    """Makes a data folder whose database is up to date: to migrate one takes a quarter of a second."""

    def made(folder):
        folder.mkdir()
        SqliteDatabases(folder, sqlite_models).prepared(prepare)
        return folder

    return made
