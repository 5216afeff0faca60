"""What the page on routing shows is read as it says."""

import json
import re
from pathlib import Path

import pytest

from signoff.errors import PolicyInvalid
from signoff.inbox.policy import Choice, Policy
from signoff.inbox.policy_text import read_policy
from signoff.inbox.policy_text.rules import LEVELS

PAGE = (Path(__file__).parents[2] / "docs" / "routing.md").read_text(encoding="utf-8")


def test_every_policy_of_the_page_is_one():
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]

    policies = [read_policy(block) for block in blocks]

    assert [[rule.name for rule in policy.routing_rules] for policy in policies] == [
        ["Approvals to Finance"],
        ["Large"],
        ["Sums"],
        ["Large contracts"],
    ]


def test_the_mistakes_of_the_page_are_said_so():
    raw = {
        "groups": {"finance": {"members": ["ana@company.com", "bo"]}},
        "routing_rules": [{"name": "a"}, {"name": "b"}, {"name": "c", "match": {"state": "a >"}}],
    }

    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)[1].splitlines()

    with pytest.raises(PolicyInvalid) as refused:
        read_policy(raw)

    problems = refused.value.problems
    assert {f"{path}: {said}" for path, said in problems.items()} == set(shown)


def test_every_constant_and_field_is_named():
    names = [kind.value for kind in (*Choice, *LEVELS)]
    names += list(Policy.__dataclass_fields__)

    assert [name for name in names if f"`{name}`" not in PAGE] == []
