"""How forms say values of the policy's text, and read them back."""

from hypothesis import example, given
from hypothesis import strategies as st

from signoff.web.pages.settings.typed import (
    Typed,
    as_number,
    metadata_lines,
    metadata_of,
    spoken_span,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = TEXT | st.integers() | st.booleans() | st.none() | st.lists(TEXT, max_size=2)


class TestMetadata:
    @given(st.dictionaries(TEXT.filter(str.strip), VALUES, max_size=4))
    @example({"a:b": "x"})
    @example({'"a"': "1", "a": 1, "b": "true", "c": " x ", "d": "one\ntwo"})
    @example({"": ""})
    def test_comes_back_from_a_form_as_it_was(self, table):
        typed = Typed({"metadata": [metadata_lines(table)]})

        assert metadata_of(typed.lines("metadata")) == table


class TestNumbers:
    def test_are_read_from_plain_digits_and_stay_words_else(self):
        cases = {"12": 12, "007": 7, "1.5": "1.5", "-3": "-3", "١٢": "١٢", "9" * 30: "9" * 30}

        assert {text: as_number(text) for text in cases} == cases

    def test_are_hours_only_where_the_form_says_so(self):
        assert Typed({"a": ["2"], "a_unit": ["hours"]}).minutes("a") == 120
        assert Typed({"a": ["2"], "a_unit": ["minutes"]}).minutes("a") == 2
        assert Typed({"a": ["x"], "a_unit": ["hours"]}).minutes("a") == "x"
        assert [spoken_span(n) for n in (120, 90, None, "x")] == [
            (2, "hours"), (90, "minutes"), ("", "minutes"), ("x", "minutes"),
        ]  # fmt: skip


class TestRows:
    def test_are_found_by_their_number_whatever_else_was_sent(self):
        typed = Typed({"ladder.2.do": ["fail"], "ladder.0.do": ["remind"], "ladder.x.do": ["?"],
                       "ladder.1": ["?"], "other.0.do": ["?"], "ladder." + "9" * 40 + ".do": ["?"]})  # fmt: skip

        assert [row.text("do") for row in typed.rows("ladder")] == ["remind", "fail"]
