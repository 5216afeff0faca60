"""What a machine's mail leads to besides deciding nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from signoff.store.queries import run_history
from tests.channels.email.machine_mails import (
    complaint,
    delivery_report,
    exim_bounce,
    mail,
    qmail_bounce,
)
from tests.jobs.conftest import BO
from tests.way.cast import ANA, EVE

AWAY = "I am out of the office until 3 February and read no mail."


def away(asked, body=AWAY, **more):
    more = {"subject": "Automatic reply: Review", **more}
    return mail(asked, body, "Auto-Submitted: auto-replied", **more)


class TestAMailThatWasLost:
    @pytest.mark.parametrize("report", [delivery_report, exim_bounce, qmail_bounce])
    def test_is_a_bounced_delivery_and_who_runs_the_flow_is_told(self, ask, report):
        question = ask()

        question.receive(report(question.asked), sender="", to_bounce=True)

        assert question.status == "bounced"
        [fact] = question.facts("delivery.bounced")
        assert (fact["reason"], fact["address"]) == ("failed", ANA)
        assert "5.1.1" in fact["detail"]
        assert question.told(BO) == ("notice",)
        assert question.told(ANA) == ()
        assert question.run.status == "waiting"

    def test_is_told_once_however_often_it_is_reported(self, ask):
        question = ask()

        for _ in range(3):
            question.receive(delivery_report(question.asked), sender="", to_bounce=True)

        assert len(question.facts("delivery.bounced")) == 1
        assert question.told(BO) == ("notice",)

    def test_is_known_by_the_id_it_names_when_it_came_to_the_reply_address(self, ask):
        question = ask()

        question.receive(delivery_report(question.asked), sender="")

        assert question.status == "bounced"

    def test_is_told_in_the_run_s_story(self, ask):
        question = ask()
        question.receive(delivery_report(question.asked), sender="", to_bounce=True)

        with question.bench.app.reading() as connection:
            told = run_history(connection, question.run.run_id)

        failed = next(item for item in told if item.kind == "failed_mail")
        assert "User unknown" in failed.detail

    def test_is_known_by_the_ticket_where_it_names_no_id_of_ours(self, ask):
        question = ask()
        raw = delivery_report(question.asked).replace(
            question.asked.message_id.encode(), b"<of.another@example.com>"
        )

        question.receive(raw, sender="", to_bounce=True)

        assert question.status == "bounced"

    def test_that_another_request_sent_leaves_this_one_alone(self, ask):
        one, other = ask(), ask()

        one.receive(delivery_report(other.asked), sender="", to_bounce=True)

        assert (one.status, other.status) == ("sent", "bounced")

    def test_bothers_nobody_once_the_question_is_answered(self, ask):
        question = ask()
        question.receive(mail(question.asked, "approved"))

        question.receive(delivery_report(question.asked), sender="", to_bounce=True)
        question.receive(away(question.asked))

        assert question.status == "bounced"
        assert question.absence() is not None
        assert question.told(BO) == ()

    def test_may_still_be_answered(self, ask):
        question = ask()
        question.receive(delivery_report(question.asked), sender="", to_bounce=True)

        assert question.receive(mail(question.asked, "approved")) == ("recorded", None)


class TestAMailThatIsLate:
    @pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("", "4.2.2")])
    def test_is_noted_and_nobody_is_bothered(self, ask, action, status):
        question = ask()
        report = delivery_report(question.asked, action, status, "mailbox is full")

        question.receive(report, sender="", to_bounce=True)

        assert question.status == "sent"
        assert "mailbox is full" in question.facts("delivery.late")[0]["detail"]
        assert question.told(BO) == ()

    def test_and_then_delivered_leaves_nothing(self, ask):
        question = ask()
        report = delivery_report(question.asked, "delivered", "2.0.0", "OK")

        question.receive(report, sender="", to_bounce=True)

        assert question.status == "sent"
        assert question.facts("delivery.late") == []


class TestAComplaint:
    def test_ends_our_mail_to_that_address_until_its_owner_answers(self, ask):
        question = ask()
        question.receive(complaint(question.asked), sender="x@isp.test", to_bounce=True)

        assert question.status == "bounced"
        assert question.facts("delivery.bounced")[0]["reason"] == "unwanted"
        assert question.told(BO) == ("notice",)
        with question.bench.app.unit() as unit:
            assert unit.reach.refuses(ANA)

        question.receive(mail(question.asked, "approved"))

        with question.bench.app.unit() as unit:
            assert not unit.reach.refuses(ANA)

    def test_is_a_failed_delivery_for_every_later_question(self, ask):
        one = ask()
        one.receive(complaint(one.asked), sender="x@isp.test", to_bounce=True)
        n_posted = len(one.bench.posted)

        later = one.another()

        assert later.status == "failed"
        assert one.bench.posted[n_posted:] == []


class TestTwoMachinesThatDoNotSaySo:
    def test_end_after_thirty_mails_a_day(self, ask):
        """Case 61."""
        question = ask()

        for _ in range(35):
            question.receive(mail(question.asked, ""))

        assert question.told() == ("refusal",) * 30
        question.bench.clock.forward(timedelta(days=1, seconds=1))
        question.receive(mail(question.asked, ""))
        assert len(question.told()) == 31


class TestAReportWithoutOurTicket:
    def test_is_refused_at_the_door(self, ask):
        question = ask()
        local, _, domain = question.asked.bounce.partition("@")
        changed = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}"

        refused = question.bench.receive(
            delivery_report(question.asked), sender="", recipient=changed
        )

        assert refused.startswith("550")
        assert question.status == "sent"


class TestSomebodyWhoIsAway:
    def test_is_known_until_their_last_day_and_who_runs_the_flow_is_told(self, ask):
        question = ask()

        question.receive(away(question.asked))

        assert question.absence().last_day == date(2030, 2, 3)
        assert question.facts("person.away") == [{"last_day": "2030-02-03"}]
        assert question.told(BO) == ("notice",)
        assert question.told(ANA) == ()

    def test_is_told_of_once_however_often_their_program_says_so(self, ask):
        question = ask()

        for _ in range(3):
            question.receive(away(question.asked))

        assert question.told(BO) == ("notice",)

    def test_is_known_by_a_notice_to_the_bounce_address(self, ask):
        question = ask()

        question.receive(away(question.asked, to=question.asked.bounce), sender="", to_bounce=True)

        assert question.absence() is not None

    def test_without_a_date_is_away_for_two_weeks(self, ask):
        question = ask()
        question.receive(away(question.asked, "Ich bin zur Zeit nicht im Büro."))

        assert question.absence().last_day is None
        question.bench.clock.forward(timedelta(days=15))
        assert question.absence() is None

    def test_is_back_after_their_last_day(self, ask):
        question = ask()
        question.receive(away(question.asked))

        question.bench.clock.forward(timedelta(days=60))

        assert question.absence() is None

    @pytest.mark.parametrize("words", ["approved", "hm, let me think"])
    def test_is_back_when_they_answer(self, ask, words):
        question = ask()
        question.receive(away(question.asked))

        question.receive(mail(question.asked, words))

        assert question.absence() is None
        assert len(question.facts("person.back")) == 1

    def test_is_not_taken_from_a_stranger(self, ask):
        question = ask()

        question.receive(away(question.asked, sender=EVE), sender=EVE)

        assert question.absence() is None
        assert question.absence(EVE) is None

    def test_is_not_taken_from_a_machine_that_says_nothing_of_it(self, ask):
        question = ask()

        question.receive(away(question.asked, "Your ticket is 4711.", subject="Thank you"))

        assert question.absence() is None
        assert question.facts("reply.ignored")[0]["reason"] == "auto_submitted"

    def test_is_told_in_the_run_s_story_as_out_of_office(self, ask):
        question = ask()
        question.receive(away(question.asked))

        with question.bench.app.reading() as connection:
            told = run_history(connection, question.run.run_id)

        [item] = [item for item in told if item.kind in ("away", "automatic")]
        assert (item.title, item.detail) == ("Out of office", f"{ANA}, until 2030-02-03")


class TestAnyOtherMachine:
    def test_is_told_in_the_run_s_story_as_deciding_nothing(self, ask):
        question = ask()
        question.receive(mail(question.asked, "approved", "X-Autoreply: yes"))

        with question.bench.app.reading() as connection:
            told = run_history(connection, question.run.run_id)

        assert next(item for item in told if item.kind == "automatic").detail == (
            f"{ANA}; it decides nothing"
        )
