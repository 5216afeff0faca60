"""How far a mailbox was read, as both databases keep it."""

from datetime import UTC, datetime

import pytest

from signoff.channels.email.envelope import Cursor
from signoff.store.database import make_engine
from signoff.store.unit_of_work import UnitOfWork
from tests.way.stage import prepare

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
PLACE = "answers@example.com@imap.example.com:993/INBOX"


@pytest.fixture
def unit(databases):
    engine = make_engine(databases.prepared(prepare))
    with UnitOfWork(engine, lambda *_: None) as unit:
        yield unit
    engine.dispose()


class TestAMailbox:
    def test_that_was_never_read_has_no_cursor(self, unit):
        assert unit.cursors.find(PLACE) is None

    def test_is_remembered_by_the_largest_numbers_there_are(self, unit):
        last = Cursor(uid_validity=2**32 - 1, last_uid=2**32 - 1)

        unit.cursors.move(PLACE, last, now=NOW)

        assert unit.cursors.find(PLACE) == last
        assert unit.cursors.find("another") is None

    def test_is_never_read_backwards(self, unit):
        for last_uid in (5, 9, 7):
            unit.cursors.move(PLACE, Cursor(1, last_uid), now=NOW)

        assert unit.cursors.find(PLACE) == Cursor(1, 9)

    def test_that_counts_anew_is_followed(self, unit):
        unit.cursors.move(PLACE, Cursor(1, 9), now=NOW)
        unit.cursors.move(PLACE, Cursor(2, 3), now=NOW)

        assert unit.cursors.find(PLACE) == Cursor(2, 3)
