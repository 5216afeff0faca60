"""The stage of the commands: folders with an installation in them."""

from functools import cache

import pytest

from signoff.cli import command_line
from tests.support.databases import SqliteDatabases
from tests.way.stage import prepare


@pytest.fixture(scope="session", autouse=True)
def parser_made_once():
    """Make the parser of all commands once: that takes longer than most of them do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command_line, command_line.parser.__name__, cache(command_line.parser))
        yield


@pytest.fixture
def installed(sqlite_models):
    """Makes a data folder whose database is up to date: to migrate one takes a quarter of a second."""

    def made(folder):
        folder.mkdir()
        SqliteDatabases(folder, sqlite_models).prepared(prepare)
        return folder

    return made
