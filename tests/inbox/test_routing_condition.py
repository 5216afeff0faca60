"""Conditions on a run's state: what they mean, what they refuse, and that they never break."""

import math
from operator import ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.routing.condition import Verdict, judge
from signoff.inbox.routing.condition_text import ConditionInvalid, read_condition

STATE = {
    "amount": 700,
    "rate": 0.1,
    "region": "EU",
    "is_urgent": True,
    "is_internal": False,
    "nothing": None,
    "order": {"total": 12.5, "tags": ["new", "vip"], "lines": [{"price": 3}]},
    "größe": 4,
}


def holds(text, state=STATE):
    return judge(read_condition(text), state).holds


class TestACondition:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("amount > 500", True),
            ("amount >= 700 and amount <= 700.0", True),
            ("amount < 500 or region == 'EU'", True),
            ("not (amount < 500)", True),
            ("not amount < 500 and region != 'US'", True),
            ("is_urgent", True),
            ("not is_internal", True),
            ("is_urgent == true", True),
            ("amount == 1", False),
            ("rate == 0.1", True),
            ("amount == -7e2", False),
            ("order.total > 12", True),
            ("order.lines.0.price == 3", True),
            ("'vip' in order.tags", True),
            ("'old' in order.tags", False),
            ("region in ['EU', 'UK']", True),
            ("region in []", False),
            ("'E' in region", True),
            ("nothing == null", True),
            ("region != null", True),
            ("größe == 4", True),
            (r'"a\"b" == "a\"b"', True),
            ("true", True),
            ("false or is_urgent and not is_internal", True),
        ],
    )
    def test_comes_to_what_it_says(self, text, expected):
        assert holds(text) is expected

    @pytest.mark.parametrize("text", ["1 == true", "is_urgent == 1", "1 in [true]"])
    def test_takes_no_number_for_a_truth(self, text):
        assert not holds(text)

    @pytest.mark.parametrize(
        ("text", "gap"),
        [
            ("missing > 5", "the state has no missing"),
            ("order.lines.7.price == 3", "the state has no order.lines.7.price"),
            ("region.x == 1", "the state has no region.x"),
            ("region > 5", "region ('EU') > 5 does not compare"),
            ("is_urgent > 0", "is_urgent (true) > 0 does not compare"),
            ("amount == 'much'", "amount (700) == 'much' does not compare"),
            ("1 in amount", "1 in amount (700) does not compare"),
            ("order", "order (a table of 3) is not true or false"),
        ],
    )
    def test_is_false_for_want_of_a_value_and_so_is_its_opposite(self, text, gap):
        assert judge(read_condition(text), STATE) == Verdict(holds=False, gaps=(gap,))
        assert judge(read_condition(f"not ({text})"), STATE) == Verdict(holds=False, gaps=(gap,))

    def test_that_is_decided_by_another_part_has_no_gap(self):
        assert judge(read_condition("missing > 5 or amount > 5"), STATE) == Verdict(holds=True)
        assert judge(read_condition("missing > 5 and amount < 5"), STATE) == Verdict(holds=False)


class TestAConditionThatCannotBeRead:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "It ends where a value should stand."),
            ("amount >", "It ends where a value should stand."),
            ("amount = 5", "Write == to compare."),
            ("a > 1 && b", "Write and."),
            ("a || b", "Write or."),
            ("!a", "Write not."),
            ("(a > 1", "It ends where ')' should stand."),
            ("1 < a < 5", "'<' stands where the condition's end should (character 7)."),
            ("5", "It ends where a comparison, like == or > should stand."),
            ("a > 1 b", "'b' stands where the condition's end should"),
            ("a in [b]", "A list holds numbers and texts"),
            ("__import__('os').system('x')", "cannot be read here"),
            ("'open", "cannot be read here"),
            ("5x > 1", "cannot be read here"),
            ("(" * 21 + "a" + ")" * 21, "nested more than 20 deep"),
            ("a == " + "1" * 1000, "It has 1005 characters. Up to 1000 are taken."),
        ],
    )
    def test_says_why(self, text, said):
        with pytest.raises(ConditionInvalid) as refused:
            read_condition(text)

        assert said in str(refused.value)


