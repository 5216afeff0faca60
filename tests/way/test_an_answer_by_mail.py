"""The main story: a flow stops, a person answers by mail, the flow goes on."""

import re
from asyncio import CancelledError
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from signoff import Flow, start
from signoff.errors import DeliveryError, FlowNotFound, InputsInvalid, RequestClosed
from signoff.inbox.policy_text import read_policy
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from tests.way.cast import ANA, EVE
from tests.way.mails import reply_address, reply_to, text_of


class TestAFlowThatAsks:
    def test_writes_to_the_one_who_decides_and_waits(self, bench, seen):
        run = seen(bench.start("post", topic="Usage-based billing"))

        [posted] = bench.posted
        assert posted.recipient == ANA
        assert "Publish this?" in text_of(posted)
        assert "Usage-based billing" in text_of(posted)
        assert "Why you: you are in charge of this flow, and nobody else is" in text_of(posted)
        assert "snooze" in text_of(posted)
        assert "reassign" not in text_of(posted), "there is nobody to pass it on to"
        assert posted.envelope_from != reply_address(posted), "a bounce could answer"
        assert posted.message["Auto-Submitted"] == "auto-generated"
        assert run.status == "waiting"
        assert run.kinds == [
            "run.started",
            "request.opened",
            "request.assigned",
            "delivery.queued",
            "delivery.sent",
        ]

    def test_goes_on_when_the_answer_is_an_outcome(self, bench, seen):
        run = seen(bench.start("post"))

        assert (
            bench.receive(
                reply_to(bench.posted[0], "Approved."),
                sender=ANA,
                recipient=reply_address(bench.posted[0]),
            )
            is None
        )

        assert run.status == "ended"
        [response] = run.responses
        assert (response.outcome, response.feedback, response.responder) == (
            "approved",
            "Approved.",
            ANA,
        )
        assert (response.channel, response.verification.value) == ("email", "matched")
        confirmation = bench.posted[1]
        assert confirmation.recipient == ANA
        assert "approved" in text_of(confirmation)
        assert confirmation.envelope_from == ""
        assert confirmation.message["In-Reply-To"]

    def test_asks_again_after_a_revision_under_a_new_ticket(self, bench, seen):
        run = seen(bench.start("post"))
        first = bench.posted[0]

        mail = message_from_bytes(
            reply_to(first, "Needs revision: the price is wrong"), policy=policy.default
        )
        mail.add_attachment(b"PNG", maintype="image", subtype="png", filename="price.png")
        bench.receive(mail.as_bytes(), sender=ANA, recipient=reply_address(first))

        receipt = bench.posted[1]
        assert "what you attached did not come along" in " ".join(text_of(receipt).split())
        second = bench.posted[-1]
        assert reply_address(second) != reply_address(first)
        assert "Revised: Needs revision: the price is wrong" in text_of(second)
        assert second.message["Subject"] == f"{first.message['Subject']} (round 2)"
        said = " ".join(text_of(second).split())
        assert "The round before: You gave “needs revision” by email on" in said
        assert "With these words: | Needs revision: the price is wrong" in said
        assert "What has changed since the round before is on the review page." in said
        assert run.status == "waiting"
        bench.receive(reply_to(first, "approved"), sender=ANA, recipient=reply_address(first))
        told = " ".join(text_of(bench.posted[-1]).split())
        assert "A newer round waits for you" in told
        assert "You gave “needs revision” by email on" in told
        assert "round 2 is still open. Reply to the mail of round 2" in told
        assert re.findall(r"http\S+/answer/\S+", told)[0] in text_of(second)
        bench.receive(reply_to(second, "approved"), sender=ANA, recipient=reply_address(second))
        assert run.status == "ended"
        assert [response.outcome for response in run.responses] == ["needs_revision", "approved"]
        assert [request.ask.revision for request in run.requests] == [1, 2]

    def test_without_outcomes_takes_the_words_as_they_are(self, bench, seen):
        run = seen(bench.start("words"))

        bench.receive(
            reply_to(bench.posted[0], "Looks off by a factor of ten.\nCheck row 4."),
            sender=ANA,
            recipient=reply_address(bench.posted[0]),
        )

        assert run.status == "ended"
        [response] = run.responses
        assert response.outcome is None
        assert response.feedback == "Looks off by a factor of ten."
        assert "Check row 4." in response.text


