"""One request and one answer: what closes it, and what does not."""

from dataclasses import replace

import pytest

from signoff.errors import ContentChanged, RequestClosed, UnknownOutcome
from signoff.inbox import lifecycle
from signoff.inbox.request import CLOSED, LIFECYCLE, Ask, RequestStatus, Verb
from tests.inbox.shelf import ASK, NOW, Shelf, opened, said


class TestAPendingRequest:
    def test_is_closed_by_an_offered_outcome(self):
        shelf = Shelf()
        opened(shelf)

        lifecycle.answer(shelf, said("q1", "yes"), now=NOW)

        assert shelf.kept["q1"].status is RequestStatus.ANSWERED
        assert shelf.kept["q1"].closed_at == NOW
        assert [event.kind.value for event in shelf.events] == [
            "request.opened",
            "request.assigned",
            "request.answered",
        ]

    def test_stays_pending_when_the_outcome_is_not_offered(self):
        shelf = Shelf()
        opened(shelf)

        with pytest.raises(UnknownOutcome, match="Answer with one of: yes, no"):
            lifecycle.answer(shelf, said("q1", "perhaps"), now=NOW)

        assert shelf.kept["q1"].status is RequestStatus.PENDING
        assert shelf.responses == {}

    def test_stays_pending_when_the_answer_is_bound_to_other_content(self):
        shelf = Shelf()
        opened(shelf)

        with pytest.raises(ContentChanged):
            lifecycle.answer(shelf, said("q1", "yes", content_hash="0" * 64), now=NOW)

        assert shelf.kept["q1"].status is RequestStatus.PENDING

    def test_takes_any_words_when_it_offers_no_outcomes(self):
        shelf = Shelf()
        opened(shelf, Ask(key="k#1", method="k", message="?", content="c"))

        lifecycle.answer(shelf, said("q1", None, feedback="fine by me"), now=NOW)

        assert shelf.responses["q1"].feedback == "fine by me"

    def test_that_offers_no_outcomes_refuses_one_that_somebody_made_up(self):
        shelf = Shelf()
        opened(shelf, Ask(key="k#1", method="k", message="?", content="c"))

        with pytest.raises(UnknownOutcome, match="Answer in words alone"):
            lifecycle.answer(shelf, said("q1", "approved"), now=NOW)

        assert shelf.responses == {}


class TestAnAnsweredRequest:
    def test_refuses_a_second_answer_and_says_who_was_first(self):
        shelf = Shelf()
        opened(shelf)
        lifecycle.answer(shelf, said("q1", "yes"), now=NOW)

        with pytest.raises(RequestClosed, match=r"ana@example\.com gave 'yes' in the dashboard"):
            lifecycle.answer(shelf, said("q1", "no", responder="bo@example.com"), now=NOW)

        assert shelf.responses["q1"].outcome == "yes"

    def test_cannot_be_cancelled(self):
        shelf = Shelf()
        opened(shelf)
        done = lifecycle.answer(shelf, said("q1", "yes"), now=NOW).request

        with pytest.raises(RequestClosed):
            lifecycle.cancel(shelf, done, actor="author", now=NOW)


class TestWhatWasShown:
    @pytest.mark.parametrize(
        "other",
        [
            Ask(
                key="review#1", method="review", message="!", content="text", outcomes=("yes", "no")
            ),
            Ask(
                key="review#1", method="review", message="?", content="Text", outcomes=("yes", "no")
            ),
            Ask(
                key="review#1", method="review", message="?", content="text", outcomes=("no", "yes")
            ),
        ],
        ids=["message", "content", "outcomes"],
    )
    def test_has_another_hash_when_any_part_differs(self, other):
        assert other.content_hash() != ASK.content_hash()

    def test_has_the_same_hash_whatever_reads_the_answer(self):
        other = replace(ASK, approving=("yes",), model="gpt-4o-mini", asker="m:Child.review")

        assert other.content_hash() == ASK.content_hash()


class TestTheLifecycleTable:
    def test_leads_out_of_pending_and_back_from_an_answer_alone(self):
        back = {step: to for step, to in LIFECYCLE.items() if step[0] in CLOSED}
        assert back == {(RequestStatus.ANSWERED, Verb.REOPEN): RequestStatus.PENDING}
        onward = {to for (start, _), to in LIFECYCLE.items() if start is RequestStatus.PENDING}
        assert onward == CLOSED

    def test_knows_every_verb(self):
        assert {verb for _, verb in LIFECYCLE} == set(Verb)
