"""Claim, pass on, ask more, see and take back over the API, by those who may; votes as they come."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from signoff.inbox.access import EVERYTHING
from signoff.inbox.delegation import new_delegation
from signoff.inbox.policy_text import read_policy
from signoff.jobs.stand_in import delegate
from signoff.store.membership import Actor, add_person, give_role, set_active
from signoff.store.tables import requests
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE
from tests.web.test_pages_answer import FORM, link

API = "/api/v1"
CARL, DORA = "carl@example.com", "dora@example.com"


@pytest.fixture
def asked(stage):
    """Have people asked by one rule; return the request's address in the API."""

    def ask(policy=None, **rule):
        text = {
            "groups": {"all": {"members": [BEN, CARL, DORA]}},
            "routing_rules": [{"name": "All", "match": {}, **rule}],
            **(policy or {}),
        }
        app = stage.bench.app
        with app.unit() as unit:
            unit.policies.put(app.deployment_id, read_policy(text), expected_version=None)
            unit.commit()
        return f"{API}/requests/{stage.pending()}"

    return ask


@pytest.fixture
def crew(stage):
    """Programs of ana, who manages, and of reviewers, who only answer."""
    for person in (BEN, CARL, DORA):
        stage.member(person, role="reviewer")
    return {person: stage.program(person, name=person) for person in (ANA, BEN, CARL, DORA)}


def told(answer):
    body = answer.json()
    return answer.status_code, body.get("type", "").rpartition("/")[2]


def close_account(stage, address):
    with stage.bench.app.unit() as unit:
        ours = unit.members.organisation_of(stage.bench.app.deployment_id)
        person = unit.members.find(address)
        owner, now = Actor(ANA, ours, EVERYTHING), stage.bench.clock.now()
        set_active(unit, person, is_active=False, by=owner, now=now)
        unit.commit()


class TestARequestOfSeveral:
    def test_counts_votes_and_shows_who_is_awaited(self, asked, crew, stage):
        url = asked(assign_to_group="all", needed=2)
        ben, carl, dora = crew[BEN], crew[CARL], crew[DORA]

        first = ben.post(f"{url}/respond", json={"outcome": "approved", "feedback": "Good."})

        assert {key: first.json()[key] for key in ("result", "n_given", "n_needed", "awaited")} == {
            "result": "counted", "n_given": 1, "n_needed": 2, "awaited": [CARL, DORA],
        }  # fmt: skip
        shown = carl.get(url).json()
        assert (shown["status"], shown["needed"], shown["n_stages"]) == ("pending", 2, 1)
        assert shown["assignees"] == [BEN, CARL, DORA]
        assert [(vote["person"], vote["outcome"]) for vote in shown["votes"]] == [(BEN, "approved")]
        assert told(carl.post(f"{url}/claim")) == (409, "plan-refuses")

        last = dora.post(
            f"{url}/respond", json={"outcome": "approved", "rating": 4, "comment": "Short."}
        )
        assert last.json()["result"] == "decided"
        assert (last.json()["response"]["rating"], last.json()["response"]["comment"]) == (
            4, "Short.",
        )  # fmt: skip
        stage.bench.drain()
        late = carl.post(f"{url}/respond", json={"outcome": "rejected"})
        assert told(late) == (409, "request-closed")
        found = carl.get(f"{API}/requests?assignee={CARL}").json()["items"]
        assert [each["status"] for each in found] == ["answered"]


