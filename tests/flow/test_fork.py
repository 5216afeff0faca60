"""A run begun from where another stood: at a decision, or with its state."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import tempfile
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from pydantic import BaseModel

from signoff import Flow, and_, human_feedback, listen, or_, start
from signoff.errors import (
    FlowChanged,
    FlowStorageError,
    NothingPending,
    RunBusy,
    RunNotFound,
    TooManyCalls,
    UnclearReply,
)
from signoff.flow.async_feedback import Answer
from signoff.flow.config import flow_config
from signoff.flow.forks import EffectsRepeat
from signoff.flow.persistence import SQLiteFlowPersistence
from tests.flow.cast import NOON, Answers, Waits
from tests.flow.random_flows import OUTCOMES, built, plans


class Post(Flow):
    """Drafts until a person says yes."""

    @start()
    def draft(self):
        self.state["n"] = self.state.get("n", 0) + 1
        return "draft"

    @human_feedback(message="ok?", emit=["yes", "again", "no"], provider=Waits())
    @listen(or_(draft, "again"))
    def review(self):
        self.state["n"] += 1
        return f"version {self.state['n']}"

    @listen("yes")
    def publish(self, result):
        self.state["published"] = result.output
        return f"published {result.output}"

    @listen(publish)
    def tell(self):
        return f"told of {self.state['n']}"


class TwoReviewers(Flow):
    provider = Waits()

    @start()
    @human_feedback(message="legal?", provider=provider)
    def legal(self):
        return "contract"

    @start()
    @human_feedback(message="price?", provider=provider)
    def price(self):
        return "offer"

    @listen(legal)
    def file(self, result):
        self.state["filed"] = result.feedback

    @listen(and_(legal, price))
    def sign(self, last):
        return f"signed after {last.feedback}"


def quiet(flow_class, *arguments, **named):
    """Fork without the warning that other tests look at."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EffectsRepeat)
        return flow_class.fork(*arguments, **named)


def seen(flow):
    """All that can be seen of a run, but for what names it and when it was."""
    record = flow.signoff_record
    state = {name: value for name, value in flow.state.items() if name != "id"}
    history = [replace(r, timestamp=NOON, request_id=None, channel=None) for r in record.history]
    outputs = [
        replace(o, timestamp=NOON, request_id=None, channel=None) if hasattr(o, "feedback") else o
        for o in flow.method_outputs
    ]
    return state, history, outputs, record.calls, record.seq, record.status


@pytest.fixture
def post(store):
    """A post that was revised twice and published."""
    flow = Post(persistence=store)
    flow.kickoff()
    flow.resume("again")
    flow.resume("again")
    flow.resume("yes")
    return flow


