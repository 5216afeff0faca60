"""What an author cannot write, and what they are told instead; and what both orders give."""

from __future__ import annotations

import warnings
from enum import Enum, Flag
from typing import Literal

import pytest

from signoff import Flow, and_, human_feedback, listen, or_, persist, router, start
from signoff.errors import FlowDefinitionError, FlowStorageError, InputsInvalid
from signoff.flow.graph import FlowWarning
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.inbox.outcome_names import MARKS
from tests.flow.cast import Answers


class Way(Enum):
    SHIP = "ship"
    HOLD = "hold"


class Shades(Flag):
    DARK = 1
    RED = 2


def a_flow(**members):
    return type("Mistaken", (Flow,), members)


class TestAMistakenClassIsRefused:
    def test_for_a_method_that_listens_to_itself(self):
        @listen("publish")
        def publish(self):
            """Publish."""

        with pytest.raises(FlowDefinitionError, match="listens to its own name"):
            a_flow(publish=publish)

    def test_for_a_start_that_listens(self):
        with pytest.raises(FlowDefinitionError, match="either a start or a listener"):

            @start()
            @listen("x")
            def both(self):
                """Do both."""

    def test_for_a_name_that_nothing_produces(self):
        @start()
        def draft(self):
            """Draft."""

        @listen("draftt")
        def publish(self):
            """Publish."""

        with pytest.raises(FlowDefinitionError, match=r"'draftt', which nothing .*draft, publish"):
            a_flow(draft=draft, publish=publish)

    def test_for_a_method_nobody_runs(self):
        @human_feedback(message="ok?")
        def lonely(self):
            """Wait for ever."""

        with pytest.raises(FlowDefinitionError, match="no trigger"):
            a_flow(lonely=lonely)

    def test_for_a_step_that_yields(self):
        @start()
        def parts(self):
            yield "never"

        @start()
        async def later(self):
            yield "never"

        for step in (parts, later):
            with pytest.raises(
                FlowDefinitionError, match=r"Mistaken\.step has a yield, so calling"
            ):
                a_flow(step=step)

    def test_for_parameters_nobody_fills(self):
        @start()
        def draft(self, topic):
            """Draft."""

        @start()
        def begin(self):
            """Begin."""

        @listen(begin)
        def two(self, a, b):
            """Take two."""

        with pytest.raises(FlowDefinitionError, match="asks for topic"):
            a_flow(draft=draft)
        with pytest.raises(FlowDefinitionError, match="asks for a, b"):
            a_flow(begin=begin, two=two)

    def test_for_a_bare_decorator(self):
        @start
        def draft(self):
            """Draft."""

        with pytest.raises(FlowDefinitionError, match=r"Write @start\(...\) with parentheses"):
            a_flow(draft=draft)

    def test_for_a_step_named_like_a_part_of_flow(self):
        @start()
        def state(self):
            """Shadow the state."""

        with pytest.raises(FlowDefinitionError, match="Rename the step"):
            a_flow(state=state)

    def test_for_a_router_whose_result_a_person_would_overrule(self):
        for emit in (["yes", "no"], None):

            @start()
            @router()
            @human_feedback(message="ok?", emit=emit)
            def decide(self):
                """Decide twice."""

            with pytest.raises(FlowDefinitionError, match="two things would name what runs next"):
                a_flow(decide=decide)

    def test_for_a_state_of_an_impossible_type(self):
        with pytest.raises(FlowDefinitionError, match="a dict, a dataclass or a pydantic model"):

            class Wrong(Flow[int]):
                """Count."""


