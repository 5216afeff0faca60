"""More than words: typed answers, edited outputs, choices; and what @human_feedback refuses."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

import pytest
from pydantic import BaseModel, Field

from signoff import (
    Answer,
    ConsoleProvider,
    Flow,
    HumanFeedbackPending,
    HumanFeedbackResult,
    human_feedback,
    listen,
    start,
)
from signoff.errors import AnswerInvalid, FlowDefinitionError, UnclearReply, UnknownOutcome
from signoff.flow import record_text
from signoff.flow.flow import new_record
from signoff.flow.plain import plain
from tests.flow.cast import Answers, Waits, response, run


class Price(BaseModel):
    amount: Decimal = Field(gt=0)
    reason: str = ""


@dataclass
class Grade:
    points: int
    note: str = ""


class Offer(Flow):
    @start()
    @human_feedback(
        message="Which price?",
        emit=["offer", "decline"],
        approving=["offer"],
        response_model=Price,
        editable=True,
        provider=Waits(),
    )
    def review(self):
        return ["draft"]

    @listen("offer")
    def send(self, result):
        return (result.output, result.edited_output, result.response)


class Titled(BaseModel):
    title: str = Field(alias="Title")


class Tone(Enum):
    CALM = 1
    LOUD = 2


@dataclass
class Deal:
    amount: Decimal
    due: date
    tone: Tone = Tone.CALM
    note: str | None = None
    tags: list[str] = field(default_factory=list)
    n: int = field(default=3, init=False)


DEAL = Deal(Decimal("9.50"), date(2026, 3, 1))
SHOWN = plain(DEAL)
PRICE = Price(amount=Decimal("9.50"))


class Editable(Flow):
    latest = None

    @start()
    @human_feedback(message="Right?", emit=["yes", "no"], editable=True, provider=Waits())
    def review(self):
        return self.state["output"]


def edited_by(output, edited):
    """Return the flow that was shown ``output`` and got ``edited`` with the answer."""
    flow = Editable.latest = Editable()
    flow.kickoff({"output": output})
    flow.resume(Answer(outcome="yes", edited_output=edited))
    return flow


class Graded(Flow):
    @start()
    @human_feedback(message="Grade?", response_model=Grade, provider=Waits())
    def review(self):
        return "text"

    @listen(review)
    def end(self, result):
        return result.response


class Named(BaseModel):
    amount: int = Field(alias="Amount")


class InJson(Flow):
    @start()
    @human_feedback(message="How much?", response_model=Named, provider=Waits())
    def review(self):
        return "text"

    @listen(review)
    def end(self, result):
        return result.response


class Plain(Flow):
    @start()
    @human_feedback(message="ok?", emit=["yes", "no"], provider=Waits())
    def review(self):
        return "text"

    @listen("yes")
    def end(self, result):
        return result


def waiting(flow_class):
    flow = flow_class()
    assert isinstance(flow.kickoff(), HumanFeedbackPending)
    return flow_class.from_pending(flow.flow_id)


class TestATypedAnswer:
    def test_comes_as_the_authors_type(self):
        flow = waiting(Offer)

        came = flow.resume(Answer(outcome="offer", response={"amount": "9.50", "reason": "loyal"}))

        assert came == (["draft"], None, Price(amount=Decimal("9.50"), reason="loyal"))

    def test_may_be_given_as_that_type(self):
        said = Answer("offer: fine", response=Price(amount=Decimal("9.50")))

        assert waiting(Offer).resume(said)[2] == Price(amount=Decimal("9.50"))

    def test_may_stand_in_the_words_as_json(self):
        came = waiting(Offer).resume('offer: {"amount": 3}')

        assert came[2] == Price(amount=Decimal(3))

    def test_may_have_other_names_in_json(self):
        assert waiting(InJson).resume('{"Amount": 3}').amount == 3

    def test_may_be_a_dataclass(self):
        assert waiting(Graded).resume('{"points": 3}') == Grade(3)

    @pytest.mark.parametrize(
        "said",
        [
            "offer",
            Answer(outcome="offer"),
            Answer(outcome="offer", response={"amount": -1}),
            Answer(outcome="offer", response={"reason": "no amount"}),
            'offer: {"amount": 3',
            'offer: [{"amount": 3}, {"amount": 4}]',
            "offer: " + 30_000 * '{"a":' + "1" + 30_000 * "}",
        ],
    )
    def test_that_does_not_fit_leaves_the_question_open(self, said):
        flow = waiting(Offer)

        with pytest.raises(AnswerInvalid, match=r"question stays open.* amount, reason"):
            flow.resume(said)

        assert flow.resume('offer: {"amount": 3}')[2].amount == 3

    def test_says_what_is_wrong_with_it_in_a_line(self):
        with pytest.raises(AnswerInvalid, match="is no Price: amount: Input should be greater"):
            waiting(Offer).resume('offer: {"amount": 0}')

    def test_is_asked_for_again_at_the_terminal_by_its_fields(self, settings):
        lines, said = ["offer", 'offer: {"amount": 3}'], []
        settings.hitl_provider = ConsoleProvider(
            input_=lambda prompt: lines.pop(0), print_=said.append
        )

        class Asked(Flow):
            @start()
            @human_feedback(message="?", emit=["offer", "decline"], response_model=Price)
            def review(self):
                return "text"

        flow = Asked()
        flow.kickoff()

        assert flow.last_human_feedback.response.amount == 3
        assert said[-1].endswith(
            "Type one of: offer, decline, then a colon and a JSON object with: amount, reason."
        )

    def test_without_a_model_is_kept_as_plain_json(self):
        result = waiting(Plain).resume(Answer(outcome="yes", response=Grade(3)))

        assert result.response == {"points": 3, "note": ""}

    def test_is_asked_for_again_where_somebody_can_be(self, settings):
        class Clerk(Answers):
            def ask_again(self, context, flow, feedback):
                self.again = (feedback, context.response_schema["title"])
                return '{"points": 7}'

        settings.hitl_provider = clerk = Clerk("seven")

        class Asked(Flow):
            @start()
            @human_feedback(message="Grade?", response_model=Grade)
            def review(self):
                return "text"

        assert Asked().kickoff().response == Grade(7)
        assert clerk.again == ("seven", "Grade")

    def test_is_kept_with_the_run(self):
        record = new_record(Offer, run_id="run-1")
        run(Offer(), record)
        words = response("offer", "offer")
        said = words._replace(edited_output="mine", answer={"amount": "9.50"})
        run(Offer(), record, {"review#1": said})

        (kept,) = record_text.read(record.to_text()).history
        assert (kept.response, kept.edited_output) == (Price(amount=Decimal("9.50")), "mine")

    def test_is_refused_by_the_engine_before_anything_is_changed(self):
        record = new_record(Offer, run_id="run-1")
        before = run(Offer(), record).record.to_text()

        with pytest.raises(AnswerInvalid):
            run(Offer(), record, {"review#1": response("offer", "offer")})

        assert record.to_text() == before


class TestAnEditedOutput:
    def test_stands_beside_the_original(self):
        said = Answer(outcome="offer", edited_output=["mine", "too"], response={"amount": 1})

        assert waiting(Offer).resume(said)[:2] == (["draft"], ["mine", "too"])

    @pytest.mark.parametrize(
        ("output", "edited", "kept"),
        [
            ("text", "[1]", "[1]"),
            ("text", "text", None),
            (
                PRICE,
                '{"amount": "8.50", "reason": "ok"}',
                Price(amount=Decimal("8.50"), reason="ok"),
            ),
            (PRICE, {"amount": 8, "reason": "ok"}, Price(amount=Decimal(8), reason="ok")),
            (PRICE, Price(amount=Decimal(7)), Price(amount=Decimal(7))),
            (PRICE, '{"reason": "", "amount": "9.50"}', None),
            (Grade(1), {"points": 2, "note": ""}, Grade(2)),
            (Grade(1), '{"points": 1, "note": ""}', None),
            (
                {1: "a", "b": None, "c": []},
                '{"1": "x", "b": 2, "c": [3]}',
                {1: "x", "b": 2, "c": [3]},
            ),
            ({1: Decimal(1)}, {1: Decimal(2)}, {1: Decimal(2)}),
            (("a", 1), ["b", 1], ("b", 1)),
            (Titled(Title="a"), '{"title": "b"}', Titled(Title="b")),
            (DEAL, SHOWN, None),
            (DEAL, {**SHOWN, "amount": "9.00"}, replace(DEAL, amount=Decimal("9.00"))),
            (DEAL, {**SHOWN, "due": "2026-04-01"}, replace(DEAL, due=date(2026, 4, 1))),
            (DEAL, {**SHOWN, "tone": "Tone.LOUD"}, replace(DEAL, tone=Tone.LOUD)),
            (DEAL, {**SHOWN, "note": "x", "tags": ["y"]}, replace(DEAL, note="x", tags=["y"])),
            (5, "6", 6),
            (None, "said", "said"),
        ],
    )
    def test_is_a_value_of_the_kind_of_the_output_or_none_where_it_is_the_same(
        self, output, edited, kept
    ):
        result = edited_by(output, edited).last_human_feedback

        assert (result.outcome, result.output, result.edited_output) == ("yes", output, kept)
        assert type(result.edited_output) is type(kept)

    @pytest.mark.parametrize(
        ("output", "edited", "why"),
        [
            ("text", ["a"], "the output is text, and the edit is a list"),
            (PRICE, "just text", "it is no JSON"),
            (PRICE, "[" * 30_000, "it is no JSON"),
            (PRICE, [1], "the output is a Price, and the edit has no fields"),
            (PRICE, {"amount": "x", "reason": ""}, "the output.amount: Input should be"),
            (PRICE, {"amount": 1}, "the output lacks 'reason'"),
            (PRICE, {"amount": 1, "reason": "", "x": 1}, "the output has no place for 'x'"),
            (Grade(1), {"points": "2", "note": ""}, "the output.points is no int"),
            ({"a": {"b": 1}}, {"a": {"c": 1}}, "the output.a lacks 'b' and has no place for 'c'"),
            ({"a": []}, '{"a": "x"}', "the output.a is no list"),
            (DEAL, {**SHOWN, "amount": "much"}, "the output.amount is no Decimal"),
            (DEAL, {**SHOWN, "due": "soon"}, "the output.due is no date"),
            (DEAL, {**SHOWN, "tone": "Tone.SHY"}, "the output.tone is no Tone"),
            (DEAL, {**SHOWN, "note": 1}, "the output.note is of another kind"),
            (DEAL, {**SHOWN, "tags": [1]}, "the output.tags is of another kind"),
            (DEAL, {**SHOWN, "n": 4}, "its class refuses it"),
            (5, "true", "the output is no int"),
        ],
    )
    def test_that_does_not_fit_is_refused_and_the_question_stays_open(self, output, edited, why):
        with pytest.raises(AnswerInvalid, match=re.escape(why)) as refused:
            edited_by(output, edited)

        assert "stays open" in str(refused.value)
        assert Editable.latest.pending_feedback is not None
        assert Editable.latest.human_feedback_history == []

    def test_is_refused_where_nothing_may_be_changed(self):
        with pytest.raises(AnswerInvalid, match="write editable=True"):
            waiting(Plain).resume(Answer(outcome="yes", edited_output="mine"))


class TestAChoice:
    def test_needs_no_words_and_is_told_from_them(self):
        result = waiting(Plain).resume(
            Answer("no reason", outcome="yes", responder="ana", text="All.\nOf it.")
        )

        assert (result.outcome, result.outcome_source, result.feedback) == (
            "yes",
            "button",
            "no reason",
        )
        assert (result.responder, result.text) == ("ana", "All.\nOf it.")

    def test_that_is_not_offered_is_refused(self):
        with pytest.raises(UnknownOutcome, match="Answer with one of: yes, no"):
            waiting(Plain).resume(Answer(outcome="maybe"))

    def test_may_come_from_a_provider(self, settings):
        settings.hitl_provider = Answers(Answer(outcome="no"))

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"])
            def review(self):
                return "text"

        flow = Asked()
        flow.kickoff()

        assert flow.last_human_feedback.outcome == "no"


class TestTheContext:
    def test_tells_a_provider_what_may_be_answered(self):
        context = waiting(Offer).pending_feedback

        assert (context.approving, context.editable) == (["offer"], True)
        assert set(context.response_schema["properties"]) == {"amount", "reason"}
        assert context.to_dict()["editable"] is True


class TestTheText:
    def test_is_the_feedback_where_nothing_more_was_written(self):
        assert waiting(Plain).resume("yes: fine").text == "yes: fine"


class TestTheModelFactory:
    def test_makes_the_model_a_name_stands_for(self, settings):
        seen = []
        settings.llm_factory = lambda name: f"made {name}"
        settings.outcome_classifier = lambda **said: seen.append(said["llm"]) or "yes"

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], llm="a-model", provider=Waits())
            def review(self):
                return "text"

        waiting(Asked).resume("as my grandmother used to put it")

        assert seen == ["made a-model"]

    def test_does_not_touch_a_live_model(self, settings):
        seen, live = [], object()
        settings.llm_factory = lambda name: pytest.fail("a live model needs no factory")
        settings.outcome_classifier = lambda **said: seen.append(said["llm"]) or "yes"

        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"], llm=live, provider=Waits())
            def review(self):
                return "text"

        waiting(Asked).resume("as my grandmother used to put it")

        assert seen == [live]

    def test_that_fails_decides_nothing(self, settings, caplog):
        def away(**_):
            raise ConnectionError("no network")

        settings.outcome_classifier = away
        flow = waiting(Plain)

        with pytest.raises(UnclearReply):
            flow.resume("as my grandmother used to put it")

        assert "outcome not classified" in caplog.text
        assert flow.resume("yes").outcome == "yes"


class TestAClassifierThatWaits:
    def test_decides_nothing_and_is_told_off(self, settings, caplog):
        async def waits(**_):
            return "yes"

        settings.outcome_classifier = waits

        with pytest.raises(UnclearReply):
            waiting(Plain).resume("as my grandmother used to put it")
        assert "is a coroutine function; give a plain one" in caplog.text


class TestAMistakenReviewIsRefused:
    @pytest.mark.parametrize(
        ("options", "instead"),
        [
            ({"approving": ["yes"]}, "emit, which is missing"),
            ({"emit": ["yes", "no"], "approving": ["ok"]}, "outcomes of: yes, no"),
            ({"emit": ["yes", "no"], "approving": "yes"}, "approving is a list"),
            ({"response_model": {"amount": int}}, "a pydantic model or a dataclass"),
            ({"response_model": int}, "a pydantic model or a dataclass"),
            ({"response_model": Grade(1)}, "as a class"),
            ({"editable": "yes"}, "Write editable=True"),
            ({"metadata": ["risk"]}, r"Give it a dict: metadata=\{'risk': 'high'\}"),
            ({"metadata": "high"}, r"Give it a dict: metadata="),
            ({"emit": {"yes", "no"}}, "in the order people see them"),
            ({"emit": frozenset({"yes"})}, "in the order people see them"),
            ({"assignees": []}, "different addresses or names"),
            ({"assignees": ["ana", "ana"]}, "different addresses or names"),
            ({"assignees": 7}, "different addresses or names"),
            ({"quorum": 0}, "1 or more"),
            ({"quorum": True}, "1 or more"),
            ({"quorum": 2}, r"assignees=\[\.\.\.\]"),
            ({"quorum": 3, "assignees": ["a@x.org", "b@x.org"]}, "Only 2 are asked"),
            ({"deadline": 3600}, r"deadline=timedelta\(days=2\)"),
            ({"deadline": timedelta(0)}, r"deadline=timedelta\(days=2\)"),
            ({"on_timeout": "expire"}, r"Say when: deadline=timedelta\(days=2\)"),
            ({"deadline": timedelta(1), "on_timeout": "yes"}, "'expire', 'default'"),
            ({"deadline": timedelta(1), "emit": ["a"], "on_timeout": "default"}, "default_outcome"),
        ],
    )
    def test_with_what_to_write_instead(self, options, instead):
        with pytest.raises(FlowDefinitionError, match=rf"The flow was not built\. .*{instead}"):
            human_feedback(message="ok?", **options)

    def test_and_a_right_one_is_kept_for_the_platform(self):
        class Right(Flow):
            @start()
            @human_feedback(
                message="ok?",
                emit=["yes", "no"],
                assignees="legal",
                quorum=2,
                deadline=timedelta(days=2),
                on_timeout="no",
            )
            def review(self):
                return "text"

        review = Right.signoff_graph.methods["review"].review
        assert (review.assignees, review.quorum) == (("legal",), 2)
        assert (review.deadline, review.on_timeout) == (timedelta(days=2), "no")


class TestAResult:
    def test_is_a_value_as_any_dataclass(self):
        result = HumanFeedbackResult("text", "fine", metadata={"to": "Ann"})

        assert result == HumanFeedbackResult(**asdict(result))
        assert result != replace(result, outcome="yes")
        assert result != asdict(result)
        assert repr(result).startswith(
            "HumanFeedbackResult(output='text', feedback='fine', outcome="
        )
        with pytest.raises(TypeError, match="unhashable"):
            hash(result)
        result.output = result
        assert repr(result).startswith("HumanFeedbackResult(output=..., feedback='fine'")