class TestAForkOfARunThatEnded:
    def test_stands_where_the_question_was_asked(self, post, store):
        fork = quiet(Post, post.flow_id, at="review#2", persistence=store)

        assert fork.flow_id != post.flow_id
        assert fork.state == {"id": fork.flow_id, "n": 3}
        assert [r.outcome for r in fork.human_feedback_history] == ["again"]
        assert fork.pending_feedback.key == "review#2"
        assert fork.pending_feedback.method_output == "version 3"

    @pytest.mark.parametrize("at", ["review#1", "review#2", "review#3"])
    def test_and_answered_the_same_becomes_the_same(self, post, store, at):
        fork = quiet(Post, post.flow_id, at=at, persistence=store)
        words = ["again", "again", "yes"][int(at[-1]) - 1 :]
        result = [fork.resume(word) for word in words][-1]

        assert result == "told of 4"
        assert seen(fork) == seen(post)

    def test_and_answered_differently_takes_the_other_way(self, post, store):
        fork = quiet(Post, post.flow_id, at="review#1", answer="yes", persistence=store)

        assert fork.method_outputs == ["draft", "version 2", "published version 2", "told of 2"]
        assert store.load_run(fork.flow_id).status == "ended"

    def test_takes_an_answer_that_names_who_gave_it(self, post, store):
        answer = Answer("looks good", outcome="yes", responder="ana@example.com")

        fork = quiet(Post, post.flow_id, at="review#1", answer=answer, persistence=store)

        assert fork.last_human_feedback.responder == "ana@example.com"
        assert fork.last_human_feedback.feedback == "looks good"
        assert fork.method_outputs[-1] == "told of 2"

    def test_leaves_the_earlier_run_as_it_is(self, post, store):
        before = store.load_run(post.flow_id), store.answers(post.flow_id)

        quiet(Post, post.flow_id, at="review#1", answer="no", persistence=store)

        assert (store.load_run(post.flow_id), store.answers(post.flow_id)) == before

    def test_is_found_by_any_name_of_the_question(self, post, store):
        result = post.human_feedback_history[1]

        for at in ("review#2", result.request_id, result):
            fork = quiet(Post, post.flow_id, at=at, persistence=store)
            assert fork.pending_feedback.key == "review#2"

    def test_left_open_waits_in_the_store_for_any_process(self, post, store):
        fork = quiet(Post, post.flow_id, at="review#3", persistence=store)

        other = Post.from_pending(fork.flow_id, store)

        assert other.resume("yes") == "told of 4"

    def test_can_be_forked_at_its_own_decisions(self, post, store):
        fork = quiet(Post, post.flow_id, at="review#2", answer="again", persistence=store)
        fork.resume("again")

        second = quiet(Post, fork.flow_id, at="review#3", answer="yes", persistence=store)

        assert second.method_outputs[-1] == "told of 4"

    def test_is_reached_from_inside_an_event_loop(self, post, store):
        async def later():
            fork = quiet(Post, post.flow_id, at="review#1", persistence=store)
            return await fork.resume_async("yes")

        assert asyncio.run(later()) == "told of 2"

    def test_refuses_an_answer_inside_an_event_loop(self, post, store):
        async def now():
            Post.fork(post.flow_id, at="review#1", answer="yes", persistence=store)

        with pytest.raises(RuntimeError, match=r"Nothing was forked\. Use: .*resume_async"):
            asyncio.run(now())


class TestTheWarning:
    def test_names_the_steps_that_may_run_and_those_that_ran_before(self, post, store):
        with pytest.warns(EffectsRepeat) as told:
            Post.fork(post.flow_id, at="review#2", persistence=store)

        assert (
            f"The fork of run {post.flow_id} at review#2 may run review, publish, tell "
            "(review, publish, tell ran after it before). " in str(told[0].message)
        )
        assert told[0].filename == __file__

    def test_names_only_what_the_answer_leads_to(self, post, store):
        with pytest.warns(EffectsRepeat, match="may run publish, tell"):
            Post.fork(post.flow_id, at="review#1", answer="yes", persistence=store)

    def test_is_not_given_where_nothing_follows(self, post, store):
        fork = Post.fork(post.flow_id, at="review#1", answer="no", persistence=store)

        assert fork.human_feedback_history[-1].outcome == "no"

    def test_made_an_error_comes_before_anything_is_stored(self, post, tmp_path, store):
        n_before = n_runs(store)
        with warnings.catch_warnings():
            warnings.simplefilter("error", EffectsRepeat)
            with pytest.raises(EffectsRepeat):
                Post.fork(post.flow_id, at="review#1", persistence=store)

        assert n_runs(store) == n_before


def n_runs(store):
    with contextlib.closing(sqlite3.connect(store.db_path)) as db:
        return db.execute("SELECT count(*) FROM run").fetchone()[0]


