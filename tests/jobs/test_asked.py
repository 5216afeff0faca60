"""Who is asked, and told so, on both databases: mails, tickets, races, and answers taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from signoff import Flow, human_feedback, listen, or_, start
from signoff.errors import (
    FourEyes,
    NotActive,
    NotYours,
    PlanRefuses,
    RequestClosed,
    RunBusy,
    RunOver,
)
from signoff.inbox.access import EVERYTHING
from signoff.inbox.agreement import Counted, Decided, StagePassed
from signoff.inbox.delegation import new_delegation
from signoff.inbox.policy_text import read_policy
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.cancel import cancel_run
from signoff.jobs.stand_in import ask_next, delegate, end_delegation
from signoff.jobs.undo import undo
from signoff.store.aliases import add_alias
from signoff.store.membership import Actor, add_person, admit, set_active
from signoff.store.workers import Worker
from signoff.testing import open_workbench
from tests.jobs.late import Late
from tests.way.cast import ANA, FLOWS, Seen
from tests.way.mails import reply_address, reply_to, text_of
from tests.way.stage import prepare

BO, CY, DEE = "bo@example.com", "cy@example.com", "dee@example.com"
PATIENCE_S = 60


class EagerFlow(Flow):
    """Asks about a draft, and again when a better one comes meanwhile."""

    @start()
    def write(self):
        return "draft"

    @start()
    @human_feedback(message="Is there news?", emit=["news", "none"])
    def look(self):
        return "the wire"

    @human_feedback(message="Publish?", emit=["approved", "rejected"])
    @listen(or_("write", "news"))
    def review(self):
        self.state["n"] = self.state.get("n", 0) + 1
        return f"draft {self.state['n']}"

    @listen("approved")
    def publish(self, result):
        return result.output


class Office:
    """An installation with a policy; ana runs it."""

    def __init__(self, bench):
        self.bench, self.app = bench, bench.app

    def ask(self, flow="post", groups=None, policy=None, **rule):
        """Ask by one rule, and return what can be seen of it."""
        text = {"groups": groups or {}, **(policy or {})}
        text["routing_rules"] = [{"name": "All", "match": {}, **rule}] if rule else []
        with self.app.unit() as unit:
            unit.policies.put(self.app.deployment_id, read_policy(text), expected_version=None)
            unit.commit()
        return Late(self.bench, Seen(self.bench, self.bench.start(flow)))

    def all_of(self, *people, **rule):
        """Ask all of these people at once."""
        return self.ask(groups={"all": {"members": list(people)}}, assign_to_group="all", **rule)

    def answer(self, late, person, outcome="approved", feedback="", **more):
        verification = Verification.SESSION
        return self.app.answer(
            Answer(late.request.id, feedback, outcome, person, "dashboard", verification, **more)
        )

    def do(self, verb, *given, **more):
        """Do something in one transaction."""
        with self.app.unit() as unit:
            found = verb(unit, *given, now=self.bench.clock.now(), **more)
            unit.commit()
        self.bench.drain()
        return found

    def close_account(self, person):
        """Let somebody have had an account here that was closed."""
        with self.app.unit() as unit:
            ours = unit.members.organisation_of(self.app.deployment_id)
            owner, now = Actor(ANA, ours, EVERYTHING), self.bench.clock.now()
            add_person(unit, person, by=owner, now=now)
            set_active(unit, unit.members.find(person), is_active=False, by=owner, now=now)
            unit.commit()

    def live_tickets(self, late, person):
        with self.app.unit() as unit:
            found = [
                unit.tickets.find_for(late.request.id, person, purpose=purpose)
                for purpose in ("reply", "web", "bounce")
            ]
        return [ticket.purpose for ticket in found if ticket and ticket.revoked_at is None]

    def at_once(self, *deeds):
        """Do things at the same instant; return what each came to, or its error."""
        ready = Barrier(len(deeds))

        def run(deed):
            ready.wait(PATIENCE_S)
            try:
                return deed()
            except (RequestClosed, NotYours) as error:
                return error

        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(run, deeds))


@pytest.fixture
def office(tmp_path, databases):
    flows = {**FLOWS, "eager": EagerFlow}
    database = databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", flows, database=database, creator=ANA)
    yield Office(bench)
    bench.app.engine.dispose()


class TestTwoOfThree:
    def test_decide_together_and_the_third_is_told(self, office):
        late = office.all_of(ANA, BO, CY, needed=2)
        assert late.asked == [ANA, BO, CY]
        assert late.mails == [(ANA, "request"), (BO, "request"), (CY, "request")]

        assert office.answer(late, ANA, feedback="Good.").verdict == Counted(1, 2, (BO, CY))
        with office.app.unit() as unit:
            n_reminded = office.app.asked.remind(
                unit, unit.requests.get(late.request.id), now=office.bench.clock.now()
            )
        assert n_reminded == 2
        taken = office.answer(late, BO, feedback="Very.")

        office.bench.drain()
        assert isinstance(taken.verdict, Decided)
        assert sorted(late.mails[3:]) == [(ANA, "taken"), (CY, "taken")]
        assert late.asked == []
        assert late.run.result == f"published: {ANA}: Good.\n{BO}: Very."
        with pytest.raises(RequestClosed, match=f"{BO} gave 'approved'"):
            office.answer(late, CY)

    def test_keep_what_the_deciding_one_thought_of_it(self, office):
        late = office.all_of(ANA, BO, needed=2)

        office.answer(late, ANA, rating=2, comment="Long.")
        with office.app.unit() as unit:
            [vote] = unit.votes.of_stage(late.request.id, 0)
        taken = office.answer(late, BO, rating=5, comment="Clear.")

        assert (vote.rating, vote.comment) == (2, "Long.")
        assert (taken.response.rating, taken.response.comment) == (5, "Clear.")

    def test_are_both_counted_when_they_vote_at_the_same_instant(self, office):
        late = office.all_of(ANA, BO, needed=2)

        verdicts = office.at_once(lambda: office.answer(late, ANA), lambda: office.answer(late, BO))

        assert sorted(type(each.verdict).__name__ for each in verdicts) == ["Counted", "Decided"]
        office.bench.drain()
        assert late.run.status == "ended"
        assert len(late.facts("request.voted")) == 2
        with office.app.unit() as unit:
            kinds = [event.kind.value for event in unit.trail.of_run(late.run.run_id)]
        assert (kinds.count("request.answered"), kinds.count("run.resumed")) == (1, 1)


class TestTwoStages:
    def test_ask_the_second_when_the_first_has_agreed(self, office):
        stages = [{"assign_to_email": BO}, {"assign_to_email": CY}]
        late = office.ask(stages=stages)

        taken = office.answer(late, BO)

        assert isinstance(taken.verdict, StagePassed)
        assert late.asked == [CY]
        assert late.mails == [(BO, "request"), (BO, "taken"), (CY, "request")]
        assert office.live_tickets(late, BO) == []
        assert len(office.live_tickets(late, CY)) == 3
        office.answer(late, CY, "rejected")
        office.bench.drain()
        assert late.run.result == "archived"


class TestARequestThatIsPassedOn:
    def test_is_asked_of_others_alone_whose_mails_and_tickets_are_new(self, office):
        late = office.ask(assign_to_email=BO)

        office.do(office.app.asked.reassign, late.request, [CY], by=BO, why="Cy knows it.")

        assert late.asked == [CY]
        assert late.mails == [(BO, "request"), (CY, "request")], "who did it needs no mail"
        assert (office.live_tickets(late, BO), len(office.live_tickets(late, CY))) == ([], 3)
        with pytest.raises(NotYours, match=f"is asked of {CY}, not of {BO}"):
            office.answer(late, BO)
        assert late.facts("request.reassigned") == [{"from": [BO], "to": [CY]}]
        assert office.answer(late, CY).response.responder == CY

    def test_goes_to_the_backup_once_or_else_to_who_runs_the_flow(self, office):
        for backup, to in ((DEE, DEE), (None, ANA)):
            more = {} if backup is None else {"backup": backup}
            late = office.ask(assign_to_email=BO, **more)

            assert office.do(office.app.asked.escalate, late.request, by="clock") is True
            assert late.asked == [to]
            assert late.mails == [(BO, "request"), (BO, "taken"), (to, "escalated")]
            assert office.do(office.app.asked.escalate, late.request, by="clock") is False

    def test_keeps_those_who_must_agree_where_the_backup_alone_is_too_few(self, office):
        late = office.all_of(BO, CY, needed=2, backup=DEE)

        assert office.do(office.app.asked.escalate, late.request, by="clock") is True

        assert late.asked == [BO, CY, DEE]

    def test_is_answered_or_passed_on_but_not_both(self, office):
        late = office.ask(assign_to_email=BO)
        request = late.request

        told = office.at_once(
            lambda: office.answer(late, BO),
            lambda: office.do(office.app.asked.reassign, request, [CY], by=ANA, why=""),
        )

        refused = [each for each in told if isinstance(each, Exception)]
        assert len(refused) == 1
        is_answered = late.request.status is RequestStatus.ANSWERED
        assert isinstance(refused[0], RequestClosed if is_answered else NotYours)
        assert late.asked == ([] if is_answered else [CY])


class TestAClaim:
    def test_and_an_answer_of_another_at_the_same_instant_leave_one_winner(self, office):
        late = office.all_of(BO, CY)
        request = late.request

        told = office.at_once(
            lambda: office.answer(late, BO),
            lambda: office.do(office.app.asked.claim, request, CY),
        )

        refused = [each for each in told if isinstance(each, Exception)]
        assert len(refused) == 1
        is_answered = late.request.status is RequestStatus.ANSWERED
        assert (late.request.claimed_by is None) == is_answered
        assert isinstance(refused[0], RequestClosed if is_answered else NotYours)

    def test_tells_the_others_and_a_release_reminds_them(self, office):
        late = office.all_of(BO, CY)
        office.do(office.app.asked.claim, late.request, CY)
        assert late.mails[2:] == [(BO, "taken")]

        assert office.do(office.app.asked.remind, late.request) == 1
        assert late.mails[3:] == [(CY, "reminder")]

        office.do(office.app.asked.release, late.request, CY)
        assert late.mails[4:] == [(BO, "reminder")]
        assert office.answer(late, BO).request.status is RequestStatus.ANSWERED


class TestNotificationsThatAreOff:
    def test_ask_without_a_mail(self, office):
        late = office.ask(policy={"email_notifications": False})

        assert late.asked == [ANA]
        assert late.mails == []
        assert office.do(office.app.asked.remind, late.request) == 1
        assert late.mails == []


class TestAnUndoWindow:
    def test_lets_an_answer_be_taken_back_until_the_run_goes_on(self, office):
        late = office.ask(policy={"undo_seconds": 30}, assign_to_email=BO)
        office.answer(late, BO, "rejected", "Misread.")
        office.bench.drain()
        assert late.run.status == "waiting"
        assert len(office.live_tickets(late, BO)) == 3

        office.do(undo, late.request.id, by=BO)
        assert (late.request.status, late.asked) == (RequestStatus.PENDING, [BO])
        office.bench.clock.forward(timedelta(seconds=40))
        office.bench.drain()
        assert late.run.status == "waiting", "nothing goes on from what was taken back"

        office.answer(late, BO)
        office.bench.drain()
        assert late.run.status == "waiting"
        office.bench.clock.forward(timedelta(seconds=32))
        office.bench.drain()
        assert late.run.status == "ended"
        assert late.run.result.startswith("published")


class TestANewerVersion:
    def test_puts_the_older_one_aside_and_the_run_ends_by_the_newer(self, office):
        late = office.ask(flow="eager", assign_to_email=BO)
        wire, first = sorted(late.run.requests, key=lambda each: each.ask.method)
        assert (wire.ask.method, first.ask.key) == ("look", "review#1")

        office.app.answer(Answer(wire.id, "", "news", BO, "api", Verification.TOKEN))
        office.bench.drain()

        [old, new] = [each for each in late.run.requests if each.ask.method == "review"]
        assert (old.status, old.superseded_by) == (RequestStatus.CANCELLED, new.id)
        with pytest.raises(RequestClosed, match=f"newer one, at /requests/{new.id}"):
            office.app.answer(Answer(old.id, "", "approved", BO, "api", Verification.TOKEN))
        office.app.answer(Answer(new.id, "", "approved", BO, "api", Verification.TOKEN))
        office.bench.drain()
        assert (late.run.status, late.run.result) == ("ended", "draft 2")


class TestADelegation:
    def test_hands_over_what_waits_and_what_comes_until_it_ends(self, office):
        late = office.ask(assign_to_email=BO)
        now = office.bench.clock.now()
        made = new_delegation(BO, CY, ends_at=now + timedelta(days=3), by=BO, now=now)

        assert office.do(lambda unit, now: delegate(office.app.asked, unit, made, now=now)) == 1

        assert late.asked == [CY]
        assert late.mails == [(BO, "request"), (BO, "taken"), (CY, "request")]
        assert office.ask(assign_to_email=BO).asked == [CY]
        office.do(lambda unit, now: end_delegation(unit, made, by=BO, now=now))
        assert office.ask(assign_to_email=BO).asked == [BO]


class TestSomebodyWhoIsAway:
    def test_has_the_next_in_line_asked_beside_them(self, office):
        groups = {"finance": {"members": [BO, CY], "choose": "round_robin"}}
        cases = (
            ({"assign_to_group": "finance"}, BO, CY),
            ({"assign_to_email": BO, "backup": DEE}, BO, DEE),
            ({"assign_to_email": BO}, BO, None),
        )
        for rule, absent, expected in cases:
            late = office.ask(groups=groups, **rule)

            asked = office.do(
                lambda unit, now, late=late, absent=absent: ask_next(
                    office.app.asked, unit, late.request, absent, now=now
                )
            )

            assert (asked, late.asked) == (expected, [absent, *([expected] if expected else [])])


class TestSomebodyWithTwoAddresses:
    def test_is_one_of_four_eyes_and_votes_once(self, office):
        other, desk = "ana@home.example", "desk@example.com"
        late = office.all_of(ANA, other, BO, needed=2)
        guarded = office.all_of(desk, BO, four_eyes=True)
        self.are_aliases(office, (other, ANA), (desk, "author@example.com"))

        office.answer(late, ANA)
        assert office.answer(late, other).verdict == Counted(1, 2, (ANA, BO))
        assert isinstance(office.answer(late, BO).verdict, Decided)

        with pytest.raises(FourEyes):
            office.answer(guarded, desk)
        assert guarded.request.status is RequestStatus.PENDING

    def test_is_asked_once_and_somebody_else_makes_up_the_number(self, office):
        other, desk = "ana@home.example", "desk@example.com"
        self.are_aliases(office, (other, ANA), (desk, "author@example.com"))

        late = office.all_of(ANA, other, needed=2, backup=CY)
        assert late.asked == [ANA, CY]
        assert f"{other} is the same person as {ANA}, who is asked." in late.request.plan.why
        alone = office.all_of(ANA, other, needed=2)
        assert "2 must decide and 1 of group all may" in alone.request.plan.why
        assert alone.asked == [ANA]
        guarded = office.all_of(desk, BO, four_eyes=True)
        assert guarded.asked == [BO], "who started it cannot approve under another address"

    def test_is_not_asked_again_by_whoever_passes_it_on(self, office):
        other = "ana@home.example"
        self.are_aliases(office, (other, ANA))
        late = office.all_of(ANA, BO, needed=2)

        office.do(office.app.asked.add, late.request, other, why="You too", by=BO)
        assert late.asked == [ANA, BO]
        with pytest.raises(PlanRefuses, match="only 1 would be asked"):
            office.do(office.app.asked.reassign, late.request, [ANA, other], why="", by=BO)
        assert not office.do(office.app.asked.hand_to, late.request, BO, other, why="", by=BO)

    def are_aliases(self, office, *pairs):
        with office.app.unit() as unit:
            for alias, person in pairs:
                add_alias(unit, alias, person, by=BO, now=office.bench.clock.now())
            unit.commit()


class TestSomebodyWhoLeft:
    def test_answers_nothing_by_mail_and_is_told_so(self, office):
        late = office.all_of(BO, CY)
        office.close_account(BO)
        asked = next(posted for posted in office.bench.posted if posted.recipient == BO)

        for words in ("approved", "claim", f"reassign to {CY}"):
            raw = reply_to(asked, words)
            office.bench.receive(raw, sender=BO, recipient=reply_address(asked))
            assert "Your account here was closed" in text_of(office.bench.posted[-1]), words
        assert late.request.status is RequestStatus.PENDING
        with pytest.raises(NotActive):
            office.answer(late, BO)
        office.answer(late, CY)
        office.bench.drain()
        assert late.run.status == "ended"

    def test_is_asked_no_more_but_the_others_or_who_runs_the_flow(self, office):
        office.close_account(BO)

        among = office.all_of(BO, CY)
        alone = office.all_of(BO)

        assert among.mails == [(CY, "request")]
        assert f"{BO} is not here any more" in among.request.plan.why
        assert alone.mails == [(ANA, "request")]

    def test_is_written_to_no_more_where_somebody_asks_them_all_the_same(self, office):
        late = office.all_of(BO, CY)
        office.close_account(BO)

        office.do(office.app.asked.remind, late.request)

        assert sorted(late.mails[2:]) == [(ANA, "notice"), (CY, "reminder")]

    def test_and_created_the_deployment_is_stood_in_for_when_it_is_late(self, office):
        late = office.all_of(BO)
        now = office.bench.clock.now()
        with office.app.unit() as unit:
            by = Actor(ANA, unit.members.organisation_of(office.app.deployment_id))
            admit(unit, CY, "owner", by=by, now=now)
            set_active(unit, unit.members.find(ANA), is_active=False, by=by, now=now)
            unit.commit()

        assert office.do(office.app.asked.escalate, late.request, by="clock") is True

        assert late.mails == [(BO, "request"), (BO, "taken"), (CY, "escalated")]


class TestARunThatIsCancelled:
    def test_asks_nobody_any_more_and_tells_them_so(self, office):
        late = office.all_of(ANA, BO, needed=2)
        office.answer(late, ANA)

        office.do(_cancel, late.request.run_id, by=CY, office=office)

        assert late.run.status == "cancelled"
        assert late.request.status is RequestStatus.CANCELLED
        assert sorted(late.mails[2:]) == [(ANA, "taken"), (BO, "taken")]
        assert office.live_tickets(late, BO) == []
        with pytest.raises(RequestClosed, match="is cancelled"):
            office.answer(late, BO)
        with pytest.raises(RunOver, match="is cancelled already"):
            office.do(_cancel, late.request.run_id, by=CY, office=office)

    def test_is_left_alone_while_a_worker_advances_it(self, office):
        late = office.all_of(ANA)
        with office.app.unit() as unit:
            unit.workers.beat(Worker("other", "", 1, office.bench.clock.now()))
            unit.runs.claim(
                late.request.run_id, worker="other", job="a", live_since=office.bench.clock.now()
            )
            unit.commit()

        with pytest.raises(RunBusy, match="It goes on"):
            office.do(_cancel, late.request.run_id, by=CY, office=office)

        assert late.request.status is RequestStatus.PENDING


def _cancel(unit, run_id, *, by, now, office):
    return cancel_run(unit, run_id, asked=office.app.asked, worker="w", by=by, now=now)


class TestAMailThatComesLate:
    def late(self, office, person, asked):
        """Let somebody answer a mail of before; return what they are told."""
        raw = reply_to(asked, "approved")
        office.bench.receive(raw, sender=person, recipient=reply_address(asked))
        office.bench.drain()
        told = office.bench.posted[-1]
        assert told.recipient == person
        return " ".join(text_of(told).split())

    def mail_to(self, office, person):
        return next(each for each in reversed(office.bench.posted) if each.recipient == person)

    def test_says_that_the_stage_has_passed_and_who_is_asked_now(self, office):
        late = office.ask(stages=[{"assign_to_email": BO}, {"assign_to_email": CY}])
        asked = self.mail_to(office, BO)
        office.answer(late, BO)
        office.bench.drain()

        told = self.late(office, BO, asked)

        assert "Enough people have agreed, and the next ones are asked now." in told
        assert "Asked now: cy" in told
        assert "When: Monday 7 January 2030, " in told

    def test_says_to_whom_it_was_given_or_what_was_decided_there(self, office):
        late = office.ask(assign_to_email=BO)
        asked = self.mail_to(office, BO)
        office.do(office.app.asked.reassign, late.request, [CY], by=BO, why="Yours")
        office.bench.drain()

        assert "It was passed on to somebody else. When: Monday" in self.late(office, BO, asked)
        office.answer(late, CY)
        assert f"{CY} gave “approved”" in self.late(office, BO, asked)

    def test_leads_to_the_newer_version_and_says_how_that_ended(self, office):
        late = office.ask(flow="eager", assign_to_email=BO)
        wire, first = sorted(late.run.requests, key=lambda each: each.ask.method)
        with office.app.unit() as unit:
            sent = unit.deliveries.of_request(first.id)[0]
        asked = next(
            each
            for each in office.bench.posted
            if sent.message_id in str(each.message["Message-ID"])
        )
        office.app.answer(Answer(wire.id, "", "news", BO, "api", Verification.TOKEN))
        office.bench.drain()
        new = next(each for each in late.run.requests if each.ask.revision == 2)

        told = self.late(office, BO, asked)
        assert "There is a newer version of it." in told
        token = told.rpartition("/answer/")[2].split()[0]
        with office.app.unit() as unit:
            ticket = unit.tickets.find(office.app.outbox.keys.parse(token).ticket_id)
        assert (ticket.request_id, ticket.address) == (new.id, BO)
        office.app.answer(Answer(new.id, "", "approved", BO, "api", Verification.TOKEN))
        assert "On the newer version: You gave “approved”" in self.late(office, BO, asked)
