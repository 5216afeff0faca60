"""What several answers come to: one table, and what people are told who may not answer."""

from datetime import timedelta

import pytest

from signoff.errors import FourEyes, NothingToUndo, NotProved, NotYours, PlanRefuses, RequestClosed
from signoff.inbox import asking, lifecycle
from signoff.inbox.agreement import Counted, Decided, StagePassed, judge
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import Ask, RequestStatus
from signoff.inbox.response import Verification
from tests.inbox.shelf import ANA, BO, CY, DEE, NOW, Shelf, opened, said

THREE = (ANA, BO, CY)
WORDS = Ask(key="k#1", method="k", message="?", content="c")


def permits(outcome):
    return outcome.startswith("yes")


def told(stage, votes, *, is_last=True, asked=THREE):
    """Return what votes like 'ana yes, bo no' come to, in short."""
    people = dict(zip(("ana", "bo", "cy", "dee"), (ANA, BO, CY, DEE), strict=True))
    parsed = [vote.split() for vote in votes.split(", ") if vote]
    given = [said("q", outcome, responder=people[name]) for name, outcome in parsed]
    verdict = judge(stage, asked=asked, votes=given, permits=permits, is_last=is_last)
    if isinstance(verdict, Decided):
        return f"{verdict.response.responder.partition('@')[0]} {verdict.response.outcome}"
    if isinstance(verdict, StagePassed):
        return f"passed with {verdict.n_given}"
    return f"{verdict.n_given} of {verdict.n_needed}"


class TestTwoOfThree:
    def test_agree_or_refuse_as_the_table_says(self):
        veto, majority = Stage(THREE, 2), Stage(THREE, 2, has_veto=False)
        table = {
            "": ("0 of 2", "0 of 2"),
            "ana yes": ("1 of 2", "1 of 2"),
            "ana no": ("ana no", "0 of 2"),
            "ana yes, bo no": ("bo no", "1 of 2"),
            "ana yes, bo yes": ("bo yes", "bo yes"),
            "ana no, bo no": ("bo no", "bo no"),
            "ana no, bo revise": ("ana no", "ana no"),
            "ana no, bo yes, cy yes": ("ana no", "cy yes"),
            "ana yes_a, bo yes_b": ("ana yes_a", "ana yes_a"),
            "ana yes_a, bo yes_b, cy yes_b": ("cy yes_b", "cy yes_b"),
            "dee yes, ana yes": ("1 of 2", "1 of 2"),
            "dee no": ("0 of 2", "0 of 2"),
        }
        for votes, expected in table.items():
            assert (told(veto, votes), told(majority, votes)) == expected, votes

    def test_do_not_decide_a_stage_that_is_followed_by_another(self):
        stage = Stage(THREE, 2)

        assert told(stage, "ana yes, bo yes", is_last=False) == "passed with 2"
        assert told(stage, "ana yes, bo no", is_last=False) == "bo no"

    def test_agree_to_one_text_or_to_none(self):
        def votes(*texts):
            return [
                said("q", "yes", responder=person)._replace(edited_output=text)
                for person, text in zip(THREE, texts, strict=False)
            ]

        def verdict(*texts):
            return judge(
                Stage(THREE, 2), asked=THREE, votes=votes(*texts), permits=permits, is_last=True
            )

        assert verdict(None, "mine") == Counted(1, 2, (BO, CY))
        assert verdict("one", "two", "three") == Counted(1, 2, (BO, CY))
        for texts, text in (((None, "mine", "mine"), "mine"), ((None, "mine", None), None)):
            decided = verdict(*texts)
            assert isinstance(decided, Decided)
            assert (decided.response.responder, decided.response.edited_output) == (CY, text)

    def test_wait_for_ever_rather_than_agree_with_fewer(self):
        assert told(Stage((ANA,), 2, has_veto=False), "ana yes", asked=(ANA,)) == "1 of 2"

    def test_are_counted_where_any_words_will_do_and_joined_with_their_names(self):
        given = [
            said("q", None, responder=person, feedback=f"I am {person[:3]}") for person in THREE
        ]
        verdict = judge(Stage(THREE, 3), asked=THREE, votes=given, permits=permits, is_last=True)

        assert verdict.response.feedback == f"{ANA}: I am ana\n{BO}: I am bo@\n{CY}: I am cy@"


def plan_of(*stages, **values):
    return Plan(stages, why="By rule.", **values)


