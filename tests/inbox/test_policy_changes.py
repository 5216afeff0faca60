"""What differs between two policies, and what of it may be kept on record."""

from signoff.inbox.policy_changes import MISSING, Change, changed_paths, changes, merged


class TestTwoPolicies:
    def test_differ_where_a_value_does(self):
        cases = [
            ({}, {}, []),
            ({"a": 1}, {"a": 1}, []),
            ({"a": 1}, {"a": True}, [("a", 1, True)]),
            ({"a": 1}, {}, [("a", 1, MISSING)]),
            ({}, {"a": {"b": 1}}, [("a", MISSING, {"b": 1})]),
            ({"a": {"b": 1}}, {"a": {"b": 2}}, [("a.b", 1, 2)]),
            ({"a": ["x"]}, {"a": ["x", "y"]}, [("a", ["x"], ["x", "y"])]),
            ({"a": []}, {}, [("a", [], MISSING)]),
            ({}, {"a": [{"name": "N"}]}, [("a['N']", MISSING, {"name": "N"})]),
        ]
        for before, after, expected in cases:
            assert changes(before, after) == tuple(Change(*one) for one in expected)

    def test_have_their_rules_compared_by_name(self):
        one, two = {"name": "One", "n": 1}, {"name": "Two", "n": 2}

        found = changes({"r": [one, two]}, {"r": [two | {"n": 3}, {"name": "New"}]})

        assert [(c.path, c.is_added, c.is_removed) for c in found] == [
            ("r['One']", False, True),
            ("r['Two'].n", False, False),
            ("r['New']", True, False),
        ]
        [order] = changes({"r": [one, two]}, {"r": [two, one]})
        assert (order.path, order.before, order.after) == (
            "r (order)", ["One", "Two"], ["Two", "One"],
        )  # fmt: skip

    def test_are_on_record_without_what_people_wrote_below_metadata(self):
        rule = {"name": "R", "match": {"metadata": {"bo@example.com": 1}}}

        found = changes({"r": [rule]}, {"r": [rule | {"match": {"metadata": {"x": 2}}}]})

        assert changed_paths(found) == ["r['R'].match.metadata"]
        named = changes({"groups": {}}, {"groups": {"bo@example.com": {"members": []}}})
        assert changed_paths(named) == ["groups"]


class TestAMergePatch:
    def test_changes_members_takes_null_away_and_replaces_lists(self):
        before = {"a": 1, "b": {"c": 2, "d": 3}, "e": [1, 2], "f": "x"}

        after = merged(before, {"a": None, "b": {"c": None}, "e": [3], "f": {"g": {"h": None}}})

        assert after == {"b": {"d": 3}, "e": [3], "f": {"g": {}}}
        assert before["b"] == {"c": 2, "d": 3}
