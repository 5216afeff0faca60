"""Webhooks are set up, tried and looked into over the API."""

import pytest

from tests.support.webhook_receiver import answering
from tests.web.cast import ANA, BEN
from tests.web.webhooks import hooked as opened_hooked

NOBODY = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"


@pytest.fixture
def hooked(stage):
    yield from opened_hooked(stage)


class TestAWebhook:
    def test_is_added_with_a_secret_that_is_shown_once(self, hooked):
        added = hooked.add()

        assert added.status_code == 201, added.text
        webhook = added.json()
        secret = webhook.pop("secret")
        assert secret.startswith("whsec_")
        assert webhook["events"][0] == "new_request"
        assert (webhook["is_active"], webhook["may_answer"], webhook["n_retries"]) == (
            True,
            True,
            0,
        )
        path = f"/api/v1/webhooks/{webhook['id']}"
        listed = hooked.manager.get(f"/api/v1/deployments/{hooked.deployment}/webhooks")
        assert hooked.manager.get(path).json() == webhook
        assert listed.json() == {"items": [webhook]}
        assert secret not in listed.text

    def test_is_changed_and_removed_on_record(self, hooked):
        webhook = hooked.add().json()
        path = f"/api/v1/webhooks/{webhook['id']}"

        changed = hooked.manager.patch(path, json={"events": ["answered"], "n_retries": 2})
        removed = hooked.manager.delete(path)

        assert (changed.json()["events"], changed.json()["n_retries"]) == (["answered"], 2)
        assert (removed.status_code, removed.content) == (204, b"")
        assert hooked.manager.get(path).status_code == 404
        with hooked.stage.bench.app.engine.connect() as connection:
            kinds = connection.exec_driver_sql(
                "SELECT kind FROM audit_event WHERE kind LIKE 'webhook.%' ORDER BY id"
            ).scalars()
            assert list(kinds) == ["webhook.added", "webhook.changed", "webhook.removed"]

    def test_is_refused_with_what_is_wrong_and_what_is_allowed(self, hooked):
        wrong = (
            {"url": "https://10.0.0.1/"},
            {"url": "https://user:pw@example.com/"},
            {"url": "ftp://example.com/"},
            {"url": ""},
            {"name": ""},
            {"name": " x"},
            {"name": "a\nb"},
            {"name": "x" * 101},
            {"events": []},
            {"events": ["test"]},
            {"events": ["answered", "answered"]},
            {"n_retries": 11},
            {"n_retries": -1},
            {"secret": "mine"},
        )

        for fields in wrong:
            answer = hooked.add(**fields)
            assert answer.status_code == 422, (fields, answer.text)
            assert "Nothing was" in answer.json()["detail"]
        listed = hooked.manager.get(f"/api/v1/deployments/{hooked.deployment}/webhooks")
        assert listed.json() == {"items": []}

    def test_speaks_https_wherever_people_work_with_it(self, open_stage):
        public = open_stage(public_url="https://signoff.example.com")
        for hooked in opened_hooked(public):
            plain, inside, secure = (
                hooked.add(url=url).status_code
                for url in ("http://example.com/", hooked.receiver.url, "https://example.com/")
            )

            assert (plain, inside, secure) == (422, 422, 201)

    def test_is_limited_in_number(self, hooked):
        for _ in range(20):
            hooked.add(is_active=False)

        assert "20 webhooks" in hooked.add().json()["detail"]

    def test_is_nobodys_business_who_manages_nothing_there(self, hooked):
        webhook = hooked.add().json()
        stranger = hooked.stage.stranger()

        for path in (
            f"/api/v1/webhooks/{webhook['id']}",
            f"/api/v1/webhooks/{webhook['id']}/deliveries",
            f"/api/v1/deployments/{hooked.deployment}/webhooks",
        ):
            assert stranger.get(path).status_code == 401
            assert hooked.manager.get(path.replace(webhook["id"], NOBODY)).status_code == (
                404 if webhook["id"] in path else 200
            )
        assert hooked.manager.get(f"/api/v1/deployments/{NOBODY}/webhooks").status_code == 404

    def test_is_nobodys_business_who_manages_another_deployment(self, hooked):
        webhook = hooked.add().json()
        bench = hooked.stage.bench
        with bench.app.unit() as unit:
            other = unit.deployments.put("other", creator=ANA, now=bench.clock.now())
            unit.commit()
        hooked.stage.member(BEN, "manager", deployment_id=other)
        elsewhere = hooked.stage.program(BEN)
        hooked.stage.member("cara@example.com", "manager", deployment_id=hooked.deployment)
        here = hooked.stage.program("cara@example.com")

        path = f"/api/v1/webhooks/{webhook['id']}"
        assert elsewhere.get(path).status_code in (403, 404)
        assert here.get(path).status_code == 200
        there = here.post(
            f"/api/v1/deployments/{other}/webhooks",
            json={"name": "x", "url": hooked.receiver.url},
        )
        assert there.status_code in (403, 404), there.text
        assert here.get("/api/v1/deployments").json()["items"][0]["id"] == hooked.deployment

    def test_gets_another_secret(self, hooked):
        webhook = hooked.add().json()
        path = f"/api/v1/webhooks/{webhook['id']}/rotate"

        later = hooked.manager.post(path, json={}).json()
        at_once = hooked.manager.post(path, json={"overlap_hours": 0}).json()

        assert len({webhook["secret"], later["secret"], at_once["secret"]}) == 3
        assert (later["next_from"] is None, at_once["next_from"]) == (False, None)


