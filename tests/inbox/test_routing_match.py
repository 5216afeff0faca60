"""Which rule is for which request."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.policy import Match, Policy, RoutingRule
from signoff.inbox.request import Ask
from signoff.inbox.routing.match import find_rule, fits


class TestAPattern:
    @pytest.mark.parametrize(
        ("pattern", "fitting", "others"),
        [  # the seed's table
            ("approve_*", ["approve_payment", "approve_vendor", "approve_"], ["approve", "xapprove_a"]),
            ("review_?", ["review_a", "review_1"], ["review_", "review_ab"]),
            ("validate_payment", ["validate_payment"], ["validate_payments", "Validate_payment"]),
            ("[ab]", ["[ab]"], ["a", "b"]),
            ("*", ["", "anything"], []),
            ("a*b*c", ["abc", "a_b_b_c"], ["ac", "abcd"]),
        ],
    )  # fmt: skip
    def test_fits_what_it_says(self, pattern, fitting, others):
        assert all(fits(pattern, text) for text in fitting)
        assert not any(fits(pattern, text) for text in others)

    @given(st.text("ab*?", max_size=8), st.text("ab*?\n", max_size=10))
    def test_fits_what_a_regular_expression_says(self, pattern, text):
        meant = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in pattern)

        assert fits(pattern, text) is (re.fullmatch(meant, text, re.DOTALL) is not None)

    def test_of_many_stars_takes_no_age(self):
        assert not fits("*a" * 100 + "b", "a" * 3000)


ASK = Ask(
    key="approve_payment#1",
    method="approve_payment",
    message="Pay?",
    content="...",
    outcomes=("approved", "rejected"),
    metadata={"team": "eu", "level": 1},
    state={"amount": 700},
)


class TestARule:
    @pytest.mark.parametrize(
        ("match", "is_taken"),
        [
            (Match(), True),
            (Match(method_name="approve_*", flow="pay*", state="amount > 500"), True),
            (Match(method_name="review_*"), False),
            (Match(flow="posts"), False),
            (Match(state="amount > 900"), False),
            (Match(metadata={"team": "eu", "level": 1.0}), True),
            (Match(metadata={"level": True}), False),
            (Match(metadata={"team": "us"}), False),
            (Match(metadata={"gone": None}), False),
            (Match(outcomes=("rejected",)), True),
            (Match(outcomes=("rejected", "postponed")), False),
        ],
    )
    def test_is_taken_when_all_of_it_holds(self, match, is_taken):
        matched = find_rule(Policy(routing_rules=(RoutingRule("r", match),)), ASK, flow="payments")

        assert (matched.rule is not None) is is_taken

    def test_is_taken_before_those_behind_it(self):
        rules = tuple(RoutingRule(name, Match(method_name="approve_*")) for name in ("a", "b"))

        assert find_rule(Policy(routing_rules=rules), ASK, flow="f").rule.name == "a"

    def test_that_cannot_be_judged_is_passed_over_and_says_so(self):
        rules = (RoutingRule("Large", Match(state="sum > 500")), RoutingRule("Rest"))

        matched = find_rule(Policy(routing_rules=rules), ASK, flow="f")

        assert matched.rule.name == "Rest"
        assert matched.unsure == ("Rule 'Large' was passed over: the state has no sum.",)
