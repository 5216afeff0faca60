"""People and roles over the API: what can be changed, by whom, and what is put on record."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from signoff.errors import LastOwner
from signoff.inbox.access import BUILT_IN
from signoff.store.membership import Actor, admit, find_member, take_role
from tests.web.cast import ANA, BEN

API = "/api/v1"
CARA = "cara@example.com"


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def owner(stage):
    return stage.program(ANA)


def facts(stage):
    with stage.bench.app.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind, actor FROM audit_event ORDER BY id").all()
    return [tuple(row) for row in rows]


class TestAPerson:
    def test_is_added_changed_and_found_by_address_or_id(self, stage, owner):
        given = {"address": " Ben@EXAMPLE.com", "role": "reviewer", "name": "Ben  B."}
        made = owner.post(f"{API}/people", json=given).json()

        changed = owner.patch(
            f"{API}/people/{made['id']}",
            json={"name": "Ben", "language": "de", "zone": "Europe/Berlin"},
        ).json()

        assert (made["address"], made["name"], made["has_password"]) == (BEN, "Ben B.", False)
        assert [role["role"] for role in made["roles"]] == ["reviewer"]
        assert (changed["name"], changed["language"], changed["zone"]) == (
            "Ben",
            "de",
            "Europe/Berlin",
        )
        assert owner.get(f"{API}/people/{BEN}").json() == changed
        with stage.bench.app.unit() as unit:
            found = unit.members.find(BEN)
        assert (found.language, found.zone) == ("de", "Europe/Berlin")
        listed = owner.get(f"{API}/people").json()["items"]
        assert [one["address"] for one in listed] == [ANA, BEN]
        assert facts(stage)[-3:] == [
            ("person.added", ANA), ("role.given", ANA), ("person.changed", ANA),
        ]  # fmt: skip

    def test_says_of_what_somebody_is_the_creator_who_is_locked_out(self, stage, owner):
        stage.member(BEN, "owner")

        [ana, ben] = owner.get(f"{API}/people").json()["items"]
        locked = owner.patch(f"{API}/people/{ANA}", json={"is_active": False}).json()

        assert (locked["is_active"], locked["creator_of"]) == (False, ["signoff"])
        assert (ana["creator_of"], ben["creator_of"]) == (["signoff"], [])

    def test_that_cannot_be_meant_changes_nothing(self, stage, owner):
        before = owner.get(f"{API}/people").json()
        tries = {
            "no address": ("post", "/people", {"address": "ben", "role": "reviewer"}, 422),
            "twice": ("post", "/people", {"address": ANA, "role": "reviewer"}, 409),
            "no role": ("post", "/people", {"address": BEN, "role": "king"}, 404),
            "elsewhere": (
                "post", "/people", {"address": BEN, "role": "author", "deployment_id": "x"}, 422,
            ),
            "more": ("post", "/people", {"address": BEN, "role": "author", "admin": True}, 422),
            "language": ("patch", f"/people/{ANA}", {"language": "tlh"}, 422),
            "zone": ("patch", f"/people/{ANA}", {"zone": "Mars/Olympus"}, 422),
            "path as zone": ("patch", f"/people/{ANA}", {"zone": "../../etc/passwd"}, 422),
            "name": ("patch", f"/people/{ANA}", {"name": "x" * 201}, 422),
            "nobody": ("patch", f"/people/{BEN}", {"name": "x"}, 404),
            "role twice": ("post", f"/people/{ANA}/roles", {"role": "owner"}, 409),
            "last owner off": ("patch", f"/people/{ANA}", {"is_active": False}, 409),
        }  # fmt: skip

        answers = {
            what: getattr(owner, method)(f"{API}{path}", json=body).status_code
            for what, (method, path, body, _) in tries.items()
        }
        last = owner.delete(f"{API}/people/{ANA}/roles/owner")

        assert answers == {what: status for what, (*_, status) in tries.items()}
        assert last.status_code == 409
        assert owner.get(f"{API}/people").json() == before

    def test_is_locked_out_or_renamed_by_nobody_who_may_do_less(self, stage, owner):
        owner.put(f"{API}/roles/clerk", json={"permissions": ["manage_people"]})
        stage.member(BEN, "clerk")
        clerk = stage.program(BEN)

        refused = [
            clerk.patch(f"{API}/people/{ANA}", json={"is_active": False}),
            clerk.patch(f"{API}/people/{ANA}", json={"name": "Somebody else"}),
            clerk.delete(f"{API}/people/{ANA}/roles/owner"),
            clerk.post(f"{API}/people/{BEN}/roles", json={"role": "owner"}),
            clerk.post(f"{API}/people", json={"address": CARA, "role": "reviewer"}),
            clerk.put(f"{API}/roles/clerk", json={"permissions": ["manage_people", "read_audit"]}),
        ]

        assert [answer.status_code for answer in refused] == [403] * 6
        assert clerk.patch(f"{API}/people/{BEN}", json={"name": "Ben"}).status_code == 200
        assert (
            clerk.post(f"{API}/people", json={"address": CARA, "role": "clerk"}).status_code == 201
        )

    def test_gives_away_nowhere_what_they_may_do_in_one_deployment(self, stage, owner):
        owner.put(f"{API}/roles/clerk", json={"permissions": ["manage_people"]})
        stage.member(BEN, "clerk")
        here = {"role": "manager", "deployment_id": stage.bench.app.deployment_id}
        assert owner.post(f"{API}/people/{BEN}/roles", json=here).status_code == 200
        clerk = stage.program(BEN)

        assert clerk.get(f"{API}/webhooks/x").status_code != 403  # a manager here
        given = clerk.post(f"{API}/people/{BEN}/roles", json={"role": "manager"})

        assert given.status_code == 403


class TestTheCaller:
    def test_says_what_they_are_called_but_by_no_token_with_scopes(self, stage):
        stage.member(BEN, "reviewer")
        ben = stage.program(BEN)
        named = ben.patch(f"{API}/me", json={"name": " Ben Roth "})
        again = ben.patch(f"{API}/me", json={"name": "Ben Roth"})
        narrow = {"name": "narrow", "scopes": ["respond_to_human_feedback"]}
        secret = ben.post(f"{API}/tokens", json=narrow).json()["secret"]
        refused = stage.stranger(Authorization=f"Bearer {secret}").patch(
            f"{API}/me", json={"name": "Somebody"}
        )
        long = ben.patch(f"{API}/me", json={"name": "x" * 201})

        assert [one.status_code for one in (named, again, refused, long)] == [200, 200, 403, 422]
        assert (named.json()["address"], ben.get(f"{API}/me").json()["name"]) == (BEN, "Ben Roth")
        with stage.bench.app.reading() as connection:
            said = "SELECT actor, data FROM audit_event WHERE kind = 'person.changed'"
            [(actor, data)] = connection.exec_driver_sql(said).all()
        assert (actor, "name" in data) == (BEN, True)


class TestARoleOfTheirOwn:
    def test_is_made_given_changed_and_removed(self, stage, owner):
        put = owner.put(f"{API}/roles/editor", json={"permissions": ["start_flows"]})
        stage.member(BEN, "editor")
        ben = stage.program(BEN)
        before = ben.get(f"{API}/me").json()["permissions"]
        owner.put(f"{API}/roles/editor", json={"permissions": ["start_flows", "read_audit"]})
        after = ben.get(f"{API}/me").json()["permissions"]
        held = owner.delete(f"{API}/roles/editor")
        owner.delete(f"{API}/people/{BEN}/roles/editor")

        assert put.json() == {
            "name": "editor", "permissions": ["start_flows"], "is_built_in": False,
        }  # fmt: skip
        assert (before, after) == (["start_flows"], ["read_audit", "start_flows"])
        assert held.status_code == 422
        assert owner.delete(f"{API}/roles/editor").status_code == 204
        names = [role["name"] for role in owner.get(f"{API}/roles").json()["items"]]
        assert names == list(BUILT_IN)

    def test_is_none_with_a_bad_name_or_permission(self, owner):
        for name, permissions, status in (
            ("owner", ["read_audit"], 422),
            ("Bad Name", ["read_audit"], 422),
            ("fine", ["fly"], 422),
            ("fine", [], 422),
        ):
            answer = owner.put(f"{API}/roles/{name}", json={"permissions": permissions})
            assert answer.status_code == status, (name, permissions)
        assert owner.delete(f"{API}/roles/owner").status_code == 422


def test_two_owners_cannot_take_each_others_role_at_once(stage, owner):
    assert owner.post(f"{API}/people", json={"address": BEN, "role": "owner"}).status_code == 201
    app = stage.bench.app

    def take(unit, person, by):
        actor = Actor(by, unit.members.organisation_of(app.deployment_id))
        found = find_member(unit, actor.organisation_id, person)
        take_role(unit, found, "owner", by=actor, now=app.clock.now())

    def take_meanwhile():
        with app.unit() as unit:
            take(unit, ANA, BEN)
            unit.commit()

    with ThreadPoolExecutor(1) as pool:
        with app.unit() as unit:
            take(unit, BEN, ANA)
            other = pool.submit(take_meanwhile)
            with pytest.raises(TimeoutError):
                other.result(timeout=0.5)
            unit.commit()
        with pytest.raises(LastOwner):
            other.result()

    assert [one["address"] for one in owner.get(f"{API}/people").json()["items"]] == [ANA]


class TestTwoOrganisations:
    def test_do_not_see_each_others_people(self, stage, owner):
        app = stage.bench.app
        with app.unit() as unit:
            other = unit.members.put_organisation("other", now=app.clock.now())
            actor = Actor(CARA, other)
            person = admit(unit, CARA, "owner", by=actor, now=app.clock.now())
            unit.commit()

        assert owner.get(f"{API}/people/{CARA}").status_code == 404
        assert owner.get(f"{API}/people/{person.id}").status_code == 404
        assert stage.program(CARA).get(f"{API}/people").status_code == 403
        assert (
            stage.program(ANA, name="b").get(f"{API}/people").json()["items"][0]["address"] == ANA
        )

    @pytest.fixture
    def shared(self, stage):
        """Cara owns another organisation, and has let herself be known here as a reviewer."""
        app = stage.bench.app
        with app.unit() as unit:
            other = unit.members.put_organisation("other", now=app.clock.now())
            here = unit.members.organisation_of(app.deployment_id)
            now = app.clock.now()
            cara = admit(unit, CARA, "owner", by=Actor(CARA, other), now=now, name="Cara")
            admit(unit, CARA, "reviewer", by=Actor(ANA, here), now=now)
            unit.commit()
        return cara

    def test_change_no_account_that_another_relies_on(self, stage, owner, shared):
        for change in ({"name": "Somebody else"}, {"zone": "Asia/Tokyo"}, {"language": "de"}):
            answer = owner.patch(f"{API}/people/{CARA}", json=change)
            assert answer.status_code == 403, change

        page = stage.browser().post(f"/settings/people/{shared.id}", data={"name": "Another"})
        assert "belongs to another organisation" in page.text
        assert owner.get(f"{API}/people/{CARA}").json()["name"] == "Cara"

    def test_neither_see_nor_revoke_each_others_tokens(self, stage, owner, shared):
        cara, here = stage.program(CARA), stage.bench.app.deployment_id
        whole = cara.post(f"{API}/tokens", json={"name": "whole"}).json()
        ours = cara.post(f"{API}/tokens", json={"name": "ours", "deployment_id": here}).json()

        listed = owner.get(f"{API}/tokens?all=true").json()["items"]
        page = stage.browser().get("/settings/tokens").text

        assert [one["id"] for one in listed if one["person"] == CARA] == [ours["id"]]
        assert (ours["id"] in page, whole["id"] in page) == (True, False)
        assert owner.delete(f"{API}/tokens/{whole['id']}").status_code == 404
        assert (
            stage.browser().post("/settings/tokens", data={"revoke": whole["id"]}).status_code
            == 404
        )
        assert owner.delete(f"{API}/tokens/{ours['id']}").status_code == 204
        assert [one["name"] for one in cara.get(f"{API}/tokens").json()["items"]].count(
            "whole"
        ) == 1
