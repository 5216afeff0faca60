"""What is said of a request: why these people, what comes by itself, why this outcome."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from signoff.inbox.assignment import CLOSED, Assignment
from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.inbox.request import Ask, Request, RequestStatus
from signoff.inbox.response import Response, Source, Verification
from signoff.inbox.routing.explain import OnRecord, explain

ANA, BO, CY = (f"{name}@example.com" for name in ("ana", "bo", "cy"))
NOW = datetime(2026, 3, 2, 9, 14, tzinfo=UTC)
ASK = Ask(key="m#1", method="m", message="?", content="", outcomes=("approved", "rejected"))
PLAN = Plan((Stage((ANA,)),), why="Rule 'All' matches. It names ana@example.com.", rule="All")
REQUEST = Request("r1", "run1", "f", ASK, ANA, NOW, plan=PLAN)
ASKED = Assignment("1", "r1", ANA, 0, PLAN.why, "flow", NOW)


def said(plan=PLAN, *, assignments=(), votes=(), response=None, **changes):
    request = replace(REQUEST, plan=plan, **changes)
    known = OnRecord(request, assignments, votes, response)
    return explain(known, permits=lambda outcome: outcome == "approved")


def answered(outcome="approved", **changes):
    given = Response("r1", "ok", outcome, Source.EXACT, ANA, "email", Verification.ALIGNED, NOW)
    return given._replace(**changes)


class TestPeople:
    @pytest.mark.parametrize(
        ("stage", "sentence"),
        [
            (Stage((ANA,)), "ana@example.com decides."),
            (Stage((ANA, BO)), "ana@example.com and bo@example.com. One of them decides."),
            (
                Stage((ANA, BO), is_claimed=True),
                "ana@example.com and bo@example.com. The first to take it decides.",
            ),
            (
                Stage((ANA, BO, CY), 2),
                (
                    "ana@example.com, bo@example.com and cy@example.com. 2 of them must agree; one who "
                    "refuses decides against it."
                ),
            ),
            (
                Stage((ANA, BO), 2, has_veto=False),
                (
                    "ana@example.com and bo@example.com. 2 of them must agree; it is refused once too "
                    "few are left to agree."
                ),
            ),
        ],
    )
    def test_of_a_stage_decide_as_the_plan_says(self, stage, sentence):
        assert said(replace(PLAN, stages=(stage,))).people == (PLAN.why, sentence)

    def test_of_several_stages_are_told_apart_and_four_eyes_named(self):
        plan = replace(
            PLAN, stages=(Stage((ANA,)), Stage((BO,))), is_four_eyes=True, starter=CY,
            minimum_verification=Verification.ALIGNED,
        )  # fmt: skip

        assert said(plan).people[1:] == (
            "Stage 1 of 2: ana@example.com decides.",
            "Stage 2 of 2: bo@example.com decides.",
            "cy@example.com started the run and may not approve it.",
            "An answer by mail must be aligned, at least.",
        )

        anyhow = replace(PLAN, minimum_verification=Verification.NONE)
        assert (
            said(anyhow).people[-1] == "An answer by mail needs no more proof than every mail here."
        )

    def test_who_were_asked_are_listed_with_the_reason(self):
        later = NOW + timedelta(hours=1)
        rows = (
            replace(ASKED, ended_at=later, ended_why="reassigned"),
            Assignment("2", "r1", BO, 0, "She knows more.", ANA, later, ANA, later, CLOSED),
        )

        assert said(assignments=rows, claimed_by=BO).people[2:] == (
            (
                "ana@example.com was asked at 2026-03-02 09:14 UTC until 2026-03-02 10:14 UTC "
                "(reassigned): as planned."
            ),
            (
                "bo@example.com was asked in place of ana@example.com at 2026-03-02 10:14 UTC: She "
                "knows more."
            ),
            "bo@example.com has claimed it.",
        )

    def test_of_an_earlier_version_are_whoever_may(self):
        assert "whoever may answer requests may" in said(None).people[0]


class TestTime:
    def test_is_told_step_by_step(self):
        steps = (
            LadderStep(60, Act.REMIND),
            LadderStep(90, Act.ADD, BO),
            LadderStep(120, Act.ESCALATE),
            LadderStep(180, Act.FAIL),
        )
        hours = Calendar("UTC", {0: ((time(9), time(17)),)})
        plan = replace(PLAN, ladder=steps, backup=(CY,), sla_minutes=30, calendar=hours)

        assert said(plan, due_at=NOW, extended_s=600).time == (
            "The target is an answer within 30 minutes of working time.",
            "After 60 minutes of working time whoever has not answered is reminded.",
            "After 90 minutes of working time bo@example.com is asked as well.",
            "After 120 minutes of working time cy@example.com is asked instead.",
            "After 180 minutes of working time it expires and its run fails.",
            "It was given 10 minutes more.",
            "The next of this comes at 2026-03-02 09:14 UTC.",
        )

    @pytest.mark.parametrize(
        ("step", "may_approve", "part"),
        [
            (LadderStep(1, Act.ANSWER, outcome="rejected"), False, "answered with 'rejected'."),
            (LadderStep(1, Act.ANSWER, outcome="approved"), True, "answered with 'approved'."),
            (LadderStep(1, Act.ANSWER, outcome="approved"), False, "is not allowed here"),
            (LadderStep(1, Act.ANSWER, outcome="later"), True, "which is not offered"),
            (LadderStep(1, Act.APPROVE), False, "is not allowed here"),
            (LadderStep(1, Act.APPROVE), True, "it is approved."),
            (LadderStep(1, Act.ESCALATE), True, "the deployment's creator is asked instead."),
        ],
    )
    def test_tells_beforehand_what_the_clock_may_not_do(self, step, may_approve, part):
        plan = replace(PLAN, ladder=(step,), may_approve_on_timeout=may_approve)

        assert part in said(plan).time[0]

    def test_that_ends_nothing_is_said_so(self):
        assert said().time == ("It waits until somebody answers: nothing happens by itself.",)
        plan = replace(PLAN, ladder=(LadderStep(60, Act.REMIND),))
        assert said(plan).time[1:] == ("It never expires.",)


class TestAnOutcome:
    @pytest.mark.parametrize(
        ("response", "sentences"),
        [
            (
                answered(),
                (
                    ("ana@example.com gave 'approved' by email at 2026-03-02 09:14 UTC: named in so "
                    "many words."),
                    "The mail was proved to come from their address.",
                ),
            ),
            (
                answered(None, source=Source.FREE_TEXT, verification=Verification.TOKEN),
                (
                    ("ana@example.com gave an answer in words by email at 2026-03-02 09:14 UTC: "
                    "words, passed on as they are."),
                    "A program answered with their API token.",
                ),
            ),
            (
                answered(
                    responder="webhook:app", channel="webhook", verification=Verification.TOKEN
                ),
                (
                    ("webhook:app gave 'approved' by webhook at 2026-03-02 09:14 UTC: named in so "
                    "many words."),
                    "A program answered by the callback address that its webhook was given.",
                ),
            ),
            (
                answered("rejected", source=Source.TIMEOUT),
                (
                    "Nobody answered in time: the clock gave 'rejected' at 2026-03-02 09:14 UTC.",
                ),
            ),
        ],
    )  # fmt: skip
    def test_says_who_gave_it_and_how_it_was_understood(self, response, sentences):
        assert said(response=response, status=RequestStatus.ANSWERED).outcome == sentences

    def test_of_several_names_each_vote(self):
        plan = replace(PLAN, stages=(Stage((ANA,)), Stage((BO,))))

        found = said(plan, votes=[(0, answered()), (1, answered("rejected", responder=BO))])

        assert found.outcome == (
            "ana@example.com said 'approved' at stage 1 at 2026-03-02 09:14 UTC.",
            "bo@example.com said 'rejected' at stage 2 at 2026-03-02 09:14 UTC.",
            "It waits for an answer.",
        )

    def test_that_nobody_gave_says_how_it_ended(self):
        ended = {"closed_at": NOW, "status": RequestStatus.CANCELLED}

        assert said(**ended).outcome == (
            "Its run did not need an answer any more: it was cancelled at 2026-03-02 09:14 UTC.",
        )
        assert said(**ended, superseded_by="r2").outcome == (
            "Request r2 took its place at 2026-03-02 09:14 UTC: it shows a newer version.",
        )
        assert said(closed_at=NOW, status=RequestStatus.EXPIRED).outcome == (
            "Nobody answered in time: it expired at 2026-03-02 09:14 UTC.",
        )
