"""Who is asked and why, over the API."""

from tests.web.cast import ANA, BEN

CY = "cy@example.com"
RULE = {"name": "All", "match": {"method_name": "review*"}, "assign_to_email": BEN}


class TestAnExplanation:
    def test_is_for_those_who_may_see_the_request(self, stage):
        request_id = stage.pending()
        path = f"/api/v1/requests/{request_id}/explanation"
        stage.member(CY, "reviewer")

        told = stage.program().get(path)

        assert told.status_code == 200, told.text
        said = told.json()
        assert said["people"][0] == "No rule matches. It goes to the deployment's creator."
        assert said["time"] == ["It waits until somebody answers: nothing happens by itself."]
        assert said["outcome"] == ["It waits for an answer."]
        assert stage.program(CY, name="cy").get(path).status_code == 404
        assert stage.stranger().get(path).status_code == 401


class TestATrialOfRules:
    def test_says_who_would_have_got_what(self, stage):
        here = stage.bench.app.deployment_id
        path = f"/api/v1/deployments/{here}/routing/simulate"
        first, last = stage.pending(), stage.pending()
        manager = stage.program()
        stage.member(CY, "reviewer")

        told = manager.post(path, json={"policy": {"routing_rules": [RULE]}})

        assert told.status_code == 200, told.text
        found = told.json()
        assert (found["n_requests"], found["n_changed"]) == (2, 2)
        assert found["people"] == [
            {"name": BEN, "n": 0, "n_would_be": 2},
            {"name": ANA, "n": 2, "n_would_be": 0},
        ]
        assert [one["request_id"] for one in found["items"]] == [last, first]
        assert found["items"][0]["would_be_rule"] == "All"
        assert manager.post(path, json={"limit": 1}).json()["n_changed"] == 0
        for status, client, where, body in (
            (403, stage.program(CY, name="cy"), path, {}),
            (401, stage.stranger(), path, {}),
            (404, manager, path.replace(here, "0" * 36), {}),
            (422, manager, path, {"limit": 10_001}),
            (422, manager, path, {"since": "yesterday"}),
        ):
            assert client.post(where, json=body).status_code == status, body

    def test_names_each_mistake_by_its_path(self, stage):
        path = f"/api/v1/deployments/{stage.bench.app.deployment_id}/routing/simulate"
        odd = {"Content-Type": "application/json"}
        said = stage.program().post(path, content=r'{"policy":{"\ud800":1}}', headers=odd)
        assert [one["field"] for one in said.json()["errors"]] == ["\ufffd"]
        wrong = {"routing_rules": [RULE | {"match": {"state": "amount ="}}], "backup": "bo"}

        told = stage.program().post(path, json={"policy": wrong})

        assert told.status_code == 422
        assert told.json()["type"] == "/api/problems/policy-invalid"
        assert [one["field"] for one in told.json()["errors"]] == [
            "backup",
            "routing_rules[0].match.state",
        ]