class TestAnAnswerThatIsNotFinal:
    @pytest.fixture
    def run(self, bench, seen):
        """A run whose question was approved by mail a minute ago; it is final after ten."""
        with bench.app.unit() as unit:
            policy = read_policy({"undo_seconds": 600})
            unit.policies.put(bench.app.deployment_id, policy, expected_version=None)
            unit.commit()
        run = seen(bench.start("post"))
        self.write(bench, "approved")
        bench.wait(timedelta(minutes=1))
        return run

    def write(self, bench, words):
        """Answer the newest mail; return what came back."""
        bench.reply(bench.posted[-1], words)
        return " ".join(text_of(bench.posted[-1]).split())

    def test_is_said_to_be_so(self, bench, run):
        told = " ".join(text_of(bench.posted[-1]).split())

        assert "goes on with it at Monday 7 January 2030, 09:10 UTC" in told
        assert run.status == "waiting"

    def test_is_replaced_by_another(self, bench, run):
        assert "Recorded: rejected" in self.write(bench, "Stop! rejected: the price is wrong")

        bench.wait(timedelta(minutes=12))
        assert run.status == "ended"
        assert [response.outcome for response in run.responses] == ["rejected"]
        assert run.result == "archived"

    @pytest.mark.parametrize("words", ["Wait!", "Sorry, that was a mistake", "take it back"])
    def test_is_taken_back_by_words_that_decide_nothing(self, bench, run, words):
        told = self.write(bench, words)

        assert "Your earlier answer, “approved”, was taken back" in told
        bench.wait(timedelta(minutes=12))
        assert (run.status, run.responses) == ("waiting", [])
        self.write(bench, "approved")
        bench.wait(timedelta(minutes=12))
        assert run.status == "ended"

    @pytest.mark.parametrize("words", ["Thanks!", "approved", "snooze 2 days"])
    def test_stands_where_nothing_speaks_against_it(self, bench, run, words):
        self.write(bench, words)

        bench.wait(timedelta(minutes=9, seconds=30))
        assert [response.outcome for response in run.responses] == ["approved"]
        assert run.status == "ended"

    @pytest.mark.parametrize(
        ("written", "outcome"),
        [
            ("Mon, 07 Jan 2030 10:00:30 +0100", "rejected"),
            ("Mon, 07 Jan 2030 09:10:00 -0000", "approved"),
            ("Mon, 07 Jan 2030 10:10:00 +0100", "approved"),
            ("Mon, 99 Jan 2030 10:10:00 +0100", "rejected"),
            (None, "rejected"),
        ],
    )
    def test_that_refuses_gives_way_only_to_an_approval_that_was_written_after_it(
        self, bench, run, written, outcome
    ):
        self.write(bench, "rejected")
        asked = bench.posted[-1]
        bench.wait(timedelta(minutes=5))

        named = {"Date": written} if written else {}
        bench.receive(
            reply_to(asked, "approved", **named), sender=ANA, recipient=reply_address(asked)
        )

        bench.wait(timedelta(minutes=12))
        assert [response.outcome for response in run.responses] == [outcome]

    def test_stands_once_it_is_final(self, bench, run):
        bench.wait(timedelta(minutes=12))

        assert "That answer stands; yours was not recorded" in self.write(bench, "rejected")
        assert [response.outcome for response in run.responses] == ["approved"]