def give(shelf, person, outcome, now=NOW, **values):
    shown = said("q1", outcome, responder=person, **values.pop("given", {}))
    return lifecycle.answer(shelf, shown, now=now, permits=permits, **values)


class TestARequestOfSeveral:
    def test_is_decided_by_the_last_who_is_needed_with_what_all_said(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage(THREE, 2)))

        first = give(shelf, ANA, "yes", given={"feedback": "Good."})
        last = give(shelf, BO, "yes", given={"feedback": "Very."})

        assert first.verdict == Counted(1, 2, (BO, CY))
        assert shelf.kept["q1"].status is RequestStatus.ANSWERED
        assert shelf.responses["q1"].feedback == f"{ANA}: Good.\n{BO}: Very."
        assert last.awaited == (CY,)
        assert len(shelf.facts("request.voted")) == 2
        assert len(shelf.facts("request.answered")) == 1

    def test_takes_another_vote_of_the_same_person_in_place_of_the_first(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage(THREE, 2, has_veto=False)))
        give(shelf, ANA, "no")

        assert give(shelf, ANA, "yes").verdict == Counted(1, 2, (BO, CY))
        assert [event.data.get("is_changed") for event in shelf.facts("request.voted")] == [
            None,
            True,
        ]

    def test_asks_the_next_stage_once_the_one_before_has_agreed(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage((ANA, BO), 2), Stage((CY,))))
        with pytest.raises(NotYours, match=f"is asked of {ANA}, {BO}, not of {CY}"):
            give(shelf, CY, "yes")
        give(shelf, ANA, "yes")

        passed = give(shelf, BO, "yes")

        assert isinstance(passed.verdict, StagePassed)
        assert (passed.moved.added, passed.moved.removed) == ((CY,), (ANA, BO))
        assert shelf.kept["q1"].assignee == CY
        with pytest.raises(NotYours):
            give(shelf, ANA, "no")
        give(shelf, CY, "yes")
        assert shelf.responses["q1"].responder == CY

    def test_counts_a_manager_as_one_more_who_is_asked(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage((ANA, BO), 2)))

        given = give(shelf, DEE, "yes", may_override=True)

        assert given.verdict == Counted(1, 2, (ANA, BO))
        assert shelf.facts("request.voted")[0].data["override"] is True
        give(shelf, BO, "yes")
        assert shelf.kept["q1"].status is RequestStatus.ANSWERED


class TestAnAnswerThatMayNotBeGiven:
    def test_is_refused_and_changes_nothing(self):
        shelf = Shelf()
        plan = plan_of(
            Stage((ANA, BO)),
            is_four_eyes=True,
            starter=ANA,
            minimum_verification=Verification.ALIGNED,
        )
        opened(shelf, plan=plan)
        before = (dict(shelf.kept), list(shelf.asked), len(shelf.events))
        weak = {"verification": Verification.MATCHED, "channel": "email"}
        cases = (
            (CY, "yes", {}, NotYours, f"not of {CY}"),
            (ANA, "yes", {}, FourEyes, "asks for four eyes"),
            (BO, "yes", weak, NotProved, "must be proved as aligned; yours is matched"),
        )
        for person, outcome, given, error, words in cases:
            with pytest.raises(error, match=words) as refused:
                give(shelf, person, outcome, given=given)
            assert str(refused.value).count(". ") == 2, "three sentences"
            assert (dict(shelf.kept), list(shelf.asked), len(shelf.events)) == before

    def test_may_refuse_where_it_may_not_approve(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage((ANA, BO)), is_four_eyes=True, starter=ANA))

        give(shelf, ANA, "no")

        assert shelf.responses["q1"].outcome == "no"

    def test_in_words_alone_is_an_approval_where_no_outcome_is_offered(self):
        shelf = Shelf()
        opened(shelf, WORDS, plan=plan_of(Stage((ANA,)), is_four_eyes=True, starter=ANA))

        with pytest.raises(FourEyes):
            give(shelf, ANA, None)

    def test_is_refused_to_a_manager_who_started_the_run_as_well(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage((BO,)), is_four_eyes=True, starter=ANA))

        with pytest.raises(FourEyes):
            give(shelf, ANA, "yes", may_override=True)

    def test_needs_nobody_to_be_asked_where_an_earlier_version_opened_the_request(self):
        shelf = Shelf()
        opened(shelf)

        give(shelf, DEE, "yes")

        assert shelf.responses["q1"].responder == DEE


