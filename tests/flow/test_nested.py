"""A flow inside of a step: where it must wait, the step waits too."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock

import pytest

from signoff import Flow, HumanFeedbackPending, and_, human_feedback, listen, persist, start
from signoff.errors import FlowChanged, FlowError, UnclearReply
from signoff.flow import record_text
from signoff.flow.answers import answer_text
from signoff.flow.fitting import check_fits
from signoff.flow.flow import new_record
from signoff.flow.nesting import review_of
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.flow.record import RunStatus
from tests.flow.cast import Answers, Waits, response, run

asked = Waits()


@dataclass
class Clause:
    text: str


class Child(Flow):
    """Asks twice, one after the other."""

    @start()
    def draft(self):
        self.state["drafts"] = self.state.get("drafts", 0) + 1
        return Clause(self.state.get("text", "clause"))

    @listen(draft)
    @human_feedback(message="legal ok?", emit=["yes", "no"], provider=asked, approving=["yes"])
    def legal(self, clause):
        return clause

    @listen("yes")
    @human_feedback(message="price ok?", provider=asked)
    def price(self, result):
        return result.output

    @listen(price)
    def seal(self, result):
        return (result.output, result.feedback, self.state["drafts"])


def _asking(base, offers="yes", store=None):
    """Return a flow with a step that starts another, made anew: as if by the code of a deploy."""

    class Inner(base):
        initial_state = Clause("text") if base is not Flow else None

        @start()
        @human_feedback(message="ok?", emit=[offers, "no"], provider=asked)
        def review(self):
            return "text"

        @listen(review)
        def end(self, outcome):
            return outcome

    class Outer(Flow):
        @start()
        def step(self):
            return Inner(persistence=store).kickoff()

    return Outer


class Parent(Flow):
    @start()
    def begin(self):
        return "begun"

    @listen(begin)
    def negotiate(self, value):
        self.state["calls"] = self.state.get("calls", 0) + 1
        return Child().kickoff(inputs={"text": "contract"})

    @start()
    def beside(self):
        return "beside"

    @listen(and_(negotiate, beside))
    def end(self, value):
        return f"{value}" if isinstance(value, str) else self.method_outputs[-1]


class AsyncParent(Flow):
    @start()
    async def negotiate(self):
        return await Child().kickoff_async(inputs={"text": "contract"})

    @listen(negotiate)
    async def end(self, value):
        return ("end", value)


SEALED = (Clause("contract"), "fine", 1)


def gathering(texts):
    """Return a flow whose one step begins a child for each of ``texts``, side by side."""

    class Outer(Flow):
        @start()
        async def both(self):
            kickoffs = [Child().kickoff_async(inputs={"text": text}) for text in texts]
            return [sealed[:2] for sealed in await asyncio.gather(*kickoffs)]

    return Outer


def sealed_by_name(flow):
    """Answer all that ``flow`` asks, in words that name the text they are about."""
    while flow.pending_feedbacks:
        asks = flow.pending_feedbacks[-1]
        words = "yes" if asks.emit else f"fine for {asks.method_output.text}"
        came = flow.resume(words, key=asks.key)
    return came


class TestAChildThatWaits:
    def test_makes_the_step_of_its_parent_wait(self):
        flow = Parent()
        pending = flow.kickoff()

        assert isinstance(pending, HumanFeedbackPending)
        assert pending.context.flow_id == flow.flow_id
        assert (pending.context.message, pending.context.emit) == ("legal ok?", ["yes", "no"])
        assert pending.context.method_output == Clause("contract")
        assert flow.method_outputs == ["begun", "beside"]

    def test_goes_on_with_its_parent_when_the_parent_is_answered(self):
        flow_id = Parent().kickoff().context.flow_id

        again = Parent.from_pending(flow_id).resume("yes")
        assert (again.context.message, again.context.key) == ("price ok?", "negotiate.price#1")
        assert Parent.from_pending(flow_id).resume("fine") == SEALED

    def test_is_not_begun_anew_when_its_step_is_called_again(self):
        flow = Parent()
        flow.kickoff()
        flow.resume("yes")
        flow.resume("fine")

        assert flow.state["calls"] == 3  # the step is called again from its beginning ...
        assert SEALED in flow.method_outputs  # ... and the child goes on: it drafted once

    def test_works_in_async_code(self):
        async def serve():
            flow = AsyncParent()
            await flow.kickoff_async()
            await flow.resume_async("yes")
            return await flow.resume_async("fine")

        assert asyncio.run(serve()) == ("end", SEALED)

    def test_works_where_async_code_calls_the_sync_kickoff(self):
        class Mixed(Flow):
            @start()
            async def negotiate(self):
                return Child().kickoff(inputs={"text": "contract"})

        flow = Mixed()
        flow.kickoff()
        flow.resume("yes")

        assert flow.resume("fine") == SEALED

    def test_keeps_its_question_open_where_words_are_unclear(self):
        flow = Parent()
        flow.kickoff()

        with pytest.raises(UnclearReply, match="yes, no"):
            flow.resume("hm")

        assert flow.pending_feedback.key == "negotiate.legal#1"

    def test_tells_its_provider_once_the_parent_is_stored(self, store):
        class Quick:
            """Answers through another door before request_feedback is over."""

            def request_feedback(self, context, flow):
                self.result = type(flow).from_pending(context.flow_id, store).resume("quick")
                raise HumanFeedbackPending(context=context)

        quick = Quick()

        class Asks(Flow):
            @start()
            @human_feedback(message="ok?", provider=quick)
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result.feedback

        class Outer(Flow):
            @start()
            def step(self):
                return Asks().kickoff()

        Outer(persistence=store).kickoff()

        assert quick.result == "quick"

    def test_cannot_be_stopped_by_an_except_of_the_author(self):
        class Careful(Flow):
            @start()
            def negotiate(self):
                try:
                    return Child().kickoff()
                except Exception:  # noqa: BLE001 - as careless authors do
                    return "swallowed"

        assert isinstance(Careful().kickoff(), HumanFeedbackPending)

    def test_may_be_left_alone_in_a_context_of_its_own(self):
        class Loose(Flow):
            @start()
            def begin(self):
                return contextvars.Context().run(Child().kickoff)

        pending = Loose().kickoff()

        assert isinstance(pending, HumanFeedbackPending)
        assert Child.from_pending(pending.context.flow_id).pending_feedback.key == "legal#1"


class TestAChildThatIsAnsweredAtOnce:
    def test_does_not_make_its_step_run_twice(self, settings):
        settings.hitl_provider = Answers("yes", "fine")

        class Inner(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"])
            def review(self):
                return "text"

        class Outer(Flow):
            calls = 0

            @start()
            def step(self):
                self.calls += 1
                return Inner().kickoff()

        flow = Outer()

        assert (flow.kickoff(), flow.calls) == ("text", 1)

    def test_runs_its_step_again_where_the_provider_might_have_let_it_wait(self):
        class Clerk:
            def request_feedback(self, context, flow):
                return "yes"

        class Inner(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], provider=Clerk())
            def review(self):
                return "text"

            @listen("yes")
            def end(self, result):
                return result.channel

        class Outer(Flow):
            @start()
            def step(self):
                return Inner().kickoff()

        assert Outer().kickoff() == "Clerk"


class TestAGrandchild:
    def test_makes_both_above_it_wait(self):
        class Grandparent(Flow):
            @start()
            def outer(self):
                return AsyncParent().kickoff()

        flow = Grandparent()
        flow.kickoff()

        assert flow.pending_feedback.key == "outer.negotiate.legal#1"
        assert flow.pending_feedback.emit == ["yes", "no"]
        flow.resume("yes")
        assert flow.resume("fine") == ("end", SEALED)


class TestTwoChildrenOfOneStep:
    def test_are_asked_for_one_after_the_other(self):
        class Outer(Flow):
            @start()
            def both(self):
                return [Child().kickoff(inputs={"text": text}) for text in "ab"]

        flow = Outer()
        flow.kickoff()
        for words in ("yes", "fine for a", "yes"):
            assert isinstance(flow.resume(words), HumanFeedbackPending)

        assert [sealed[:2] for sealed in flow.resume("fine for b")] == [
            (Clause("a"), "fine for a"),
            (Clause("b"), "fine for b"),
        ]

    def test_may_be_started_side_by_side(self):
        class Outer(Flow):
            @start()
            async def both(self):
                async with asyncio.TaskGroup() as group:
                    tasks = [
                        group.create_task(Child().kickoff_async(inputs={"text": text}))
                        for text in "ab"
                    ]
                return [task.result()[:2] for task in tasks]

        flow = Outer()
        came = flow.kickoff()
        while isinstance(came, HumanFeedbackPending):
            words = "yes" if came.context.emit else f"fine for {came.context.method_output.text}"
            came = flow.resume(words, key=came.context.key)

        assert came == [(Clause("a"), "fine for a"), (Clause("b"), "fine for b")]

    def test_are_all_asked_for_at_once_where_they_are_gathered(self):
        flow = gathering("ab")()
        flow.kickoff()

        assert [each.key for each in flow.pending_feedbacks] == ["both.legal#1", "both.legal#2"]
        assert sealed_by_name(flow) == [(Clause("a"), "fine for a"), (Clause("b"), "fine for b")]

    def test_make_their_step_wait_though_it_takes_what_they_raise_for_a_result(self):
        class Outer(Flow):
            @start()
            async def both(self):
                kickoffs = [Child().kickoff_async(inputs={"text": text}) for text in "ab"]
                return await asyncio.gather(*kickoffs, return_exceptions=True)

            @listen(both)
            def publish(self, came):
                return [sealed[:2] for sealed in came]

        flow = Outer()
        flow.kickoff()

        assert len(flow.pending_feedbacks) == 2
        assert sealed_by_name(flow) == [(Clause("a"), "fine for a"), (Clause("b"), "fine for b")]

    def test_are_told_apart_by_what_they_began_with_in_whatever_order_they_are_started(self):
        texts = ["a", "b"]
        flow = gathering(texts)()
        flow.kickoff()
        texts.reverse()

        assert sealed_by_name(flow) == [(Clause("b"), "fine for b"), (Clause("a"), "fine for a")]

    def test_are_refused_where_a_new_one_has_come_before_them_and_taken_an_answer(self):
        texts = ["a", "b"]
        flow = gathering(texts)()
        flow.kickoff()
        texts.insert(0, "new")

        with pytest.raises(FlowError, match="both has started a flow with new inputs before one"):
            sealed_by_name(flow)

    def test_are_joined_by_a_new_one_below_them(self):
        texts = ["a", "b"]
        flow = gathering(texts)()
        flow.kickoff()
        texts.append("new")

        assert [words for _, words in sealed_by_name(flow)] == [
            "fine for a",
            "fine for b",
            "fine for new",
        ]

    def test_belong_to_it_in_threads_that_have_its_context(self):
        class Outer(Flow):
            @start()
            def both(self):
                with ThreadPoolExecutor() as pool:
                    began = [
                        pool.submit(contextvars.copy_context().run, Child().kickoff, {"text": text})
                        for text in "ab"
                    ]
                return [each.result()[:2] for each in began]

        flow = Outer()
        flow.kickoff()

        assert len(flow.pending_feedbacks) == 2
        assert sealed_by_name(flow) == [(Clause("a"), "fine for a"), (Clause("b"), "fine for b")]

    def test_report_no_lost_error_where_its_step_awaits_the_first_alone(self, caplog):
        class Outer(Flow):
            @start()
            async def both(self):
                tasks = [asyncio.create_task(Child().kickoff_async()) for _ in range(2)]
                return [await task for task in tasks]

        flow = Outer()
        flow.kickoff()
        gc.collect(1)  # the young, as all of this is: what a whole run holds takes a second

        assert len(flow.pending_feedbacks) == 2
        assert [each.message for each in caplog.records if each.name == "asyncio"] == []

    def test_refuse_to_be_waited_for_by_another_step(self):
        class Outer(Flow):
            @start()
            async def begin(self):
                self.begun = asyncio.create_task(Child().kickoff_async())
                await asyncio.wait([self.begun])

            @start()
            async def other(self):
                await asyncio.get_running_loop().run_in_executor(None, lambda: None)
                return await self.begun

        with pytest.raises(FlowError, match="other waits for a nested flow that another step"):
            Outer().kickoff()


class TestAChildThatItsStepHasGivenUp:
    def test_is_not_waited_for(self):
        let_go = Event()

        class Slow(Flow):
            @start()
            def hang(self):
                let_go.wait(60)

        class Outer(Flow):
            @start()
            async def try_it(self):
                try:
                    await asyncio.wait_for(asyncio.to_thread(Slow().kickoff), 0.01)
                except TimeoutError:
                    return "given up"

            @listen(try_it)
            def end(self, what):
                let_go.set()
                return what

        assert Outer().kickoff() == "given up"


class TestAChildThatEndsBesideOneThatWaits:
    def test_is_not_run_again(self):
        charged = []

        class Charge(Flow):
            @start()
            def charge(self):
                charged.append(self.state["amount"])
                return len(charged)

        class Outer(Flow):
            @start()
            def both(self):
                return Charge().kickoff({"amount": 7}), Child().kickoff()

        flow_id = Outer().kickoff().context.flow_id
        Outer.from_pending(flow_id).resume("yes")
        number, sealed = Outer.from_pending(flow_id).resume("fine")

        assert (number, sealed[1], charged) == (1, "fine", [7])

    def test_is_run_again_where_its_result_cannot_be_stored(self):
        class Connect(Flow):
            @start()
            def connect(self):
                return Lock()

        class Outer(Flow):
            @start()
            def both(self):
                connected = Connect().kickoff()
                return isinstance(connected, type(Lock())), Child().kickoff()

        flow = Outer()
        flow.kickoff()
        flow.resume("yes")

        assert flow.resume("fine")[0] is True


class TestASibling:
    def test_that_is_answered_does_not_call_the_resting_step(self):
        class Outer(Flow):
            calls = 0

            @start()
            def nested(self):
                type(self).calls += 1
                return Child().kickoff()

            @start()
            @human_feedback(message="ok?", provider=asked)
            def own(self):
                return "own"

        flow = Outer()
        flow.kickoff()

        flow.resume("fine", key="own#1")

        assert Outer.calls == 1
        assert flow.pending_feedback.key == "nested.legal#1"


class TestAChildThatRaises:
    def test_goes_on_where_it_stood_when_the_parent_is_tried_again(self, store):
        class Fragile(Flow):
            breaks = True
            asks = 0

            @start()
            @human_feedback(message="ok?", provider=asked)
            def review(self):
                type(self).asks += 1
                return "text"

            @listen(review)
            def end(self, result):
                if type(self).breaks:
                    raise ConnectionError("no network")
                return result.feedback

        class Outer(Flow):
            @start()
            def step(self):
                return Fragile().kickoff()

        flow_id = Outer(persistence=store).kickoff().context.flow_id
        with pytest.raises(ConnectionError):
            Outer.from_pending(flow_id, store).resume("fine")
        Fragile.breaks = False

        assert Outer(persistence=store).kickoff(inputs={"id": flow_id}) == "fine"
        assert Fragile.asks == 1


class TestAChildWithAStoreOfItsOwn:
    def test_stays_in_it_and_still_makes_its_parent_wait(self, store, tmp_path):
        marks = []

        @persist(store)
        class Kept(Flow):
            @start()
            def charge(self):
                marks.append("charge")

            @listen(charge)
            @human_feedback(message="ok?", provider=asked)
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result.feedback

        class Outer(Flow):
            @start()
            def step(self):
                return Kept().kickoff(inputs={"id": "case-7"})

        flow_id = Outer().kickoff().context.flow_id

        assert store.load_run("case-7").status == "waiting"
        assert Outer.from_pending(flow_id).resume("fine") == "fine"
        assert store.load_run("case-7").status == "ended"
        assert marks == ["charge"]

    def test_may_be_answered_by_its_own_id_and_is_then_found_ended(self, store):
        class Kept(Flow):
            @start()
            @human_feedback(message="ok?", provider=asked)
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result.feedback

        class Outer(Flow):
            @start()
            def step(self):
                return Kept(persistence=store).kickoff(inputs={"id": "case-8"})

        flow_id = Outer().kickoff().context.flow_id
        Kept.from_pending("case-8", store).resume("from the side")

        assert Outer.from_pending(flow_id).resume("late") == "from the side"


class TestThePlatform:
    def test_sees_the_childs_question_as_one_of_the_run(self):
        record = new_record(Parent, run_id="run-1")
        advanced = run(Parent(), record)

        (ask,) = advanced.asks
        assert (ask.key, ask.message, ask.outcomes) == (
            "negotiate.legal#1",
            "legal ok?",
            ("yes", "no"),
        )
        assert json.loads(ask.content) == {"text": "contract"}
        assert ask.approving == ("yes",)
        assert review_of(Parent.signoff_graph, ask) == Child.signoff_graph.methods["legal"].review

    def test_needs_nothing_but_the_record_to_go_on(self):
        record = new_record(Parent, run_id="run-1")
        answers = {}
        for answer in (response("yes", "yes"), response("fine"), None):
            advanced = run(Parent(), record, answers)
            record = record_text.read(advanced.record.to_text())
            if answer is not None:
                answers = {advanced.asks[0].key: answer}

        assert advanced.status is RunStatus.ENDED
        assert advanced.result == SEALED
        assert (record.nested, record.resting) == ({}, {})

    def test_goes_on_with_a_run_stored_before_children_had_a_digest(self):
        record = run(Parent(), new_record(Parent, run_id="run-1")).record
        tree = json.loads(record.to_text())
        tree["head"]["nested"] = {slot: kept[:2] for slot, kept in tree["head"]["nested"].items()}
        answers = {"negotiate.legal#1": response("yes", "yes")}

        advanced = run(Parent(), record_text.read(json.dumps(tree)), answers)

        assert [ask.key for ask in advanced.asks] == ["negotiate.price#1"]

    def test_counts_a_resting_step_as_not_called_yet(self):
        advanced = run(Parent(), new_record(Parent, run_id="run-1"))
        read = record_text.read(advanced.record.to_text())

        assert (read.calls, read.asked) == (advanced.record.calls, advanced.record.asked)
        assert "negotiate" not in read.calls

    def test_may_repeat_an_advance(self):
        record = new_record(Parent, run_id="run-1")
        run(Parent(), record)
        answers = {"negotiate.legal#1": response("yes", "yes")}
        run(Parent(), record, answers)

        advanced = run(Parent(), record, answers)

        assert [ask.key for ask in advanced.asks] == ["negotiate.price#1"]

    def test_never_asks_the_childs_provider_from_inside_the_step(self, settings):
        clerk = settings.hitl_provider = Answers("yes")

        class Inner(Flow):
            @start()
            @human_feedback(message="ok?")
            def review(self):
                return "text"

        class Outer(Flow):
            @start()
            def step(self):
                return Inner().kickoff()

        advanced = run(Outer(), new_record(Outer, run_id="run-1"))

        assert ([ask.key for ask in advanced.asks], clerk.contexts) == (["step.review#1"], [])

    def test_refuses_a_nested_flow_whose_outcomes_have_changed(self):
        class Inner(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"])
            def review(self):
                return "text"

        class Outer(Flow):
            @start()
            def step(self):
                return Inner().kickoff()

        record = run(Outer(), new_record(Outer, run_id="run-1")).record
        check_fits(Outer, record)
        name = Inner.__qualname__

        class Renamed(Flow):
            __qualname__ = name

            @start()
            @human_feedback(message="ok?", emit=["fine", "no"])
            def review(self):
                return "text"

        with pytest.raises(
            FlowChanged, match=r"'step\.review' offered yes, no and now offers fine"
        ):
            check_fits(Outer, record)

    def test_refuses_a_nested_flow_whose_state_has_changed_before_it_takes_an_answer(self):
        outer = _asking(Flow[Clause])
        outer().kickoff({"id": "run-1"})
        _asking(Flow)

        with pytest.raises(
            FlowChanged, match=r"run-1\.1\.0: its state is a Clause and now is a di"
        ):
            outer.from_pending("run-1")
        _asking(Flow[Clause])
        assert outer.from_pending("run-1").resume("yes") == "yes"

    def test_goes_on_all_the_same_with_what_a_nested_flow_offers_now(self):
        outer = _asking(Flow[Clause])
        outer().kickoff({"id": "run-1"})
        _asking(Flow, offers="fine")

        flow = outer.from_pending("run-1", force=True)

        assert flow.pending_feedback.emit == ["fine", "no"]
        assert flow.resume("fine") == "fine"

    @pytest.mark.parametrize(("of_its_own", "end"), [(None, "fine"), ("yes", "yes")])
    def test_goes_on_all_the_same_with_a_nested_flow_that_has_its_own_store(
        self, tmp_path, of_its_own, end
    ):
        store = SQLiteFlowPersistence(tmp_path / "inner.db")
        _asking(Flow, store=store)().kickoff({"id": "run-1"})
        if of_its_own:
            store.claim("run-1.1.0", "review#1", answer_text(response(of_its_own, of_its_own)))
        deployed = _asking(Flow, offers="fine", store=store)

        assert deployed.from_pending("run-1", force=True).resume("fine") == end

    def test_refuses_code_that_has_lost_the_resting_step(self):
        advanced = run(Parent(), new_record(Parent, run_id="run-1"))

        class Renamed(Flow):
            @start()
            def other(self):
                """Nothing of Parent."""

        Renamed.__qualname__ = "Parent"
        with pytest.raises(FlowChanged, match="the step 'negotiate' is gone"):
            check_fits(Renamed, advanced.record)
