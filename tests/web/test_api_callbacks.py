"""A receiver answers a request by the address it was given."""

from datetime import timedelta

import pytest

from signoff.channels.email.ticket import TicketPurpose
from signoff.inbox.policy_text import read_policy
from tests.web.cast import ANA, BEN
from tests.web.webhooks import hooked as opened_hooked


@pytest.fixture
def hooked(stage):
    yield from opened_hooked(stage)


class TestACallbackAddress:
    def test_answers_its_request_as_the_product_describes(self, hooked):
        hooked.add()
        told = hooked.asked()

        answer = hooked.answer(told, feedback="Approved. Great article!", source="my_custom_app")

        assert answer.status_code == 200, answer.text
        response = answer.json()["response"]
        assert (response["outcome"], response["channel"]) == ("approved", "webhook")
        assert (response["responder"], response["verification"]) == (
            "webhook:approval-app",
            "token",
        )
        hooked.stage.bench.drain()
        with hooked.stage.bench.app.unit() as unit:
            run = unit.runs.get(told["request"]["run_id"])
            facts = unit.trail.of_request(told["request"]["id"])
        assert run.status == "ended"
        answered = [fact for fact in facts if fact.kind.value == "webhook.answered"]
        assert [fact.data["source"] for fact in answered] == ["my_custom_app"]
        assert [each["event"] for each in hooked.told] == ["new_request", "answered", "resumed"]

    def test_takes_an_outcome_in_so_many_words(self, hooked):
        hooked.add()
        told = hooked.asked()

        answer = hooked.answer(
            told, outcome="rejected", content_hash=told["request"]["content_hash"]
        )

        assert answer.json()["response"]["outcome"] == "rejected"

    def test_writes_to_nobody_at_the_webhooks_name(self, hooked):
        hooked.add()
        told = hooked.asked()

        hooked.answer(told, outcome="approved")
        hooked.stage.bench.drain()

        assert {posted.recipient for posted in hooked.stage.bench.posted} == {ANA}

    def test_refuses_what_decides_nothing_and_stays_open(self, hooked):
        hooked.add()
        told = hooked.asked()
        wrong = {
            "unclear-reply": {"feedback": "let me think"},
            "unknown-outcome": {"outcome": "perhaps"},
            "content-changed": {"outcome": "approved", "content_hash": "0" * 64},
            "invalid-fields": {"feedback": " "},
        }

        kinds = {
            kind: hooked.answer(told, **given).json()["type"].rpartition("/")[2]
            for kind, given in wrong.items()
        }

        assert kinds == {kind: kind for kind in wrong}
        assert hooked.answer(told, feedback="x" * 200_000).status_code == 422
        assert hooked.answer(told, outcome="approved", unknown=1).status_code == 422
        assert hooked.answer(told, outcome="approved").status_code == 200

    def test_answers_once_and_says_who_was_first(self, hooked):
        hooked.add()
        told = hooked.asked()
        hooked.answer(told, outcome="approved")

        again = hooked.answer(told, outcome="rejected")

        assert again.status_code == 409
        assert "webhook:approval-app gave 'approved'" in again.json()["detail"]

    def test_is_one_voice_where_several_people_must_agree(self, hooked):
        app = hooked.stage.bench.app
        two = {"name": "two", "needed": 2, "assign_to_group": "board"}
        board = {"members": [ANA, BEN]}
        with app.unit() as unit:
            policy = read_policy({"groups": {"board": board}, "routing_rules": [two]})
            unit.policies.put(app.deployment_id, policy, expected_version=None)
            unit.commit()
        hooked.add()
        told = hooked.asked()

        first = hooked.answer(told, outcome="approved").json()
        again = hooked.answer(told, outcome="approved").json()
        hooked.stage.bench.drain()

        assert (first["result"], first["n_given"], first["n_needed"]) == ("counted", 1, 2)
        assert (again["result"], again["n_given"]) == ("counted", 1)
        assert [each["event"] for each in hooked.told] == ["new_request"]
        respond = f"/api/v1/requests/{told['request']['id']}/respond"
        decided = hooked.stage.program(BEN).post(respond, json={"outcome": "approved"})
        assert decided.json()["result"] == "decided"
        recipients = {posted.recipient for posted in hooked.stage.bench.posted}
        assert recipients == {ANA, BEN}

    def test_answers_no_other_request(self, hooked):
        hooked.add()
        first, second = hooked.asked(), hooked.asked()

        hooked.answer(first, outcome="approved")

        assert first["callback_url"] != second["callback_url"]
        assert hooked.answer(second, outcome="approved").status_code == 200

    def test_needs_no_cookie_and_minds_none(self, hooked):
        hooked.add()
        told = hooked.asked()
        stranger = hooked.stage.stranger(Authorization="Bearer sgn_nobody")

        assert hooked.answer(told, stranger, outcome="approved").status_code == 200

    def test_is_nothing_if_a_letter_of_it_is_wrong(self, hooked):
        hooked.add()
        told = hooked.asked()
        token = told["callback_url"].rpartition("/")[2]
        with hooked.stage.bench.app.unit() as unit:
            mailed = unit.tickets.find_for(told["request"]["id"], ANA, purpose="web")
        keys = hooked.stage.bench.app.outbox.keys
        by_mail = keys.sign(mailed.id, ANA, purpose=TicketPurpose.WEB, expires_at=mailed.expires_at)
        changed = token[:-1] + ("a" if token[-1] != "a" else "b")

        for wrong in (changed, "x", "x" * 500, "%00", by_mail, token[::-1]):
            answer = hooked.stage.stranger().post(
                f"/api/v1/callbacks/{wrong}", json={"outcome": "approved"}
            )
            assert answer.status_code in (400, 404), (wrong, answer.text)
            assert token not in answer.text

        assert hooked.stage.stranger(Accept="text/html").get(f"/answer/{token}").status_code != 200
        assert hooked.answer(told, outcome="approved").status_code == 200

    def test_ends_with_its_time(self, hooked):
        hooked.add()
        told = hooked.asked()
        hooked.stage.bench.clock.forward(timedelta(days=7))

        answer = hooked.answer(told, outcome="approved")

        assert (answer.status_code, "time is over" in answer.text) == (410, True)

    def test_ends_with_what_the_operator_allows(self, hooked):
        added = hooked.add().json()
        told = hooked.asked()
        path = f"/api/v1/webhooks/{added['id']}"

        hooked.manager.patch(path, json={"may_answer": False})
        assert hooked.answer(told, outcome="approved").status_code == 410
        assert hooked.asked()["callback_url"] is None
        hooked.manager.patch(path, json={"may_answer": True, "is_active": False})
        assert hooked.answer(told, outcome="approved").status_code == 410
        assert hooked.manager.delete(path).status_code == 204
        assert hooked.answer(told, outcome="approved").status_code == 404

    def test_is_not_tried_without_end(self, hooked):
        hooked.add()
        told = hooked.asked()

        answers = [hooked.answer(told, feedback="hm").status_code for _ in range(31)]

        assert answers == [422] * 30 + [429]
        hooked.stage.bench.clock.forward(timedelta(minutes=10))
        assert hooked.answer(told, outcome="approved").status_code == 200