class TestAForkOfARunThatWaits:
    def test_stands_at_the_open_question(self, store):
        flow = Post(persistence=store)
        flow.kickoff()

        fork = quiet(Post, flow.flow_id, at=flow.pending_feedback, answer="yes", persistence=store)

        assert fork.method_outputs[-1] == "told of 2"
        assert flow.resume("no") == "version 2"

    def test_keeps_what_was_answered_before_the_decision(self, store):
        flow = TwoReviewers(persistence=store)
        flow.kickoff()
        flow.resume("fine", key="legal#1")
        flow.resume("dear", key="price#1")

        fork = quiet(TwoReviewers, flow.flow_id, at="price#1", persistence=store)

        assert fork.state["filed"] == "fine"
        assert fork.resume("cheap") == "signed after cheap"

    def test_brings_its_other_questions_to_their_provider_anew(self, store):
        flow = TwoReviewers(persistence=store)
        flow.kickoff()
        flow.resume("fine", key="legal#1")
        TwoReviewers.provider.contexts.clear()

        fork = quiet(TwoReviewers, flow.flow_id, at="legal#1", answer="bad", persistence=store)

        assert [c.request_id for c in TwoReviewers.provider.contexts] == [f"{fork.flow_id}/price#1"]
        assert fork.pending_feedback.key == "price#1"

    def test_left_open_tells_nobody_until_it_goes_on(self, store):
        flow = TwoReviewers(persistence=store)
        flow.kickoff()
        TwoReviewers.provider.contexts.clear()

        fork = quiet(TwoReviewers, flow.flow_id, at="legal#1", persistence=store)
        assert TwoReviewers.provider.contexts == []
        TwoReviewers(persistence=store).kickoff(inputs={"id": fork.flow_id})

        assert [c.key for c in TwoReviewers.provider.contexts] == ["legal#1", "price#1"]


class TestAnswersThatWereConsumedTogether:
    @pytest.fixture
    def flow(self, store):
        """Both answers came while the run was under way elsewhere, and that process died."""
        flow = TwoReviewers(persistence=store)
        flow.kickoff(inputs={"id": "case-1"})
        flow._run().checkpoints.save(running(flow))
        for key, words in (("price#1", "dear"), ("legal#1", "fine")):
            with pytest.raises(RunBusy):
                TwoReviewers.from_pending("case-1", store).resume(words, key=key)
        flow = TwoReviewers(persistence=store)
        assert flow.kickoff(inputs={"id": "case-1"}) == "signed after dear"
        return flow

    @pytest.mark.parametrize(("at", "words"), [("legal#1", "fine"), ("price#1", "dear")])
    def test_may_each_be_forked_at(self, flow, store, at, words):
        fork = quiet(TwoReviewers, "case-1", at=at, persistence=store)
        result = fork.resume(words)
        if fork.pending_feedback:
            result = fork.resume("dear")

        assert result == "signed after dear"
        assert seen(fork) == seen(flow) or at == "legal#1"
        assert fork.state["filed"] == "fine"


def running(flow):
    from signoff.flow.record import RunStatus

    flow.signoff_record.status = RunStatus.RUNNING
    return flow.signoff_record


