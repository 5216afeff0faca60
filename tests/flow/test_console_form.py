"""A typed answer at the console, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, Optional

import pytest
from pydantic import BaseModel, Field, RootModel, model_validator

from signoff import Flow, human_feedback, start
from signoff.errors import AnswerInvalid, FlowDefinitionError
from signoff.flow.typed_answers import schema_of
from tests.flow.typist import Typist


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


class Line(BaseModel):
    sku: str
    n: int = 1


class Price(BaseModel):
    amount: Decimal = Field(gt=0, description="In euros, \x1b[2J without taxes.")
    reason: str


class Everything(BaseModel):
    size: Size = Size.SMALL
    tone: Literal["warm", "plain", 3] = "plain"
    urgent: bool = False
    share: float | None = None
    until: date | None = None
    tags: list[str] = []
    counts: list[int] = []
    line: Line | None = None
    other: int | list[int] | None = None


class Span(BaseModel):
    low: int
    high: int

    @model_validator(mode="after")
    def in_order(self):
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


@dataclass
class Grade:
    points: int
    note: str = "none"
    is_final: bool = False
    kind: Literal["oral", "written"] = "oral"
    tags: list[str] = field(default_factory=list)
    bonus: Optional[float] = None  # noqa: UP045 - the older way to say it, as authors may


@pytest.fixture
def answered(settings):
    """Let a typist fill in a form; return the typed answer, and the typist."""

    def answer(model, *lines, emit=None):
        class Asked(Flow):
            @start()
            @human_feedback(message="?", emit=emit, response_model=model)
            def review(self):
                return "text"

        typist = Typist(*lines)
        settings.hitl_provider = typist.provider
        flow = Asked()
        flow.kickoff()
        return flow.last_human_feedback, typist

    return answer


def prompts(typist):
    return [line for line in typist.shown if line.endswith((": ", "... "))]


class TestAForm:
    def test_is_filled_in_after_the_decision(self, answered):
        result, typist = answered(Price, "1", "9.50", "loyal", emit=["offer", "decline"])

        assert result.outcome == "offer"
        assert result.response == Price(amount=Decimal("9.50"), reason="loyal")
        at = typist.shown.index("Now Price: 2 fields, or one JSON object with all of them.")
        assert typist.shown[at + 1 :] == [
            "  In euros, \\x1b[2J without taxes.",
            "amount (number): ",
            "reason (text): ",
            "",
            "Recorded: offer.",
        ]

    def test_says_what_each_field_takes_and_what_enter_means(self, answered):
        _, typist = answered(Everything, "", *[""] * 9)

        assert prompts(typist) == [
            "Your feedback: ",
            "size (one of small, large) [small]: ",
            "tone (one of warm, plain, 3) [plain]: ",
            "urgent (y/n) [n]: ",
            "share (number, or Enter): ",
            "until (date, as 2026-03-01, or Enter): ",
            "tags (list, commas between) [empty]: ",
            "counts (list, commas between) [empty]: ",
            "line (JSON object, or Enter): ",
            "other (text or JSON, or Enter): ",
        ]

    def test_leaves_what_is_skipped_to_the_model(self, answered):
        result, _ = answered(Everything, "", *[""] * 9)

        assert result.response == Everything()

    def test_reads_each_kind(self, answered):
        result, _ = answered(
            Everything,
            "",
            "LARGE",
            "3",
            "Yes",
            "0.5",
            "2026-12-01",
            "a, b",
            "[1, 2]",
            '{"sku": "q",',
            '"n": 3}',
            "7",
        )

        assert result.response == Everything(
            size=Size.LARGE,
            tone=3,
            urgent=True,
            share=0.5,
            until=date(2026, 12, 1),
            tags=["a", "b"],
            counts=[1, 2],
            line=Line(sku="q", n=3),
            other=7,
        )

    def test_takes_a_list_one_by_line_and_a_text_of_several(self, answered):
        class Notes(BaseModel):
            items: list[str]
            text: str

        result, _ = answered(Notes, "", '"""a, b', 'c"""', '"""one', 'two"""')

        assert result.response == Notes(items=["a, b", "c"], text="one\ntwo")

    @pytest.mark.parametrize(
        ("model", "name", "wrong", "wanted"),
        [
            (Price, "amount", "much", "number"),
            (Price, "amount", "inf", "number"),
            (Span, "low", "1.5", "whole number"),
            (Span, "low", "", "whole number"),
            (Everything, "size", "medium", "one of small, large"),
        ],
    )
    def test_asks_again_at_once_for_what_is_not_of_a_fields_kind(
        self, answered, model, name, wrong, wanted
    ):
        good = {Price: ("1", "x"), Span: ("1", "2"), Everything: ("small", *[""] * 8)}

        _, typist = answered(model, "", wrong, *good[model])

        again = [line for line in typist.shown if line.startswith(f"{name} (")]
        assert len(again) == 2
        assert f". Wanted: {wanted}." in typist.screen

    def test_needs_a_text_but_takes_an_empty_one(self, answered):
        result, typist = answered(Price, "", "1", "", '""')

        assert result.response.reason == ""
        assert '  reason is needed. Type "" for an empty text.' in typist.shown


class TestAWholeAnswer:
    def test_may_be_pasted_at_the_first_field(self, answered):
        result, typist = answered(Price, "", '{"amount": 3,', ' "reason": "x"}')

        assert result.response == Price(amount=Decimal(3), reason="x")
        assert prompts(typist) == ["Your feedback: ", "amount (number): ", "... "]

    def test_may_stand_in_the_words(self, answered):
        result, _ = answered(Price, 'offer: {"amount": 3, "reason": "not yet"}', emit=["offer"])

        assert (result.outcome, result.response.amount) == ("offer", 3)

    @pytest.mark.parametrize(
        ("said", "then"),
        [
            ('offer: {"amount": 4}', ["new"]),
            ('offer: {"amount": 0, "reason": "new"}', ["4"]),
            ('offer: {"amount": 4', ["4", "new"]),
        ],
    )
    def test_in_the_words_is_mended_where_it_does_not_do(self, answered, said, then):
        result, typist = answered(Price, said, *then, emit=["offer", "decline"])

        assert result.outcome == "offer"
        assert result.response == Price(amount=Decimal(4), reason="new")
        assert "That is not valid yet:" in typist.shown

    def test_is_json_where_there_are_no_fields(self, answered):
        class Nothing(BaseModel):
            pass

        result, typist = answered(Nothing, "", "{}")

        assert result.response == Nothing()
        assert "could not be taken" in typist.screen

    def test_must_be_of_a_kind_that_has_fields(self):
        with pytest.raises(FlowDefinitionError, match="Give it a model with fields"):
            human_feedback(message="?", response_model=RootModel[list[int]])


class TestAnAnswerTheModelRefuses:
    def test_is_mended_field_by_field(self, answered):
        result, typist = answered(Price, "", "-1", "loyal", "", "2")

        assert result.response == Price(amount=Decimal(2), reason="loyal")
        assert "  amount: Input should be greater than 0" in typist.shown
        assert prompts(typist).count("reason (text): ") == 1
        assert prompts(typist)[-2:] == ["amount (number): ", "amount (number): "]

    def test_names_what_is_wrong_inside_a_field(self, answered):
        class Order(BaseModel):
            line: Line

        _, typist = answered(Order, "", '{"n": 1}', '{"sku": "a"}')

        assert "  line: sku: Field required" in typist.shown

    def test_as_a_whole_is_asked_for_again_with_what_was_given(self, answered):
        result, typist = answered(Span, "", "9", "1", "", "10")

        assert result.response == Span(low=9, high=10)
        assert "  Value error, low is above high" in typist.shown
        assert prompts(typist)[-2:] == ["low (whole number) [9]: ", "high (whole number) [1]: "]

    def test_keeps_the_decision_and_unclear_words_keep_the_answer(self, answered):
        result, typist = answered(Price, "hm", "-1", "x", "3", "2", emit=["offer", "decline"])

        assert (result.outcome, result.feedback) == ("decline", "hm")
        assert result.response.amount == 3
        assert prompts(typist).count("Your feedback: ") == 2


class TestADataclass:
    def test_is_asked_for_by_its_hints(self, answered):
        result, typist = answered(Grade, "", "7", "", "y", "written", "a, b", "0.5")

        assert result.response == Grade(7, "none", True, "written", ["a", "b"], 0.5)
        assert prompts(typist)[1:] == [
            "points (whole number): ",
            "note (text) [none]: ",
            "is_final (y/n) [n]: ",
            "kind (one of oral, written) [oral]: ",
            "tags (list, commas between, or Enter): ",
            "bonus (number, or Enter): ",
        ]

    def test_whose_hints_name_nothing_is_asked_for_as_text_or_json(self):
        @dataclass
        class Odd:
            what: "Missing"  # noqa: F821, UP037 - that is the point

        assert schema_of(Odd)["properties"] == {"what": {"title": "what"}}


class TestTheError:
    def test_names_each_fields_first_problem(self, settings):
        class Asked(Flow):
            @start()
            @human_feedback(message="?", response_model=Price)
            def review(self):
                return "text"

        typist = Typist()
        settings.hitl_provider = typist.provider
        flow = Asked()
        with pytest.raises(Exception, match="Nobody"):
            flow.kickoff()

        with pytest.raises(AnswerInvalid) as refused:
            flow.resume('{"amount": 0}')

        assert refused.value.problems == {
            "amount": "Input should be greater than 0",
            "reason": "Field required",
        }
