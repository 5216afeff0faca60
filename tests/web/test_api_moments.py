"""The moments that the API takes: each can be counted, whatever zone it is written in."""

import pytest

EDGES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")


@pytest.fixture
def door_databases(databases):
    return databases


class TestAMomentOutsideOfAllYears:
    def test_is_refused_by_every_call_that_takes_one(self, stage):
        program = stage.program()
        request = f"/api/v1/requests/{stage.pending()}"
        simulate = f"/api/v1/deployments/{stage.bench.app.deployment_id}/routing/simulate"
        to = {"to": "bo@example.com"}
        soon = "2030-12-24T17:00:00Z"
        for edge in EDGES:
            calls = [
                ("until", program.post(f"{request}/snooze", json={"until": edge})),
                ("since", program.post(simulate, json={"since": edge})),
                ("until", program.post(simulate, json={"until": edge})),
                ("until", program.post("/api/v1/delegations", json=to | {"until": edge})),
                (
                    "starts_at",
                    program.post(
                        "/api/v1/delegations", json=to | {"until": soon, "starts_at": edge}
                    ),
                ),
                (
                    "expires_at",
                    program.post("/api/v1/tokens", json={"name": "ci", "expires_at": edge}),
                ),
                ("from", program.get("/api/v1/audit", params={"from": edge})),
                ("to", program.get("/api/v1/audit/export", params={"to": edge})),
            ]
            for field, answer in calls:
                assert answer.status_code == 422, (field, edge, answer.text)
                assert f".{field}" in answer.json()["errors"][0]["field"]
                assert "years 1 to 9999" in answer.text
