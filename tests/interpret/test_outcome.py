"""What decides, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.response import Source
from signoff.interpret import match_outcome, read_outcome

THREE = ("approved", "needs_revision", "rejected")


class TestPlainWords:
    @pytest.mark.parametrize(
        "words",
        [
            "approved",
            "Approved.",
            "APPROVED!",
            "*approved*",
            "  approved\u00a0",
            "\uff41\uff50\uff50\uff52\uff4f\uff56\uff45\uff44",
            "appro\u200bved",
            "approved: thank you",
            "Approved - but fix the title",
            "approved: do it at once",
            "approved \u2013 see you Monday",
        ],
    )
    def test_name_an_outcome_however_they_are_dressed(self, words):
        assert match_outcome(words, THREE) == "approved"

    @pytest.mark.parametrize(
        "words", ["needs revision", "Needs-Revision", "NEEDS_REVISION: the price"]
    )
    def test_may_write_an_underscore_as_people_do(self, words):
        assert match_outcome(words, THREE) == "needs_revision"


class TestARefusalWithAComment:
    @pytest.mark.parametrize(
        "words",
        [
            "needs revision: say until when",
            "needs revision: the price is not right",
            "needs revision - don't mention the customer",
            "needs revision: only two plans, please",
        ],
    )
    def test_is_not_taken_back_by_any_word_of_it(self, words):
        assert match_outcome(words, THREE) == "needs_revision"

    def test_that_names_another_outcome_decides_nothing(self):
        assert match_outcome("needs revision: or approved, as you like", THREE) is None

    def test_is_what_the_author_says_it_is(self):
        words, outcomes = "go: not before Monday", ("go", "stay")

        assert match_outcome(words, outcomes) is None
        assert match_outcome(words, outcomes, approving=["stay"]) == "go"


class TestDoubt:
    @pytest.mark.parametrize(
        "words",
        [
            "not approved",
            "approved?",
            "approve",
            "approved and rejected",
            "I'd say approved, no wait",
            "unapproved",
            "approved once the price is fixed",
            "\u0430pproved",
            "",
            "👍",
            "ok",
            "approved\nrejected",
            "is it: approved",
            "approved - do not publish yet",
            "approved: no",
            "approved: rejected",
            "approved - nope, wait for legal",
            "approved: once the price is fixed",
            "approved: only if legal agrees",
            "approved, but: needs revision",
        ],
    )
    def test_decides_nothing(self, words):
        assert match_outcome(words, THREE) is None

    def test_between_two_outcomes_that_look_alike_decides_nothing(self):
        assert match_outcome("Ship it", ("ship_it", "ship-it")) is None


class TestSeveralLines:
    def test_that_name_two_outcomes_decide_nothing(self):
        assert read_outcome("approved", THREE, text="approved\n\nrejected").outcome is None
        assert read_outcome("approved", THREE, text="approved\nneeds revision: x").outcome is None

    @pytest.mark.parametrize(
        "text",
        ["approved\n\nActually no, wait for legal", "approved\nbut the rejected parts stay out"],
    )
    def test_that_may_take_an_approval_back_decide_nothing(self, text):
        assert read_outcome("approved", THREE, text=text).outcome is None

    def test_may_say_anything_beside_a_refusal(self):
        text = "needs revision\nDo not mention the price"

        assert read_outcome("needs revision", THREE, text=text).outcome == "needs_revision"

    def test_that_name_one_decide_it(self):
        assert (
            read_outcome("approved", THREE, text="approved\nThank you\nAna").outcome == "approved"
        )


class TestNothingSaid:
    def test_takes_the_default(self):
        reading = read_outcome("  \n", THREE, default_outcome="needs_revision")

        assert (reading.outcome, reading.source) == ("needs_revision", Source.DEFAULT)

    def test_is_no_answer_without_a_default(self):
        assert read_outcome("", THREE).outcome is None


class TestUnclearWords:
    def test_never_take_the_default(self):
        assert read_outcome("hm, maybe", THREE, default_outcome="approved").outcome is None


@given(st.text(max_size=60), st.permutations(THREE))
def test_the_order_of_the_outcomes_changes_nothing(words, order):
    assert match_outcome(words, order) == match_outcome(words, THREE)


@given(
    st.sampled_from(THREE), st.sampled_from(["not {}", "{}?", "never {}", "{} if cheaper", "un{}"])
)
def test_an_outcome_inside_other_words_decides_nothing(outcome, frame):
    assert match_outcome(frame.format(outcome), THREE) is None
