"""The pages where webhooks, people, roles, tokens and one's own account are managed."""

import html
import re
from datetime import timedelta

import pytest

from signoff.web.pages.settings.shown_once import COOKIE
from tests.web.cast import ANA, BEN

HOOK = {
    "name": "approval-app",
    "url": "https://hooks.example.com/signoff",
    "events": ["new_request", "answered"],
    "is_active": "yes",
    "n_retries": "2",
}
PASSWORD = "four plain words here"


@pytest.fixture
def browser(stage):
    return stage.browser(ANA)


def hooks(stage):
    with stage.bench.app.unit() as unit:
        return unit.webhooks.of_deployment(stage.bench.app.deployment_id)


def people(stage):
    with stage.bench.app.unit() as unit:
        here = unit.members.organisation_of(stage.bench.app.deployment_id)
        return {one.address: one for one in unit.members.list_people(here)}


def tokens(stage, person=None):
    with stage.bench.app.unit() as unit:
        return {one.name: one for one in unit.people.list_tokens(person)}


def shown_after(browser, sent):
    """Where a form led that made a secret."""
    assert sent.status_code == 303
    assert not secret_on(sent)
    return browser.get(sent.headers["location"])


def secret_on(page):
    found = re.search(r'class="secret"[^>]*>([^<]+)<', page.text)
    return found and found[1]


class TestWebhooks:
    def test_show_their_secret_once(self, stage, browser):
        added = shown_after(browser, browser.post("/settings/webhooks", data=HOOK))

        [hook] = hooks(stage)
        assert secret_on(added).startswith("whsec_")
        assert [event.value for event in hook.events] == HOOK["events"]
        assert (hook.n_retries, hook.may_answer) == (2, False)
        at = f"/settings/webhooks/{hook.id}"
        assert "whsec_" not in browser.get("/settings/webhooks").text + browser.get(at).text
        sent = browser.post(at, data={"do": "rotate", "overlap_hours": "24"})
        browser.get(at, headers={"Sec-Fetch-Dest": "empty"})  # a script that looks again
        rotated = shown_after(browser, sent)
        assert secret_on(rotated) not in (None, secret_on(added))
        assert rotated.headers["cache-control"] == "no-store"
        assert secret_on(browser.get(at)) is None
        for hours in ("", "x", "169"):
            wrong = browser.post(at, data={"do": "rotate", "overlap_hours": hours})
            assert (wrong.status_code, secret_on(wrong)) == (422, None)

    def test_show_a_new_secret_to_nobody_else_and_not_for_long(self, stage, browser):
        browser.post("/settings/webhooks", data=HOOK)
        at = f"/settings/webhooks/{hooks(stage)[0].id}"
        sent = browser.post(at, data={"do": "rotate", "overlap_hours": "24"})
        browser.post("/settings/people", data={"address": "eve@example.com", "role": "owner"})
        eve = stage.browser("eve@example.com")
        hers = "; ".join(f"{name}={value}" for name, value in eve.cookies.items())

        other = eve.get(at, headers={"Cookie": f"{hers}; {COOKIE}={sent.cookies[COOKIE]}"})
        stage.bench.clock.forward(timedelta(seconds=61))
        late = browser.get(at)

        assert (other.status_code, secret_on(other)) == (200, None)
        assert (late.status_code, secret_on(late)) == (200, None)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", " "), ("name", "a" * 101), ("url", "http://10.0.0.1/"), ("url", ""),
         ("events", []), ("n_retries", "11"), ("n_retries", "-1")],
    )  # fmt: skip
    def test_are_refused_beside_the_field(self, stage, browser, field, value):
        sent = browser.post("/settings/webhooks", data=HOOK | {field: value})

        assert sent.status_code == 422
        assert f'id="{field}-fault"' in sent.text
        assert ("autofocus" in sent.text) == (field != "events")
        assert not hooks(stage)

    def test_are_added_once_where_the_page_is_sent_twice(self, stage, browser):
        browser.post("/settings/webhooks", data=HOOK)
        again = browser.post("/settings/webhooks", data=HOOK)

        assert (again.status_code, len(hooks(stage)), secret_on(again)) == (422, 1, None)
        assert 'id="name-fault"' in again.text

    def test_are_tried_called_again_changed_and_removed(self, stage, browser):
        browser.post("/settings/webhooks", data=HOOK)
        at = f"/settings/webhooks/{hooks(stage)[0].id}"

        tried = browser.post(at, data={"do": "test"})
        stage.bench.drain()

        assert tried.headers["location"] == at
        page = browser.get(at).text
        assert "Test" in page
        delivery = re.search(r'name="delivery" value="([^"]+)"', page)
        if delivery:
            again = browser.post(at, data={"do": "redeliver", "delivery": delivery[1]})
            assert again.status_code == 303
        browser.post(at, data=HOOK | {"name": "other", "do": "save"})
        assert hooks(stage)[0].name == "other"
        assert "Remove the webhook “other”?" in browser.get(at).text
        assert browser.post(at, data={"remove": "yes"}).status_code == 303
        assert not hooks(stage)
        assert browser.get(at).status_code == 404


