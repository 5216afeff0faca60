"""What a mail carries: whom it is from, where it is answered, which thread it belongs to."""

import pytest

from signoff.channels.email.ticket import TicketPurpose, find_token
from signoff.errors import TicketError
from tests.jobs.conftest import open_bench
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to, text_of


@pytest.fixture
def bench(tmp_path, sqlite_models):
    bench = open_bench(tmp_path, sqlite_models)
    yield bench
    bench.app.engine.dispose()


def answer(bench, posted, words):
    raw = reply_to(posted, words)
    assert bench.receive(raw, sender=ANA, recipient=reply_address(posted)) is None


class TestAQuestion:
    @pytest.fixture
    def posted(self, bench):
        bench.start("post")
        return bench.posted[-1]

    def test_bounces_to_an_address_that_is_for_nothing_else(self, bench, posted):
        assert posted.envelope_from.startswith("bounce+")
        assert posted.envelope_from.endswith("@reply.signoff.localhost")
        bounce, reply = find_token(posted.envelope_from), find_token(reply_address(posted))
        keys, now = bench.app.outbox.keys, bench.clock.now()

        assert keys.verify(bounce, ANA, purpose=TicketPurpose.BOUNCE, now=now)
        assert bench.app.doorkeeper.refuse(posted.envelope_from) is None, "reports come in"
        for token, purpose in ((bounce, "reply"), (bounce, "web"), (reply, "bounce")):
            with pytest.raises(TicketError):
                keys.verify(token, ANA, purpose=TicketPurpose(purpose), now=now)

    def test_records_nothing_that_is_answered_to_where_it_bounces(self, bench, posted):
        raw = reply_to(posted, "approved").replace(
            reply_address(posted).encode(), posted.envelope_from.encode()
        )
        sent_ids = posted.message["Message-ID"].encode()
        raw = raw.replace(sent_ids, b"<other@example.com>")

        bench.receive(raw, sender=ANA, recipient=posted.envelope_from)

        with bench.app.unit() as unit:
            ticket = unit.tickets.find(
                bench.app.outbox.keys.parse(find_token(posted.envelope_from)).ticket_id
            )
            assert unit.requests.get(ticket.request_id).status.value == "pending"

    def test_shows_its_page_and_no_other_ticket_in_its_text(self, bench, posted):
        said = text_of(posted)

        assert "/answer/" in said
        assert find_token(posted.envelope_from) not in said
        assert find_token(reply_address(posted)) not in said

    def test_lets_reports_come_in_through_one_mailbox_too(self, tmp_path, sqlite_models):
        bench = open_bench(tmp_path / "box", sqlite_models, reply_mailbox="sign")
        bench.start("post")

        assert bench.posted[-1].envelope_from.startswith("sign+")
        assert bench.app.doorkeeper.is_ours(bench.posted[-1].envelope_from)
        bench.app.engine.dispose()


class TestAConversation:
    def test_stays_one_thread_from_the_question_to_the_confirmation(self, bench):
        bench.start("post")
        asking = bench.posted[-1]
        answer(bench, asking, "hm, who knows?")
        asking_back = bench.posted[-1]
        answer(bench, asking_back, "rejected")
        confirming = bench.posted[-1]

        first = str(asking.message["Message-ID"])
        assert asking.message["References"] is None
        for later in (asking_back, confirming):
            references = str(later.message["References"]).split()
            assert references[0] == first
            assert references[-1] == str(later.message["In-Reply-To"])
            assert later.message["Subject"].startswith("Re: ")
            assert later.message["Auto-Submitted"] == "auto-replied"
            assert later.envelope_from == ""
        assert "Recorded: rejected" in text_of(confirming)
        ids = {str(posted.message["Message-ID"]) for posted in bench.posted[-3:]}
        assert len(ids) == 3


class TestAnInstallationWithItsOwnNameAndLanguage:
    def test_writes_under_that_name_in_that_language(self, tmp_path, sqlite_models):
        bench = open_bench(
            tmp_path / "de", sqlite_models, sender_name="Freigaben von Müller", language="de"
        )
        bench.start("post")
        [posted] = bench.posted
        with bench.app.unit() as unit:
            ticket = bench.app.outbox.keys.parse(find_token(reply_address(posted)))
            request_id = unit.tickets.find(ticket.ticket_id).request_id
            [delivery] = unit.deliveries.of_request(request_id)

        assert posted.message["From"].addresses[0].display_name == "Freigaben von Müller"
        assert posted.message["Content-Language"] == "de"
        assert "Antworten Sie auf diese Mail" in text_of(posted)
        assert delivery.data["language"] == "de"
        answer(bench, posted, "approved")
        assert "Festgehalten: approved" in text_of(bench.posted[-1])
        bench.app.engine.dispose()
