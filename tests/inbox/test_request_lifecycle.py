"""Whatever people and the clock do, a request closes once and the trail agrees."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from signoff.errors import ContentChanged, RequestClosed, RequestError, UnknownOutcome
from signoff.inbox import lifecycle
from signoff.inbox.request import CLOSED, LIFECYCLE, Ask, Request, RequestStatus, Verb
from signoff.inbox.response import Response, Source, Verification

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
ASK = Ask(key="review#1", method="review", message="?", content="text", outcomes=("yes", "no"))


class Shelf:
    """The lifecycle's two collections, in memory; the real ones pass the same story in tests/store."""

    def __init__(self):
        self.kept, self.responses, self.events = {}, {}, []
        self.requests = self.trail = self

    def get(self, request_id):
        return self.kept[request_id]

    def add(self, thing):
        if isinstance(thing, Request):
            self.kept[thing.id] = thing
        else:
            self.events.append(thing)

    def close(self, request):
        if self.kept[request.id].status is not RequestStatus.PENDING:
            return False
        self.kept[request.id] = request
        return True

    def add_response(self, response):
        assert response.request_id not in self.responses, "two responses to one request"
        self.responses[response.request_id] = response

    def find_response(self, request_id):
        return self.responses.get(request_id)


def said(request_id, outcome, **changes):
    values = {
        "request_id": request_id,
        "feedback": str(outcome),
        "outcome": outcome,
        "source": Source.BUTTON,
        "responder": "ana@example.com",
        "channel": "dashboard",
        "verification": Verification.SESSION,
        "at": NOW,
    }
    return Response(**{**values, **changes})


def opened(shelf, ask=ASK, request_id="q1"):
    return lifecycle.open_request(
        shelf,
        ask,
        request_id=request_id,
        run_id="r1",
        flow="f",
        assignee="ana@example.com",
        now=NOW,
    )


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

        with pytest.raises(RequestClosed, match=r"ana@example\.com gave 'yes' by dashboard"):
            lifecycle.answer(shelf, said("q1", "no", responder="bo@example.com"), now=NOW)

        assert shelf.responses["q1"].outcome == "yes"

    def test_cannot_be_cancelled(self):
        shelf = Shelf()
        opened(shelf)
        done = lifecycle.answer(shelf, said("q1", "yes"), now=NOW)

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
    def test_leads_out_of_pending_only(self):
        assert {start for start, _ in LIFECYCLE} == {RequestStatus.PENDING}
        assert set(LIFECYCLE.values()) == CLOSED

    def test_knows_every_verb(self):
        assert {verb for _, verb in LIFECYCLE} == set(Verb)


class RequestLife(RuleBasedStateMachine):
    """Opens, answers, expires and cancels at random; a stale reader races a fresh one."""

    requests = Bundle("requests")

    def __init__(self):
        super().__init__()
        self.shelf = Shelf()
        self.stale = {}

    @rule(target=requests)
    def open(self):
        request = opened(self.shelf, request_id=f"q{len(self.shelf.kept)}")
        self.stale[request.id] = request
        return request.id

    @rule(request_id=requests, outcome=st.sampled_from(["yes", "no", "perhaps", "", None]))
    def answer(self, request_id, outcome):
        with contextlib.suppress(RequestError):
            lifecycle.answer(self.shelf, said(request_id, outcome), now=NOW)

    @rule(request_id=requests, verb=st.sampled_from([lifecycle.expire, lifecycle.cancel]))
    def close_with_a_stale_reading(self, request_id, verb):
        actor = {"actor": "author"} if verb is lifecycle.cancel else {}
        with contextlib.suppress(RequestError):
            verb(self.shelf, self.stale[request_id], now=NOW, **actor)

    @invariant()
    def the_trail_replays_to_what_is_kept(self):
        status = {}
        after = {
            "request.opened": RequestStatus.PENDING,
            "request.answered": RequestStatus.ANSWERED,
            "request.expired": RequestStatus.EXPIRED,
            "request.cancelled": RequestStatus.CANCELLED,
        }
        for event in self.shelf.events:
            if event.kind.value in after:
                assert status.get(event.subject) not in CLOSED, "closed twice"
                status[event.subject] = after[event.kind.value]
        assert status == {key: request.status for key, request in self.shelf.kept.items()}

    @invariant()
    def a_response_stands_exactly_where_an_answer_closed(self):
        answered = {k for k, r in self.shelf.kept.items() if r.status is RequestStatus.ANSWERED}
        assert set(self.shelf.responses) == answered
        assert all(r.outcome in ("yes", "no") for r in self.shelf.responses.values())


TestRequestLife = RequestLife.TestCase
