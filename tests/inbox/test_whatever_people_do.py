"""Whatever people and the clock do, in whatever order, the inbox keeps its word.

A request closes once; a response stands exactly where an answer closed it; the
trail alone tells who is asked and how it ended; nobody outside is counted; a
run goes on from an answer once, and never from one that was taken back.
"""

import contextlib
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from signoff.errors import AccessError, RequestError
from signoff.inbox import asking, lifecycle
from signoff.inbox.agreement import n_needed
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import CLOSED, RequestStatus
from tests.inbox.shelf import ANA, BO, CY, DEE, NOW, Shelf, opened, said

PEOPLE = (ANA, BO, CY, DEE)
UNDO = timedelta(seconds=30)
OUTCOMES = ("yes", "no")
STATUS_AFTER = {
    "request.opened": RequestStatus.PENDING,
    "request.answered": RequestStatus.ANSWERED,
    "request.expired": RequestStatus.EXPIRED,
    "request.cancelled": RequestStatus.CANCELLED,
    "request.superseded": RequestStatus.CANCELLED,
    "request.reopened": RequestStatus.PENDING,
}

people = st.sampled_from(PEOPLE)
some = st.lists(people, min_size=1, max_size=4, unique=True)
stages = st.builds(
    lambda asked, needed, has_veto, is_claimed: Stage(
        tuple(asked), min(needed, len(asked)), has_veto=has_veto, is_claimed=is_claimed
    ),
    some, st.integers(1, 4), st.booleans(), st.booleans(),
)  # fmt: skip
plans = st.builds(
    lambda stages, is_four_eyes: Plan(tuple(stages), is_four_eyes=is_four_eyes, starter=DEE),
    st.lists(stages, min_size=1, max_size=2), st.booleans(),
)  # fmt: skip


