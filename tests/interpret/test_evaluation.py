"""What a reader's outcome is worth, and what may be said of many."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from signoff.interpret.evaluation import (
    Case,
    Judged,
    Verdict,
    at_most,
    figures,
    groups,
    percentile,
)

THREE = ("approved", "rejected", "needs_revision")


def a_case(label, **more):
    return Case(id="1", feedback="x", outcomes=THREE, label=label, **more)


class TestAReplyThatDecides:
    case = a_case("rejected", also_ok=("needs_revision",))

    def test_is_right_with_its_label(self):
        assert self.case.verdict("rejected") is Verdict.RIGHT

    def test_is_unclear_where_it_is_asked_again(self):
        assert self.case.verdict(None) is Verdict.UNCLEAR

    def test_may_have_another_outcome_that_can_be_defended(self):
        assert self.case.verdict("needs_revision") is Verdict.DEFENSIBLE

    def test_is_a_wrong_approval_where_it_is_let_through(self):
        assert self.case.verdict("approved") is Verdict.WRONG_APPROVAL

    def test_that_approves_is_only_wrong_where_it_is_refused(self):
        assert a_case("approved").verdict("rejected") is Verdict.WRONG

    def test_for_one_approval_is_only_wrong_where_another_is_recorded(self):
        case = Case(
            "1", "x", ("publish", "schedule"), "schedule", approving=("publish", "schedule")
        )

        assert case.verdict("publish") is Verdict.WRONG


class TestAReplyThatDecidesNothing:
    def test_is_right_where_it_is_asked_again(self):
        assert a_case(None).verdict(None) is Verdict.RIGHT

    def test_is_wrong_with_any_outcome(self):
        assert a_case(None).verdict("rejected") is Verdict.WRONG

    def test_is_a_wrong_approval_where_it_is_let_through(self):
        assert a_case(None).verdict("approved") is Verdict.WRONG_APPROVAL

    def test_may_have_an_outcome_that_can_be_defended(self):
        assert a_case(None, also_ok=("approved",)).verdict("approved") is Verdict.DEFENSIBLE


class TestWhichOutcomesPermit:
    def test_is_what_the_author_says(self):
        case = a_case(None, approving=("rejected",))

        assert case.verdict("rejected") is Verdict.WRONG_APPROVAL
        assert case.verdict("approved") is Verdict.WRONG

    def test_is_nothing_where_the_author_says_so(self):
        assert not a_case(None, approving=()).is_tempting

    @pytest.mark.parametrize(
        ("label", "also_ok", "tempting"),
        [("rejected", (), True), ("rejected", ("approved",), False), ("approved", (), False)],
    )
    def test_decides_whether_a_wrong_approval_is_possible(self, label, also_ok, tempting):
        assert a_case(label, also_ok=also_ok).is_tempting is tempting


class TestFigures:
    judged = (
        Judged(a_case("approved", lang="en"), "approved", 1.0),
        Judged(a_case("approved", lang="en"), None, 2.0),
        Judged(a_case("rejected", lang="de"), "approved", 3.0),
        Judged(a_case("rejected", lang="de"), "needs_revision", 4.0),
        Judged(a_case(None, lang="en"), None, 5.0),
    )

    def test_count_coverage_over_what_decides_and_wrongs_over_all(self):
        found = figures(self.judged)

        assert (found.n, found.n_decidable, found.n_right, found.n_unclear) == (5, 4, 1, 1)
        assert (found.n_wrong, found.n_wrong_approvals, found.n_tempting) == (2, 1, 3)
        assert (found.coverage, found.wrong) == (25, 40)
        assert found.wrong_approvals == pytest.approx(100 / 3)
        assert (found.p50_ms, found.p95_ms) == (3, 5)

    def test_are_none_where_there_is_nothing_to_share(self):
        found = figures([])

        assert (found.coverage, found.wrong, found.wrong_approvals) == (None, None, None)

    def test_can_be_had_by_a_field_in_its_order(self):
        assert {name: len(some) for name, some in groups(self.judged, "lang").items()} == {
            "de": 2,
            "en": 3,
        }
        assert list(groups(self.judged, "lang")) == ["de", "en"]

    def test_can_be_had_by_what_was_offered(self):
        assert list(groups(self.judged, "outcomes")) == ["approved, rejected, needs_revision"]


class TestAPercentile:
    def test_is_a_value_that_was_seen(self):
        assert percentile(range(1, 101), 95) == 95
        assert percentile([7.0], 95) == 7
        assert percentile([], 95) == 0


class TestAnUpperBound:
    @pytest.mark.parametrize(
        ("n_bad", "n", "percent"),
        # Of no bad ones it has a closed form, 1 - 0.05 ** (1 / n): the rule of three.
        # The others are solutions of the binomial sum for small n, worked out by hand.
        [
            (0, 195, 1.5245),
            (0, 1, 95.0),
            (0, 300, 0.9936),
            (1, 2, 97.468),
            (1, 1, 100),
            (0, 0, 100),
        ],
    )
    def test_is_clopper_and_pearsons(self, n_bad, n, percent):
        assert 100 * at_most(n_bad, n) == pytest.approx(percent, abs=0.001)

    def test_has_ninety_five_percent_of_samples_behind_it(self):
        rate = at_most(2, 10)
        so_few = sum(
            count * rate**bad * (1 - rate) ** (10 - bad)
            for bad, count in ((0, 1), (1, 10), (2, 45))
        )

        assert so_few == pytest.approx(0.05)

    @example((1500, 3000))
    @given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
    def test_is_above_what_was_seen_and_grows_with_each_bad_one(self, seen):
        n_bad, n = seen

        assert n_bad / n < at_most(n_bad, n) <= at_most(n_bad + 1, n) <= 1