class TestAMistakenDecoratorIsRefused:
    @pytest.mark.parametrize("decorator", [start, listen, router])
    def test_for_triggers_side_by_side(self, decorator):
        def draft(self):
            """Draft."""

        with pytest.raises(
            FlowDefinitionError, match=rf"@{decorator.__name__}\(or_\('draft', 'again'\)\)"
        ):
            decorator(draft, "again")

    @pytest.mark.parametrize("trigger", [3, None, "", object(), int, lambda: None])
    def test_for_a_trigger_that_names_nothing(self, trigger):
        with pytest.raises(FlowDefinitionError):
            listen(trigger)
        with pytest.raises(FlowDefinitionError, match=r"names nothing|no name"):
            router("draft", trigger)

    @pytest.mark.parametrize("join", [or_, and_])
    def test_for_an_empty_condition(self, join):
        with pytest.raises(FlowDefinitionError, match="nothing to listen to"):
            join()

    def test_for_a_default_without_outcomes(self):
        with pytest.raises(FlowDefinitionError, match="default_outcome requires emit"):
            human_feedback(message="ok?", default_outcome="yes")

    def test_for_a_default_that_is_not_offered(self):
        with pytest.raises(ValueError, match="must be one of: yes, no"):
            human_feedback(message="ok?", emit=["yes", "no"], default_outcome="maybe")

    @pytest.mark.parametrize("message", ["", " \n", None])
    def test_refuses_a_question_that_says_nothing(self, message):
        with pytest.raises(FlowDefinitionError, match="Write the question as a string"):
            human_feedback(message=message)

    @pytest.mark.parametrize(
        "pair", [("a", "A"), ("needs_revision", "Needs  revision"), ("ok", "Ok.")]
    )
    def test_refuses_outcomes_that_no_reply_can_tell_apart(self, pair):
        with pytest.raises(FlowDefinitionError, match=f"{pair[0]!r} and {pair[1]!r} alike, so no"):
            human_feedback(message="ok?", emit=["yes", *pair])

    @pytest.mark.parametrize("sign", MARKS)
    def test_refuses_outcomes_that_only_a_mark_tells_apart_which_no_reply_is_read_with(self, sign):
        with pytest.raises(FlowDefinitionError, match="alike, so no"):
            human_feedback(message="ok?", emit=["ok", f"ok{sign}"])

    @pytest.mark.parametrize("emit", [[], "approved", ["a", "a"], ["a", ""], [1, 2]])
    def test_for_outcomes_that_are_none(self, emit):
        with pytest.raises(FlowDefinitionError, match="different, non-empty names"):
            human_feedback(message="ok?", emit=emit)

    def test_for_a_provider_that_cannot_ask(self):
        with pytest.raises(FlowDefinitionError, match="request_feedback"):
            human_feedback(message="ok?", provider="slack")

    @pytest.mark.parametrize(
        "routes",
        [
            human_feedback(message="ok?", emit=["publish", "reject"]),
            router(emit=["publish", "reject"]),
        ],
    )
    @pytest.mark.parametrize("heard", ["publish", "reject"])
    def test_for_an_outcome_called_as_its_own_method(self, routes, heard):
        with pytest.raises(FlowDefinitionError, match=r"publish may come to 'publish', its own"):

            class Twice(Flow):
                @start()
                @routes
                def publish(self):
                    """Ask."""

                @listen(heard)
                def send(self):
                    """Run after a rejection, too."""

    @pytest.mark.parametrize(
        ("state", "written"), [("Order", "'Order'"), ({"a": 1}, r"\{'a': 1\}")]
    )
    def test_for_a_state_that_is_no_type(self, state, written):
        with pytest.raises(FlowDefinitionError, match=f"a state of {written}, which is no type"):

            class Quoted(Flow[state]):
                """Its state would be a dict, whatever the brackets say."""

    @pytest.mark.parametrize("wrapper", [staticmethod, classmethod, property])
    def test_for_a_step_that_is_no_plain_method(self, wrapper):
        with pytest.raises(
            FlowDefinitionError, match=rf"a step and a {wrapper.__name__}.*\(self\)"
        ):

            class Wrapped(Flow):
                @wrapper
                @start()
                def draft(self):
                    """Draft."""

    def test_for_a_step_without_self(self):
        with pytest.raises(FlowDefinitionError, match=r"has no self.*def draft\(self\)"):

            class Selfless(Flow):
                @start()
                def draft():
                    """Draft."""

    @pytest.mark.parametrize(
        ("store", "instead"),
        [
            ("runs.db", r"SQLiteFlowPersistence\('runs.db'\)"),
            (SQLiteFlowPersistence, r"an object of it, SQLiteFlowPersistence\(...\)"),
            (42, "init_db, save_state and load_state"),
        ],
    )
    def test_for_what_cannot_keep_runs(self, store, instead):
        with pytest.raises(FlowDefinitionError, match=f"cannot keep runs.*{instead}"):
            persist(store)
        with pytest.raises(FlowStorageError, match=f"cannot keep runs.*{instead}"):
            Flow(persistence=store).kickoff()

    def test_but_not_for_a_flow_with_a_method_named_like_a_stores(self):
        @persist
        class Saves(Flow):
            @start()
            def draft(self):
                return self.save_state()

            def save_state(self):
                return "saved"

        assert Saves.signoff_graph.starts == ("draft",)

    def test_for_a_message_that_is_no_text(self):
        with pytest.raises(FlowDefinitionError, match="Write the question as a string"):
            human_feedback(lambda self: "text")