class TestAClaim:
    def test_keeps_the_others_out_until_it_is_released(self):
        shelf = Shelf()
        request = opened(shelf, plan=plan_of(Stage((ANA, BO), is_claimed=True)))
        asking.claim(shelf, request, ANA, now=NOW)

        with pytest.raises(NotYours, match=f"was claimed by {ANA} at 2030-01-07 09:00 UTC") as told:
            give(shelf, BO, "yes")
        assert told.value.claimed_by == ANA
        with pytest.raises(NotYours):
            asking.claim(shelf, request, BO, now=NOW)
        with pytest.raises(NotYours):
            asking.release(shelf, request, BO, now=NOW)

        asking.release(shelf, request, ANA, now=NOW)
        give(shelf, BO, "yes")
        assert shelf.responses["q1"].responder == BO

    def test_is_no_way_where_more_than_one_must_agree(self):
        shelf = Shelf()
        request = opened(shelf, plan=plan_of(Stage(THREE, 2)))

        with pytest.raises(PlanRefuses, match="needs 2 answers, so nobody can claim it"):
            asking.claim(shelf, request, ANA, now=NOW)


class TestAReassignment:
    def test_leaves_those_who_voted_and_never_fewer_than_must_agree(self):
        shelf = Shelf()
        request = opened(shelf, plan=plan_of(Stage(THREE, 2)))
        give(shelf, ANA, "yes")

        moved = asking.reassign(shelf, request, [DEE], why="", by=BO, now=NOW)

        assert (moved.added, moved.removed) == ((DEE,), (BO, CY))
        assert asking.asked_of(shelf, request) == (ANA, DEE)
        give(shelf, DEE, "yes")
        assert shelf.kept["q1"].status is RequestStatus.ANSWERED

    def test_is_refused_where_too_few_would_be_left(self):
        shelf = Shelf()
        request = opened(shelf, plan=plan_of(Stage(THREE, 2)))

        with pytest.raises(PlanRefuses, match="only 1 would be asked: dee@"):
            asking.reassign(shelf, request, [DEE], why="", by=BO, now=NOW)
        with pytest.raises(NotYours):
            asking.reassign(shelf, request, [DEE], why="", by=DEE, now=NOW, may_override=False)
        assert asking.asked_of(shelf, request) == THREE


class TestAnAnswerThatCanBeTakenBack:
    def test_opens_the_request_again_to_those_who_were_asked(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage(THREE, 2)))
        give(shelf, ANA, "yes")
        give(shelf, BO, "yes", undo=timedelta(seconds=30))
        assert shelf.facts("request.answered")[0].data["wait_s"] > 30
        with pytest.raises(NotYours):
            lifecycle.reopen(shelf, "q1", by=CY, now=NOW)

        lifecycle.reopen(shelf, "q1", by=BO, now=NOW + timedelta(seconds=29))

        assert asking.asked_of(shelf, shelf.kept["q1"]) == THREE
        assert shelf.responses == {}
        assert give(shelf, CY, "yes").request.status is RequestStatus.ANSWERED
        [fact] = shelf.facts("request.reopened")
        assert fact.data["outcome"] == "yes"
        assert "feedback" not in fact.data

    def test_is_final_afterwards_and_says_since_when(self):
        shelf = Shelf()
        opened(shelf, plan=plan_of(Stage((ANA,))))
        with pytest.raises(NothingToUndo, match="is pending"):
            lifecycle.reopen(shelf, "q1", by=ANA, now=NOW)
        give(shelf, ANA, "yes", undo=timedelta(seconds=30))

        with pytest.raises(NothingToUndo, match="final since 2030-01-07 09:00:30 UTC"):
            lifecycle.reopen(shelf, "q1", by=ANA, now=NOW + timedelta(seconds=30))


class TestANewerVersion:
    def test_is_named_to_whoever_answers_the_old_one(self):
        shelf = Shelf()
        request = opened(shelf, plan=plan_of(Stage((ANA,))))
        lifecycle.cancel(shelf, request, actor="flow", now=NOW, superseded_by="q2")

        with pytest.raises(RequestClosed, match=r"there is a newer one.*at /requests/q2"):
            give(shelf, ANA, "yes")
        assert [event.kind.value for event in shelf.events][-1] == "request.superseded"
