"""A lesson's way over real HTTP, with jobs done as in production, on both databases."""

import httpx2
import pytest

from tests.jobs.learners import CITE, CITED, DRAFT, all_flows
from tests.support.plain_http import NOBODY
from tests.support.served import data_settings, serving
from tests.way.cast import ANA
from tests.way.stage import prepare_for_jobs, until


@pytest.fixture
def settings(tmp_path, databases):
    return data_settings(tmp_path / "data", databases.prepared(prepare_for_jobs), creator=ANA)


class TestAnAnswerToAServer:
    def test_teaches_what_the_next_run_shows_though_the_server_was_stopped_between(self, settings):
        with serving(settings, all_flows) as server, client_of(server) as http:
            request = asked(http, kick_off(http))
            assert request["content"] == DRAFT
            answer = {"outcome": "needs_revision", "feedback": f"Rule: {CITE}"}
            told = http.post(f"/requests/{request['id']}/respond", json=answer)
            assert told.status_code == 200, told.text
            [lesson] = until(lambda: http.get("/lessons").json()["items"])

        assert (lesson["text"], lesson["teacher"]) == (CITE, ANA)
        with serving(settings, all_flows) as server, client_of(server) as http:
            request = asked(http, kick_off(http))

        assert request["content"] == CITED
        assert request["pre_review"]["lessons"] == [{"id": lesson["id"], "text": CITE}]


def client_of(server):
    return httpx2.Client(
        base_url=f"{server.base}/api/v1",
        headers={"Authorization": f"Bearer {server.token}"},
        timeout=60,
        verify=NOBODY,
    )


def kick_off(http):
    answer = http.post("/flows/taught/kickoff", json={"inputs": {}})
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def asked(http, run_id):
    """The request that a run waits for, as soon as it does."""
    waiting = {"run_id": run_id, "status": "pending"}
    [summary] = until(lambda: http.get("/requests", params=waiting).json()["items"])
    return http.get(f"/requests/{summary['id']}").json()
