"""A number is an answer only where it was given a meaning, and then it means just that."""

import time

import pytest

from signoff.channels.email.numbers import Numbered, numberable
from signoff.interpret import read_outcome

OUTCOMES = ("approved", "needs_revision", "rejected")


@pytest.fixture
def numbered():
    return Numbered(OUTCOMES)


class TestALineThatIsANumber:
    @pytest.mark.parametrize(
        "line",
        ["2", "2.", " 2 ", "#2", "(2)", "**2**", "2!", "\uff12", "2\ufe0f\u20e3", "option 2", "Number 2.", "2, please", "2 thanks!"],
    )  # fmt: skip
    def test_stands_for_its_outcome(self, numbered, line):
        assert numbered.in_words(line) == "needs_revision"

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("2: the price is wrong", "needs_revision: the price is wrong"),
            ("2 - the price is wrong", "needs_revision: the price is wrong"),
            ("2. - 3 prices are wrong", "needs_revision: 3 prices are wrong"),
            ("1: fine", "approved: fine"),
        ],
    )
    def test_keeps_its_comment(self, numbered, line, words):
        assert numbered.in_words(line) == words

    @pytest.mark.parametrize(
        "line",
        [
            "-1", "+1", "no 1", "not 1", "1?", "1 or 2", "1/3", "1.5", "1st", "0", "4", "123",
            "1: or rather 2", "1 - 3", "one", "", "I take 1", "1 is wrong", "approved",
        ],
    )  # fmt: skip
    def test_is_left_alone_where_it_may_mean_something_else(self, numbered, line):
        assert numbered.in_words(line) == line


class TestAReplyWithSeveralLines:
    @pytest.mark.parametrize("run", [" ", ". ", " ,", "- "])
    def test_of_long_runs_is_read_in_no_time(self, numbered, run):
        text = "\n".join([f"1{run * 900}x"] * 100)
        began = time.process_time()

        assert numbered.all_in_words(text) == text

        assert time.process_time() - began < 1

    def test_that_gives_two_numbers_decides_nothing(self, numbered):
        text = numbered.all_in_words("1\n\n2")

        assert read_outcome(numbered.in_words("1"), OUTCOMES, text=text).outcome is None

    def test_that_takes_the_number_back_decides_nothing(self, numbered):
        text = numbered.all_in_words("1\nbut wait for the lawyers")

        assert read_outcome(numbered.in_words("1"), OUTCOMES, text=text).outcome is None

    def test_that_explains_a_refusal_is_one(self, numbered):
        text = numbered.all_in_words("3\nToo expensive, and not our style.")

        assert read_outcome(numbered.in_words("3"), OUTCOMES, text=text).outcome == "rejected"


class TestOutcomes:
    def test_are_numbered_in_their_order(self):
        assert numberable(["b", "a"]) == ("b", "a")

    @pytest.mark.parametrize("outcomes", [["1", "2"], ["plan_2", "plan_b"], ["x"] * 21])
    def test_are_not_numbered_where_a_number_would_confuse(self, outcomes):
        assert numberable(outcomes) == ()
