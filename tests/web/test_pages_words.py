"""How values are said on screens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.web.pages import words


class TestAnOutcome:
    @pytest.mark.parametrize(
        ("outcome", "tone"),
        [
            ("approved", "good"),
            ("Approve", "good"),
            ("sign-off", "good"),
            ("needs_revision", "again"),
            ("Request changes", "again"),
            ("rejected", "bad"),
            ("not approved", "bad"),
        ],
    )
    def test_has_a_colour_when_its_name_says_what_it_does(self, outcome, tone):
        assert words.look_of(outcome).tone == tone

    @pytest.mark.parametrize(
        "outcome", ["escalate", "approved_for_eu_only", "yes_delete", "no_idea", "", None, "好"]
    )
    def test_is_neutral_when_one_would_have_to_guess(self, outcome):
        assert words.look_of(outcome) is words.NEUTRAL

    @pytest.mark.parametrize(
        ("outcome", "label"),
        [
            ("needs_revision", "Needs revision"),
            ("send_to_EMEA", "Send to EMEA"),
            ("already said", "Already said"),
            ("___", "___"),
            ("", ""),
        ],
    )
    def test_is_said_in_words(self, outcome, label):
        assert words.label(outcome).strip() == label.replace("___", "")

    def test_has_the_colour_of_what_the_author_calls_approving(self):
        assert words.look_of("escalate", ("escalate",)) is words.GOOD
        assert words.look_of("approved", ("escalate",)) is words.NEUTRAL
        assert words.look_of("rejected", ("escalate",)) is words.BAD

    def test_that_is_the_first_good_one_gets_the_solid_button(self):
        assert words.first_good(("rejected", "accepted", "approved")) == "accepted"
        assert words.first_good(("accepted", "left", "right"), ("right",)) == "right"
        assert words.first_good(("left", "right")) is None


class TestAnAge:
    @pytest.mark.parametrize(
        ("length", "said"),
        [
            (timedelta(seconds=-5), "now"),
            (timedelta(seconds=59), "now"),
            (timedelta(minutes=46), "46m"),
            (timedelta(hours=2, minutes=59), "2h"),
            (timedelta(days=3, hours=23), "3d"),
        ],
    )
    def test_is_said_in_its_largest_unit(self, length, said):
        assert words.age(length) == said

    def test_reads_as_a_sentence(self):
        assert words.ago(timedelta(0)) == "just now"
        assert words.ago(timedelta(hours=1)) == "1h ago"


class TestAFace:
    @pytest.mark.parametrize(
        ("address", "letters"),
        [("maya.lind@acme.example", "ML"), ("you@x.example", "YO"), ("a@x", "A"), ("@x", "?")],
    )
    def test_shows_two_letters_of_the_address(self, address, letters):
        assert words.initials(address) == letters

    @given(st.text())
    def test_has_the_same_colour_each_time(self, address):
        assert words.hue(address) == words.hue(address) in range(words.N_HUES)


class TestABrokenRule:
    @pytest.mark.parametrize(
        ("broken", "rule"),
        [
            ("Field required", "Must be filled in"),
            ("Value error, Never on a Sunday", "Never on a Sunday"),
            ("Input should be greater than or equal to 3", "Must be at least 3"),
            ("Input should be less than or equal to 3", "Must be at most 3"),
            ("Input should be greater than 3", "Must be more than 3"),
            ("Input should be a valid date", "Must be a valid date"),
            ("String should have at least 2 characters", "Must have at least 2 characters"),
            ("It is no number", "It is no number"),
        ],
    )
    def test_is_said_as_what_to_keep(self, broken, rule):
        assert words.rule(broken) == rule


class TestAValue:
    @pytest.mark.parametrize(
        ("value", "line"),
        [
            ({"topic": "coffee", "tags": [1, 2, 3]}, "topic: coffee, tags: 3 items"),
            ({"deep": {"a": 1}}, "deep: 1 field"),
            ("two\nlines", "two lines"),
            ([1], "1 item"),
            (None, "null"),
        ],
    )
    def test_is_said_in_one_line(self, value, line):
        assert words.in_one_line(value, 100) == line

    def test_is_cut_at_the_length_given(self):
        assert words.in_one_line("x" * 50, 10) == "x" * 9 + "…"

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            (None, "null"),
            (True, "boolean"),
            (1.5, "number"),
            ("", "string"),
            ([], "array"),
            ({}, "object"),
        ],
    )
    def test_is_named_as_json_names_it(self, value, kind):
        assert words.json_kind(value) == kind
