"""The ladder: which rung decides, and what never does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.response import Source
from signoff.interpret import match_outcome, permits, read_outcome
from signoff.interpret.lesson_text import is_worth_learning
from signoff.interpret.model.legible import is_legible

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
            "approved: do it at once",
            "approved \u2013 see you Monday",
            "Approved - the summer offer for Lisbon",
        ],
    )
    def test_name_an_outcome_however_they_are_dressed(self, words):
        assert read_outcome(words, THREE) == read_outcome("approved", THREE)

    @pytest.mark.parametrize(
        "words", ["needs revision", "Needs-Revision", "NEEDS_REVISION: the price"]
    )
    def test_may_write_an_underscore_as_people_do(self, words):
        assert match_outcome(words, THREE) == "needs_revision"

    def test_are_found_exactly_and_other_words_by_rule(self):
        assert read_outcome("approved", THREE).source is Source.EXACT
        assert read_outcome("Looks great, go ahead.", THREE).source is Source.RULE


class TestALabelWithAComment:
    @pytest.mark.parametrize(
        "words",
        [
            "needs revision: say until when",
            "needs revision: the price is not right",
            "needs revision - don't mention the customer",
            "needs revision: only two plans, please",
        ],
    )
    def test_that_refuses_is_not_taken_back_by_any_word_of_it(self, words):
        assert match_outcome(words, THREE) == "needs_revision"

    @pytest.mark.parametrize(
        "words",
        [
            "approved - do not publish yet",
            "approved: fix the title first",
            "approved - after the price is fixed",
            "approved: as soon as legal agrees",
            "approved: wait until Monday",
            "approved: no",
            "approved: rejected",
            "approved - nope, wait for legal",
            "approved: once the price is fixed",
            "approved: only if legal agrees",
            "approved: is it really?",
            "approved...",
            "approved: " + "very good work " * 400,
        ],
    )
    def test_that_approves_is_taken_back_by_any_doubt(self, words):
        assert match_outcome(words, THREE) is None

    @pytest.mark.parametrize(
        "words",
        [
            "approved - but fix the title",
            "Approved: please also fix the typo",
            "approved \u2013 no objections, the logo should be bigger",
            "approved: however, the intro is a bit long",
        ],
    )
    def test_that_approves_may_wish_for_more(self, words):
        assert match_outcome(words, THREE) == "approved"

    @pytest.mark.parametrize(
        "words", ["Approved but fix the title", "approved, please also fix the typo"]
    )
    def test_is_none_without_its_mark(self, words):
        assert match_outcome(words, THREE) != "approved"

    def test_that_names_another_outcome_decides_nothing(self):
        assert match_outcome("needs revision: or approved, as you like", THREE) is None

    def test_permits_what_the_author_says_it_permits(self):
        words, outcomes = "go: not before Monday", ("go", "stop")

        assert match_outcome(words, outcomes) != "go"
        assert match_outcome(words, outcomes, approving=["stop"]) == "go"


class TestANameOfSignsAlone:
    NAMES = ("🚀 ship", "🛑 stop", "🤔")

    @pytest.mark.parametrize("said", NAMES)
    def test_is_taken_as_it_is_offered(self, said):
        assert match_outcome(said, self.NAMES) == said

    def test_contradicts_no_other_name_by_being_offered(self):
        assert match_outcome("approved", ("approved", "?")) == "approved"

    def test_decides_nothing_beside_another(self):
        assert match_outcome("👍 👎", ("👍", "👎")) is None


class TestDoubt:
    @pytest.mark.parametrize(
        "words",
        [
            "approved?",
            "approved and rejected",
            "I'd say approved, no wait",
            "\u0430pproved",
            "is it: approved",
            "",
            "hm",
            "interesting",
            "thanks",
            "I will read it tonight",
            "Anna says it is fine",
        ],
    )
    def test_decides_nothing(self, words):
        assert match_outcome(words, THREE) is None

    @pytest.mark.parametrize(
        "words",
        ["Signed:", "Signed,", "Approved:", "OK:", "Genehmigt:", "[ ] approved", "\u2610 approved"],
    )
    def test_in_a_form_that_nobody_filled_in_decides_nothing(self, words):
        assert match_outcome(words, THREE, "Please review the lease.") is None

    @pytest.mark.parametrize(
        "words", ["~~Approved~~", "~~Rejected~~ Approved", "~~OK~~", "~~rejected~~", "~~Reject~~"]
    )
    def test_struck_out_decides_nothing(self, words):
        assert match_outcome(words, THREE) is None

    def test_of_a_cheerful_tilde_is_none(self):
        assert match_outcome("好的~~可以~~", THREE) == "approved"

    def test_between_two_outcomes_that_look_alike_decides_nothing(self):
        assert match_outcome("Ship it", ("ship_it", "ship-it")) is None


class TestOutcomesThatAreOneText:
    def test_are_no_letters_to_choose_from(self):
        with pytest.raises(TypeError, match=r"Give a list: outcomes=\['approved'\]"):
            match_outcome("a", "approved")


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
        text = "approved\nThank you\nAna"

        assert read_outcome("approved", THREE, text=text).outcome == "approved"

    def test_are_read_as_a_whole_where_the_first_is_a_greeting(self):
        text = "Hi Ana,\n\nlooks good to me, please go ahead.\n\nBest,\nTom"

        assert read_outcome("Hi Ana,", THREE, text=text).outcome == "approved"


class TestNothingSaid:
    def test_takes_the_default(self):
        reading = read_outcome("  \n", THREE, default_outcome="needs_revision")

        assert (reading.outcome, reading.source) == ("needs_revision", Source.DEFAULT)

    def test_takes_the_default_where_only_signs_were_typed_that_nobody_sees(self):
        reading = read_outcome("\u200b\ufeff", THREE, default_outcome="needs_revision")

        assert reading.source is Source.DEFAULT

    @pytest.mark.parametrize("sign", ["*", "***", "~~", "`", "\uff0a", "-", "_", "\u2800"])
    def test_is_not_a_sign_that_was_typed(self, sign):
        assert read_outcome(sign, THREE, default_outcome="approved").outcome is None

    def test_is_no_answer_without_a_default(self):
        assert read_outcome("", THREE).outcome is None

    def test_is_free_text_where_nothing_is_offered(self):
        assert read_outcome("anything", ()).source is Source.FREE_TEXT


class TestUnclearWords:
    def test_never_take_the_default(self):
        assert read_outcome("hm, maybe", THREE, default_outcome="approved").outcome is None


class Model:
    """A model that always says the same, and remembers what it was asked."""

    def __init__(self, says):
        self.says = says
        self.asked = []

    def __call__(self, words, outcomes, message):
        self.asked.append((words, tuple(outcomes), message))
        return self.says


class TestAModel:
    def test_is_asked_with_all_the_words_where_the_rules_are_silent(self):
        model = Model("approved")

        reading = read_outcome(
            "the owl flies", THREE, message="Fly?", text="the owl flies\nhigh", classify=model
        )

        assert (reading.outcome, reading.source) == ("approved", Source.MODEL)
        assert model.asked == [("the owl flies\nhigh", THREE, "Fly?")]

    @pytest.mark.parametrize("words", ["approved", "no way", "looks great", "typo on page 2", ""])
    def test_is_not_asked_where_a_rule_or_nothing_was_said(self, words):
        model = Model("approved")

        read_outcome(words, THREE, classify=model)

        assert model.asked == []

    @pytest.mark.parametrize("says", [None, "maybe", "APPROVED", ""])
    def test_that_says_no_offered_outcome_decides_nothing(self, says):
        reading = read_outcome("the owl flies", THREE, classify=Model(says))

        assert (reading.outcome, reading.source) == (None, Source.MODEL)

    @pytest.mark.parametrize("words", ["the owl flies, unless it rains", "will the owl fly?"])
    def test_cannot_approve_what_doubts(self, words):
        assert read_outcome(words, THREE, classify=Model("approved")).outcome is None

    def test_may_refuse_whatever_was_said(self):
        reading = read_outcome("will the owl fly?", THREE, classify=Model("rejected"))

        assert (reading.outcome, reading.source) == ("rejected", Source.MODEL)


class TestWhatPermits:
    @pytest.mark.parametrize("outcome", ["approved", "ship_it", "frobnicate", "no_changes"])
    def test_is_guessed_from_the_name_on_the_careful_side(self, outcome):
        assert permits(outcome, None)

    @pytest.mark.parametrize(
        "outcome", ["rejected", "needs_revision", "no_go", "not_approved", "on_hold", "sendBack"]
    )
    def test_is_not_what_plainly_refuses(self, outcome):
        assert not permits(outcome, None)

    def test_is_what_the_author_says(self):
        assert permits("rejected", ["rejected"])
        assert not permits("approved", [])


class TestALongReply:
    def test_never_approves_beyond_what_is_read(self):
        assert match_outcome("looks good. " * 300, THREE) == "approved"
        assert match_outcome("looks good. " * 3000, THREE) is None

    def test_may_still_carry_a_label_that_refuses(self):
        assert match_outcome("rejected: " + "reason " * 100_000, THREE) == "rejected"

    @pytest.mark.parametrize(
        "words",
        [
            f"approved{' ' * 100_000}x",
            "," * 100_000,
            f"x{chr(10) * 100_000}-",
            f"please{' ,' * 50_000}x",
            f"approved a{chr(0x315) * 50_000}{chr(0x300) * 50_000}",
        ],
        ids=["blanks", "commas", "line ends", "both", "marks out of order"],
    )
    def test_takes_no_time_whatever_it_repeats(self, words):
        began = time.process_time()

        assert read_outcome(words, THREE).outcome is None
        is_worth_learning(words, THREE)
        is_legible(words)

        assert time.process_time() - began < 1


@given(st.text(max_size=60), st.permutations(THREE))
def test_the_order_of_the_outcomes_changes_nothing(words, order):
    assert match_outcome(words, order) == match_outcome(words, THREE)