def test_a_deployment_is_found_by_whoever_has_a_role_in_it(hooked):
    found = hooked.manager.get("/api/v1/deployments").json()["items"]

    assert found == [{"id": hooked.deployment, "name": "signoff", "is_here": True}]
    assert hooked.stage.stranger().get("/api/v1/deployments").status_code == 401


class TestTheLog:
    def test_shows_each_call_and_each_try(self, hooked):
        webhook = hooked.add().json()
        path = f"/api/v1/webhooks/{webhook['id']}"
        hooked.receiver.behave = answering(500, b"no paper")

        tested = hooked.manager.post(f"{path}/test")
        hooked.stage.bench.drain()

        assert tested.status_code == 202
        found = hooked.manager.get(f"{path}/deliveries/{tested.json()['id']}").json()
        assert (found["event"], found["status"], found["request_id"]) == ("test", "failed", None)
        attempt = found["attempts"][0]
        assert (attempt["status_code"], attempt["response_body"]) == (500, "no paper")
        assert attempt["request_headers"]["X-Delivery-Id"] == found["id"]
        assert attempt["error"].startswith("The receiver answered 500")

    def test_finds_dead_letters_and_sends_them_again(self, hooked):
        webhook = hooked.add(events=["new_request"]).json()
        path = f"/api/v1/webhooks/{webhook['id']}"
        hooked.receiver.behave = answering(500)
        first = hooked.asked()
        hooked.asked()
        dead = hooked.manager.get(f"{path}/deliveries", params={"status": "failed", "limit": 1})
        hooked.receiver.behave = answering(200)

        one = hooked.manager.post(f"{path}/deliveries/{first['delivery_id']}/redeliver")
        hooked.stage.bench.drain()
        rest = hooked.manager.post(f"{path}/redeliver-failed")
        hooked.stage.bench.drain()

        assert dead.json()["next"] is not None
        assert (one.status_code, one.json()["status"]) == (202, "queued")
        assert rest.json() == {"n_queued": 1}
        assert hooked.told[2] == first
        left = hooked.manager.get(f"{path}/deliveries", params={"status": "failed"})
        assert left.json()["items"] == []

    def test_of_another_webhook_is_not_found(self, hooked):
        one, other = hooked.add(name="a").json(), hooked.add(name="b").json()
        tested = hooked.manager.post(f"/api/v1/webhooks/{one['id']}/test").json()

        path = f"/api/v1/webhooks/{other['id']}/deliveries/{tested['id']}"
        answers = [hooked.manager.get(path), hooked.manager.post(f"{path}/redeliver")]

        assert [answer.status_code for answer in answers] == [404, 404]