class WhateverPeopleDo(RuleBasedStateMachine):
    """Opens, votes, claims, moves, expires, cancels, takes back, and lets time pass."""

    requests = Bundle("requests")

    def __init__(self):
        super().__init__()
        self.shelf = Shelf()
        self.now = NOW
        self.opened = {}
        self.resumed = {}

    @rule(target=requests, plan=plans)
    def open(self, plan):
        request = opened(self.shelf, request_id=f"q{len(self.shelf.kept)}", plan=plan, now=self.now)
        self.opened[request.id] = request  # a stale reading, which races a fresh one
        return request.id

    @rule(
        request_id=requests, person=people, outcome=st.sampled_from((*OUTCOMES, "perhaps")),
        undo=st.sampled_from((timedelta(0), UNDO)), manages=st.booleans(),
    )  # fmt: skip
    def answer(self, request_id, person, outcome, undo, manages):
        before = self._seen()
        given = said(request_id, outcome, responder=person, at=self.now)
        try:
            lifecycle.answer(
                self.shelf, given, now=self.now, permits=lambda each: each == "yes",
                may_override=manages, undo=undo,
            )  # fmt: skip
        except (RequestError, AccessError):
            assert self._seen() == before, "a refused answer left something"

    @rule(request_id=requests, person=people, to=some, manages=st.booleans())
    def reassign(self, request_id, person, to, manages):
        with contextlib.suppress(RequestError, AccessError):
            asking.reassign(
                self.shelf, self.opened[request_id], to, why="", by=person, now=self.now,
                may_override=manages,
            )  # fmt: skip

    @rule(request_id=requests, person=people, to=people)
    def hand_to(self, request_id, person, to):
        with contextlib.suppress(RequestError):
            stale = self.opened[request_id]
            asking.hand_to(self.shelf, stale, person, to, why="", by=person, now=self.now)

    @rule(request_id=requests, more=some)
    def add(self, request_id, more):
        with contextlib.suppress(RequestError):
            asking.add(self.shelf, self.opened[request_id], more, why="", by="clock", now=self.now)

    @rule(request_id=requests, person=people)
    def claim(self, request_id, person):
        with contextlib.suppress(RequestError, AccessError):
            asking.claim(self.shelf, self.opened[request_id], person, now=self.now)

    @rule(request_id=requests, person=people)
    def release(self, request_id, person):
        with contextlib.suppress(RequestError, AccessError):
            asking.release(self.shelf, self.opened[request_id], person, now=self.now)

    @rule(request_id=requests)
    def expire(self, request_id):
        with contextlib.suppress(RequestError):
            lifecycle.expire(self.shelf, self.shelf.kept[request_id], now=self.now)

    @rule(request_id=requests, newer=st.sampled_from((None, "newer")))
    def cancel(self, request_id, newer):
        with contextlib.suppress(RequestError):
            request = self.shelf.kept[request_id]
            lifecycle.cancel(self.shelf, request, actor="flow", now=self.now, superseded_by=newer)

    @rule(request_id=requests, person=people)
    def take_back(self, request_id, person):
        with contextlib.suppress(RequestError, AccessError):
            lifecycle.reopen(self.shelf, request_id, by=person, now=self.now)
            assert request_id not in self.resumed, "taken back after the run went on"

    @rule(seconds=st.sampled_from((1, 10, 31)))
    def let_time_pass(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule()
    def advance(self):
        """Let every run go on that has a final answer, as jobs/advance finds it."""
        for request_id, response in self.shelf.responses.items():
            if response.final_at <= self.now:
                first = self.resumed.setdefault(request_id, response)
                assert first == response, "went on twice"

    @invariant()
    def the_trail_replays_to_what_is_kept(self):
        status, asked = {}, {}
        for event in self.shelf.events:
            kind = event.kind.value
            if kind in STATUS_AFTER:
                is_back = kind == "request.reopened"
                assert (status.get(event.subject) in CLOSED) == is_back, "closed twice"
                status[event.subject] = STATUS_AFTER[kind]
            if kind == "request.assigned":
                asked.setdefault(event.subject, []).append(event.data["assignee"])
            elif kind == "request.stage_passed":
                asked[event.subject] = []
            elif kind == "request.reassigned":
                stays = {*event.data["to"], *self._voters(event.subject)}
                left = [each for each in asked[event.subject] if each in stays]
                asked[event.subject] = left
        assert status == {key: request.status for key, request in self.shelf.kept.items()}
        for key, request in self.shelf.kept.items():
            if request.status is RequestStatus.PENDING:
                assert set(asking.asked_of(self.shelf, request)) <= set(asked[key])
                assert request.assignee in asking.asked_of(self.shelf, request)
                assert request.claimed_by in (None, *asking.asked_of(self.shelf, request))

    @invariant()
    def a_response_stands_exactly_where_an_answer_closed(self):
        answered = {k for k, r in self.shelf.kept.items() if r.status is RequestStatus.ANSWERED}
        assert set(self.shelf.responses) == answered
        assert all(r.outcome in OUTCOMES for r in self.shelf.responses.values())

    @invariant()
    def nobody_is_asked_once_it_is_closed_and_enough_are_while_it_waits(self):
        for request in self.shelf.kept.values():
            asked = asking.asked_of(self.shelf, request)
            if request.status is RequestStatus.PENDING:
                assert len(asked) >= n_needed(asking.stage_of(request))
            else:
                assert asked == ()

    @invariant()
    def an_approval_was_given_by_enough_who_were_asked_and_not_by_the_starter(self):
        for request_id, response in self.shelf.responses.items():
            request = self.shelf.kept[request_id]
            plan = request.plan
            ever = {row.person for row in self.shelf.asked if row.request_id == request_id}
            agreed = self._agreed(request_id, request.stage)
            manages = any(
                event.subject == request_id and event.data.get("override")
                for event in self.shelf.facts("request.answered")
            )
            assert manages or response.responder in ever
            if response.outcome != "yes":
                continue
            if len(plan.stages) > 1 or n_needed(plan.stages[0]) > 1:
                assert agreed <= ever
                assert len(agreed) >= n_needed(plan.stages[request.stage])
                assert request.stage == len(plan.stages) - 1
            assert not (plan.is_four_eyes and DEE in {response.responder, *agreed})

    def _agreed(self, request_id, stage):
        votes = self.shelf.votes.of_stage(request_id, stage)
        return {vote.responder for vote in votes if vote.outcome == "yes"}

    def _voters(self, request_id):
        return {person for (key, _), votes in self.shelf.said.items() if key == request_id
                for person in votes}  # fmt: skip

    def _seen(self):
        shelf = self.shelf
        votes = {key: dict(given) for key, given in shelf.said.items() if given}
        return dict(shelf.kept), list(shelf.asked), votes, dict(shelf.responses), len(shelf.events)


TestWhateverPeopleDo = WhateverPeopleDo.TestCase
