"""Tokens that prove one call, as both databases keep them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from signoff.store.unit_of_work import UnitOfWork

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
UNTIL = NOW + timedelta(minutes=5)
MOMENT = timedelta(microseconds=1)


def spend(engine, token, *, way="mailgun", now=NOW, until=UNTIL, commit=True):
    with UnitOfWork(engine, lambda *_: None) as unit:
        spent = unit.spent_tokens.spend(way, token, until=until, now=now)
        if commit:
            unit.commit()
    return spent


class TestAToken:
    def test_is_spent_once(self, engine):
        assert [spend(engine, "a"), spend(engine, "a"), spend(engine, "b")] == [True, False, True]

    def test_is_not_spent_where_what_it_proved_was_not_stored(self, engine):
        assert spend(engine, "a", commit=False)

        assert spend(engine, "a")

    def test_is_another_of_another_provider(self, engine):
        assert spend(engine, "a", way="mailgun")

        assert spend(engine, "a", way="other")

    def test_stays_spent_until_its_time_is_over(self, engine):
        spend(engine, "a")

        assert not spend(engine, "a", now=UNTIL)
        assert spend(engine, "a", now=UNTIL + MOMENT)

    def test_cannot_be_read_in_the_database(self, engine):
        spend(engine, "a-secret-token")

        with engine.connect() as connection:
            assert "secret" not in str(connection.execute(text("SELECT * FROM spent_token")).all())