class TestAnOutcomeThatNobodyListensTo:
    def test_is_a_warning_at_the_authors_line_that_says_what_to_write(self):
        message = r"Half\.review may come to 'rejected', .* with @listen\('rejected'\)"
        with pytest.warns(FlowWarning, match=message) as warned:

            class Half(Flow):
                @start()
                @human_feedback(message="ok?", emit=["approved", "rejected"])
                def review(self):
                    """Review."""

                @listen("approved")
                def publish(self):
                    """Publish."""

        assert warned[0].filename == __file__

    def test_is_none_where_a_step_listens_to_the_method_itself(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")

            class Whole(Flow):
                @start()
                def draft(self):
                    """Draft."""

                @router(draft, emit=["ship", "hold"])
                def decide(self):
                    return "hold"

                @listen("ship")
                def send(self):
                    """Send."""

                @listen(decide)
                def note(self, outcome):
                    return outcome

        assert Whole().kickoff() == "hold"

    def test_is_none_where_nothing_follows_any_of_them(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")

            class Last(Flow):
                @start()
                @human_feedback(message="ok?", emit=["approved", "rejected"])
                def review(self):
                    """Review."""

        assert Last.signoff_graph.starts == ("review",)


class TestAnOpenRouter:
    def test_makes_an_unknown_name_a_warning_at_the_authors_line(self):
        with pytest.warns(
            FlowWarning, match=r"'send', which .* only if a @router returns"
        ) as warned:

            class Open(Flow):
                @start()
                def draft(self):
                    """Draft."""

                @router(draft)
                def decide(self):
                    return "ship" if self.state else "hold"

                @listen("hold")
                def wait(self):
                    """Hear what the router's code names."""

                @listen("send")
                def send_it(self):
                    """Wait for what only the router may say."""

        assert [warning.filename for warning in warned] == [__file__]

    @pytest.mark.parametrize(
        "said",
        [
            Literal["ship", "hold"],
            'Literal["ship", "hold"]',
            Way,
            "Way | None",
            Literal["ship", Way.HOLD] | None,
        ],
    )
    def test_may_declare_its_outcomes_by_annotation(self, said):
        def decide(self, text):
            return "ship"

        # What only a type checker knows is no hindrance where it is not the result.
        decide.__annotations__ = {"text": "OnlyForTypeCheckers", "return": said}

        decide.__defaults__ = ("",)
        flow = a_flow(decide=start()(router()(decide)))

        assert flow.signoff_graph.methods["decide"].outcomes == ("ship", "hold")

    @pytest.mark.parametrize("said", ["Gone", str, "str | None", Shades, None, bool])
    def test_is_open_where_its_annotation_does_not_say_all(self, said):
        def decide(self):
            return "ship"

        decide.__annotations__ = {"return": said}

        flow = a_flow(decide=start()(router()(decide)))

        assert flow.signoff_graph.methods["decide"].outcomes is None


class TestARun:
    def test_fails_at_a_router_that_returns_what_it_does_not_declare(self):
        class Sorts(Flow):
            @start()
            def begin(self):
                return 1

            @router(begin, emit=["big", "small"])
            def sort(self):
                return self.state["said"]

            @listen("big")
            def go(self):
                return "big"

        flow = Sorts()
        with pytest.raises(
            FlowDefinitionError, match=r"Sorts\.sort returned 'bigg'.*declares: 'big', 'small'"
        ):
            flow.kickoff({"said": "bigg"})

        assert flow.method_outputs == [1]
        assert [Sorts().kickoff({"said": said}) for said in ("big", "", None)] == ["big", "", None]

    def test_does_not_begin_without_a_start(self):
        class Base(Flow):
            @listen("begin")
            def go(self):
                return "went"

            @router("went", emit=["begin", "went"])
            def sort(self): ...

        class Whole(Base):
            @start()
            @router(emit=["begin"])
            def first(self):
                return "begin"

        with pytest.raises(FlowDefinitionError, match=r"Base has no method with @start\(\)"):
            Base().kickoff()

        assert Base().state["id"]
        assert Whole().kickoff() == "went"

    def test_of_a_flow_without_steps_ends_at_once(self):
        class Plain(Flow): ...

        for flow_class in (Plain, Flow):
            flow = flow_class()

            assert (flow.kickoff({"n": 1}), flow.state["n"], flow.method_outputs) == (None, 1, [])
            assert flow_class.to_mermaid() == "flowchart LR\n"

    def test_does_not_begin_with_inputs_without_names(self):
        class Plain(Flow): ...

        with pytest.raises(InputsInvalid, match=r"inputs \"\['a'\]\", a list. No run was started"):
            Plain().kickoff(["a"])


class TestTheOrderOfDecorators:
    @pytest.mark.parametrize("is_inner", [True, False])
    def test_means_nothing_at_a_start(self, settings, is_inner):
        def ask(self):
            return "text"

        review = human_feedback(message="ok?", emit=["yes", "no"])
        marked = start()(review(ask)) if is_inner else review(start()(ask))

        @listen("yes")
        def publish(self, result):
            return result.output

        settings.hitl_provider = Answers("yes")

        assert a_flow(ask=marked, publish=publish)().kickoff() == "text"

    @pytest.mark.parametrize("is_inner", [True, False])
    def test_means_nothing_in_a_loop(self, settings, is_inner):
        @start()
        def draft(self):
            return "draft"

        def review(self):
            self.state["n"] = self.state.get("n", 0) + 1
            return self.state["n"]

        asks = human_feedback(message="ok?", emit=["yes", "again"])
        hears = listen(or_("draft", "again"))
        marked = hears(asks(review)) if is_inner else asks(hears(review))
        settings.hitl_provider = Answers("again", "again", "yes")

        assert a_flow(draft=draft, review=marked)().kickoff() == 3
