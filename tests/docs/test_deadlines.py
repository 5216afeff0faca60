"""What the page on deadlines says of its policies, done with these very policies."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from signoff.errors import PolicyInvalid
from signoff.inbox.policy_text import read_policy
from signoff.testing import open_workbench
from tests.jobs.late import Late
from tests.support.databases import SqliteDatabases
from tests.way.cast import ANA, FLOWS, Seen
from tests.way.stage import prepare

PAGE = Path(__file__).parents[2] / "docs" / "deadlines.md"
HEAD = "head-of-finance@company.com"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ask(tmp_path, sqlite_models):
    """Have ana asked under the one policy of the page that holds these words."""
    database = SqliteDatabases(tmp_path, sqlite_models).prepared(prepare)
    bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=ANA)

    def asked(words):
        with bench.app.unit() as unit:
            policy = read_policy(policy_with(words))
            unit.policies.put(bench.app.deployment_id, policy, expected_version=None)
            unit.commit()
        return Late(bench, Seen(bench, bench.start("post")))

    yield asked
    bench.app.engine.dispose()


def policy_with(words):
    blocks = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    [found] = [block for block in blocks if words in block]
    return json.loads(found)


def test_each_way_to_end_it_does_what_the_page_says(ask):
    # words, minutes, the request's status, its outcome, who is asked, the run's status
    cases = [
        ('"approve"', 1440, "answered", "approved", [], "ended"),
        ('"strategy": "escalate"', 240, "pending", None, [HEAD], "waiting"),
        ('"strategy": "fail"', 60, "expired", None, [], "failed"),
        ('"default_outcome"', 1440, "answered", "rejected", [], "ended"),
        ('"ladder": [\n', 1440, "answered", "rejected", [], "ended"),
    ]
    for words, minutes, status, outcome, people, run in cases:
        late = ask(words)
        late.bench.wait(minutes * MINUTE - MINUTE)
        assert late.request.status == "pending", words
        late.bench.wait(MINUTE)
        response = late.response
        came = (late.request.status, response and response.outcome, late.asked, late.run.status)
        assert came == (status, outcome, people, run), words


def test_the_ladder_is_climbed_as_the_table_says(ask):
    late = ask('"ladder": [\n')

    for minutes, people in ((120, [ANA]), (120, [ANA, "deputy@company.com"]), (240, [HEAD])):
        late.bench.wait(minutes * MINUTE)
        assert late.asked == people, minutes
    assert (ANA, "reminder") in late.mails


def test_a_week_of_work_is_counted_as_the_page_says(ask):
    late = ask('"zone"')  # opened on Monday at 10:00 in Berlin; Tuesday is a holiday

    closes_at = late.request.due_at

    assert closes_at.isoformat() == "2030-01-09T10:00:00+00:00", (
        "360 minutes on Monday, 120 on Wednesday"
    )


def test_an_approval_that_nobody_allowed_is_refused():
    policy = policy_with('"approve"')
    del policy["auto_response"]["allow_approval"]

    with pytest.raises(PolicyInvalid) as refused:
        read_policy(policy)

    assert "auto_response.allow_approval" in refused.value.problems
