"""A deployment's policy over the API: nobody's change is lost to a faster one."""

import pytest

from tests.web.cast import ANA, BEN

WHERE = "/api/v1/deployments/signoff/policy"
RULES = {
    "groups": {"finance": {"members": [BEN], "choose": "round_robin"}},
    "routing_rules": [
        {"name": "Money", "match": {"metadata": {"owner": BEN}}, "assign_to_group": "finance"}
    ],
}


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def ana(stage):
    return stage.program(ANA)


def put(program, policy, tag):
    return program.put(WHERE, json=policy, headers={} if tag is None else {"If-Match": tag})


def facts(stage):
    with stage.bench.app.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT data FROM audit_event WHERE kind = 'policy.changed' ORDER BY seq"
        )
        return [row[0] for row in rows]


class TestAPolicy:
    def test_is_kept_as_it_was_sent_under_a_new_tag(self, stage, ana):
        before = ana.get(WHERE)

        stored = put(ana, RULES, before.headers["etag"])

        after = ana.get(WHERE)
        assert stored.status_code == 200, stored.text
        assert before.headers["etag"] == '"1"'
        assert stored.headers["etag"] == after.headers["etag"] == '"2"'
        assert after.json().items() >= RULES.items()
        assert ana.get(WHERE.replace("/signoff/", f"/{stage.bench.app.deployment_id}/")).json() == (
            after.json()
        )

    def test_is_not_sent_again_to_who_has_it(self, ana):
        answers = [
            ana.get(WHERE, headers={"If-None-Match": tag}).status_code
            for tag in ('"1"', 'W/"1"', '"7", "1"', '"7"')
        ]

        assert answers == [304, 304, 304, 200]

    def test_is_on_record_with_who_and_where_and_without_addresses(self, stage, ana):
        put(ana, RULES, "*")

        [data] = facts(stage)

        assert '"groups"' in data
        assert "routing_rules['Money']" in data
        assert BEN not in data

    def test_that_says_the_same_keeps_its_version(self, stage, ana):
        put(ana, RULES, '"1"')

        again = put(ana, RULES, '"2"')

        assert again.headers["etag"] == '"2"'
        assert len(facts(stage)) == 1

    def test_is_changed_in_part_and_null_takes_away(self, ana):
        put(ana, RULES | {"sla_target_minutes": 60}, "*")
        patch = {"sla_target_minutes": None, "groups": {"legal": {"members": [ANA]}}}

        answer = ana.patch(WHERE, json=patch, headers={"If-Match": '"2"'})

        kept = answer.json()
        assert answer.status_code == 200, answer.text
        assert "sla_target_minutes" not in kept
        assert sorted(kept["groups"]) == ["finance", "legal"]
        assert kept["routing_rules"] == RULES["routing_rules"]

    def test_is_taken_as_a_merge_patch_by_its_own_type(self, ana):
        headers = {"If-Match": "*", "Content-Type": "application/merge-patch+json"}

        answer = ana.patch(WHERE, content='{"undo_seconds": 30}', headers=headers)

        assert answer.json()["undo_seconds"] == 30


class TestAChangeOfAPolicy:
    @pytest.mark.parametrize(
        ("tag", "status", "slug"),
        [
            (None, 428, "version-missing"),
            ('"9"', 412, "policy-changed"),
            ('W/"1"', 412, "policy-changed"),
            ("junk", 412, "policy-changed"),
        ],
    )
    def test_from_no_version_or_another_is_refused(self, ana, tag, status, slug):
        answer = put(ana, RULES, tag)

        assert answer.status_code == status
        assert answer.json()["type"].endswith(f"/{slug}")
        assert answer.headers.get("etag") == ('"1"' if status == 412 else None)
        assert ana.get(WHERE).headers["etag"] == '"1"'

    def test_learns_of_every_mistake_at_once(self, ana):
        wrong = {"undo_seconds": -1, "routing_rules": [{"match": {}}], "colour": "red"}

        answer = put(ana, wrong, "*")

        named = {one["field"] for one in answer.json()["errors"]}
        assert answer.status_code == 422
        assert {"undo_seconds", "routing_rules[0].name", "colour"} <= named

    def test_of_any_depth_is_refused_and_not_broken(self, ana):
        deep = "[" * 500 + "]" * 500
        headers = {"If-Match": "*", "Content-Type": "application/json"}

        for method in ("PUT", "PATCH"):
            content = f'{{"groups": {deep}}}'
            answer = ana.request(method, WHERE, content=content, headers=headers)
            assert answer.status_code == 422, answer.text

    def test_by_who_does_not_manage_that_deployment_finds_none(self, stage):
        stage.member(BEN, "reviewer")

        assert put(stage.program(BEN), RULES, "*").status_code == 403
        elsewhere = stage.program(ANA).get(WHERE.replace("signoff", "another"))
        assert elsewhere.status_code == 404