class TestWordsThatDecideNothing:
    @pytest.mark.parametrize(
        "words",
        ["Hm, not sure", "approved?", "I will look at it on Monday.", "Forwarded to Bo.", "🤔"],
    )
    def test_are_asked_back_and_the_request_stays_open(self, bench, seen, words):
        run = seen(bench.start("post"))

        bench.receive(
            reply_to(bench.posted[0], words), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.status == "waiting"
        assert run.responses == []
        asked_back = bench.posted[1]
        assert words in text_of(asked_back)
        assert "needs revision" in text_of(asked_back)
        assert "reply.unclear" in run.kinds
        foot = "Why you: you are in charge of this flow"
        assert foot in text_of(bench.posted[0])
        assert foot in text_of(asked_back)
        assert "reassign" not in text_of(asked_back), "there is nobody to pass it on to"

        bench.receive(
            reply_to(asked_back, "rejected"), sender=ANA, recipient=reply_address(asked_back)
        )
        assert run.status == "ended"
        assert run.responses[0].outcome == "rejected"

    @pytest.mark.parametrize("below", ["PS: not before Friday", "but not before Friday"])
    def test_stand_below_a_signature_too(self, bench, seen, below):
        run = seen(bench.start("post"))
        words = f"Approved\n\nBest regards\nAna\nHead of Sales\n\n{below}"

        bench.receive(
            reply_to(bench.posted[0], words), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.status == "waiting"
        assert below in text_of(bench.posted[1])

    @pytest.mark.parametrize(
        ("name", "signed"),
        [("Ana Smith <{}>", "Ana Smith"), ("Ana Smith <{}>", "Ana"), ("{}", "Ana")],
    )
    def test_are_not_in_the_signature_that_an_office_writes(self, bench, seen, name, signed):
        run = seen(bench.start("post"))
        words = f"Approved\n\n{signed}\nChange Manager | Acme Ltd\nwww.acme.example\n12 No Street"
        raw = reply_to(bench.posted[0], words).replace(
            f"From: {ANA}".encode(), f"From: {name.format(ANA)}".encode()
        )

        bench.receive(raw, sender=ANA, recipient=reply_address(bench.posted[0]))

        assert run.responses[0].outcome == "approved"

    def test_are_a_denial_though_it_be_a_part_of_their_name(self, bench, seen):
        run = seen(bench.start("post"))
        raw = reply_to(bench.posted[0], "Approved\n\nNo").replace(
            f"From: {ANA}".encode(), f"From: No Reply Team <{ANA}>".encode()
        )

        bench.receive(raw, sender=ANA, recipient=reply_address(bench.posted[0]))

        assert run.responses == []

    def test_stand_below_a_name_where_they_are_the_reason_of_a_refusal(self, bench, seen):
        run = seen(bench.start("post"))
        words = "rejected\n\nAna\n\nthe numbers come from last year"

        bench.receive(
            reply_to(bench.posted[0], words), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.responses[0].outcome == "rejected"
        assert "the numbers come from last year" in run.responses[0].text

    def test_when_there_are_none_are_no_answer_not_even_the_default(self, bench, seen):
        run = seen(bench.start("post"))

        bench.receive(
            reply_to(bench.posted[0], ""), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.status == "waiting"
        assert "no words of your own" in text_of(bench.posted[1])


class TestSomebodyElse:
    def test_who_forges_no_address_is_told_and_the_owner_warned(self, bench, seen):
        run = seen(bench.start("post"))
        mail = reply_to(bench.posted[0], "approved", sender=EVE)

        bench.receive(mail, sender=EVE, recipient=reply_address(bench.posted[0]))

        assert run.responses == []
        assert run.status == "waiting"
        assert {posted.recipient for posted in bench.posted[1:]} == {EVE, ANA}
        told = next(posted for posted in bench.posted[1:] if posted.recipient == EVE)
        assert "another address" in text_of(told)
        assert "AI safety" not in text_of(told), "a stranger learns nothing"

    @pytest.mark.parametrize("place", [0, 4, 20, 39], ids=["version", "expiry", "id", "signature"])
    def test_with_a_changed_ticket_is_refused_at_the_door(self, bench, seen, place):
        run = seen(bench.start("post"))
        address = reply_address(bench.posted[0])
        changed = "b" if address[place] == "a" else "a"
        other = changed.join((address[:place], address[place + 1 :]))

        refused = bench.receive(reply_to(bench.posted[0], "approved"), sender=ANA, recipient=other)

        assert refused is not None
        assert refused.startswith("550")
        assert run.responses == []

    def test_with_a_ticket_of_nobody_is_refused_at_the_door(self, bench):
        bench.start("post")

        domain = bench.app.settings.reply_domain
        for local in ("a" * 40, "a" * 39, "postmaster", ""):
            refused = bench.receive(b"x", sender=EVE, recipient=f"{local}@{domain}")
            assert refused is not None
            assert refused.startswith("550")

    def test_with_the_ticket_of_another_person_is_not_recorded(self, bench, seen):
        run = seen(bench.start("post"))
        with bench.app.unit() as unit:
            unit.deployments.put("signoff", creator="bo@example.com", now=bench.clock.now())
            unit.commit()
        bench.start("post")
        to_bo = bench.posted[1]
        assert to_bo.recipient == "bo@example.com"

        bench.receive(
            reply_to(to_bo, "approved", sender=ANA), sender=ANA, recipient=reply_address(to_bo)
        )

        assert run.responses == []
        assert any("another address" in text_of(posted) for posted in bench.posted[2:])


class TestALateAnswer:
    def test_after_the_ticket_expired_is_told_and_not_recorded(self, bench, seen):
        run = seen(bench.start("post"))
        bench.clock.forward(timedelta(days=7, seconds=1))

        bench.receive(
            reply_to(bench.posted[0], "approved"),
            sender=ANA,
            recipient=reply_address(bench.posted[0]),
        )

        assert run.responses == []
        assert run.status == "waiting"
        assert (
            "time to answer by mail is over"
            in bench.posted[1].message.get_body(("html",)).get_content()
        )

    def test_after_another_answer_is_told_what_was_decided(self, bench, seen):
        run = seen(bench.start("post"))
        first = bench.posted[0]
        bench.receive(reply_to(first, "rejected"), sender=ANA, recipient=reply_address(first))

        bench.receive(reply_to(first, "approved"), sender=ANA, recipient=reply_address(first))

        assert [response.outcome for response in run.responses] == ["rejected"]
        assert "gave “rejected” by email" in text_of(bench.posted[-1])
        assert run.kinds.count("reply.refused") == 1

    def test_by_another_door_is_told_what_was_decided(self, bench, seen):
        run = seen(bench.start("post"))
        [request] = run.requests
        bench.receive(
            reply_to(bench.posted[0], "approved"),
            sender=ANA,
            recipient=reply_address(bench.posted[0]),
        )

        late = Answer(request.id, "no!", "rejected", "bo@example.com", "api", Verification.TOKEN)
        with pytest.raises(RequestClosed, match=f"{ANA} gave 'approved'"):
            bench.app.answer(late)

        assert [response.outcome for response in run.responses] == ["approved"]


class TestAMachine:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto_Submitted": "auto-replied (vacation)"},
            {"X_Autoreply": "yes"},
            {"Precedence": "bulk"},
        ],
        ids=["auto-submitted", "x-autoreply", "bulk"],
    )
    def test_that_says_approved_decides_nothing_and_gets_no_mail(self, bench, seen, headers):
        run = seen(bench.start("post"))

        bench.receive(
            reply_to(bench.posted[0], "approved", **headers),
            sender=ANA,
            recipient=reply_address(bench.posted[0]),
        )

        assert run.responses == []
        assert len(bench.posted) == 1
        assert "reply.ignored" in run.kinds

    def test_that_bounces_the_mail_decides_nothing(self, bench, seen):
        run = seen(bench.start("post"))

        bench.receive(
            reply_to(bench.posted[0], "approved"),
            sender="",
            recipient=reply_address(bench.posted[0]),
        )

        assert run.responses == []
        assert len(bench.posted) == 1


class TestTheSameMailTwice:
    def test_is_one_answer_and_one_confirmation(self, bench, seen):
        run = seen(bench.start("post"))
        mail = reply_to(bench.posted[0], "approved")
        address = reply_address(bench.posted[0])

        bench.receive(mail, sender=ANA, recipient=address)
        bench.receive(mail, sender=ANA, recipient=address)
        bench.receive(b"Received: by another way\r\n" + mail, sender=ANA, recipient=address)

        assert len(run.responses) == 1
        assert len(bench.posted) == 2


class TestOneMailToTwoTickets:
    def test_answers_both_questions(self, bench, seen):
        run = seen(bench.start("two"))
        legal, finance = sorted(bench.posted, key=lambda posted: "Finance" in text_of(posted))
        mail = reply_to(legal, "legal_ok", Cc=reply_address(finance))

        bench.receive(mail, sender=ANA, recipient=reply_address(legal))
        bench.receive(mail, sender=ANA, recipient=reply_address(finance))

        assert [response.outcome for response in run.responses] == ["legal_ok"]
        assert "none of the offered outcomes" in text_of(bench.posted[-1]), "told, not dropped"


class TestAMailWhoseSenderCannotBeRead:
    def test_is_kept_aside_and_the_one_who_was_asked_is_warned(self, bench, seen):
        run = seen(bench.start("post"))
        mail = reply_to(bench.posted[0], "approved")
        mail = mail.replace(f"From: {ANA}".encode(), f"From: {ANA} <{EVE}>".encode())

        bench.receive(mail, sender=EVE, recipient=reply_address(bench.posted[0]))

        assert run.responses == []
        assert [posted.recipient for posted in bench.posted[1:]] == [ANA]
        assert "tried to answer for you" in text_of(bench.posted[1])


class TestWordsThatTakeThemselvesBack:
    @pytest.mark.parametrize(
        "words",
        [
            "approved - not yet",
            "approved\n\nrejected",
            "approved: no",
            "approved\n" + "x\n" * 1900 + "rejected",
        ],
    )
    def test_are_asked_back(self, bench, seen, words):
        run = seen(bench.start("post"))

        bench.receive(
            reply_to(bench.posted[0], words), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.responses == []
        assert "reply.unclear" in run.kinds


class TestAMailServerThatIsDown:
    def test_loses_nothing_the_mail_goes_out_when_it_is_back(self, bench, seen):
        bench.postman.fail_with = DeliveryError("connection refused", permanent=False)
        run = seen(bench.start("post"))
        assert bench.posted == []
        assert run.status == "waiting"

        bench.postman.fail_with = None
        assert bench.drain() == 0, "not before it is time"
        bench.clock.forward(timedelta(seconds=31))
        bench.drain()

        assert [posted.recipient for posted in bench.posted] == [ANA]
        assert run.kinds[-2:] == ["delivery.retried", "delivery.sent"]

    def test_for_good_is_recorded_as_a_failed_delivery_and_the_request_stays_open(
        self, bench, seen
    ):
        bench.postman.fail_with = DeliveryError("no such user", permanent=True)
        run = seen(bench.start("post"))

        bench.clock.forward(timedelta(days=30))
        assert bench.drain() == 0
        assert run.kinds[-1] == "delivery.failed"
        assert run.status == "waiting"
        assert [request.status.value for request in run.requests] == ["pending"]


class TestARunThatCannotBegin:
    def test_for_inputs_that_do_not_fit_is_refused_at_once(self, bench):
        with pytest.raises(InputsInvalid, match="n_revisions"):
            bench.start("post", n_revisions="many")

        assert bench.drain() == 0

    def test_of_a_flow_that_is_not_served_names_those_that_are(self, bench):
        with pytest.raises(FlowNotFound, match="Start one of: broken, cancelling"):
            bench.start("pots")


class TestAFlowThatBreaks:
    def test_fails_with_its_error_on_record(self, bench, seen):
        run = seen(bench.start("broken"))

        assert run.status == "failed"
        assert run.kinds == ["run.started", "run.failed"]
        assert bench.posted == []


class TestAFlowThatLeaves:
    @pytest.mark.parametrize("leaving", [SystemExit(3), CancelledError()], ids=repr)
    def test_fails_like_any_other_and_holds_no_worker(self, bench, seen, leaving):
        class LeavingFlow(Flow):
            @start()
            async def leave(self):
                raise leaving

        bench.app = replace(bench.app, flows={"leaving": LeavingFlow})

        run = seen(bench.start("leaving"))

        assert run.status == "failed"
        assert "run.failed" in run.kinds


class TestAFlowThatBreaksWhileAnotherQuestionWaits:
    def test_cancels_the_question_and_tells_who_answers_it_later(self, bench, seen):
        run = seen(bench.start("half"))
        legal, finance = sorted(bench.posted, key=lambda posted: "Finance" in text_of(posted))

        bench.receive(reply_to(legal, "legal_ok"), sender=ANA, recipient=reply_address(legal))
        assert run.status == "failed"
        bench.receive(reply_to(finance, "money_ok"), sender=ANA, recipient=reply_address(finance))

        assert [response.outcome for response in run.responses] == ["legal_ok"]
        assert {request.status.value for request in run.requests} == {"answered", "cancelled"}
        assert "It was cancelled" in text_of(bench.posted[-1])


class TestAFlowThatCancelsItself:
    def test_withdraws_the_question_that_was_still_open(self, bench, seen):
        run = seen(bench.start("cancelling"))
        legal, _ = sorted(bench.posted, key=lambda posted: "Finance" in text_of(posted))

        bench.receive(reply_to(legal, "legal_no"), sender=ANA, recipient=reply_address(legal))

        assert run.status == "cancelled"
        assert {request.status.value for request in run.requests} == {"answered", "cancelled"}
        assert "run.cancelled" in run.kinds


class TestAFlowWithinAFlow:
    def test_pauses_its_parent_and_goes_on_with_the_answer(self, bench, seen):
        run = seen(bench.start("parent"))
        assert run.status == "waiting"
        [posted] = bench.posted
        assert "The child asks" in text_of(posted)

        bench.receive(reply_to(posted, "fine"), sender=ANA, recipient=reply_address(posted))

        assert run.status == "ended"
        assert run.result == "whole with part is fine"


class TestTwoReviewersInOneRun:
    def test_are_both_asked_and_answer_in_any_order(self, bench, seen):
        run = seen(bench.start("two"))
        legal, finance = sorted(bench.posted, key=lambda posted: "Finance" in text_of(posted))

        bench.receive(reply_to(finance, "money ok"), sender=ANA, recipient=reply_address(finance))
        assert run.status == "waiting"
        bench.receive(reply_to(legal, "legal_ok"), sender=ANA, recipient=reply_address(legal))

        assert run.status == "ended"
        assert {response.outcome for response in run.responses} == {"money_ok", "legal_ok"}


class TestAFlowWhoseOutputIsHostile:
    def test_is_stored_mailed_and_answered_like_any_other(self, bench, seen):
        run = seen(bench.start("hostile"))

        [posted] = bench.posted
        assert posted.recipient == ANA
        assert set(posted.message.keys()) & {"Bcc", "bcc"} == set()
        assert "<script" not in posted.message.get_body(("html",)).get_content()
        bench.receive(reply_to(posted, "yes"), sender=ANA, recipient=reply_address(posted))

        assert run.status == "ended"
        assert run.responses[0].content_hash == run.requests[0].ask.content_hash()

    def test_answers_with_hostile_words_are_kept(self, bench, seen):
        run = seen(bench.start("words"))
        words = "a \u202e b <script>alert(1)</script> =HYPERLINK('x')"

        bench.receive(
            reply_to(bench.posted[0], words), sender=ANA, recipient=reply_address(bench.posted[0])
        )

        assert run.status == "ended"
        assert "<script>alert(1)</script>" in run.responses[0].feedback