class TestPeople:
    def test_who_cannot_be_added_are_refused_where_one_looks(self, stage, browser):
        refused = browser.post("/settings/people", data={"address": "zz", "role": "reviewer"})

        assert refused.status_code == 422
        field = re.search(r'<input[^>]* id="address"[^>]*>', refused.text)[0]
        assert 'value="zz"' in field
        assert "autofocus" in field, "below a page of people nobody sees why"
        assert "autofocus" not in browser.get("/settings/people").text

    def test_are_added_changed_and_locked_out(self, stage, browser):
        sent = browser.post(
            "/settings/people", data={"address": BEN, "name": "<b>Ben</b>", "role": "reviewer"}
        )
        ben = people(stage)[BEN]
        at = f"/settings/people/{ben.id}"
        his = stage.browser(BEN)

        assert sent.status_code == 303
        assert "&lt;b&gt;Ben" in browser.get("/settings/people").text
        browser.post(at, data={"name": "Ben", "language": "de", "zone": "Europe/Berlin"})
        browser.post(at, data={"do": "give", "role": "auditor@here"})
        ben = people(stage)[BEN]
        assert (ben.name, ben.language, ben.zone) == ("Ben", "de", "Europe/Berlin")
        assert "auditor" in browser.get(at).text
        here = stage.bench.app.deployment_id
        browser.post(at, data={"take": f"auditor@{here}"})
        with stage.bench.app.unit() as unit:
            organisation = unit.members.organisation_of(here)
            held = [one.role for one in unit.members.memberships_of(ben.id, organisation)]
        assert held == ["reviewer"]
        browser.post(at, data={"lock": "yes"})
        assert his.get("/inbox").status_code in (303, 401)
        browser.post(at, data={"open": "yes"})
        assert people(stage)[BEN].is_active

        browser.post(at, data={"do": "give", "role": "owner"})
        his, creator = stage.browser(BEN), f"/settings/people/{people(stage)[ANA].id}"
        his.post(creator, data={"lock": "yes"})
        assert "They are the creator of a deployment" in his.get(creator).text
        his.post(creator, data={"open": "yes"})

    def test_are_refused_with_a_sentence(self, stage, browser):
        me = people(stage)[ANA]

        names = ("nobody", "reviewer"), ("nobody@nowhere", "reviewer"), (BEN, "x")
        for typed in ({"address": name, "role": role} for name, role in names):
            sent = browser.post("/settings/people", data=typed)
            assert (sent.status_code, 'role="alert"' in sent.text) == (422, True), typed
        last = browser.post(f"/settings/people/{me.id}", data={"take": "owner@"})
        zone = browser.post(f"/settings/people/{me.id}", data={"zone": "Mars/Base"})

        assert last.status_code == zone.status_code == 422
        assert "Nobody would be left" in last.text
        assert people(stage).keys() == {ANA}

    def test_are_nothing_for_those_who_do_not_manage_them(self, stage):
        manager = stage.browser(BEN)

        page = manager.get("/settings/routing").text

        assert "/settings/people" not in page
        for path in ("people", "roles", "tokens"):
            assert manager.get(f"/settings/{path}").status_code == 403
        assert manager.get("/account").status_code == 200


class TestRoles:
    def test_are_made_changed_and_removed(self, stage, browser):
        made = browser.post(
            "/settings/roles", data={"name": "editor", "permissions": ["start_flows"]}
        )
        wrong = browser.post("/settings/roles", data={"name": "Owner!", "permissions": ["x"]})

        assert (made.status_code, wrong.status_code) == (303, 422)
        assert 'id="role-editor"' in browser.get("/settings/roles").text
        assert browser.post("/settings/roles", data={"remove": "owner"}).status_code == 422
        assert browser.post("/settings/roles", data={"remove": "editor"}).status_code == 303
        assert 'id="role-editor"' not in browser.get("/settings/roles").text


