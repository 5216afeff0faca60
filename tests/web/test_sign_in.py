"""Coming in by a password or a mailed link, and what is one's own: sessions, password, tokens."""

import re
from datetime import timedelta
from functools import cache

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from signoff.inbox.address import canonical_address
from signoff.store import passwords
from signoff.store.membership import Actor, set_password
from signoff.store.passwords import hash_password, is_password
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE

API = "/api/v1"
PASSWORD = "correct horse battery"
STRANGER = "nobody@example.com"
COST = "$argon2id$v=19$m=19456,t=2,p=1$"


@pytest.fixture
def quick_hashes(monkeypatch):
    """Hashes that cost next to nothing, where a test is about who comes in by them."""
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_hasher", lambda: quick)
    monkeypatch.setattr(
        passwords, "_nobodys", cache(lambda: quick.hash("nobody has this password"))
    )


@pytest.fixture
def visitor(stage):
    return stage.stranger(Accept="text/html", **OWN_PAGE)


@pytest.fixture
def set_up(stage):
    """Ben, a reviewer with a password."""
    stage.member(BEN, "reviewer")
    app = stage.bench.app
    with app.unit() as unit:
        actor = Actor(ANA, unit.members.organisation_of(app.deployment_id))
        hashed = hash_password(PASSWORD, address=BEN)
        set_password(unit, BEN, hashed, by=actor, now=app.clock.now())
        unit.commit()


def links_mailed(stage):
    stage.bench.drain()
    texts = [posted.message.get_body(("plain",)).get_content() for posted in stage.bench.posted]
    return [
        link for text in texts for link in re.findall(r"https?://\S+(/sign-in/[a-z2-7]+)", text)
    ]


@pytest.mark.usefixtures("quick_hashes")
class TestAPassword:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def test_lets_its_person_in(self, set_up, stage, visitor):
        asked = visitor.get("/sign-in?next=/runs").text
        assert "you come back to your page" in asked
        assert "you come back" not in visitor.get("/sign-in?next=//evil.example").text

        answer = visitor.post(
            "/sign-in/password", data={"address": " Ben@EXAMPLE.com", "password": PASSWORD}
        )

        assert (answer.status_code, answer.headers["location"]) == (303, "/runs")
        [session] = visitor.get(f"{API}/me/sessions").json()["items"]
        assert session["way"] == "password"

    def test_that_is_wrong_says_the_same_to_everybody(self, set_up, stage, visitor):
        said = {}
        for who, password in (
            (BEN, "wrong"),
            (ANA, PASSWORD),
            (STRANGER, PASSWORD),
            ("not-one", "y"),
        ):
            answer = visitor.post("/sign-in/password", data={"address": who, "password": password})
            assert "set-cookie" not in answer.headers
            said[answer.status_code, answer.text.replace(who, "WHO")] = who

        assert [status for status, _ in said] == [401]
        assert "do not belong together" in next(iter(said))[1]

    def test_does_not_open_an_account_that_is_not_active(self, set_up, stage, visitor):
        stage.program(ANA).patch(f"{API}/people/{BEN}", json={"is_active": False})

        answer = visitor.post("/sign-in/password", data={"address": BEN, "password": PASSWORD})

        assert answer.status_code == 401

    def test_is_not_guessed_on_and_on(self, set_up, stage, visitor):
        def try_one(password="wrong", address=BEN):
            return visitor.post(
                "/sign-in/password", data={"address": address, "password": password}
            )

        tries = [try_one().status_code for _ in range(10)]
        refused = try_one(PASSWORD)
        other = try_one(address=STRANGER)
        stage.bench.clock.forward(timedelta(seconds=int(refused.headers["retry-after"])))

        assert tries == [401] * 10
        assert refused.status_code == 429
        assert "Try again in" in refused.text
        assert other.status_code == 401
        assert try_one(PASSWORD).status_code == 303

    def test_is_set_anew_with_the_old_one_and_ends_the_other_sessions(self, set_up, stage, visitor):
        here, there = visitor, stage.stranger(Accept="text/html", **OWN_PAGE)
        for browser in (here, there):
            browser.post("/sign-in/password", data={"address": BEN, "password": PASSWORD})
        wrong = here.put(f"{API}/me/password", json={"current": "?", "new": "another long one"})

        done = here.put(f"{API}/me/password", json={"current": PASSWORD, "new": "another long one"})

        assert (wrong.status_code, done.status_code) == (401, 204)
        assert here.get(f"{API}/me").json()["address"] == BEN
        assert there.get(f"{API}/me").status_code == 401
        again = there.post(
            "/sign-in/password", data={"address": BEN, "password": "another long one"}
        )
        assert again.status_code == 303

    def test_is_not_set_by_a_token_nor_to_what_is_none(self, stage):
        stage.member(BEN, "reviewer")
        new = {"new": "a long enough one"}
        assert stage.program(BEN).put(f"{API}/me/password", json=new).status_code == 403
        browser = stage.browser(BEN)

        for bad in ("short", BEN, "x" * 1001):
            answer = browser.put(f"{API}/me/password", json={"new": bad})
            assert answer.status_code == 422, bad
        assert browser.put(f"{API}/me/password", json=new).status_code == 204

    def test_is_set_without_the_old_one_soon_after_a_link(self, set_up, stage):
        browser = stage.browser(BEN)

        assert (
            browser.put(f"{API}/me/password", json={"new": "forgot the other"}).status_code == 204
        )
        stage.bench.clock.forward(timedelta(minutes=16))
        assert browser.put(f"{API}/me/password", json={"new": "and once more!!"}).status_code == 401


