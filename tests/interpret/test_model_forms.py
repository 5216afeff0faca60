"""What fits a form and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field

from signoff.interpret.model.forms import check_form, misfits, read_object


class Part(BaseModel):
    name: str = Field(max_length=3)


class Whole(BaseModel):
    parts: list[Part] = Field(min_length=1, max_length=2)
    share: float | None = None
    n: int = Field(1, ge=0, le=9)
    by_name: dict[str, int] = {}


WHOLE = Whole.model_json_schema()


def form(**properties):
    return {"type": "object", "properties": properties}


class TestAForm:
    @pytest.mark.parametrize(
        "value",
        [
            {"parts": [{"name": "abc"}]},
            {"parts": [{"name": ""}, {"name": "x", "more": 1}], "share": None, "n": 9},
            {"parts": [{"name": "a"}], "share": 1, "by_name": {"a": 1}},
        ],
    )
    def test_of_pydantic_is_fitted(self, value):
        check_form(WHOLE)

        assert misfits(value, WHOLE) == []

    @pytest.mark.parametrize(
        ("value", "wrong"),
        [
            ({}, "parts is missing"),
            ({"parts": []}, "parts has too few items: minItems is 1"),
            ({"parts": [{"name": "a"}] * 3}, "parts has too many items: maxItems is 2"),
            ({"parts": [{"name": "abcd"}]}, "parts[0].name is too long: maxLength is 3"),
            ({"parts": [{}]}, "parts[0].name is missing"),
            ({"parts": ["a"]}, "parts[0] is not of type object"),
            ({"parts": [{"name": "a"}], "share": "1"}, "share has none of the forms"),
            ({"parts": [{"name": "a"}], "n": 10}, "n is too large: maximum is 9"),
            ({"parts": [{"name": "a"}], "n": -1}, "n is too small: minimum is 0"),
            ({"parts": [{"name": "a"}], "n": True}, "n is not of type integer"),
            ({"parts": [{"name": "a"}], "n": 1.5}, "n is not of type integer"),
            ({"parts": [{"name": "a"}], "by_name": {"a": "b"}}, "by_name.* is not of type integer"),
        ],
    )
    def test_of_pydantic_is_not_fitted(self, value, wrong):
        assert misfits(value, WHOLE)[0].startswith(wrong)

    @pytest.mark.parametrize(
        ("part", "fits", "fails"),
        [
            ({"const": 1}, 1, True),
            ({"enum": ["a", None]}, None, "b"),
            ({"type": ["string", "null"]}, None, 1),
            ({"type": "boolean"}, False, 0),
            ({"type": "string", "minLength": 1}, "a", ""),
            ({"type": "object", "additionalProperties": False}, {}, {"a": 1}),
        ],
    )
    def test_knows_these_rules(self, part, fits, fails):
        one = form(a=part)
        check_form(one)

        assert (misfits({"a": fits}, one), len(misfits({"a": fails}, one))) == ([], 1)

    @pytest.mark.parametrize(
        "odd",
        [
            {"type": "array"},
            {},
            form(a={"pattern": "x"}),
            form(a={"type": "array", "items": {"uniqueItems": True}}),
            form(a={"anyOf": [{"type": "null"}, {"format": "date"}]}),
            {"type": "object", "$defs": {"A": {"not": {}}}},
            {"type": "object", "additionalProperties": {"oneOf": []}},
        ],
    )
    def test_that_says_more_than_is_checked_is_refused(self, odd):
        with pytest.raises(ValueError, match="a form"):
            check_form(odd)


class TestTheTextOfAnObject:
    @pytest.mark.parametrize(
        "text", ["", "[]", "1", "{", '{"a": 1, "a": 2}', '{"a": NaN}', "[" * 100_000, "{} {}"]
    )
    def test_is_none_where_it_is_no_single_clear_object(self, text):
        assert read_object(text) is None

    def test_is_read(self):
        assert read_object(' {"a": {"b": [1, null]}} ') == {"a": {"b": [1, None]}}


NAMES = st.sampled_from(["parts", "share", "n", "by_name", "name", "more"])
LEAVES = st.none() | st.booleans() | st.integers(-2, 11) | st.text("ab", max_size=4)
PARTS = st.lists(st.dictionaries(NAMES, LEAVES, max_size=2) | LEAVES, max_size=3)
VALUES = st.dictionaries(NAMES, LEAVES | PARTS | st.dictionaries(st.text("ab"), LEAVES), max_size=4)


class TestOurReading:
    @given(
        VALUES | st.fixed_dictionaries({"parts": PARTS}, optional={"share": LEAVES, "n": LEAVES})
    )
    def test_agrees_with_another_readers(self, value):
        assert (not misfits(value, WHOLE)) == Draft202012Validator(WHOLE).is_valid(value)
