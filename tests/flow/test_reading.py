"""Who reads what a person wrote: the rules, then the application or the author's model."""

from __future__ import annotations

import asyncio
import threading

import pytest

from signoff import Flow, HumanFeedbackPending, flow_config, human_feedback, listen, start
from signoff.errors import UnclearReply, UnknownModel
from signoff.flow.pre_reviews import llm_of
from signoff.flow.reading import read_feedback
from signoff.inbox.request import Ask
from signoff.inbox.response import Source

OPEN = "as my grandmother used to put it"  # words that no rule reads
NO = '{"outcome": "no"}'


class Waits:
    def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)


class Answers:
    def __init__(self, words):
        self.words = words

    def request_feedback(self, context, flow):
        return self.words


def review(llm, *, provider=None, approving=("yes",)):
    """A paused flow that asks yes or no."""

    class Review(Flow):
        @start()
        @human_feedback(
            "Go on?", emit=["yes", "no"], approving=approving, llm=llm, provider=provider or Waits()
        )
        def draft(self):
            return "text"

        @listen("yes")
        def go_on(self, result):
            return "went on"

    return Review()


def paused(llm, **more):
    flow = review(llm, **more)
    flow.kickoff()
    return flow


def outcome(flow):
    said = flow.last_human_feedback
    return said.outcome, said.outcome_source


class TestAModel:
    def test_reads_what_the_rules_leave_open(self):
        heard = []
        flow = paused(lambda prompt: heard.append(prompt) or NO)

        flow.resume(OPEN)

        assert outcome(flow) == ("no", "model")
        assert "Go on?" in heard[0]

    def test_is_not_asked_what_the_rules_read(self):
        flow = paused(lambda prompt: pytest.fail("plain words need no model"))

        flow.resume("yes")

        assert outcome(flow) == ("yes", "exact")

    def test_may_approve_where_nothing_in_the_words_takes_it_back(self):
        flow = paused(lambda prompt: '{"outcome": "yes"}')

        flow.resume(OPEN)

        assert outcome(flow) == ("yes", "model")

    @pytest.mark.parametrize("words", [f"{OPEN}?", f"if Ben agrees, {OPEN}", f"not {OPEN}"])
    def test_may_not_approve_against_the_words(self, words):
        flow = paused(lambda prompt: '{"outcome": "yes"}')

        with pytest.raises(UnclearReply):
            flow.resume(words)

    def test_approves_nothing_that_the_author_calls_approving_against_the_words(self):
        flow = paused(lambda prompt: NO, approving=("no",))

        with pytest.raises(UnclearReply):
            flow.resume(f"maybe {OPEN}")

    def test_is_asked_again_where_it_failed(self):
        said = ["", "", NO]
        flow = paused(lambda prompt: said.pop(0))

        with pytest.raises(UnclearReply):
            flow.resume(OPEN)
        flow.resume(OPEN)

        assert outcome(flow) == ("no", "model")


class TestAModelOnALoop:
    """It waits until another task of the loop has let it go, which takes a loop that is free."""

    @pytest.fixture
    def let_go(self):
        return threading.Event()

    @pytest.fixture
    def llm(self, let_go):
        return lambda prompt: NO if let_go.wait(60) else "the loop was blocked"

    def test_reads_while_the_loop_goes_on_when_a_run_is_resumed(self, llm, let_go):
        flow = paused(llm)

        async def beside():
            let_go.set()

        async def both():
            await asyncio.gather(flow.resume_async(OPEN), beside())

        asyncio.run(both())

        assert outcome(flow) == ("no", "model")

    def test_reads_while_the_loop_goes_on_when_a_provider_answers(self, llm, let_go):
        flow = review(llm, provider=Answers(OPEN))

        async def beside():
            let_go.set()

        async def both():
            await asyncio.gather(flow.kickoff_async(), beside())

        asyncio.run(both())

        assert outcome(flow) == ("no", "model")


class TestAReviewThatNamesNoModel:
    def test_is_read_by_the_model_of_the_application(self, settings):
        settings.llm = lambda prompt: NO
        flow = paused(None)

        flow.resume(OPEN)

        assert outcome(flow) == ("no", "model")

    def test_is_asked_again_where_the_application_has_none(self):
        flow = paused(None)

        with pytest.raises(UnclearReply):
            flow.resume(OPEN)

    def test_learns_by_the_model_of_the_application(self, settings):
        def mine(prompt):
            return "{}"

        settings.llm = mine

        assert llm_of(review_of(paused(None))) is mine


class TestAModelOfTheApplication:
    def test_of_no_known_name_is_refused_when_it_is_set(self, settings):
        with pytest.raises(UnknownModel):
            settings.llm = "bert-large"

        assert settings.llm is None


def review_of(flow):
    return type(flow).signoff_graph.methods["draft"].review


class TestTheApplication:
    def test_reads_in_place_of_the_model(self, settings):
        settings.outcome_classifier = lambda **said: None
        flow = paused(lambda prompt: pytest.fail("the application reads"))

        with pytest.raises(UnclearReply):
            flow.resume(OPEN)

    def test_may_not_approve_against_the_words_either(self, settings):
        settings.outcome_classifier = lambda **said: "yes"
        flow = paused(None)

        with pytest.raises(UnclearReply):
            flow.resume(f"{OPEN}?")

    def test_makes_the_model_of_a_name_of_its_own(self, settings):
        settings.llm_factory = lambda name: lambda prompt: NO if name == "house-model" else ""
        flow = paused("house-model")

        flow.resume(OPEN)

        assert outcome(flow) == ("no", "model")

    def test_whose_factory_fails_decides_nothing(self, settings, caplog):
        settings.llm_factory = lambda name: {}[name]
        flow = paused("house-model")

        with pytest.raises(UnclearReply):
            flow.resume(OPEN)
        assert "outcome not classified" in caplog.text

    def test_sets_how_long_a_model_may_take(self, settings, caplog):
        let_go = threading.Event()
        settings.llm_timeout = 0.05
        flow = paused(lambda prompt: str(let_go.wait()))

        with pytest.raises(UnclearReply):
            flow.resume(OPEN)

        let_go.set()
        assert "no answer within 0.05 seconds" in caplog.text

    @pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), "20", True])
    def test_cannot_set_a_time_that_is_none(self, settings, seconds):
        with pytest.raises(
            ValueError, match=r"flow_config.llm_timeout was set to .* It stays None"
        ):
            settings.llm_timeout = seconds

        assert flow_config.llm_timeout is None


class TestASettingOfTheApplication:
    def test_that_no_flow_reads_is_refused(self, settings):
        with pytest.raises(AttributeError, match=r"no setting 'hitl_provder'.* hitl_provider, "):
            settings.hitl_provder = Answers("x")

    @pytest.mark.parametrize("name", ["hitl_provider", "input_provider"])
    @pytest.mark.parametrize("provider", [Answers, "ana", lambda *_: "yes"])
    def test_that_cannot_ask_is_refused(self, settings, name, provider):
        with pytest.raises(
            TypeError, match=rf"flow_config\.{name} .* stays as it was\. Give it an"
        ):
            setattr(settings, name, provider)

        setattr(settings, name, None)
        assert getattr(settings, name) is None


class TestAStoredQuestion:
    def test_is_read_as_a_runs_is(self):
        ask = Ask(
            key="draft#1", method="draft", message="Go on?", content="", outcomes=("yes", "no")
        )

        reading = read_feedback(OPEN, ask, llm=lambda prompt: NO, approving=("yes",))

        assert (reading.outcome, reading.source) == ("no", Source.MODEL)
