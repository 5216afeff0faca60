"""Who is away, what bounced and where our mail is unwanted, as both databases keep it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from signoff.inbox.absence import UNDATED_LASTS, Absence
from signoff.inbox.delivery import Delivery, DeliveryStatus, Purpose
from signoff.store.database import make_engine
from signoff.store.mail import RawReply
from signoff.store.unit_of_work import UnitOfWork
from tests.way.stage import prepare

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
ANA = "ana@example.com"
REPLY = RawReply("reply1", "email", ANA, ("t@r.test",), b"I am away", NOW)


@pytest.fixture
def unit(databases):
    engine = make_engine(databases.prepared(prepare))
    with UnitOfWork(engine, lambda *_: None) as unit:
        unit.replies.add(REPLY)
        yield unit
    engine.dispose()


class TestAnAbsence:
    def test_holds_through_its_last_day(self, unit):
        absence = Absence(ANA, NOW, date(2030, 2, 3))
        unit.reach.begin_absence(absence, reply_id=REPLY.id)

        late = datetime(2030, 2, 3, 23, 59, tzinfo=UTC)
        assert unit.reach.find_absence(ANA, now=late) == absence
        assert unit.reach.find_absence(ANA, now=late + timedelta(minutes=1)) is None
        assert unit.reach.find_absence("bo@example.com", now=NOW) is None

    def test_is_replaced_by_what_is_told_later(self, unit):
        unit.reach.begin_absence(Absence(ANA, NOW, date(2030, 2, 3)), reply_id=REPLY.id)
        unit.reach.begin_absence(Absence(ANA, NOW), reply_id=REPLY.id)

        assert unit.reach.find_absence(ANA, now=NOW) == Absence(ANA, NOW)
        assert unit.reach.find_absence(ANA, now=NOW + UNDATED_LASTS) is None

    def test_ends_once(self, unit):
        unit.reach.begin_absence(Absence(ANA, NOW), reply_id=REPLY.id)

        assert unit.reach.end_absence(ANA) is True
        assert unit.reach.end_absence(ANA) is False

    def test_is_told_in_words(self):
        assert Absence(ANA, NOW, date(2030, 2, 3)).in_words() == "away until 3 Feb 2030"
        assert Absence(ANA, NOW).in_words() == "away since 7 Jan 2030"


class TestAnAddressThatRefuses:
    def test_does_so_until_it_is_welcome_again(self, unit):
        for _ in range(2):
            unit.reach.refuse(ANA, reason="abuse", now=NOW)

        assert unit.reach.refuses(ANA)
        assert not unit.reach.refuses("bo@example.com")
        unit.reach.welcome(ANA)
        assert not unit.reach.refuses(ANA)


class TestADelivery:
    @pytest.fixture
    def delivery(self, unit):
        sent = Delivery("d1", None, Purpose.REQUEST, "email", ANA, "<d1@r.test>", NOW)
        unit.deliveries.add(sent)
        return sent

    def test_bounces_once_and_only_after_it_was_sent(self, unit, delivery):
        assert not unit.deliveries.bounce(delivery, error="no such user", now=NOW)

        unit.deliveries.add_attempt(
            delivery, status=DeliveryStatus.SENT, error=None, detail="", now=NOW
        )
        sent = unit.deliveries.find_by_message_id("<d1@r.test>")
        assert unit.deliveries.bounce(sent, error="no such user", now=NOW)
        assert not unit.deliveries.bounce(sent, error="no such user", now=NOW)
        assert unit.deliveries.find("d1").status is DeliveryStatus.BOUNCED

    def test_counts_for_its_address_purpose_and_time(self, unit, delivery):
        count = unit.deliveries.n_sent_to
        before = NOW - timedelta(days=1)

        assert count(ANA, Purpose.REQUEST, since=before) == 1
        assert count(ANA, Purpose.REFUSAL, since=before) == 0
        assert count("bo@example.com", Purpose.REQUEST, since=before) == 0
        assert count(ANA, Purpose.REQUEST, since=NOW) == 0
