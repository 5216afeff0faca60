"""The 24 faults that a flow engine with people in it must not have, one test each at least.

Each test fails on its fault. Where another file goes deeper, it is named.

Doubt       1 dead model decides, 2 part of a word decides, 3 a plain label costs a model call
            (offline half of 1 to 3: what the model's own ladder does is tested with it),
            4 answers without form, 5 no end but an answer
Races       6 two workers resume, 7 decision lost with the row (test_crash.py, test_durability.py),
            8 told before stored, 9 a second kickoff overwrites, 10 the paused object cannot resume
Lost work   11 sibling cut off, 12 join forgotten, 13 two reviewers, 14 pause or error swallowed by
            or_, 15 slower branch of or_ cut off, 16 nested flow (test_nested.py), 17 history of the
            last leg only (test_legs.py), 18 charged twice (test_crash.py)
Fidelity    19 types (test_codec.py), 20 live model rebuilt, 21 renamed outcomes, 22 who hears what,
            23 a small store (test_store_contract.py), and the class's own store, 24 a hundred rounds, silent
            providers, a table that grows with every step
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from signoff import (
    Answer,
    Flow,
    HumanFeedbackPending,
    HumanFeedbackResult,
    and_,
    human_feedback,
    listen,
    or_,
    persist,
    router,
    start,
)
from signoff.errors import (
    AlreadyAnswered,
    FlowChanged,
    RunCancelled,
    UnclearReply,
)
from signoff.events import HumanFeedbackReceivedEvent, HumanFeedbackRequestedEvent, bus
from tests.flow.cast import Answers, Waits


class Release(Flow):
    """Work, a decision, and a step for each outcome."""

    @start()
    def draft(self):
        self.state["drafts"] = self.state.get("drafts", 0) + 1
        return "draft"

    @listen(draft)
    @human_feedback(
        message="Release?",
        emit=["approved", "rejected"],
        default_outcome="rejected",
        llm="gpt-4o-mini",
        provider=Waits(),
    )
    def review(self, text):
        return text

    @listen("approved")
    def release(self, result):
        self.state["released"] = True
        return "released"

    @listen("rejected")
    def shelve(self, result):
        return "shelved"


def paused(flow_class, **kwargs):
    flow = flow_class(**kwargs)
    assert isinstance(flow.kickoff(), HumanFeedbackPending)
    return flow


def loaded(flow_class, **kwargs):
    return flow_class.from_pending(paused(flow_class, **kwargs).flow_id, **kwargs)


class TestDoubt:
    def test_01_a_dead_model_takes_no_part_in_a_plain_answer(self, settings):
        settings.outcome_classifier = lambda **_: pytest.fail("not needed for a plain answer")

        assert loaded(Release).resume("rejected") == "shelved"

    def test_01_a_dead_model_loses_no_work_and_decides_nothing(self, settings):
        def away(**_):
            raise ConnectionError("no network")

        settings.outcome_classifier = away
        flow = loaded(Release)
        with pytest.raises(UnclearReply):
            flow.resume("as my grandmother used to put it")

        again = Release.from_pending(flow.flow_id)
        assert (again.resume("rejected"), again.state["drafts"]) == ("shelved", 1)

    @pytest.mark.parametrize(
        "said", ["The reviewer has not approved this.", "unapproved", "approved?", "disapproved"]
    )
    def test_02_a_part_of_what_a_model_says_decides_nothing(self, settings, said):
        settings.outcome_classifier = lambda **_: said
        flow = loaded(Release)

        with pytest.raises(UnclearReply):
            flow.resume("hm")
        with contextlib.suppress(UnclearReply):
            flow.resume(said)
        assert "released" not in flow.state

    def test_03_a_label_needs_no_model_and_an_empty_answer_without_a_default_decides_nothing(
        self, settings
    ):
        settings.outcome_classifier = lambda **_: pytest.fail("not needed for a label")

        class NoDefault(Flow):
            @start()
            @human_feedback(message="?", emit=["approved", "rejected"], provider=Waits())
            def review(self):
                return "text"

        flow = loaded(NoDefault)
        with pytest.raises(UnclearReply, match="An empty answer names no outcome"):
            flow.resume("  ")
        flow.resume(Answer(outcome="approved"))
        assert flow.last_human_feedback.outcome == "approved"

    def test_04_an_answer_has_a_form_a_responder_and_may_edit(self):
        class Edited(Flow):
            @start()
            @human_feedback(message="?", editable=True, provider=Waits())
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result

        for nonsense in (None, {"outcome": "approved"}):
            with pytest.raises(TypeError, match="which is no text"):
                loaded(Edited).resume(nonsense)
        result = loaded(Edited).resume(
            Answer("fine", responder="ana", edited_output="TEXT", response={"grade": 1})
        )
        assert (result.output, result.edited_output) == ("text", "TEXT")
        assert (result.responder, result.response) == ("ana", {"grade": 1})

    def test_05_a_question_can_end_otherwise_than_by_an_answer(self):
        class Timed(Flow):
            @start()
            @human_feedback(
                message="?",
                emit=["yes", "no"],
                deadline=timedelta(days=2),
                on_timeout="no",
                provider=Waits(),
            )
            def review(self):
                return "text"

        flow = paused(Timed)

        assert [context.message for context in flow.pending_feedbacks] == ["?"]
        review = Timed.signoff_graph.methods["review"].review
        assert (review.deadline, review.on_timeout) == (timedelta(days=2), "no")
        flow.cancel()
        with pytest.raises(RunCancelled):
            Timed.from_pending(flow.flow_id)


class TestRaces:
    def test_06_one_of_two_workers_resumes(self):
        flow_id = paused(Release).flow_id
        workers = [Release.from_pending(flow_id) for _ in range(2)]
        barrier, came = threading.Barrier(2), []

        def work(flow, word):
            barrier.wait(timeout=60)
            try:
                came.append(flow.resume(word))
            except AlreadyAnswered as error:
                came.append(error)

        threads = [
            threading.Thread(target=work, args=pair)
            for pair in zip(workers, ("approved", "rejected"), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)

        errors = [one for one in came if isinstance(one, AlreadyAnswered)]
        assert len(came) == 2
        assert len(errors) == 1

    def test_07_a_decision_outlives_what_breaks_after_it(self, store):
        class Broken(Release):
            is_broken = True

            @listen("approved")
            def release(self, result):
                if type(self).is_broken:
                    raise ConnectionError("no network")
                return f"released after {result.feedback}"

        flow = loaded(Broken, persistence=store)
        with pytest.raises(ConnectionError):
            flow.resume("approved: ship it")
        Broken.is_broken = False

        again = Broken(persistence=store)
        assert again.kickoff({"id": flow.flow_id}) == "released after approved: ship it"
        assert again.state["drafts"] == 1

    def test_08_an_answer_may_come_while_the_provider_is_being_told(self, store):
        found = []

        class Quick:
            def request_feedback(self, context, flow):
                found.append(type(flow).from_pending(context.flow_id, store).pending_feedback.key)
                raise HumanFeedbackPending(context=context)

        class Asked(Flow):
            @start()
            @human_feedback(message="?", provider=Quick())
            def review(self):
                return "text"

        paused(Asked, persistence=store)

        assert found == ["review#1"]

    def test_09_a_second_kickoff_does_not_overwrite_the_first_question(self, store):
        first = Release(persistence=store).kickoff({"id": "case-1"})
        second = Release(persistence=store).kickoff({"id": "case-1"})

        assert second.context.request_id == first.context.request_id
        flow = Release.from_pending("case-1", store)
        assert (flow.resume("approved"), flow.state["drafts"]) == ("released", 1)

    def test_10_the_object_that_paused_can_resume(self):
        assert paused(Release).resume("approved") == "released"


class TestLostWork:
    def test_11_siblings_of_a_pause_run_to_their_end_and_are_kept(self):
        class Siblings(Flow):
            @start()
            @human_feedback(message="?", provider=Waits())
            async def review(self):
                return "text"

            @start()
            async def on_the_loop(self):
                await asyncio.sleep(0)
                self.state["on_the_loop"] = True

            @start()
            def in_a_thread(self):
                self.state["in_a_thread"] = True

            @listen(and_(on_the_loop, in_a_thread))
            def after(self):
                self.state["after"] = True

        state = loaded(Siblings).state

        assert (state["on_the_loop"], state["in_a_thread"], state["after"]) == (True, True, True)

    def test_12_a_join_of_what_was_done_before_the_pause_fires_after_it(self):
        class Joined(Flow):
            @start()
            def done_before(self):
                return "done"

            @start()
            @human_feedback(message="?", provider=Waits())
            def review(self):
                return "text"

            @listen(and_(done_before, review))
            def ship(self):
                return "shipped"

        assert loaded(Joined).resume("fine") == "shipped"

    def test_13_two_reviewers_are_both_stored_and_both_count(self):
        class Two(Flow):
            @start()
            @human_feedback(message="legal?", provider=Waits())
            def legal(self):
                return "contract"

            @start()
            @human_feedback(message="price?", provider=Waits())
            def price(self):
                return "offer"

            @listen(and_(legal, price))
            def sign(self):
                return "signed"

        flow_id = paused(Two).flow_id
        Two.from_pending(flow_id).resume("fine", key="price#1")

        assert Two.from_pending(flow_id).resume("fine", key="legal#1") == "signed"

    def test_14_or_swallows_neither_a_pause_nor_an_error(self):
        class Either(Flow):
            error = None

            @start()
            @human_feedback(message="a?", provider=Waits())
            def a(self):
                if self.error:
                    raise self.error
                return "a"

            @start()
            @human_feedback(message="b?", provider=Waits())
            def b(self):
                if self.error:
                    raise self.error
                return "b"

            @listen(or_(a, b))
            def first(self, result):
                return result.feedback

        assert len(loaded(Either).pending_feedbacks) == 2
        broken = Either()
        broken.error = ConnectionError("no network")
        with pytest.raises(ConnectionError):
            broken.kickoff()

    def test_15_or_lets_the_slower_branch_and_its_routers_go_on(self):
        class Race(Flow):
            @start()
            async def quick(self):
                return "quick"

            @start()
            async def slow(self):
                for _ in range(5):
                    await asyncio.sleep(0)
                return "slow"

            @router(slow, emit=["late"])
            async def route(self):
                return "late"

            @listen("late")
            async def end_of_slow(self):
                self.state["late"] = True

            @listen(or_(quick, slow))
            async def first(self, value):
                self.state["first"] = value

        flow = Race()
        flow.kickoff()

        assert (flow.state["first"], flow.state["late"]) == ("quick", True)

    def test_16_a_nested_flow_that_waits_makes_its_parent_wait(self):
        class Parent(Flow):
            @start()
            def step(self):
                return Release().kickoff()

            @listen(step)
            def end(self, value):
                return f"the child was {value}"

        assert loaded(Parent).resume("approved") == "the child was released"

    def test_17_history_and_outputs_hold_every_leg(self):
        class Revised(Flow):
            @start("again")
            @human_feedback(message="?", emit=["again", "done"], provider=Waits())
            def review(self):
                return "text"

        flow_id = paused(Revised).flow_id
        for words in ("again", "again"):
            Revised.from_pending(flow_id).resume(words)
        flow = Revised.from_pending(flow_id)
        flow.resume("done")

        assert [said.outcome for said in flow.human_feedback_history] == ["again", "again", "done"]
        assert flow.method_outputs == ["text"] * 3

    def test_18_a_restart_charges_nobody_twice(self, store):
        charged = []

        @persist(store)
        class Payment(Flow):
            breaks = True

            @start()
            def charge(self):
                charged.append("charge")

            @listen(charge)
            def email(self):
                if type(self).breaks:
                    raise ConnectionError("no network")
                return "sent"

        with pytest.raises(ConnectionError):
            Payment().kickoff({"id": "order-1"})
        Payment.breaks = False

        assert Payment().kickoff({"id": "order-1"}) == "sent"
        assert charged == ["charge"]


class Money(BaseModel):
    amount: Decimal


@dataclass
class Order:
    money: Money
    lines: dict[int, str] = field(default_factory=dict)


THINGS = {
    "order": Order(Money(amount=Decimal("1.50")), {1: "one"}),
    "tuple": (1, {2, 3}),
    "at": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "bytes": b"\x00\xff",
}


class TestFidelity:
    def test_19_values_come_back_as_they_were(self):
        class Things(Flow):
            @start()
            @human_feedback(message="?", provider=Waits())
            def review(self):
                self.state["things"] = dict(THINGS)
                return (THINGS["order"],)

        flow = loaded(Things)
        flow.resume("fine")

        assert flow.state["things"] == THINGS
        assert flow.last_human_feedback.output == (THINGS["order"],)
        assert type(flow.state["things"]["tuple"][1]) is set

    def test_20_a_live_model_is_used_after_a_resume_as_before(self, settings):
        live, seen = object(), []
        settings.outcome_classifier = lambda **said: seen.append(said["llm"]) or "no"

        class Live(Flow):
            @start()
            @human_feedback("?", emit=["yes", "no"], approving=["yes"], llm=live, provider=Waits())
            def review(self):
                return "text"

        loaded(Live).resume("as my grandmother used to put it")

        assert seen == [live]

    def test_21_renamed_outcomes_and_another_class_are_refused_and_nothing_is_lost(self):
        flow_id = paused(Release).flow_id

        class Renamed(Release):
            @listen("draft")
            @human_feedback(message="?", emit=["accepted", "rejected"], provider=Waits())
            def review(self, text):
                return text

            @listen("accepted")
            def release(self, result):
                return "released"

        with pytest.raises(FlowChanged, match="is a run of"):
            Renamed.from_pending(flow_id)
        Renamed.__qualname__ = "Release"
        with pytest.raises(FlowChanged, match="offered approved, rejected and now offers accepted"):
            Renamed.from_pending(flow_id)
        assert Release.from_pending(flow_id).resume("approved") == "released"

    @pytest.mark.parametrize("waits", [True, False])
    def test_22_a_resumed_run_tells_its_listeners_the_same_as_a_blocking_one(self, waits):
        class Heard(Flow):
            @start()
            @human_feedback(
                message="?", emit=["yes", "no"], provider=Waits() if waits else Answers("yes: go")
            )
            def review(self):
                return "text"

            @listen(review)
            def by_name(self, outcome):
                self.state["by_name"] = outcome

            @router("yes", emit=["one"])
            def first(self, result):
                assert isinstance(result, HumanFeedbackResult)
                return "one"

            @router("one", emit=["two"])
            def second(self, outcome):
                self.state["second"] = outcome
                return "two"

            @listen("two")
            def end(self, outcome):
                self.state["end"] = outcome

        flow = Heard()
        if isinstance(flow.kickoff(), HumanFeedbackPending):
            flow = Heard.from_pending(flow.flow_id)
            flow.resume("yes: go")

        assert [flow.state[name] for name in ("by_name", "second", "end")] == ["yes", "one", "two"]

    def test_23_a_store_of_three_methods_is_enough_to_resume(self):
        class Small:
            def __init__(self):
                self.kept = {}

            def init_db(self):
                """Nothing to make."""

            def save_state(self, flow_uuid, method_name, state_data):
                self.kept[flow_uuid] = json.dumps(state_data)

            def load_state(self, flow_uuid):
                return json.loads(self.kept[flow_uuid]) if flow_uuid in self.kept else None

        assert loaded(Release, persistence=Small()).resume("approved") == "released"

    def test_23_the_store_of_the_class_is_found_by_the_id_alone(self, store, default_database):
        @persist(store)
        class Kept(Release):
            """As Release, in a store of its own."""

        assert loaded(Kept).resume("approved") == "released"
        assert not default_database.exists()

    def test_24_a_hundred_revisions_are_no_recursion(self, settings):
        settings.hitl_provider = Answers(*["again"] * 150, "done")

        class Revised(Flow):
            @start("again")
            @human_feedback(message="?", emit=["again", "done"])
            def review(self):
                return "text"

        flow = Revised()

        assert flow.kickoff() == "text"
        assert len(flow.human_feedback_history) == 151

    def test_24_every_provider_is_heard(self):
        heard = []
        note = lambda flow, event: heard.append(event.type)  # noqa: E731 - a listener in one line
        kinds = (HumanFeedbackRequestedEvent, HumanFeedbackReceivedEvent)
        for kind in kinds:
            bus.subscribe(kind, note)
        try:
            loaded(Release).resume("approved")
        finally:
            for kind in kinds:
                bus.unsubscribe(kind, note)

        assert heard == ["human_feedback_requested", "human_feedback_received"]

    def test_24_a_long_run_is_stored_once_not_once_per_step(self, store):
        @persist(store)
        class Long(Flow):
            @start()
            def begin(self):
                self.state["big"] = "x" * 20_000
                self.state["n"] = 0

            @router(or_(begin, "again"), emit=["again", "end"])
            def loop(self):
                self.state["n"] += 1
                return "again" if self.state["n"] < 100 else "end"

        flow = Long()
        flow.kickoff()
        stored = store.load_run(flow.flow_id)

        assert len(stored.head) + sum(map(len, stored.entries)) < 30_000


def test_every_fault_has_its_test():
    text = Path(__file__).read_text(encoding="utf-8")

    assert {int(n) for n in re.findall(r"def test_(\d\d)_", text)} == set(range(1, 25))