class TestARequestOfOnePerson:
    def test_is_refused_to_others_and_moves_by_those_who_may(self, asked, crew):
        url = asked(assign_to_email=BEN)
        ana, ben, carl = crew[ANA], crew[BEN], crew[CARL]
        to_carl = {"to": [CARL], "why": "On leave."}

        assert told(carl.post(f"{url}/reassign", json=to_carl))[0] == 404, "not theirs to see"
        assert told(ben.post(f"{url}/reassign", json={"to": ["nobody"]})) == (
            422,
            "group-not-found",
        )
        assert told(ben.post(f"{url}/reassign", json={"to": []})) == (422, "invalid-fields")
        assert told(ben.post(f"{url}/undo")) == (409, "nothing-to-undo")
        to_eve = {"to": ["eve@evil.example"]}
        assert told(ben.post(f"{url}/reassign", json=to_eve)) == (403, "not-allowed")
        moved = ben.post(f"{url}/reassign", json=to_carl)
        assert moved.json()["assignees"] == [CARL]

        refused = ben.post(f"{url}/respond", json={"outcome": "approved"})
        assert told(refused) == (403, "not-yours")
        assert CARL in refused.json()["detail"]

        more = ana.post(f"{url}/assignees", json={"person": "all"}).json()
        assert more["assignees"] == [CARL, BEN, DORA]
        assert carl.post(f"{url}/claim").json()["claimed_by"] == CARL
        assert told(ben.post(f"{url}/claim")) == (403, "not-yours")
        assert told(ben.post(f"{url}/release")) == (403, "not-yours")
        assert ana.post(f"{url}/release").json()["claimed_by"] is None
        assert ana.post(f"{url}/respond", json={"outcome": "approved"}).status_code == 200

    def test_is_seen_once_by_whoever_is_asked(self, asked, crew, stage):
        url = asked(assign_to_email=BEN)
        request_id = url.rpartition("/")[2]

        for person in (ANA, BEN, BEN):
            assert crew[person].post(f"{url}/seen").status_code == 200

        with stage.bench.app.unit() as unit:
            events = unit.trail.of_request(request_id)
        assert [event.actor for event in events if event.kind.value == "request.seen"] == [BEN]

    def test_can_be_opened_again_while_the_answer_is_not_final(self, asked, crew, stage):
        url = asked({"undo_seconds": 30}, assign_to_email=BEN)
        given = crew[BEN].post(f"{url}/respond", json={"outcome": "rejected"}).json()["response"]
        assert given["final_at"] > given["at"]

        assert told(crew[CARL].post(f"{url}/undo"))[0] == 404
        assert crew[BEN].post(f"{url}/undo").json()["status"] == "pending"

        crew[BEN].post(f"{url}/respond", json={"outcome": "approved"})
        stage.bench.clock.forward(timedelta(seconds=31))
        assert told(crew[BEN].post(f"{url}/undo")) == (409, "nothing-to-undo")


class TestADelegation:
    def test_is_added_listed_and_ended_by_its_person(self, asked, crew, stage):
        url = asked(assign_to_email=BEN)
        until = (stage.bench.clock.now() + timedelta(days=3)).isoformat()

        added = crew[BEN].post(f"{API}/delegations", json={"to": CARL, "until": until})

        assert (added.status_code, added.json()["n_requests"]) == (201, 1)
        assert crew[CARL].get(url).json()["assignees"] == [CARL]
        made = added.json()["delegation"]
        assert [crew[who].get(f"{API}/delegations").json()["items"] for who in (BEN, DORA, ANA)] == [
            [made], [], [made],
        ]  # fmt: skip
        one = f"{API}/delegations/{made['id']}"
        assert told(crew[DORA].delete(one)) == (403, "not-yours")
        assert crew[BEN].delete(one).status_code == 200
        assert told(crew[BEN].delete(one)) == (404, "delegation-not-found")
        for wrong in ({"to": BEN, "until": until}, {"to": "ben", "until": until}):
            assert crew[BEN].post(f"{API}/delegations", json=wrong).status_code == 422
        to_eve = {"to": "eve@evil.example", "until": until}
        assert told(crew[BEN].post(f"{API}/delegations", json=to_eve)) == (403, "not-allowed")
        other = {"to": CARL, "until": until, "person": BEN}
        assert told(crew[DORA].post(f"{API}/delegations", json=other)) == (403, "not-yours")

    def test_of_another_organisation_is_as_if_it_were_not_there(self, asked, crew, stage):
        now = stage.bench.clock.now()
        until, boss, gus = now + timedelta(days=3), "boss@other.example", "gus@other.example"
        with stage.bench.app.unit() as unit:
            other = unit.members.put_organisation("other", now=now)
            owner = Actor(boss, other, EVERYTHING)
            for person in (boss, gus):
                give_role(
                    unit, add_person(unit, person, by=owner, now=now), "owner", by=owner, now=now
                )
            theirs = [
                new_delegation(who, DORA, ends_at=until, by=boss, now=now)
                for who in (gus, "by-mail-alone@other.example")
            ]
            for one in theirs:
                unit.delegations.add(one)
            unit.commit()
        manager = stage.program(ANA)

        assert manager.get(f"{API}/delegations").json()["items"] == []
        for one in theirs:
            gone = manager.delete(f"{API}/delegations/{one.id}")
            assert told(gone) == (404, "delegation-not-found")
        added = {"person": gus, "to": CARL, "until": until.isoformat()}
        assert told(manager.post(f"{API}/delegations", json=added)) == (403, "not-yours")
        to_gus = {"to": gus, "until": until.isoformat()}
        assert told(crew[BEN].post(f"{API}/delegations", json=to_gus)) == (403, "not-allowed")
        form = {"person": gus, "delegate": CARL, "ends_on": f"{until:%Y-%m-%d}"}
        page = stage.browser(ANA).post("/settings/groups/delegations", data=form)
        assert (page.status_code, "not yours" in page.text) == (422, True)
        assert theirs[0].id not in page.text

    def test_that_a_manager_added_counts_where_they_have_a_role_alone(self, asked, crew, stage):
        url = asked(assign_to_email=BEN)
        now, boss = stage.bench.clock.now(), "boss@other.example"
        made = new_delegation(BEN, CARL, ends_at=now + timedelta(days=3), by=boss, now=now)
        with stage.bench.app.unit() as unit:
            moved = delegate(stage.bench.app.asked, unit, made, now=now)
            unit.commit()

        assert moved == 0
        assert crew[BEN].get(url).json()["assignees"] == [BEN]
        later = stage.pending()
        assert crew[ANA].get(f"{API}/requests/{later}").json()["assignees"] == [BEN]