# --- a second reading of the same language, written as plainly as can be ---

NAMES = ("a", "b", "c.d", "e.1", "gone")
scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.sampled_from("xyz")
values = scalars | st.lists(scalars, max_size=3)
states = st.fixed_dictionaries(
    {},
    optional={
        "a": values,
        "b": values,
        "c": st.fixed_dictionaries({}, optional={"d": values}),
        "e": values,
    },
)
sides = st.sampled_from(NAMES).map(lambda name: ("path", name)) | (
    scalars | st.lists(scalars, max_size=3)
).map(lambda value: ("value", value))
comparisons = st.tuples(
    st.just("compare"), sides, st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in"]), sides
)
flags = st.tuples(st.just("flag"), st.sampled_from(NAMES).map(lambda name: ("path", name)))
trees = st.recursive(
    comparisons | flags,
    lambda inner: (
        st.tuples(st.just("not"), inner) | st.tuples(st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=8,
)


def written_value(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(written_value, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


def written(tree):
    match tree:
        case ("path", name):
            return name
        case ("value", value):
            return written_value(value)
        case ("compare", left, operator, right):
            return f"{written(left)} {operator} {written(right)}"
        case ("flag", side):
            return written(side)
        case ("not", inner):
            return f"not ({written(inner)})"
    return f"({written(tree[1])}) {tree[0]} ({written(tree[2])})"


class Unknown(Exception):
    pass


def value_of(side, state):
    kind, it = side
    if kind == "value":
        return it
    for part in it.split("."):
        try:
            state = state[int(part)] if isinstance(state, list) else state[part]
        except (KeyError, IndexError, TypeError):
            raise Unknown from None
    return state


def kind_of(value):
    return "number" if type(value) in (int, float) else type(value).__name__


def is_same(one, other):
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return kind_of(one) == kind_of(other) and one == other


def compared(left, operator, right):
    if operator == "in":
        if isinstance(right, list):
            return any(is_same(left, one) for one in right)
        if isinstance(right, str) and isinstance(left, str):
            return left in right
        raise Unknown
    if operator in ("==", "!="):
        if left is not None and right is not None and kind_of(left) != kind_of(right):
            raise Unknown
        return is_same(left, right) == (operator == "==")
    if kind_of(left) != kind_of(right) or kind_of(left) not in ("number", "str"):
        raise Unknown
    return {"<": lt, "<=": le, ">": gt, ">=": ge}[operator](left, right)


def reference(tree, state):
    """Return True, False, or None for unknown."""
    match tree:
        case ("not", inner):
            found = reference(inner, state)
            return None if found is None else not found
        case ("and" | "or" as word, left, right):
            both = {reference(left, state), reference(right, state)}
            deciding = word == "or"
            return deciding if deciding in both else None if None in both else not deciding
    try:
        if tree[0] == "compare":
            return compared(value_of(tree[1], state), tree[2], value_of(tree[3], state))
        value = value_of(tree[1], state)
        return value if isinstance(value, bool) else None
    except Unknown:
        return None


class TestAnyCondition:
    @given(trees, states)
    def test_comes_to_what_a_second_reading_comes_to(self, tree, state):
        expected = reference(tree, state)

        verdict = judge(read_condition(written(tree)), state)

        assert verdict.holds is (expected is True)
        assert bool(verdict.gaps) is (expected is None)

    @given(
        st.text(alphabet="ab.01 ()[]<>=!'\"\\,-eEnotrdu\n", max_size=40) | st.text(max_size=40),
        states,
    )
    def test_is_read_or_refused_and_then_never_breaks(self, text, state):
        try:
            said = judge(read_condition(text), state)
        except ConditionInvalid as refused:
            said = str(refused)

        assert said

    def test_judges_odd_states_too(self):
        deep = [1]
        for _ in range(5000):
            deep = [deep]
        odd = {"a": deep, "b": [deep], "n": math.nan, "big": 10**400, "o": object()}

        assert not holds("a == b", odd)
        assert holds("a == a", odd)
        assert not holds("n == n or n < 1", odd)
        assert holds("big > 1.5", odd)
        assert not holds("o == 1", odd)
        assert not holds("a > 1", None)
