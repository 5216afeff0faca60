"""Several people decide, each by nothing but mail: votes, a veto, a claim, a hand-over, absence."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from signoff.channels.email.ticket import find_token
from signoff.inbox.policy_text import read_policy
from signoff.store.tables import requests
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to, text_of

BO, CY, DI = "bo@example.com", "cy@example.com", "di@example.com"
EVE = "eve@evil.example"
GROUP = {"legal": {"members": [ANA, BO, CY], "choose": "all"}}
TWO_OF_THREE = {
    "groups": GROUP,
    "backup": DI,
    "sender_name": "Legal desk",
    "calendar": {"zone": "Europe/Berlin", "hours": {"mon": ["00:00-23:59"]}},
    "routing_rules": [
        {"name": "legal", "match": {}, "assign_to_group": "legal", "needed": 2, "veto": True}
    ],
}
FIRST_COME = {"groups": {"legal": {"members": [ANA, BO, CY], "choose": "first_come"}},
              "routing_rules": [{"name": "legal", "assign_to_group": "legal"}]}  # fmt: skip
LEGAL = {"name": "legal", "match": {}}
LADDER = {
    "never_expires": False,
    "ladder": [{"after_minutes": 30, "do": "remind"}, {"after_minutes": 60, "do": "escalate"}],
    "auto_response": {
        "enabled": True,
        "timeout_minutes": 120,
        "default_outcome": "rejected",
        "strategy": "answer",
    },
}


class People:
    """Everybody who gets mail, and what they write back."""

    def __init__(self, bench, policy):
        self.bench = bench
        with bench.app.unit() as unit:
            stored = unit.policies.get(bench.app.deployment_id)
            unit.policies.put(
                bench.app.deployment_id, read_policy(policy), expected_version=stored.version
            )
            unit.commit()

    def mails(self, person):
        return [posted for posted in self.bench.posted if posted.recipient == person]

    def last(self, person):
        return self.mails(person)[-1]

    def reply(self, person, words, *, to=None, sender=None):
        """Answer the last mail that ``person`` can answer; return the mail that comes back."""
        mails = [posted for posted in self.mails(person) if posted.message["Reply-To"]]
        posted = to or mails[-1]
        raw = reply_to(posted, words, sender=sender)
        n = len(self.mails(sender or person))
        self.bench.receive(raw, sender=sender or person, recipient=reply_address(posted))
        back = self.mails(sender or person)[n:]
        return text_of(back[0]) if back else ""

    def facts(self, kind, run):
        with self.bench.app.unit() as unit:
            events = unit.trail.of_run(run.run_id)
        return [event.data for event in events if event.kind.value == kind]

    def asked(self):
        """Who was written to first, in order."""
        return list(dict.fromkeys(posted.recipient for posted in self.bench.posted))


@pytest.fixture
def people(bench):
    return lambda policy: People(bench, policy)


class TestTwoOfOne:
    """Two must agree, and the rule finds nobody but the creator."""

    def test_wait_for_a_second_person_and_approve_nothing_before(self, bench, seen, people):
        them = people({"routing_rules": [{**LEGAL, "needed": 2, "assign_from_input": "reviewers"}]})
        run = seen(bench.start("post"))
        assert them.asked() == [ANA]
        assert "2 of 1 must agree" not in text_of(them.last(ANA))

        counted = them.reply(ANA, "approved")

        assert "So far, 1 of the 2 who must agree have agreed" in counted
        assert "Nobody else is asked yet" in counted
        assert run.status == "waiting"
        with bench.app.unit() as unit:
            request = unit.requests.find(run.requests[0].id)
            bench.app.asked.add(unit, request, BO, why="", by=ANA, now=bench.clock.now())
            unit.commit()
        bench.drain()
        assert "Recorded: approved" in them.reply(BO, "approved")
        assert run.status == "ended"


class TestTwoOfThree:
    def test_decide_together_and_each_hears_what_holds(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        run = seen(bench.start("post"))
        assert set(them.asked()) == {ANA, BO, CY}
        tokens = {find_token(reply_address(posted)) for posted in bench.posted}
        assert len(tokens) == 3
        first = text_of(them.last(ANA))
        assert "2 of 3 must agree, and one refusal decides against it. Also asked: bo, cy." in first
        assert BO not in first, "nobody needs another's address"
        assert them.last(ANA).message["From"].addresses[0].display_name == "Legal desk"

        counted = them.reply(ANA, "approved")
        assert "So far, 1 of the 2 who must agree have agreed" in counted
        assert "Still awaited: bo, cy." in counted
        assert run.status == "waiting"
        recorded = them.reply(BO, "Approved: fine by me")
        assert ("Recorded: approved" in recorded, ANA in recorded) == (True, False)

        assert run.status == "ended"
        [response] = run.responses
        assert response.outcome == "approved"
        assert "fine by me" in response.feedback
        with bench.app.unit() as unit:
            receipt = str(unit.trail.find_answered_receipt(run.requests[0].id))
        assert them.last(BO).message["Signoff-Receipt"] == receipt
        assert f"Receipt: {receipt}" in text_of(them.last(BO))
        told = text_of(them.last(CY))
        assert "bo has answered it." in told
        assert BO not in told
        thread = str(them.mails(CY)[0].message["Message-ID"])
        assert str(them.last(CY).message["References"]).split()[0] == thread
        assert "already settled" in them.reply(CY, "rejected", to=them.mails(CY)[0])
        assert run.responses == [response]

    def test_are_overruled_by_one_who_refuses(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        run = seen(bench.start("post"))

        them.reply(ANA, "approved")
        assert "Recorded: rejected" in them.reply(CY, "rejected")

        assert run.responses[0].outcome == "rejected"
        assert "cy has answered it" in text_of(them.last(BO))
        decided = text_of(them.last(ANA))
        assert "The request that you voted on is decided." in decided
        assert "Recorded as: rejected" in decided

    def test_may_change_their_mind_until_it_is_decided(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        run = seen(bench.start("post"))

        them.reply(ANA, "approved")
        counted = them.reply(ANA, "approved", to=them.mails(ANA)[0])
        assert "So far, 1 of the 2" in counted, "one person votes once"
        assert run.status == "waiting"

    def test_cannot_be_joined_by_anybody_who_got_the_mail(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        run = seen(bench.start("post"))
        them.reply(ANA, "approved")

        for sender in (EVE, BO):
            refused = them.reply(ANA, "approved", to=them.mails(ANA)[0], sender=sender)
            assert "sent to another address" in refused
        assert run.status == "waiting"


class TestAHandOver:
    def test_goes_to_somebody_the_flow_knows_and_to_nobody_else(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        run = seen(bench.start("post"))
        asked = them.last(ANA)

        assert "nobody whom this flow may ask" in them.reply(ANA, f"reassign to {EVE}")
        assert not them.mails(EVE)
        assert "We could not tell what to do" in them.reply(ANA, "reassign to di", to=asked)
        passed_on = them.reply(ANA, f"reassign to {DI}", to=asked)

        assert f"{DI} is asked now, in your place." in passed_on
        assert "in place of ana" in text_of(them.last(DI))
        assert {ANA, BO, CY, DI} == set(them.asked())
        assert them.facts("reply.recorded", run)[-1]["command"] == "reassign"
        assert [fact["reason"] for fact in them.facts("reply.refused", run)] == [
            "command_person", "command_unclear",
        ]  # fmt: skip
        assert "no longer yours" in them.reply(ANA, "approved", to=asked)
        assert run.status == "waiting"
        assert f"{ANA} is asked now" in them.reply(DI, f"reassign to {ANA}")
        them.reply(ANA, "approved", to=them.last(ANA))
        them.reply(BO, "approved")
        assert run.status == "ended"

    def test_until_a_day_holds_for_what_is_asked_later(self, bench, seen, people):
        them = people(TWO_OF_THREE)
        bench.start("post")

        day = (bench.clock.now() + timedelta(days=3)).date().isoformat()
        done = them.reply(ANA, f"delegate to {DI} until {day}")

        assert f"requests that would come to you go to {DI}" in done
        assert "in place of ana" in text_of(them.last(DI))
        n = len(them.mails(DI))
        bench.start("post")
        assert len(them.mails(DI)) == n + 1
        past = (bench.clock.now() - timedelta(days=3)).date().isoformat()
        assert "That day cannot be used" in them.reply(BO, f"delegate to {DI} until {past}")

    def test_takes_no_request_of_another_deployment_to_somebody_unknown_there(
        self, bench, seen, people
    ):
        them = people(TWO_OF_THREE)
        here, there = (seen(bench.start("post")) for _ in range(2))
        with bench.app.unit() as unit:
            other = unit.deployments.put("other", creator=CY, now=bench.clock.now())
            moved = update(requests).where(requests.c.run_id == there.run_id)
            unit.connection.execute(moved.values(deployment_id=other))
            unit.commit()

        day = (bench.clock.now() + timedelta(days=3)).date().isoformat()
        first = next(each for each in them.mails(ANA))
        refused = them.reply(ANA, f"delegate to {DI} until {day}", to=first)

        assert f"{DI} is nobody whom this flow may ask" in refused
        assert not them.mails(DI)
        assert here.status == there.status == "waiting"


class TestAClaim:
    def test_keeps_a_request_for_one_until_it_is_released(self, bench, seen, people):
        them = people(FIRST_COME)
        run = seen(bench.start("post"))
        assert "reply with “claim”" in text_of(them.last(BO))

        assert "The request is yours now" in them.reply(BO, "claim")
        assert "bo has claimed it and will answer" in text_of(them.last(ANA))
        assert "bo has claimed it" in them.reply(ANA, "approved", to=them.mails(ANA)[0])
        assert run.status == "waiting"
        assert "The request is released" in them.reply(BO, "release", to=them.mails(BO)[0])
        assert "That cannot be done" in them.reply(BO, "release", to=them.mails(BO)[0])
        assert "Recorded: approved" in them.reply(ANA, "approved", to=them.mails(ANA)[0])
        assert run.status == "ended"


class TestNobodyWhoAnswers:
    def test_is_reminded_then_others_are_asked_then_the_clock_answers(self, bench, seen, people):
        rule = {"name": "ana", "assign_to_email": ANA, "backup": DI, **LADDER}
        them = people({"routing_rules": [rule]})
        run = seen(bench.start("post"))
        first = them.last(ANA)
        assert "After that, “rejected” is recorded automatically." in text_of(first)

        self._wait(bench, 31)
        reminder = them.last(ANA)
        assert "has waited for 31 minutes and still needs your answer" in text_of(reminder)
        assert reminder.message["In-Reply-To"] == first.message["Message-ID"]
        assert reminder.message["Subject"] == f"Re: {first.message['Subject']}"
        self._wait(bench, 30)
        assert "ana did not answer in time, so you are asked now." in text_of(them.last(DI))
        assert "passed on to somebody else" in text_of(them.last(ANA))
        assert "no longer yours" in them.reply(ANA, "approved", to=reminder)
        self._wait(bench, 60)
        assert "closed automatically" in text_of(them.last(DI))
        assert run.responses[0].outcome == "rejected"

    @staticmethod
    def _wait(bench, minutes):
        bench.clock.forward(timedelta(minutes=minutes))
        bench.app.sweep.tick()
        bench.drain()

    def test_is_not_reminded_before_the_time_they_asked_for(self, bench, people):
        rule = {"name": "ana", "assign_to_email": ANA, "backup": DI, **LADDER}
        them = people({"routing_rules": [rule]})
        bench.start("post")

        assert "You are reminded later" in them.reply(ANA, "snooze 1 hour")
        n = len(them.mails(ANA))
        self._wait(bench, 31)
        assert len(them.mails(ANA)) == n


class TestPeopleWithAnAccount:
    def test_are_written_to_in_their_language_by_their_clock_and_others_as_the_policy_says(
        self, bench, people
    ):
        rule = {"name": "legal", "assign_to_group": "legal", "language": "fr", **LADDER}
        them = people({"groups": GROUP, "backup": DI, "language": "es", "routing_rules": [rule]})
        with bench.app.unit() as unit:
            bo = unit.members.add(BO, name="Bo Berg", now=bench.clock.now())
            unit.members.change(bo.id, language="de", zone="Asia/Tokyo")
            unit.commit()
        bench.start("post")

        languages = {each: them.last(each).message["Content-Language"] for each in (ANA, BO, CY)}
        assert languages == {ANA: "fr", BO: "de", CY: "fr"}
        assert "20:00 (Tokyo)" in text_of(them.last(BO))
        assert "Bo Berg, cy" in text_of(them.last(ANA))
        assert "Sie bekommen diese Mail" in " ".join(text_of(them.last(BO)).split())
        assert not any("Rule 'legal'" in text_of(them.last(each)) for each in (ANA, BO, CY))
        assert "Nun wird di@example.com an Ihrer Stelle gefragt." in them.reply(
            BO, f"weitergeben an {DI}"
        )
        assert "à la place de Bo Berg" in text_of(them.last(DI))
        assert "passed it on" not in text_of(them.last(DI))

    def test_are_not_written_to_where_the_policy_wants_no_mail(self, bench, people):
        people({"email_notifications": False})
        bench.start("post")

        assert not bench.posted


class TestSomebodyWhoIsAway:
    def test_has_the_next_in_line_asked_as_well_and_the_owner_told(self, bench, seen, people):
        rule = {"name": "bo", "assign_to_email": BO, "backup": DI}
        them = people({"routing_rules": [rule]})
        run = seen(bench.start("post"))
        asked = them.last(BO)

        raw = reply_to(
            asked, "I am on holiday until 3 February 2030.", Auto_Submitted="auto-replied"
        )
        bench.receive(raw, sender=BO, recipient=reply_address(asked))

        assert "You are asked in place of bo." in text_of(them.last(DI))
        notice = text_of(them.last(ANA))
        assert "away until 3 February 2030" in notice
        assert "di is asked as well now" in notice
        assert "Recorded: approved" in them.reply(DI, "approved")
        assert run.status == "ended"
        assert "di has answered it." in text_of(them.last(BO))


class TestAStarterWhoMayNotApprove:
    def test_is_told_so_and_may_still_refuse(self, bench, seen, people):
        them = people({"routing_rules": [{"name": "r", "assign_to_email": ANA, "four_eyes": True}]})
        run = seen(bench.start("post", starter=ANA))

        assert "Somebody else must approve this" in them.reply(ANA, "approved")
        assert run.status == "waiting"
        assert "Recorded: rejected" in them.reply(ANA, "rejected", to=them.mails(ANA)[0])


class TestARouteThatWantsMoreProof:
    def test_takes_neither_an_answer_nor_a_command_by_an_unproved_mail(self, bench, seen, people):
        rule = {"name": "r", "assign_to_email": ANA, "minimum_verification": "aligned"}
        them = people({"routing_rules": [rule]})
        run = seen(bench.start("post"))

        for words in ("approved", "claim"):
            assert "needs a stronger proof" in them.reply(ANA, words, to=them.mails(ANA)[0])
        assert run.status == "waiting"