class TestAReasonThatIsTooLong:
    def test_is_counted_in_characters(self, asked, crew):
        url = asked(assign_to_email=BEN)

        refused = crew[BEN].post(f"{url}/reassign", json={"to": CARL, "why": "x" * 501})

        assert refused.status_code == 422
        assert "at most 500 characters, not 501" in refused.json()["detail"]


class TestWhoseAccountWasClosed:
    def test_is_asked_nothing_and_learns_nothing(self, asked, crew, stage):
        url = asked(assign_to_email=BEN)
        stage.bench.drain()
        page = link(stage.bench.posted[-1])
        browser = stage.stranger(Accept="text/html")
        form = dict(FORM.findall(browser.get(page).text))
        close_account(stage, BEN)

        shown = browser.get(page)
        assert (shown.status_code, "Publish this?" in shown.text) == (403, False)
        assert "Your account here was closed" in shown.text
        answered = browser.post(page, data={"outcome": "approved", **form}, headers=OWN_PAGE)
        assert answered.status_code == 403
        assert told(crew[BEN].post(f"{url}/respond", json={"outcome": "approved"}))[0] == 401
        assert crew[ANA].get(url).json()["status"] == "pending"
        to_ben = crew[ANA].post(f"{url}/assignees", json={"person": BEN})
        assert told(to_ben) == (403, "not-active")


class TestWhoManagesHereAndAnswersThere:
    def test_overrides_nobody_there(self, asked, crew, stage):
        url = asked(assign_to_email=BEN)
        carl, request_id = crew[CARL], url.rpartition("/")[2]
        with stage.bench.app.unit() as unit:
            now = stage.bench.clock.now()
            ours = unit.members.organisation_of(stage.bench.app.deployment_id)
            there = unit.deployments.put("there", creator=BEN, now=now)
            unit.members.adopt(there, ours)
            moved = update(requests).where(requests.c.id == request_id)
            unit.connection.execute(moved.values(deployment_id=there))
            fay = add_person(unit, "fay@example.com", by=Actor(ANA, ours, EVERYTHING), now=now)
            for role, where in (("manager", stage.bench.app.deployment_id), ("auditor", there),
                                ("reviewer", there)):  # fmt: skip
                give_role(unit, fay, role, by=Actor(ANA, ours, EVERYTHING), now=now,
                          deployment_id=where)  # fmt: skip
            unit.commit()
        fay = stage.program("fay@example.com")

        assert fay.get(url).status_code == 200, "she audits there"
        for call, body in (
            ("respond", {"outcome": "approved"}), ("reassign", {"to": [CARL]}),
            ("assignees", {"person": CARL}),
        ):  # fmt: skip
            assert told(fay.post(f"{url}/{call}", json=body)) == (403, "not-yours"), call
        page = stage.browser("fay@example.com").get(f"/requests/{request_id}").text
        assert "you may answer in their place" not in page
        assert told(carl.post(f"{url}/respond", json={"outcome": "approved"}))[0] == 404
