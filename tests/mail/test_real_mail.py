"""The whole way of a request over servers and programs that people use, on loopback."""

import pytest

from tests.mail.clients import Mutt, SNail, swaks
from tests.mail.conftest import until
from tests.support.mail_servers import AWAY, REPLY_DOMAIN

pytestmark = pytest.mark.realmail

# Each story has people of its own: nobody else's mail may come between.
ALICE, BOB, CAROL, DAN, MIA, TOM = (
    f"{name}@corp.test" for name in ("alice", "bob", "carol", "dan", "mia", "tom")
)


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


class TestAPersonWithSNail:
    def test_reads_the_question_answers_it_and_finds_the_confirmation_in_the_thread(
        self, office, servers, tmp_path
    ):
        run_id, asked = office.ask(ALICE)
        person = SNail(tmp_path, servers, ALICE)
        assert "Pay for what you use. Ünïcode, too." in person.read_last()

        person.reply_to_last("approved")

        assert office.fact(run_id, "reply.recorded")["verification"] == "aligned"
        confirmation = office.mail(ALICE, "Re:")
        assert "approved" in text_of(confirmation)
        assert confirmation["Return-Path"] == "<>"
        assert asked["Message-ID"] in confirmation["References"]
        until(lambda: office.status(run_id) == "ended")


class TestAPersonWithMutt:
    def test_answers_above_the_quoted_question(self, office, servers, tmp_path):
        run_id, _ = office.ask(MIA)

        Mutt(tmp_path, servers, MIA).reply_to_last("needs revision: a shorter title")

        office.fact(run_id, "reply.recorded")
        confirmation = office.mail(MIA, "Re:")
        assert "a shorter title" in text_of(confirmation)
        until(lambda: office.status(run_id) == "ended")


class TestAQuestionPassedOn:
    def test_is_not_answered_by_who_got_it_and_its_owner_is_warned(self, office, servers, tmp_path):
        run_id, asked = office.ask(CAROL)
        SNail(tmp_path, servers, CAROL).pass_last_on_to(BOB)
        passed_on = office.mail(BOB, "Review:")
        assert passed_on["Reply-To"] == asked["Reply-To"]

        SNail(tmp_path, servers, BOB).reply_to_last("approved")

        assert office.fact(run_id, "reply.refused")["reason"] == "wrong_sender"
        assert office.status(run_id) == "waiting"
        assert "another address" in text_of(office.mail(BOB, "Re:"))


class TestAWrongReplyAddress:
    def test_comes_back_from_the_mail_server_to_who_wrote_it(self, office, servers):
        wrong = f"{'a' * 40}@{REPLY_DOMAIN}"

        swaks(servers, user=TOM, to=wrong, body="approved")

        report = office.mail(TOM, "Undelivered")
        assert report.get_content_type() == "multipart/report"
        status = next(
            part for part in report.walk() if part.get_content_type() == "message/delivery-status"
        )
        assert "5.1.1" in status.as_string()


class TestAForgedFinding:
    def test_of_a_stranger_is_taken_out_by_the_mail_server_and_proves_nothing(
        self, office, servers
    ):
        run_id, asked = office.ask(DAN)

        swaks(
            servers,
            "--header", f"From: {DAN}",
            "--add-header", "Authentication-Results: mx.corp.test; dmarc=pass header.from=corp.test",
            "--header", f"In-Reply-To: {asked['Message-ID']}",
            sender=DAN, to=asked["Reply-To"].addresses[0].addr_spec, body="approved",
        )  # fmt: skip

        assert office.fact(run_id, "reply.refused")["reason"] == "not_authenticated"
        assert office.status(run_id) == "waiting"


class TestAPersonWhoIsAway:
    USER = "away@corp.test"

    def test_has_a_mail_server_that_leaves_our_question_alone(self, office, servers):
        office.ask(self.USER)

        until(lambda: "discarding vacation response" in servers.log(), servers.log)

    def test_decides_nothing_when_it_answers_after_all(self, office, servers):
        run_id, asked = office.ask(self.USER)
        address = asked["Reply-To"].addresses[0].addr_spec

        swaks(servers, sender=address, to=self.USER, body="Did you see it?")

        assert "approved" in AWAY
        assert office.fact(run_id, "reply.ignored")["reason"] == "null_sender"
        assert office.status(run_id) == "waiting"


class TestAnAddressThatIsNot:
    def test_is_known_from_the_report_of_the_mail_server(self, office):
        run_id = office.start("nobody@corp.test")

        bounced = office.fact(run_id, "delivery.bounced")

        assert bounced["address"] == "nobody@corp.test"
        assert office.status(run_id) == "waiting"