class TestAHash:
    def test_differs_each_time_and_costs_what_it_should(self):
        one, other = (hash_password(PASSWORD, address=BEN) for _ in range(2))

        assert one != other
        assert one.startswith(COST)
        assert is_password(PASSWORD, one)
        assert not is_password(PASSWORD + " ", one)
        assert not is_password(PASSWORD, None)
        assert not is_password("nobody has this password", None)
        assert not is_password(PASSWORD, "plain")

    def test_is_tried_for_nobody_at_the_same_cost(self, monkeypatch):
        tried = []
        monkeypatch.setattr(PasswordHash, "verify", lambda _, plain, kept: tried.append(kept))

        is_password(PASSWORD, None)

        [kept] = tried
        assert kept.startswith(COST)


class TestAMailedLink:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def test_lets_its_person_in_once(self, stage, visitor):
        stage.member(BEN, "reviewer")

        asked = visitor.post("/sign-in/link", data={"address": BEN})
        [link] = links_mailed(stage)
        looked = visitor.get(link)

        assert asked.status_code == 200
        assert f"signs you in as <b>{BEN}</b>" in looked.text
        assert [visitor.post(link).status_code for _ in range(2)] == [303, 410]
        assert visitor.get(f"{API}/me").json()["address"] == BEN

    def test_goes_to_nobody_else_and_the_page_says_the_same(self, stage, visitor):
        stage.member(BEN, "reviewer")
        stage.member("gone@example.com", "reviewer")
        stage.program(ANA).patch(f"{API}/people/gone@example.com", json={"is_active": False})

        pages = {
            visitor.post("/sign-in/link", data={"address": who}).text.replace(who, "WHO")
            for who in (BEN, STRANGER, "gone@example.com")
        }

        assert len(pages) == 1
        links_mailed(stage)
        assert [canonical_address(posted.recipient) for posted in stage.bench.posted] == [BEN]

    def test_is_over_after_half_an_hour(self, stage, visitor):
        visitor.post("/sign-in/link", data={"address": ANA})
        [link] = links_mailed(stage)

        stage.bench.clock.forward(timedelta(minutes=30))

        assert visitor.post(link).status_code == 410

    def test_stands_in_no_table(self, stage, visitor):
        visitor.post("/sign-in/link", data={"address": ANA})
        [link] = links_mailed(stage)

        with stage.bench.app.engine.connect() as connection:
            stored = [
                str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
                for table in ("delivery", "sign_in_link", "audit_event")
            ]

        assert link.rpartition("/")[2] not in " ".join(stored)

    def test_is_not_mailed_on_and_on(self, stage, visitor):
        asked = [visitor.post("/sign-in/link", data={"address": ANA}).status_code for _ in range(6)]

        assert asked == [200] * 5 + [429]
        assert len(links_mailed(stage)) == 5

    def test_is_not_mailed_to_what_is_no_address(self, stage, visitor):
        answer = visitor.post("/sign-in/link", data={"address": "ana"})

        assert answer.status_code == 422
        assert "not one mail address" in answer.text


class TestTheAnswerPage:
    def test_is_not_tried_on_and_on(self, stage):
        scanner = stage.stranger(Accept="text/html")

        seen = [scanner.get("/answer/" + "a" * 40).status_code for _ in range(31)]

        assert seen == [404] * 30 + [429]

    def test_costs_no_memory_that_a_stranger_chooses(self, stage):
        scanner = stage.stranger(Accept="text/html")
        limiter = stage.web.state.limiter

        seen = [scanner.get(f"/answer/{n}{'a' * 5_000}").status_code for n in range(320)]

        kept = limiter._buckets
        assert seen == [404] * 300 + [429] * 20
        assert len(kept) == 301  # one for the client, none for what was refused
        assert max(len("".join(key)) for key in kept) < 200


