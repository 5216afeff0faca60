"""Links, sessions and tokens, as both databases keep them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from signoff.errors import AddressInvalid, SignInLinkSpent
from signoff.store.aliases import add_alias, remove_alias
from signoff.store.people import (
    SESSION_IDLES,
    SESSION_LASTS,
    Alias,
    digest,
    new_sign_in_link,
    replace_token,
    sign_in,
)
from signoff.store.unit_of_work import UnitOfWork

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
ANA = "ana@example.com"


@pytest.fixture
def unit(engine):
    with UnitOfWork(engine, lambda *_: None) as unit:
        yield unit


def everything(engine):
    """All that is stored about people, as text."""
    with engine.connect() as connection:
        return " ".join(
            str(connection.execute(text(f"SELECT * FROM {table}")).all())
            for table in ("sign_in_link", "web_session", "api_token", "audit_event")
        )


class TestASignInLink:
    def test_opens_a_session_once(self, unit):
        link = new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR)

        session = sign_in(unit, link, now=NOW)

        assert session.person == ANA
        assert session.expires_at == NOW + SESSION_LASTS
        assert unit.people.find_session_owner(session.secret, now=NOW) == ANA
        with pytest.raises(SignInLinkSpent, match="Nobody was signed in"):
            sign_in(unit, link, now=NOW)

    def test_is_as_good_as_ever_when_the_transaction_was_left(self, engine):
        with UnitOfWork(engine, lambda *_: None) as unit:
            link = new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR)
            unit.commit()
        with UnitOfWork(engine, lambda *_: None) as unit:
            sign_in(unit, link, now=NOW)  # and no commit

        with UnitOfWork(engine, lambda *_: None) as unit:
            assert unit.people.find_link_owner(link, now=NOW) == ANA

    def test_works_until_its_time_is_over(self, unit):
        link = new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR)

        assert unit.people.find_link_owner(link, now=NOW + HOUR - MOMENT) == ANA
        assert unit.people.find_link_owner(link, now=NOW + HOUR) is None
        assert unit.people.use_link(link, now=NOW + HOUR) is None

    def test_is_for_one_spelling_of_an_address(self, unit):
        link = new_sign_in_link(unit, " Ana@EXAMPLE.com", now=NOW, valid_for=HOUR)

        assert unit.people.find_link_owner(link, now=NOW) == ANA

    def test_is_not_made_for_what_is_no_address(self, unit):
        with pytest.raises(AddressInvalid):
            new_sign_in_link(unit, "ana", now=NOW, valid_for=HOUR)


class TestASession:
    def test_is_found_until_it_ends(self, unit):
        session = sign_in(unit, new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR), now=NOW)

        unit.people.touch(session.secret, now=session.expires_at - HOUR)
        last = unit.people.find_session_owner(session.secret, now=session.expires_at - MOMENT)
        over = unit.people.find_session_owner(session.secret, now=session.expires_at)

        assert (last, over) == (ANA, None)

    def test_is_over_sooner_where_it_is_not_used(self, unit):
        session = sign_in(unit, new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR), now=NOW)
        used = NOW + timedelta(days=5)

        unit.people.touch(session.secret, now=used)

        last = unit.people.find_session_owner(session.secret, now=used + SESSION_IDLES - MOMENT)
        over = unit.people.find_session_owner(session.secret, now=used + SESSION_IDLES)
        assert (last, over) == (ANA, None)

    def test_is_stale_a_minute_after_it_was_said_to_be_used(self, unit):
        session = sign_in(unit, new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR), now=NOW)

        def is_stale(later):
            unit.people.find_session_owner(session.secret, now=NOW + later)
            return unit.people.is_stale(session.secret, now=NOW + later)

        assert not is_stale(timedelta(seconds=59))
        assert is_stale(timedelta(minutes=1))
        unit.people.touch(session.secret, now=NOW + timedelta(minutes=1))
        assert not is_stale(timedelta(minutes=1))

    def test_is_gone_once_it_was_ended_and_may_be_ended_again(self, unit):
        session = sign_in(unit, new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR), now=NOW)

        unit.people.end_session(session.secret)
        unit.people.end_session(session.secret)

        assert unit.people.find_session_owner(session.secret, now=NOW) is None


class TestAToken:
    def test_is_known_by_its_mark_and_listed_without_its_secret(self, unit):
        token = replace_token(unit, "ci", ANA, now=NOW, expires_at=None)

        listed = unit.people.list_tokens()

        assert token.startswith("sgn_")
        assert [(one.name, one.person, one.prefix) for one in listed] == [("ci", ANA, token[:12])]
        assert token not in str(listed)

    def test_without_an_end_is_valid_for_ever(self, unit):
        token = replace_token(unit, "ci", ANA, now=NOW, expires_at=None)

        assert unit.people.find_token(token, now=NOW + timedelta(days=36500)).person == ANA

    def test_with_an_end_is_valid_until_then(self, unit):
        token = replace_token(unit, "ci", ANA, now=NOW, expires_at=NOW + HOUR)

        assert unit.people.find_token(token, now=NOW + HOUR - MOMENT).person == ANA
        assert unit.people.find_token(token, now=NOW + HOUR) is None

    def test_takes_the_place_of_the_one_with_its_name_only(self, unit):
        other = replace_token(unit, "laptop", ANA, now=NOW, expires_at=None)
        old = replace_token(unit, "ci", ANA, now=NOW, expires_at=None)
        new = replace_token(unit, "ci", ANA, now=NOW, expires_at=None)

        valid = [unit.people.find_token(token, now=NOW) is not None for token in (other, old, new)]

        assert valid == [True, False, True]

    @pytest.mark.parametrize("secret", ["", "sgn_", "\0", "\ud800", "x" * 10_000])
    def test_that_is_nonsense_belongs_to_nobody(self, unit, secret):
        assert unit.people.find_token(secret, now=NOW) is None


class TestTheDatabase:
    def test_holds_no_secret(self, engine):
        with UnitOfWork(engine, lambda *_: None) as unit:
            link = new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR)
            token = replace_token(unit, "ci", ANA, now=NOW, expires_at=None)
            session = sign_in(unit, link, now=NOW)
            unit.commit()

        stored = everything(engine)

        assert digest(link) in stored
        assert not any(secret in stored for secret in (link, token, session.secret))

    def test_ties_a_session_to_its_link_in_the_trail(self, engine):
        with UnitOfWork(engine, lambda *_: None) as unit:
            link = new_sign_in_link(unit, ANA, now=NOW, valid_for=HOUR)
            session = sign_in(unit, link, now=NOW)
            event = unit.trail.added[-1]
            unit.commit()

        assert (event.kind.value, event.actor, event.at) == ("person.signed_in", ANA, NOW)
        assert digest(session.secret).startswith(event.subject)
        assert digest(link).startswith(event.data["link"])


class TestAnAlias:
    def test_counts_as_its_persons_address(self, unit):
        added = add_alias(unit, "Ana@Work.example", ANA, by="bo@example.com", now=NOW)

        assert added == Alias("ana@work.example", ANA, NOW)
        assert unit.people.address_of("ana@work.example") == ANA
        assert unit.people.list_aliases() == (added,)
        [event] = unit.trail.added
        assert (event.kind.value, event.actor) == ("alias.added", "bo@example.com")
        assert event.data == {"alias": "ana@work.example", "person": ANA}

    def test_is_one_persons_only(self, unit):
        add_alias(unit, "team@example.com", ANA, by=ANA, now=NOW)
        add_alias(unit, "team@example.com", "bo@example.com", by=ANA, now=NOW)

        assert unit.people.address_of("team@example.com") == "bo@example.com"
        assert len(unit.people.list_aliases()) == 1

    def test_that_was_removed_is_an_address_like_any_other(self, unit):
        add_alias(unit, "ana@work.example", ANA, by=ANA, now=NOW)

        assert remove_alias(unit, "ana@WORK.example", by=ANA, now=NOW)
        assert not remove_alias(unit, "ana@work.example", by=ANA, now=NOW)
        assert unit.people.address_of("ana@work.example") == "ana@work.example"
        kinds = [event.kind.value for event in unit.trail.added]
        assert kinds == ["alias.added", "alias.removed"]

    @pytest.mark.parametrize("alias", ["ana", ANA, "a@x.test, b@x.test"])
    def test_is_one_other_address(self, unit, alias):
        with pytest.raises(AddressInvalid):
            add_alias(unit, alias, ANA, by=ANA, now=NOW)
        assert unit.people.list_aliases() == ()