class TestARefusedFork:
    def test_of_what_is_no_id(self, post, store):
        with pytest.raises(TypeError, match=r"a Post, which is no id\. Nothing was.*flow\.flow_id"):
            Post.fork(post, at="review#1", persistence=store)

    def test_of_an_unknown_run(self, store):
        with pytest.raises(RunNotFound, match=r"No run nobody is stored\. Nothing was forked"):
            Post.fork("nobody", at="review#1", persistence=store)

    def test_at_a_question_that_was_never_asked(self, post, store):
        with pytest.raises(
            NothingPending, match=r"'review#9' was never asked .*review#1, review#2"
        ):
            Post.fork(post.flow_id, at="review#9", persistence=store)

    def test_at_a_question_that_was_closed_by_a_cancel(self, store):
        flow = Post(persistence=store)
        flow.kickoff()
        flow.cancel()

        with pytest.raises(NothingPending, match="'review#1' was closed before anybody answered"):
            Post.fork(flow.flow_id, at="review#1", persistence=store)

    def test_at_a_question_of_another_run(self, post, store):
        with pytest.raises(NothingPending, match=r"a question of run other.*fork\('other'"):
            Post.fork(post.flow_id, at="other/review#1", persistence=store)

    def test_of_a_fork_at_a_decision_it_was_born_with(self, post, store):
        fork = quiet(Post, post.flow_id, at="review#2", persistence=store)

        with pytest.raises(NothingPending, match=f"itself a fork: .*fork\\('{post.flow_id}'"):
            Post.fork(fork.flow_id, at="review#1", persistence=store)

    def test_with_words_that_decide_nothing_stores_nothing(self, post, store):
        n_before = n_runs(store)

        with pytest.raises(UnclearReply):
            Post.fork(post.flow_id, at="review#1", answer="hmm", persistence=store)

        assert n_runs(store) == n_before

    def test_into_code_that_offers_other_outcomes(self, store):
        def offering(outcome):
            class Offer(Flow):
                @start()
                @human_feedback(message="ok?", emit=[outcome, "no"], provider=Waits())
                def review(self):
                    return "text"

                @listen(outcome)
                def publish(self, result):
                    return f"published: {result.outcome}"

            return Offer

        flow = offering("approved")(persistence=store)
        flow.kickoff()
        flow.resume("approved")
        asked = {"at": "review#1", "persistence": store}

        with pytest.raises(FlowChanged, match="offered approved, no and now offers printed, no"):
            offering("printed").fork(flow.flow_id, **asked)
        fork = quiet(offering("printed"), flow.flow_id, **asked, answer="printed", force=True)

        assert fork.method_outputs == ["text", "published: printed"]

    def test_into_another_flow(self, post, store):
        with pytest.raises(FlowChanged, match="not of TwoReviewers"):
            TwoReviewers.fork(post.flow_id, at="review#1", persistence=store)

    def test_where_the_store_keeps_no_heads(self, post, store):
        class Plain:
            """A store of the author's, with what the protocol asks for and no more."""

            load_run = store.load_run
            save_run = store.save_run
            claim = store.claim
            answers = store.answers

        with pytest.raises(FlowStorageError, match=r"Plain does not hold .* Nothing was forked"):
            Post.fork(post.flow_id, at="review#1", persistence=Plain())

        flow = Post(persistence=Plain())
        flow.kickoff()
        assert quiet(
            Post, flow.flow_id, at="review#1", answer="yes", persistence=Plain()
        ).method_outputs[-1] == "told of 2"  # fmt: skip


class Child(Flow):
    @start()
    @human_feedback(message="legal?", emit=["yes", "no"], provider=Waits())
    def legal(self):
        return "clause"

    @listen("yes")
    @human_feedback(message="price?", provider=Waits())
    def price(self, result):
        return result.output

    @listen(price)
    def seal(self, result):
        return f"{result.output} for {result.feedback}"


class Deal(Flow):
    @start()
    def negotiate(self):
        return Child().kickoff()

    @listen(negotiate)
    def sign(self, value):
        return f"signed {value}"


class TestARunWithANestedFlow:
    @pytest.fixture
    def deal(self, store):
        flow = Deal(persistence=store)
        flow.kickoff()
        flow.resume("yes")
        assert flow.resume("ten") == "signed clause for ten"
        return flow

    def test_is_forked_at_the_nested_flows_questions(self, deal, store):
        fork = quiet(Deal, deal.flow_id, at="negotiate.price#1", persistence=store)

        assert fork.pending_feedback.message == "price?"
        assert fork.resume("nine") == "signed clause for nine"

    def test_answered_the_same_becomes_the_same(self, deal, store):
        fork = quiet(Deal, deal.flow_id, at="negotiate.legal#1", answer="yes", persistence=store)
        fork.resume("ten")

        assert seen(fork) == seen(deal)

    def test_is_warned_about_with_the_step_that_is_called_again(self, deal, store):
        with pytest.warns(EffectsRepeat, match=r"may run negotiate, sign \(negotiate, sign ran"):
            Deal.fork(deal.flow_id, at="negotiate.legal#1", persistence=store)

    def test_is_refused_while_that_flow_is_stored_on_its_own(self, store):
        class Apart(Flow):
            @start()
            def negotiate(self):
                return Child(persistence=store).kickoff()

        flow = Apart(persistence=store)
        flow.kickoff()
        n_before = n_runs(store)

        with pytest.raises(FlowStorageError, match=r"two runs would share it\. Nothing was forked"):
            Apart.fork(flow.flow_id, at="negotiate.legal#1", persistence=store)
        assert n_runs(store) == n_before


