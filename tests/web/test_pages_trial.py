"""A test request in the dashboard: its run is seen, its flow is offered to nobody."""

import pytest

from signoff.jobs.trial import TRIAL_FLOW, start_trial
from tests.web.cast import ANA

BO = "bo@example.com"


@pytest.fixture
def run_id(stage):
    bench = stage.bench
    with bench.app.unit() as unit:
        made = start_trial(unit, address=BO, deployment=None, starter="root", now=bench.clock.now())
        unit.commit()
    bench.drain()
    return made


class TestATestRequest:
    def test_is_seen_like_any_other_run(self, stage, run_id):
        page = stage.browser(ANA).get(f"/runs/{run_id}")

        assert page.status_code == 200
        assert TRIAL_FLOW in page.text
        assert "waiting" in page.text.lower()

    def test_can_be_looked_at_on_its_own_page(self, stage, run_id):
        [request] = stage.program(ANA).get("/api/v1/requests").json()["items"]

        page = stage.browser(ANA).get(f"/requests/{request['id']}")

        assert request["assignee"] == BO
        assert page.status_code == 200
        assert "root tests whether people get the requests" in page.text

    def test_is_offered_to_nobody(self, stage, run_id):
        assert TRIAL_FLOW not in stage.browser(ANA).get("/start").text
        program = stage.program(ANA)
        assert TRIAL_FLOW not in program.get("/api/v1/flows").text

        refused = program.post(
            "/api/v1/flows/signoff%20test/kickoff", json={"inputs": {"address": BO}}
        )

        assert refused.status_code == 404
