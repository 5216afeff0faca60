"""A run that waits: what is kept, who may answer, and that nothing else changes by waiting."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import Enum

import pytest
from pydantic import BaseModel

from signoff import (
    Answer,
    Flow,
    HumanFeedbackPending,
    and_,
    human_feedback,
    listen,
    or_,
    router,
    start,
)
from signoff.errors import (
    AlreadyAnswered,
    FlowChanged,
    FlowError,
    FlowStorageError,
    NothingPending,
    UnclearReply,
    UnknownOutcome,
)
from signoff.flow.persistence import SQLiteFlowPersistence
from tests.flow.cast import Answers, Waits


def posts(approving):
    """Return a flow of one name, which offers ``approving``: as if by the code of a deploy."""

    class Post(Flow):
        @start()
        @human_feedback(message="ok?", emit=[approving, "no"], provider=Waits())
        def review(self):
            return "text"

        @listen(approving)
        def publish(self, result):
            return f"published: {result.outcome}"

    return Post


class Joined(Flow):
    """A step that is done before the pause, and a join that needs it and the review."""

    @start()
    def done_before(self):
        return "done"

    @start()
    @human_feedback(message="ok?", provider=Waits())
    def review(self):
        return "text"

    @listen(and_(done_before, review))
    def ship(self):
        return "shipped"


class TwoReviewers(Flow):
    @start()
    @human_feedback(message="legal ok?", emit=["legal_yes", "legal_no"], provider=Waits())
    def legal(self):
        return "contract"

    @start()
    @human_feedback(message="price ok?", emit=["price_yes", "price_no"], provider=Waits())
    def price(self):
        return "offer"

    @listen(and_("legal_yes", "price_yes"))
    def sign(self, last):
        return f"signed after {last.method_name}"


class Siblings(Flow):
    """A branch that goes on while another waits."""

    @start()
    @human_feedback(message="ok?", provider=Waits())
    async def review(self):
        return "text"

    @start()
    async def slow(self):
        await asyncio.sleep(0)
        self.state["slow"] = True
        return "slow"

    @listen(slow)
    def after_slow(self):
        self.state["after_slow"] = True
        return "after"

    @listen(review)
    def after_review(self, result):
        return result.feedback


class Revisions(Flow):
    @start()
    def draft(self):
        return "draft"

    @human_feedback(message="ok?", emit=["yes", "again"], provider=Waits())
    @listen(or_(draft, "again"))
    def review(self):
        return f"version {len(self.human_feedback_history) + 1}"

    @listen("yes")
    def publish(self, result):
        return result.output


class Money(BaseModel):
    amount: Decimal
    notes: tuple[str, ...] = ()


@dataclass
class Order:
    customer: str = "?"
    lines: dict[int, Money] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)


class Typed(Flow[Order]):
    @start()
    def fill(self):
        self.state.lines[7] = Money(amount=Decimal("1.50"), notes=("a", "b"))
        self.state.tags |= {"new"}
        return ("tuple", Money(amount=Decimal(2)))

    @listen(fill)
    @human_feedback(message="ok?", provider=Waits())
    def review(self, value):
        return value

    @listen(review)
    def end(self, result):
        return result.output


class Unstorable(Flow):
    @start()
    @human_feedback(message="ok?", provider=Waits())
    def review(self):
        self.state["customer"] = {"lock": threading.Lock()}
        return "text"


class TestAPause:
    def test_keeps_a_join_in_progress(self):
        pending = Joined().kickoff()

        assert Joined.from_pending(pending.context.flow_id).resume("fine") == "shipped"

    def test_lets_siblings_go_on(self):
        flow = Siblings()
        flow.kickoff()

        assert flow.state["after_slow"] is True
        assert flow.method_outputs == ["slow", "after"]

    def test_keeps_what_siblings_did(self):
        pending = Siblings().kickoff()

        flow = Siblings.from_pending(pending.context.flow_id)

        assert flow.state["slow"] is True
        assert flow.resume("fine") == "fine"
        assert [str(output) for output in flow.method_outputs[:2]] == ["slow", "after"]

    def test_keeps_history_and_outputs_over_legs(self):
        flow_id = Revisions().kickoff().context.flow_id
        for _ in range(3):
            assert isinstance(Revisions.from_pending(flow_id).resume("again"), HumanFeedbackPending)

        flow = Revisions.from_pending(flow_id)

        assert flow.resume("yes: ship it") == "version 4"
        assert [said.outcome for said in flow.human_feedback_history] == ["again"] * 3 + ["yes"]
        assert flow.method_outputs == [
            "draft",
            "version 1",
            "version 2",
            "version 3",
            "version 4",
            "version 4",
        ]

    def test_gives_values_back_with_their_types(self):
        pending = Typed().kickoff(inputs={"customer": "ACME"})

        flow = Typed.from_pending(pending.context.flow_id)

        assert flow.state == Order(
            "ACME", {7: Money(amount=Decimal("1.50"), notes=("a", "b"))}, {"new"}
        )
        assert flow.resume("ok") == ("tuple", Money(amount=Decimal(2)))

    def test_fails_with_the_path_of_what_cannot_be_stored(self):
        with pytest.raises(FlowStorageError, match=r"state\.customer\.lock cannot be stored"):
            Unstorable().kickoff()

    def test_is_stored_before_the_provider_is_told(self, store):
        class FastAnswer:
            """Answers through another door before request_feedback is over."""

            def request_feedback(self, context, flow):
                self.result = type(flow).from_pending(context.flow_id, store).resume("quick")
                raise HumanFeedbackPending(context=context)

        fast = FastAnswer()

        class Fast(Flow):
            @start()
            @human_feedback(message="ok?", provider=fast)
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result.feedback

        Fast(persistence=store).kickoff()

        assert fast.result == "quick"


class TestTwoReviewers:
    def test_are_both_told_and_both_needed(self):
        flow = TwoReviewers()
        flow.kickoff()
        flow_id = flow.flow_id

        assert [context.key for context in flow.pending_feedbacks] == ["legal#1", "price#1"]
        still = TwoReviewers.from_pending(flow_id).resume("price_yes", key="price#1")
        assert still.context.method_name == "legal"
        assert TwoReviewers.from_pending(flow_id).resume("legal_yes") == "signed after legal"

    def test_are_told_apart_by_the_request_id(self):
        flow = TwoReviewers()
        flow.kickoff()
        request_id = flow.pending_feedbacks[1].request_id

        TwoReviewers.from_pending(request_id).resume("price_no")

        open_now = TwoReviewers.from_pending(flow.flow_id).pending_feedbacks
        assert [context.key for context in open_now] == ["legal#1"]

    def test_must_be_told_apart(self):
        flow = TwoReviewers()
        flow.kickoff()

        with pytest.raises(FlowError, match=r"2 questions .* are open: legal#1, price#1"):
            TwoReviewers.from_pending(flow.flow_id).resume("legal_yes")

    def test_may_be_answered_from_two_flow_objects_that_were_loaded_before(self):
        flow = TwoReviewers()
        flow.kickoff()
        one = TwoReviewers.from_pending(flow.flow_id)
        other = TwoReviewers.from_pending(flow.flow_id)

        one.resume("legal_yes", key="legal#1")

        assert other.resume("price_yes", key="price#1") == "signed after price"


class TestResume:
    def test_works_on_the_flow_that_paused(self):
        flow = Joined()
        flow.kickoff()

        assert flow.resume("fine") == "shipped"

    def test_lets_one_answer_win(self):
        flow_id = Joined().kickoff().context.flow_id
        one, other = Joined.from_pending(flow_id), Joined.from_pending(flow_id)

        assert one.resume("first", responder="ana") == "shipped"
        with pytest.raises(AlreadyAnswered, match="ana answered in words by resume"):
            other.resume("second")

    def test_keeps_the_question_open_where_words_are_unclear(self):
        flow_id = Revisions().kickoff().context.flow_id
        flow = Revisions.from_pending(flow_id)

        with pytest.raises(UnclearReply, match="Answer with one of: yes, again"):
            flow.resume("not yes, I think")
        with pytest.raises(UnclearReply, match="An empty answer names no outcome"):
            flow.resume("")

        assert flow.resume("yes") == "version 1"

    def test_refuses_what_is_no_text(self):
        flow = Joined()
        flow.kickoff()

        with pytest.raises(TypeError, match=r"which is no text\..* or an Answer, as in Answer\("):
            flow.resume({"answer": "fine"})
        assert flow.resume("fine") == "shipped"

    def test_refuses_a_running_loop(self):
        flow = Joined()
        flow.kickoff()

        async def serve():
            return flow.resume("fine")

        with pytest.raises(RuntimeError, match=r"resume\(\) cannot be called from within"):
            asyncio.run(serve())

    def test_refuses_a_flow_that_does_not_wait(self):
        with pytest.raises(NothingPending, match="No pending feedback context"):
            Joined().resume("fine")

    def test_runs_a_listener_of_the_methods_name_too(self):
        class Named(Flow):
            heard: tuple[str, ...] = ()

            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], provider=Waits())
            def review(self):
                return "text"

            @listen(review)
            def by_name(self, outcome):
                return f"by name {outcome}"

            @listen("yes")
            def by_outcome(self, result):
                return f"by outcome {result.outcome}"

        flow = Named()
        flow.kickoff()
        flow.resume("yes")

        assert flow.method_outputs == ["text", "by name yes", "by outcome yes"]


class TestFromPending:
    @pytest.mark.parametrize("run_id", ["orders/2026/7", "a#1/b#2"])
    def test_finds_a_run_whose_id_has_slashes(self, run_id):
        TwoReviewers().kickoff({"id": run_id})

        first = TwoReviewers.from_pending(f"{run_id}/price#1").resume("price_yes")

        assert first.context.key == "legal#1"
        assert TwoReviewers.from_pending(run_id).resume("legal_yes") == "signed after legal"

    def test_wants_the_class_of_the_run(self):
        pending = Joined().kickoff()

        with pytest.raises(FlowChanged, match=r"a run of .*Joined, not of Flow\. .*its own class"):
            Flow.from_pending(pending.context.flow_id)

    @pytest.mark.parametrize("of", [lambda it: it, lambda it: it.context, lambda _: None])
    def test_says_what_it_wants_where_it_gets_no_text(self, of):
        pending = Joined().kickoff()

        with pytest.raises(TypeError, match=r"no id.*pending\.context\.flow_id"):
            Joined.from_pending(of(pending))

    def test_refuses_an_unknown_id(self):
        with pytest.raises(NothingPending, match="No pending feedback found for flow_id: no-such"):
            Joined.from_pending("no-such")

    def test_refuses_a_run_that_ended(self):
        flow_id = Joined().kickoff().context.flow_id
        Joined.from_pending(flow_id).resume("fine")

        with pytest.raises(
            AlreadyAnswered, match="waits no more: somebody answered in words by resume"
        ):
            Joined.from_pending(flow_id)

    def test_refuses_a_flow_whose_outcomes_have_changed(self):
        flow_id = Revisions().kickoff().context.flow_id

        class Renamed(Flow):
            @start()
            def draft(self):
                return "draft"

            @human_feedback(message="ok?", emit=["accepted", "again"], provider=Waits())
            @listen(or_(draft, "again"))
            def review(self):
                return "text"

        with pytest.raises(FlowChanged, match=r"is a run of .*:Revisions, not of"):
            Renamed.from_pending(flow_id)
        Renamed.__qualname__ = "Revisions"
        with pytest.raises(FlowChanged, match="'review' offered yes, again and now offers accept"):
            Renamed.from_pending(flow_id)

    def test_offers_what_the_code_offers_now_where_it_goes_on_all_the_same(self):
        flow_id = posts("approved")().kickoff().context.flow_id
        flow = posts("published").from_pending(flow_id, force=True)

        with pytest.raises(UnknownOutcome, match="one of: published, no"):
            flow.resume(Answer(outcome="approved"))
        assert flow.resume("published") == "published: published"

    def test_tells_the_second_who_goes_on_all_the_same_who_was_first(self):
        flow_id = posts("approved")().kickoff().context.flow_id
        deployed = posts("published")
        first, second = (deployed.from_pending(flow_id, force=True) for _ in range(2))
        first.resume("published")

        with pytest.raises(AlreadyAnswered, match="somebody said 'published' by resume at"):
            second.resume("no")

    def test_goes_on_all_the_same_after_it_was_killed_as_it_had_its_answer(self, tmp_path):
        class Killed(SQLiteFlowPersistence):
            def claim(self, run_id, key, answer):
                super().claim(run_id, key, answer)
                raise SystemExit

        store = SQLiteFlowPersistence(tmp_path / "runs.db")
        posts("approved")(persistence=store).kickoff({"id": "run-1"})
        deployed = posts("published")
        with pytest.raises(SystemExit):
            deployed.from_pending("run-1", Killed(tmp_path / "runs.db"), force=True).resume(
                "published"
            )

        flow = deployed(persistence=store)
        assert flow.kickoff({"id": "run-1"}) == "published: published"

    @pytest.mark.parametrize(
        ("before", "after", "why"),
        [
            (Flow, Flow[Order], "its state is a dict and now is a Order"),
            (Flow[Order], Flow, "its state is a Order and now is a dict"),
            (Flow[Money], Flow[Order], "its state is a Money and now is a Order"),
        ],
    )
    def test_refuses_a_flow_whose_state_is_of_another_type(self, before, after, why):
        def waiting(base):
            class Kept(base):
                @start()
                @human_feedback(message="ok?", provider=Waits())
                def review(self):
                    return "text"

            return Kept

        waiting(before)().kickoff({"id": "run-1", "amount": "1"})

        with pytest.raises(FlowChanged, match=why):
            waiting(after).from_pending("run-1")
        assert waiting(before).from_pending("run-1").resume("fine").feedback == "fine"


class Text(str, Enum):  # noqa: UP042 - as authors wrote before StrEnum
    YES = "approved"
    NO = "rejected"


class Plain(Enum):
    YES = "approved"
    NO = "rejected"


class TestOutcomesOfAnEnum:
    @pytest.mark.parametrize("way", [Text, Plain])
    def test_are_their_values_before_a_pause_and_after_it(self, way):
        asked = Waits()

        class Post(Flow):
            @start()
            @human_feedback(
                message="ok?",
                emit=[way.YES, way.NO],
                default_outcome=way.NO,
                approving=[way.YES],
                deadline=timedelta(days=1),
                on_timeout=way.NO,
                provider=asked,
            )
            def review(self):
                return "text"

            @listen(way.YES)
            def publish(self, result):
                return f"{result.outcome}"

            @listen(or_(way.NO))
            def drop(self, result):
                return f"{result.outcome}"

        flow = Post()
        flow.kickoff()

        assert [f"{each}" for each in asked.contexts[0].emit] == ["approved", "rejected"]
        assert Post.from_pending(flow.flow_id).resume("") == "rejected"
        second = Post()
        second.kickoff()
        assert second.resume(Answer(outcome=way.YES)) == "approved"
        review = Post.signoff_graph.methods["review"].review
        assert (review.approving, review.on_timeout) == (("approved",), "rejected")


class TestAProvider:
    def test_that_answers_at_once_needs_no_resume(self):
        class Clerk:
            async def request_feedback(self, context, flow):
                return "yes"

        class Clerked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], provider=Clerk())
            def review(self):
                return "text"

            @listen("yes")
            def end(self, result):
                return result.channel

        assert Clerked().kickoff() == "Clerk"
        assert asyncio.run(Clerked().kickoff_async()) == "Clerk"

    @pytest.mark.parametrize("words", [None, {"outcome": "yes"}, 3])
    def test_that_answers_with_no_text_decides_nothing(self, words):
        clerk = Answers(words)

        class Clerked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], provider=clerk)
            def review(self):
                return "text"

        flow = Clerked()
        with pytest.raises(TypeError, match="Answers answered with"):
            flow.kickoff()
        assert flow.resume("no") == "text"

    def test_that_answers_unclearly_leaves_the_run_waiting(self):
        class Unclear:
            def request_feedback(self, context, flow):
                return "hm"

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], provider=Unclear())
            def review(self):
                return "text"

            @listen("yes")
            def end(self):
                return "end"

        flow = Asked()
        with pytest.raises(UnclearReply):
            flow.kickoff()

        assert Asked.from_pending(flow.flow_id).resume("yes") == "end"

    def test_that_breaks_leaves_the_run_waiting(self):
        class Broken:
            def request_feedback(self, context, flow):
                raise ConnectionError("no network")

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", provider=Broken())
            def review(self):
                return "text"

            @listen(review)
            def end(self, result):
                return result.feedback

        flow = Asked()
        with pytest.raises(ConnectionError, match="no network"):
            flow.kickoff()

        assert Asked.from_pending(flow.flow_id).resume("later") == "later"

    def test_of_the_decorator_goes_before_that_of_the_application(self, settings):
        settings.hitl_provider = Answers("from the application")

        assert isinstance(Joined().kickoff(), HumanFeedbackPending)


class TestTheClassifier:
    def test_is_asked_only_where_the_words_are_open(self, settings):
        asked = []

        def classify(*, feedback, outcomes, llm, flow):
            asked.append((feedback, outcomes, llm))
            return "yes"

        settings.outcome_classifier = classify
        settings.hitl_provider = Answers("as my grandmother used to put it", "no")

        class Twice(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], llm="some-model")
            def first(self):
                return "text"

            @listen("yes")
            @human_feedback(message="sure?", emit=["sure", "no"])
            def second(self):
                return "text"

        flow = Twice()
        flow.kickoff()

        assert asked == [("as my grandmother used to put it", ["yes", "no"], "some-model")]
        assert [said.outcome_source for said in flow.human_feedback_history] == ["model", "exact"]

    def test_cannot_invent_an_outcome(self, settings):
        settings.outcome_classifier = lambda **_: "maybe"
        flow = Revisions()
        flow.kickoff()

        with pytest.raises(UnclearReply):
            flow.resume("hm")


class TestPausesInBranchesOfAnOr:
    def test_are_all_stored(self):
        class Either(Flow):
            @start()
            @human_feedback(message="a?", provider=Waits())
            def a(self):
                return "a"

            @start()
            @human_feedback(message="b?", provider=Waits())
            def b(self):
                return "b"

            @listen(or_(a, b))
            def first(self, result):
                return result.feedback

            @router(first, emit=["end"])
            def end(self):
                return "end"

        flow = Either()
        pending = flow.kickoff()

        assert isinstance(pending, HumanFeedbackPending)
        assert isinstance(flow.resume("from b", key="b#1"), HumanFeedbackPending)
        flow.resume("from a", key="a#1")
        assert flow.method_outputs[1:3] == ["from b", "end"]
