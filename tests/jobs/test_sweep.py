"""What becomes of a question that nobody answers, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from signoff.errors import RequestClosed
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.inbox.plan_text import plan_json
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Source, Verification
from signoff.jobs.answer import Answer
from signoff.jobs.sweep import PUT_OFF
from signoff.store.queries import find_run
from signoff.store.tables import requests
from tests.jobs.late import CEM, DEE, HOUR, ask, hours
from tests.support.many_requests import DONE_BY, fill, n_done
from tests.way.cast import ANA

PATIENCE_S = 60


class TestAQuestionWithALadder:
    def test_is_reminded_of_handed_on_and_at_last_fails_its_run(self, late_bench):
        late = ask(
            late_bench,
            hours(1, Act.REMIND),
            hours(2, Act.ADD, who=CEM),
            hours(3, Act.ESCALATE),
            hours(4, Act.FAIL),
            backup=(DEE,),
        )

        assert late_bench.wait(HOUR - timedelta(seconds=1)) == 0
        assert late_bench.wait(timedelta(seconds=1)) == 1
        assert late.mails == [(ANA, "request"), (ANA, "reminder")]
        assert late.facts("request.reminded") == [{"act": "remind", "step": 0, "n_reminded": 1}]

        assert late_bench.wait(HOUR) == 1
        assert late.asked == [ANA, CEM]

        assert late_bench.wait(HOUR) == 1
        assert late.asked == [DEE]
        assert late.facts("request.escalated") == [{"act": "escalate", "step": 2}]
        assert late_bench.posted[-1].recipient == DEE

        assert late_bench.wait(HOUR) == 1
        assert late.request.status is RequestStatus.EXPIRED
        assert late.asked == []
        assert late_bench.posted[-1].recipient == DEE
        assert late.run.status == "failed"
        with late_bench.app.reading() as connection:
            error = find_run(connection, late.run.run_id).error
        assert error.startswith(f"Request {late.request.id} of ")
        assert "within 4 hours" in error
        assert late_bench.wait(99 * HOUR) == 0

    def test_whose_people_are_late_to_a_standstill_gets_one_reminder_or_its_end(self, late_bench):
        ladder = (
            hours(1, Act.REMIND),
            hours(2, Act.REMIND),
            hours(9, Act.ESCALATE),
            hours(10, Act.FAIL),
        )
        late = ask(late_bench, *ladder, backup=(DEE,))

        late_bench.wait(3 * HOUR)
        assert late.facts("request.reminded") == [
            {"act": "remind", "step": 1, "n_reminded": 1, "skipped": ["remind"]}
        ]

        late_bench.wait(24 * HOUR)
        assert late.request.status is RequestStatus.EXPIRED
        assert late.facts("request.escalated") == []

    def test_goes_on_where_nobody_is_to_be_found(self, late_bench):
        late = ask(
            late_bench,
            hours(1, Act.ADD, who="a group that is gone"),
            hours(2, Act.REASSIGN, who="no address @"),
            hours(3, Act.ESCALATE),
            hours(4, Act.REMIND),
        )

        late_bench.wait(3 * HOUR)

        assert late.facts("request.timeout_refused") == [
            {"act": "add", "step": 0, "reason": "nobody_to_ask"},
            {"act": "reassign", "step": 1, "reason": "nobody_to_ask"},
            {"act": "escalate", "step": 2, "reason": "nobody_to_ask"},
        ], "the creator, who would be the backup, is asked already"
        assert late.asked == [ANA]
        late_bench.wait(HOUR)
        assert len(late.facts("request.reminded")) == 1

    def test_asks_a_named_person_in_place_of_the_others_or_with_them(self, late_bench):
        alone = ask(late_bench, hours(1, Act.ESCALATE, who=DEE))
        both = (Stage((ANA, CEM), needed=2),)
        several = ask(late_bench, hours(1, Act.ESCALATE, who=DEE), stages=both)
        refused = ask(late_bench, hours(1, Act.REASSIGN, who=DEE), stages=both)

        late_bench.wait(HOUR)

        assert alone.asked == [DEE]
        assert alone.mails[-1] == (DEE, "escalated")
        assert several.asked == [ANA, DEE]
        assert several.facts("request.escalated") == [{"act": "escalate", "step": 0, "to": [DEE]}]
        [fact] = refused.facts("request.timeout_refused")
        assert fact["reason"] == "too_few_would_be_asked"


class TestTheEnd:
    def test_of_a_short_time_is_told_in_minutes(self, late_bench):
        late = ask(late_bench, LadderStep(1, Act.FAIL))

        late_bench.wait(timedelta(minutes=1))

        with late_bench.app.reading() as connection:
            assert "not answered within 1 minute." in find_run(connection, late.run.run_id).error

    def test_is_what_the_plan_says_and_never_an_approval_that_it_does_not_allow(self, late_bench):
        allowed = {"may_approve_on_timeout": True}
        expired = ("expired", None, "failed")
        # case, flow, the last step, the plan, (request, outcome, run), why it was refused
        cases = [
            (
                "a refusal",
                "post",
                ("answer", "rejected"),
                {},
                ("answered", "rejected", "ended"),
                [],
            ),
            ("fail", "post", ("fail", None), allowed, expired, []),
            (
                "no leave to approve",
                "post",
                ("answer", "approved"),
                {},
                expired,
                ["approval_not_allowed"],
            ),
            (
                "leave to approve",
                "post",
                ("answer", "approved"),
                allowed,
                ("answered", "approved", "ended"),
                [],
            ),
            (
                "approve without leave",
                "post",
                ("approve", None),
                {},
                expired,
                ["approval_not_allowed"],
            ),
            ("approve", "post", ("approve", None), allowed, ("answered", "approved", "ended"), []),
            (
                "nothing that approves",
                "post",
                ("approve", None),
                allowed | {"outcomes": ["rejected", "needs_revision"]},
                expired,
                ["no_outcome"],
            ),
            ("not on offer", "post", ("answer", "maybe"), allowed, expired, ["not_offered"]),
            (
                "a default",
                "post",
                ("answer", None),
                {},
                ("answered", "needs_revision", "waiting"),
                [],
            ),
            ("no outcome at all", "two", ("answer", None), {}, expired, ["no_outcome"]),
            ("words", "words", ("answer", None), {}, ("answered", None, "ended"), []),
            ("approved words", "words", ("approve", None), {}, expired, ["approval_not_allowed"]),
        ]
        asked = [
            ask(late_bench, LadderStep(60, Act(act), outcome=outcome), flow=flow, **plan)
            for _, flow, (act, outcome), plan, *_ in cases
        ]

        late_bench.wait(HOUR)

        for late, (case, *_, (status, outcome, run), reasons) in zip(asked, cases, strict=True):
            response = late.response
            assert late.request.status == status, case
            assert (response and response.outcome) == outcome, case
            assert late.run.status == run, case
            refused = late.facts("request.timeout_refused")
            assert [fact["reason"] for fact in refused] == reasons, case

    def test_by_the_clock_is_on_record_as_such_and_people_are_told(self, late_bench):
        late = ask(late_bench, hours(1, Act.ANSWER, outcome="rejected"))

        late_bench.wait(HOUR)

        response = late.response
        assert (response.source, response.responder, response.channel) == (
            Source.TIMEOUT,
            "clock",
            "timeout",
        )
        assert (response.verification, response.feedback) == (Verification.NONE, "")
        [fact] = late.facts("request.answered")
        assert (fact["source"], fact["outcome"]) == ("timeout", "rejected")
        assert late.mails == [(ANA, "request"), (ANA, "taken")]
        with pytest.raises(RequestClosed, match="clock gave 'rejected'"):
            late_bench.app.answer(answer_of(late.request.id))

    def test_is_left_to_the_backup_for_as_long_again_where_the_clock_may_not_approve(
        self, late_bench
    ):
        late = ask(late_bench, hours(2, Act.ANSWER, outcome="approved"), backup=(DEE,))

        late_bench.wait(3 * HOUR)
        assert late.asked == [DEE]
        assert [fact["reason"] for fact in late.facts("request.timeout_refused")] == [
            "approval_not_allowed"
        ]
        assert len(late.facts("request.escalated")) == 1

        assert late_bench.wait(2 * HOUR - timedelta(seconds=1)) == 0
        assert late_bench.wait(timedelta(seconds=1)) == 1
        assert late.request.status is RequestStatus.EXPIRED
        assert late.run.status == "failed"


class TestARequestWithWhichSomethingIsWrong:
    def test_holds_up_no_other_and_is_tried_again_later(self, late_bench, caplog):
        bad, good = (ask(late_bench, hours(1, Act.FAIL)) for _ in range(2))
        plan = plan_json(bad.request.plan)
        set_plan(late_bench, bad.request.id, {"ladder": "nonsense"})
        bad_id = bad.run.run_id

        late_bench.wait(HOUR)
        assert good.request.status is RequestStatus.EXPIRED
        [record] = [record for record in caplog.records if record.name == "signoff.jobs.sweep"]
        assert record.levelname == "ERROR"

        with late_bench.app.reading() as connection:
            held = connection.execute(
                select(requests.c.id).where(requests.c.run_id == bad_id)
            ).scalar_one()
        assert record.request_id == held
        set_plan(late_bench, held, plan)
        assert late_bench.wait(PUT_OFF - timedelta(seconds=1)) == 0
        assert late_bench.wait(timedelta(seconds=1)) == 1
        assert bad.request.status is RequestStatus.EXPIRED


def set_plan(bench, request_id, plan):
    with bench.app.unit() as unit:
        unit.connection.execute(
            update(requests).where(requests.c.id == request_id).values(plan=plan)
        )
        unit.commit()


def answer_of(request_id):
    return Answer(request_id, "", "approved", ANA, "api", Verification.TOKEN)


class TestAnAnswerAtTheInstantOfTheDeadline:
    def test_wins_or_is_told_and_the_run_goes_on_once(self, late_bench):
        won = Counter()
        for _ in range(4):
            late = ask(late_bench, hours(1, Act.ANSWER, outcome="rejected"))
            late_bench.clock.forward(HOUR)
            both = Barrier(2)

            def by_person(request_id=late.request.id, both=both):
                both.wait(PATIENCE_S)
                try:
                    late_bench.app.answer(answer_of(request_id))
                except RequestClosed as error:
                    return str(error)
                return ANA

            def by_clock(both=both):
                both.wait(PATIENCE_S)
                return late_bench.app.sweep.tick()

            with ThreadPoolExecutor(2) as pool:
                said, _ = pool.submit(by_person), pool.submit(by_clock)
                told = said.result(PATIENCE_S)
            late_bench.drain()

            responder = late.response.responder
            won[responder] += 1
            assert told == ANA if responder == ANA else "clock gave 'rejected'" in told
            assert late.run.kinds.count("request.answered") == 1
            assert late.run.kinds.count("run.resumed") == 1
            assert late.run.status == "ended"
        assert set(won) <= {ANA, "clock"}


class TestManyRequests:
    def test_are_each_done_once_by_two_workers(self, late_bench):
        plans = [
            Plan((Stage((ANA,)),), ladder=(LadderStep(60, act, outcome=outcome),), backup=(CEM,))
            for act, outcome in ((Act.ANSWER, "rejected"), (Act.FAIL, None), (Act.ESCALATE, None))
        ]
        fill(late_bench.app, plans, n_pending=600, n_due=60)
        both = Barrier(2)

        def work():
            sweep = replace(late_bench.app.sweep, batch=7)
            both.wait(PATIENCE_S)
            n_taken = 0
            while taken := sweep.tick():
                n_taken += taken
            return n_taken

        with ThreadPoolExecutor(2) as pool:
            taken = [pool.submit(work), pool.submit(work)]
            assert sum(each.result(PATIENCE_S) for each in taken) == 60

        done = n_done(late_bench.app)
        assert sum(n for n, _ in done.values()) == 60
        assert {most for _, most in done.values()} == {1}
        assert set(done) == set(DONE_BY)
        with late_bench.app.reading() as connection:
            still = select(requests.c.id).where(requests.c.status == "pending")
            assert len(connection.execute(still).all()) == 540 + done[Act.ESCALATE][0]
