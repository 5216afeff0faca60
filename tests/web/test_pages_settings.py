"""The pages where a deployment's policy is set: what is kept, refused, moved, tried."""

import html
import json
import re

import pytest

from signoff.inbox.policy_text import policy_json
from tests.web.cast import ANA, BEN

LEGAL, SALES = "Legal looks", "Sales <script>alert(1)</script>"
RULES = {
    "groups": {"finance": {"members": [ANA, BEN], "choose": "round_robin"}},
    "routing_rules": [
        {"name": LEGAL, "match": {"method_name": "review"}, "assign_to_email": BEN},
        {"name": SALES, "match": {"flow": "sales_*"}, "assign_to_group": "finance"},
    ],
}


@pytest.fixture
def browser(stage):
    return stage.browser(ANA)


def stored(stage):
    with stage.bench.app.unit() as unit:
        found = unit.policies.get(stage.bench.app.deployment_id)
    return policy_json(found.policy), found.version


def put(stage, browser, policy):
    sent = browser.post(
        "/settings/policy", data={"policy": json.dumps(policy), "version": stored(stage)[1]}
    )
    assert sent.status_code == 303, sent.text


def typed_in(page):
    """The fields of the page's forms as a browser would send them."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page.text):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_off = said.get("type") == "checkbox" and " checked" not in tag
        if "name" in said and not is_off:
            found[html.unescape(said["name"])] = html.unescape(said.get("value", ""))
    for name, inner in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.DOTALL
    ):
        options = re.findall(r'<option(?: value="([^"]*)")?( selected)?>([^<]*)', inner)
        chosen = next((one for one in options if one[1]), options[0])
        found[name] = html.unescape(chosen[0] or ("" if "value" in inner else chosen[2]))
    for name, inner in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page.text, re.DOTALL
    ):
        found[name] = html.unescape(inner)
    return found


class TestTheListOfRules:
    def test_says_what_each_is_for_and_moves_them(self, stage, browser):
        stage.pending()
        put(stage, browser, RULES)

        assert browser.get("/settings").headers["location"] == "/settings/routing"
        page = browser.get("/settings/routing").text
        assert "matches: 1 of the last 1" in page
        assert "matches: none of the last 1" in page
        assert "<script>alert" not in page
        moved = browser.post("/settings/routing", data={"up": SALES, "version": stored(stage)[1]})

        assert moved.headers["location"].endswith("#rule-1")
        policy, version = stored(stage)
        assert [rule["name"] for rule in policy["routing_rules"]] == [SALES, LEGAL]
        stale = browser.post("/settings/routing", data={"down": SALES, "version": version - 1})
        assert stale.status_code == 409
        assert "Somebody changed this meanwhile" in stale.text
        assert stored(stage)[1] == version

    def test_holds_forty_long_ones_on_a_small_page(self, stage, browser):
        rules = [
            {"name": f"{n} {'long ' * 18}".strip(), "match": {"state": f"amount > {n}"}}
            for n in range(40)
        ]
        put(stage, browser, {"routing_rules": rules})

        page = browser.get("/settings/routing")

        assert page.text.count('name="up"') == 40
        assert len(page.content) < 60_000, "as every page"


class TestARule:
    def test_is_made_by_form_and_comes_back_as_it_was(self, stage, browser):
        put(stage, browser, RULES)
        before = typed_in(browser.get("/settings/routing/rule"))
        typed = before | {
            "name": "Large sums",
            "match.method_name": "approve_*",
            "match.state": "amount > 500",
            "match.metadata": "department: finance\nlevel: 3",
            "match.outcomes": "approved\r\nrejected",
            "stages.0.assign_from_input": "manager_email",
            "stages.1.assign_to_group": "finance",
            "stages.1.needed": "2",
            "stages.1.veto": "no",
            "four_eyes": "yes",
            "sla_target_minutes": "4",
            "sla_target_minutes_unit": "hours",
            "own_ladder": "yes",
            "ladder.1.after_minutes": "30",
            "ladder.1.do": "remind",
            "own_auto": "yes",
            "auto.timeout_minutes": "2",
            "auto.timeout_minutes_unit": "hours",
            "auto.strategy": "answer",
            "auto.default_outcome": "rejected",
            "language": "de",
            "do": "save",
        }

        sent = browser.post("/settings/routing/rule", data=typed)

        assert sent.status_code == 303, sent.text
        kept = stored(stage)[0]["routing_rules"][2]
        assert kept["stages"] == [
            {"assign_from_input": "manager_email"},
            {"assign_to_group": "finance", "needed": 2, "veto": False},
        ]
        assert kept["match"]["metadata"] == {"department": "finance", "level": 3}
        assert (kept["sla_target_minutes"], kept["four_eyes"]) == (240, True)
        assert kept["ladder"] == [{"after_minutes": 30, "do": "remind"}]
        assert kept["auto_response"]["timeout_minutes"] == 120
        again = typed_in(browser.get(sent.headers["location"]))
        browser.post("/settings/routing/rule", data=again | {"do": "save"})
        assert stored(stage)[0]["routing_rules"][2] == kept

    def test_shows_what_is_wrong_beside_what_was_typed(self, stage, browser):
        put(stage, browser, RULES)
        before = stored(stage)
        typed = typed_in(browser.get(f"/settings/routing/rule?name={LEGAL}"))

        sent = browser.post(
            "/settings/routing/rule",
            data=typed
            | {
                "match.state": "amount >",
                "stages.0.needed": "x<y",
                "backup": "nobody",
                "do": "save",
            },
        )

        assert sent.status_code == 422
        for field in ("match-state", "stages-0-needed", "backup"):
            assert f'id="{field}-fault"' in sent.text, field
        assert "x&lt;y" in sent.text
        assert "What was set before still holds" in sent.text
        assert stored(stage) == before

    def test_is_tried_on_past_requests_and_taken_away(self, stage, browser):
        stage.pending()
        put(stage, browser, RULES)
        typed = typed_in(browser.get(f"/settings/routing/rule?name={LEGAL}"))

        tried = browser.post("/settings/routing/rule", data=typed | {"do": "try"})

        assert "Tried on the last 1 request" in tried.text
        assert f'<td><b><span title="{BEN}">{BEN}</span></b></td>' in tried.text
        gone = browser.post("/settings/routing/rule", data=typed | {"remove": LEGAL})
        assert gone.headers["location"] == "/settings/routing"
        assert [rule["name"] for rule in stored(stage)[0]["routing_rules"]] == [SALES]

    def test_that_moved_meanwhile_is_still_the_one_that_is_changed(self, stage, browser):
        put(stage, browser, RULES)
        typed = typed_in(browser.get(f"/settings/routing/rule?name={LEGAL}"))
        browser.post("/settings/routing", data={"up": SALES, "version": stored(stage)[1]})

        late = typed | {"four_eyes": "yes", "do": "save"}
        stale = browser.post("/settings/routing/rule", data=late)
        again = browser.post("/settings/routing/rule", data=typed_in(stale) | {"do": "save"})

        assert stale.status_code == 409
        assert "four_eyes" in stale.text
        assert again.status_code == 303
        rules = stored(stage)[0]["routing_rules"]
        assert [(rule["name"], rule.get("four_eyes")) for rule in rules] == [
            (SALES, None),
            (LEGAL, True),
        ]


class TestThePolicyAsJson:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("{", "It is no JSON"),
            ("[]", "no JSON object"),
            ("[" * 5000, "It is no"),
            ('{"nothing": 1}', "There is no field of this name"),
            ('{"a":' * 30 + "1" + "}" * 30, "nested more than"),
        ],
    )
    def test_is_refused_where_it_says_nothing_that_holds(self, stage, browser, words, said):
        sent = browser.post("/settings/policy", data={"policy": words, "version": "1"})

        page = html.unescape(sent.text)
        assert sent.status_code == 422
        assert said in page or "nested too deep" in page
        assert stored(stage) == ({"email_notifications": True, "undo_seconds": 0}, 1)

    def test_is_tried_without_being_kept(self, stage, browser):
        stage.pending()

        words = json.dumps(RULES)
        tried = browser.post("/settings/policy", data={"policy": words, "version": 1, "do": "try"})

        assert "Tried on the last 1 request" in tried.text
        assert BEN in tried.text
        assert stored(stage)[1] == 1


class TestGroups:
    def test_are_renamed_in_the_rules_too_and_refused_where_a_rule_needs_them(self, stage, browser):
        put(stage, browser, RULES)
        typed = typed_in(browser.get("/settings/groups"))

        renamed = browser.post("/settings/groups", data=typed | {"groups.0.name": "money"})
        policy = stored(stage)[0]
        gone = browser.post(
            "/settings/groups",
            data=typed_in(browser.get("/settings/groups")) | {"groups.0.name": ""},
        )

        assert renamed.status_code == 303
        assert list(policy["groups"]) == ["money"]
        assert policy["routing_rules"][1]["assign_to_group"] == "money"
        assert gone.status_code == 422
        assert stored(stage)[0] == policy

    def test_keep_what_is_wrong_for_another_look(self, stage, browser):
        typed = typed_in(browser.get("/settings/groups"))
        wrong = typed | {"groups.0.name": "legal", "groups.0.members": f"{BEN}\nnobody"}

        sent = browser.post("/settings/groups", data=wrong)
        twice = browser.post(
            "/settings/groups", data=wrong | {"groups.1.name": "legal", "groups.1.members": ANA}
        )

        assert 'id="groups-0-members-fault"' in sent.text
        assert "nobody" in typed_in(sent)["groups.0.members"]
        assert "Two groups are called" in twice.text
        assert "groups" not in stored(stage)[0]

    def test_say_who_stands_in_for_whom(self, stage, browser):
        request_id = stage.pending()
        day = f"{stage.bench.clock.now():%Y-%m-%d}"

        bad = browser.post("/settings/groups/delegations", data={"person": ANA, "delegate": BEN})
        sent = browser.post(
            "/settings/groups/delegations", data={"person": ANA, "delegate": BEN, "ends_on": day}
        )

        assert bad.status_code == 422
        assert sent.status_code == 303, sent.text
        with stage.bench.app.unit() as unit:
            [made] = unit.delegations.list(now=stage.bench.clock.now())
            assert unit.assignments.waiting_for(BEN) == [request_id]
        assert f"{BEN} answers for {ANA}" in browser.get("/settings/groups").text
        browser.post("/settings/groups/delegations", data={"end": made.id})
        assert "Nobody stands in" in browser.get("/settings/groups").text


class TestDeadlines:
    def test_are_kept_and_foretold(self, stage, browser):
        typed = typed_in(browser.get("/settings/deadlines")) | {
            "sla_target_minutes": "2",
            "sla_target_minutes_unit": "hours",
            "ladder.0.after_minutes": "1",
            "ladder.0.after_minutes_unit": "hours",
            "ladder.0.do": "remind",
            "auto.enabled": "yes",
            "auto.timeout_minutes": "180",
            "auto.default_outcome": "rejected",
            "zone": "Europe/Paris",
            "hours.mon": "09:00-17:00",
            "holidays": "2026-12-25\n2026-12-26",
            "undo_seconds": "30",
        }

        looked = browser.post("/settings/deadlines", data=typed | {"do": "preview"})
        assert stored(stage)[1] == 1, "only looked at"
        sent = browser.post("/settings/deadlines", data=typed | {"do": "save"})

        assert sent.status_code == 303, sent.text
        for page in (looked, browser.get("/settings/deadlines")):
            assert "The target is an answer by Mon" in page.text
            assert "11:00: whoever has not answered is reminded." in page.text
            assert "13:00: it is answered with “rejected”." in page.text
        kept = stored(stage)[0]
        assert kept["calendar"]["holidays"] == ["2026-12-25", "2026-12-26"]
        assert (kept["undo_seconds"], kept["sla_target_minutes"]) == (30, 120)
        again = browser.post(
            "/settings/deadlines", data=typed_in(browser.get("/settings/deadlines"))
        )
        assert again.status_code == 303, again.text
        assert stored(stage)[0] == kept

    def test_say_beside_the_field_what_cannot_be(self, stage, browser):
        typed = typed_in(browser.get("/settings/deadlines")) | {
            "sla_target_minutes": "1.5",
            "ladder.0.after_minutes": "9" * 30,
            "ladder.0.do": "add",
            "auto.enabled": "yes",
            "auto.strategy": "approve",
            "zone": "Mars/Base",
            "holidays": "2026-12-25\n2026-13-01",
            "undo_seconds": "-1",
        }

        sent = browser.post("/settings/deadlines", data=typed)

        assert sent.status_code == 422
        for field in (
            "sla_target_minutes", "ladder-0-after_minutes", "ladder-0-who", "auto-allow_approval",
            "zone", "holidays", "undo_seconds",
        ):  # fmt: skip
            assert f'id="{field}-fault"' in sent.text, field
        assert typed_in(sent)["zone"] == "Mars/Base"
        assert stored(stage)[1] == 1


class TestNotificationsAndRetention:
    def test_are_kept(self, stage, browser):
        sent = browser.post(
            "/settings/notifications",
            data={"version": 1, "language": "fr", "sender_name": "The desk"},
        )
        kept = browser.post("/settings/retention", data={"version": 2, "closed_days": "90"})

        assert (sent.status_code, kept.status_code) == (303, 303)
        assert stored(stage)[0] == {
            "email_notifications": False,
            "language": "fr",
            "sender_name": "The desk",
            "undo_seconds": 0,
            "retention": {"closed_days": 90},
        }
        wrong = browser.post("/settings/retention", data={"version": 3, "closed_days": "0"})
        assert 'id="closed_days-fault"' in wrong.text