class TestASession:
    def test_is_listed_for_its_person_and_ended_by_them_alone(self, stage):
        stage.member(BEN, "reviewer")
        one, other = stage.browser(BEN, **{"User-Agent": "One"}), stage.browser(BEN)
        listed = one.get(f"{API}/me/sessions").json()["items"]
        [mine] = [session for session in listed if session["browser"] == "One"]

        foreign = stage.browser(ANA).delete(f"{API}/me/sessions/{mine['id']}")
        ended = other.delete(f"{API}/me/sessions/{mine['id']}")

        assert (len(listed), foreign.status_code, ended.status_code) == (2, 404, 204)
        assert one.get(f"{API}/me").status_code == 401
        assert other.get(f"{API}/me").status_code == 200


class TestATokenThatAPersonMakes:
    def make(self, program, **given):
        return program.post(f"{API}/tokens", json={"name": "ci", **given})

    def test_shows_its_secret_once_and_is_revoked(self, stage):
        browser = stage.browser(ANA)
        made = self.make(browser, scopes=["start_flows"]).json()
        program = stage.stranger(Authorization=f"Bearer {made['secret']}")

        used = program.get(f"{API}/me").json()
        [listed] = browser.get(f"{API}/tokens").json()["items"]
        revoked = browser.delete(f"{API}/tokens/{listed['id']}")

        assert (used["address"], used["permissions"]) == (ANA, ["start_flows"])
        assert "secret" not in listed
        assert made["secret"].startswith(listed["prefix"])
        assert listed["used_at"] is not None
        assert (revoked.status_code, program.get(f"{API}/me").status_code) == (204, 401)

    def test_does_no_more_than_what_made_it(self, stage):
        stage.member(BEN, "reviewer")
        soon = (stage.bench.clock.now() + timedelta(hours=1)).isoformat()
        limited = self.make(
            stage.browser(ANA), scopes=["manage_people", "start_flows"], expires_at=soon
        ).json()["secret"]
        program = stage.stranger(Authorization=f"Bearer {limited}")

        wider = self.make(program, scopes=["read_audit"], name="a", expires_at=soon)
        unscoped = self.make(program, name="b", expires_at=soon)
        longer = self.make(program, scopes=["start_flows"], name="c")
        fits = self.make(program, scopes=["start_flows"], name="d", expires_at=soon)
        reviewers = self.make(stage.browser(BEN), scopes=["manage_people"], name="e")

        refused = [answer.status_code for answer in (wider, unscoped, longer, reviewers)]
        assert refused == [403] * 4
        assert fits.status_code == 201

    def test_ends_nothing_of_its_persons_where_it_may_do_less(self, stage):
        browser = stage.browser(ANA)
        narrow = self.make(browser, scopes=["start_flows"], name="narrow").json()
        other = self.make(browser, name="other").json()
        program = stage.stranger(Authorization=f"Bearer {narrow['secret']}")
        [session] = program.get(f"{API}/me/sessions").json()["items"]

        refused = [
            program.delete(f"{API}/tokens/{other['id']}"),
            program.delete(f"{API}/me/sessions/{session['id']}"),
        ]

        assert [answer.status_code for answer in refused] == [403, 403]
        assert browser.get(f"{API}/me").status_code == 200
        assert len(browser.get(f"{API}/tokens").json()["items"]) == 2

    def test_of_one_deployment_opens_no_other(self, stage):
        here = stage.bench.app.deployment_id
        for name, there, status in (("a", here, 200), ("b", "another", 403)):
            made = self.make(stage.browser(ANA), name=name, deployment_id=there).json()
            program = stage.stranger(Authorization=f"Bearer {made['secret']}")
            assert program.get(f"{API}/runs").status_code == status

    def test_of_another_is_seen_and_revoked_by_who_manages_people(self, stage):
        stage.member(BEN, "reviewer")
        self.make(stage.browser(BEN))
        ben, ana = stage.browser(BEN), stage.browser(ANA)
        [token] = ana.get(f"{API}/tokens?all=true").json()["items"]

        assert ben.get(f"{API}/tokens?all=true").status_code == 403
        assert token["person"] == BEN
        assert ana.delete(f"{API}/tokens/{token['id']}").status_code == 204
        assert ben.get(f"{API}/tokens").json()["items"] == []
