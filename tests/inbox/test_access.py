"""What roles and tokens come to together."""

import pytest

from signoff.errors import RoleInvalid
from signoff.inbox.access import (
    BUILT_IN,
    EVERYTHING,
    Grant,
    Limit,
    Permission,
    access,
    make_role,
)

HERE, THERE = "here", "there"
REVIEWER, AUDITOR = BUILT_IN["reviewer"].permissions, BUILT_IN["auditor"].permissions


class TestSeveralRoles:
    def test_come_to_what_each_allows_where_it_holds(self):
        held = access(
            [Grant("o", HERE, REVIEWER), Grant("o", THERE, REVIEWER), Grant("o", HERE, AUDITOR)]
        )

        assert held.of(HERE) == REVIEWER | AUDITOR
        assert held.of(THERE) == REVIEWER
        assert held.of("elsewhere") == frozenset()
        assert held.where(Permission.AUDIT, Permission.MANAGE) == {HERE}

    def test_of_one_deployment_never_come_to_managing_people(self):
        held = access([Grant("o", HERE, EVERYTHING, is_whole=False)])

        assert held.of(HERE) == EVERYTHING - {Permission.PEOPLE}


class TestATokensLimit:
    def test_leaves_what_both_allow(self):
        grants = [Grant("o", HERE, REVIEWER), Grant("o", THERE, EVERYTHING)]
        scopes = frozenset({Permission.RESPOND, Permission.AUDIT})

        for limit, here, there in (
            (Limit(), REVIEWER, EVERYTHING),
            (Limit(scopes), REVIEWER, scopes),
            (Limit(scopes, THERE), frozenset(), scopes),
            (Limit(frozenset()), frozenset(), frozenset()),
        ):
            held = access(grants, limit)
            assert (held.of(HERE), held.of(THERE)) == (here, there)


class TestARoleOfTheirOwn:
    def test_has_a_name_and_permissions(self):
        role = make_role("night-shift", ["read_audit", "read_audit"])

        assert (role.permissions, role.is_built_in) == (AUDITOR, False)

    @pytest.mark.parametrize(
        ("name", "permissions"),
        [
            ("owner", ["read_audit"]),
            ("", ["read_audit"]),
            ("A", ["read_audit"]),
            ("a" * 51, ["read_audit"]),
            ("a\n", ["read_audit"]),
            ("a", ["fly"]),
            ("a", []),
        ],
    )
    def test_is_none_otherwise(self, name, permissions):
        with pytest.raises(RoleInvalid, match="Nothing was changed"):
            make_role(name, permissions)