class TestOnesOwnAccount:
    def test_makes_tokens_shown_once_and_revokes_them(self, stage, browser):
        asked = {"name": "ci", "scopes": ["start_flows"], "expires_on": "2031-01-31"}
        made = shown_after(browser, browser.post("/account", data=asked))
        twice = browser.post("/account", data={"name": "ci"})

        secret = secret_on(made)
        token = tokens(stage, ANA)["ci"]
        assert secret.startswith("sgn_")
        assert token.scopes == ("start_flows",)
        assert f"{token.expires_at:%Y-%m-%d %H:%M}" == "2031-02-01 00:00"
        assert (twice.status_code, secret_on(twice)) == (422, None)
        assert secret not in browser.get("/account").text
        program = stage.stranger(Authorization=f"Bearer {secret}")
        assert program.get("/api/v1/me").status_code == 200
        browser.post("/account", data={"revoke": token.id})
        assert program.get("/api/v1/me").status_code == 401

    def test_has_a_name_by_which_its_pages_call_one(self, stage, browser):
        wrong = browser.post("/account", data={"do": "called", "called": "A\u202eB"})
        kept = browser.post("/account", data={"do": "called", "called": " Ana  <Lind> "})
        page = browser.get("/account").text

        assert (wrong.status_code, kept.status_code) == (422, 303)
        assert 'id="called-fault"' in wrong.text
        assert 'value="Ana &lt;Lind&gt;"' in page
        assert f'title="{ANA}">Ana &lt;Lind&gt;</span>' in page
        browser.post("/account", data={"do": "called", "called": ""})
        assert f'title="{ANA}">{ANA}</span>' in browser.get("/account").text

    def test_has_a_language_and_a_time_zone_by_which_one_types_times(self, stage, browser):
        own = {"do": "called", "called": "Ana", "language": "ja", "zone": "Asia/Tokyo"}
        lost = browser.post("/account", data=own | {"zone": "Mars"})
        before = stage.browser(ANA).get("/api/v1/me").json()
        kept = browser.post("/account", data=own)
        page, me = browser.get("/account").text, browser.get("/api/v1/me").json()

        assert lost.status_code == 422
        assert 'id="zone-fault"' in lost.text
        assert 'value="Mars"' in lost.text
        assert 'value="ja" selected' in lost.text
        assert (before["name"], before["language"], before["zone"]) == ("", None, None)
        assert kept.status_code == 303
        assert 'value="Asia/Tokyo"' in page
        assert 'value="ja" selected' in page
        assert (me["name"], me["language"], me["zone"]) == ("Ana", "ja", "Asia/Tokyo")
        assert "Asia/Tokyo time" in browser.get(f"/requests/{stage.pending()}").text
        facts = browser.get("/api/v1/audit", params={"kind": "person.changed"}).json()["items"]
        assert [fact["data"] for fact in facts] == [{"fields": ["language", "name", "zone"]}]
        browser.post("/account", data=own | {"language": "", "zone": ""})
        assert browser.get("/api/v1/me").json()["zone"] is None

    def test_sees_and_ends_other_sessions_and_sets_a_password(self, stage, browser):
        other = stage.browser(ANA, **{"User-Agent": "An <old> phone"})

        page = browser.get("/account").text
        session = re.search(r'name="end" value="([^"]+)"', page)[1]
        short = browser.post("/account", data={"do": "password", "new": "short"})

        assert "An &lt;old&gt; phone" in page
        browser.post("/account", data={"end": session})
        assert other.get("/inbox").status_code in (303, 401)
        assert 'id="new-fault"' in short.text
        assert browser.post("/account", data={"do": "password", "new": PASSWORD}).status_code == 303
        stage.bench.clock.forward(timedelta(hours=1))
        wrong = browser.post(
            "/account", data={"do": "password", "current": "no", "new": PASSWORD + "!"}
        )
        assert "The current password is another" in html.unescape(wrong.text)


class TestEverybodysTokens:
    def test_are_seen_and_revoked_by_who_manages_people(self, stage, browser):
        stage.program(BEN, name="bens")
        token = tokens(stage, BEN)["bens"]

        page = browser.get("/settings/tokens").text
        gone = browser.post("/settings/tokens", data={"revoke": token.id})

        assert BEN in page
        assert gone.status_code == 303
        assert "bens" not in tokens(stage)