class TestAStoreFromBeforeHeadsWereKept:
    @pytest.fixture
    def old(self, post, store):
        store.close()
        with contextlib.closing(sqlite3.connect(store.db_path)) as db:
            db.executescript("ALTER TABLE answer DROP COLUMN head; PRAGMA user_version = 2;")
        return store

    def test_refuses_to_fork_at_what_was_answered_then(self, post, old):
        with pytest.raises(FlowStorageError, match="when review#1 was answered"):
            Post.fork(post.flow_id, at="review#1", persistence=old)

    def test_keeps_heads_from_now_on(self, old):
        flow = Post(persistence=old)
        flow.kickoff()
        flow.resume("no")

        fork = quiet(Post, flow.flow_id, at="review#1", persistence=old)

        assert fork.resume("yes") == "told of 2"


class TestAnyFlow:
    @given(plans())
    @settings(max_examples=30, deadline=None)
    def test_forked_at_any_decision_and_answered_the_same_becomes_the_same(self, made):
        flow_class = built(made)
        flow_config.hitl_provider = Waits()
        with tempfile.TemporaryDirectory() as folder:
            store = SQLiteFlowPersistence(Path(folder) / "runs.db", synchronous="NORMAL")
            original = flow_class(persistence=store)
            try:
                play(original, original.kickoff)
                ends = [r.request_id for r in original.human_feedback_history]
                for request_id in ends[:4]:
                    fork = quiet(flow_class, original.flow_id, at=request_id, persistence=store)
                    key = request_id.partition("/")[2]
                    play(fork, lambda fork=fork, key=key: fork.resume(words_for(key), key=key))
                    assert seen(fork) == seen(original)
            except TooManyCalls:
                return  # a loop without end has no end to compare
            finally:
                store.close()


def play(flow, begin):
    """Go on until the end; the same question gets the same answer in every run."""
    begin()
    while flow.pending_feedback:
        key = flow.pending_feedback.key
        flow.resume(words_for(key), key=key)


def words_for(key):
    return OUTCOMES[len(key) % 3]


class TestRestoringAState:
    def test_begins_a_new_run_with_the_state_of_a_stored_one(self, post, store):
        flow = Post(persistence=store)
        pending = flow.kickoff(restore_from_state_id=post.flow_id)

        assert flow.flow_id != post.flow_id
        assert flow.state == {"id": flow.flow_id, "n": 6, "published": "version 4"}
        assert flow.human_feedback_history == []
        assert pending.context.key == "review#1"
        assert store.load_run(post.flow_id).status == "ended"

    def test_takes_inputs_over_what_was_stored(self, post, store):
        flow = Post(persistence=store)
        asyncio.run(
            flow.kickoff_async(inputs={"id": "case-2", "n": 10}, restore_from_state_id=post.flow_id)
        )

        assert flow.state == {"id": "case-2", "n": 12, "published": "version 4"}

    def test_that_is_not_stored_begins_as_ever(self, store):
        flow = Post(persistence=store)
        flow.kickoff(inputs={"n": 5}, restore_from_state_id="nobody")

        assert flow.state["n"] == 7

    def test_goes_on_with_an_unfinished_run_of_the_id_it_is_given(self, post, store):
        inputs = {"id": "case-2"}
        Post(persistence=store).kickoff(inputs=inputs, restore_from_state_id=post.flow_id)

        again = Post(persistence=store)
        again.kickoff(inputs=inputs, restore_from_state_id=post.flow_id)

        assert again.state["n"] == 6

    def test_keeps_the_states_type(self, store):
        class Money(BaseModel):
            amount: int = 0

        @dataclass(frozen=True)
        class Case:
            id: str = ""
            amount: int = 0

        for kind in (Money, Case):

            class Paying(Flow[kind]):
                @start()
                @human_feedback(message="ok?", provider=Answers("yes", "yes"))
                def pay(self):
                    return self.state.amount

            first = Paying(persistence=store)
            first.kickoff(inputs={"amount": 7})
            flow = Paying(persistence=store)
            flow.kickoff(restore_from_state_id=first.flow_id)

            assert isinstance(flow.state, kind)
            assert flow.state.amount == 7
            assert flow.state.id == flow.flow_id != first.flow_id
