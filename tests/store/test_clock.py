"""Servers of one database go by its time, whatever their own clocks say."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from signoff.app import open_app
from signoff.clock import SystemClock
from signoff.settings import Settings
from signoff.store.clock import DatabaseClock, clock_of
from signoff.store.database import make_engine
from tests.way.stage import prepare

A_MOMENT = timedelta(seconds=2)


class Wrong:
    """A machine whose clock is an hour behind."""

    def now(self):
        return SystemClock().now() - timedelta(hours=1)


@pytest.fixture
def behind(monkeypatch):
    monkeypatch.setattr("signoff.store.clock.SystemClock", Wrong)


@pytest.mark.postgres
class TestAServerWhoseClockIsWrong:
    def test_goes_by_the_databases_and_says_so(self, tmp_path, postgres, behind, caplog):
        settings = Settings(data_dir=tmp_path / "data", database=postgres.prepared(prepare))

        app = open_app(settings, {}, queue=lambda *_: None)

        assert abs(app.clock.now() - SystemClock().now()) < A_MOMENT
        assert app.clock.now().utcoffset() == timedelta(0)
        [warning] = [each for each in caplog.records if each.name == "signoff.store.clock"]
        assert warning.seconds_ahead == -3600
        assert "clock" in [each.name for each in app.ticks()]
        app.engine.dispose()

    def test_does_not_drift(self, postgres, monkeypatch):
        engine = make_engine(postgres.prepared(prepare))
        clock = DatabaseClock(engine)
        monkeypatch.setattr("signoff.store.clock.monotonic", lambda: 0.0)  # it slept
        assert clock.now() < SystemClock().now() - A_MOMENT

        clock.tick()

        assert abs(clock.now() - SystemClock().now()) < A_MOMENT
        engine.dispose()

    def test_that_is_right_says_nothing(self, postgres, caplog):
        engine = make_engine(postgres.prepared(prepare))
        DatabaseClock(engine)

        assert not [each for each in caplog.records if each.name == "signoff.store.clock"]
        engine.dispose()


def test_an_embedded_database_has_the_clock_of_its_machine():
    assert isinstance(clock_of(create_engine("sqlite://")), SystemClock)
