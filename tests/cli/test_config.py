"""`signoff config`: what is exported reads back, what is applied stands, what is wrong is said."""

import io
import json
import tomllib

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signoff.app import open_app
from signoff.channels.webhook import setup_text
from signoff.channels.webhook.events import SUBSCRIBABLE
from signoff.channels.webhook.setup_text import WantedWebhook
from signoff.cli import main
from signoff.cli.toml_text import decoded, toml_text
from signoff.inbox.policy_changes import changes
from signoff.jobs.calls import notify
from signoff.jobs.configuration_text import Wanted, configuration_json, read_configuration
from signoff.settings import Settings
from tests.inbox.test_policy_text import policies
from tests.web.conftest import door_databases, open_stage, portal, stage  # noqa: F401 - fixtures

OWNER, BEN = "ana@example.com", "ben@example.com"
FILE = """
[deployments.signoff]
undo_seconds = 30
calendar = { zone = "UTC", hours = { mon = ["09:00-17:00"] }, holidays = [2026-12-25] }

[deployments.signoff.groups.finance]
members = ["ben@example.com"]

[[deployments.signoff.routing_rules]]
name = "Money"
assign_to_group = "finance"
match = { metadata = { owner = { json = "null" } } }

[[deployments.signoff.webhooks]]
name = "app"
url = "https://hooks.example.com/x"
events = ["answered"]
"""
webhooks = st.builds(
    WantedWebhook, st.sampled_from(["app", "é b"]), st.just("https://hooks.example.com/x"),
    st.just(SUBSCRIBABLE) | st.just(SUBSCRIBABLE[1:3]), st.booleans(), st.booleans(),
    st.integers(0, 10),
)  # fmt: skip
wanted = st.builds(
    Wanted, policies(),
    st.none() | st.lists(webhooks, max_size=2, unique_by=lambda one: one.name).map(tuple),
)  # fmt: skip
names = st.sampled_from(["json", "a", "a.b c", 'é"\x7f', ""])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([2**63, {"json": "1"}]) | st.text(max_size=5),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(names, one, max_size=3),
    max_leaves=5,
)  # fmt: skip


@pytest.fixture
def here(tmp_path, installed, capsys):
    """Runs `signoff config ...`; returns its exit code, what it printed and what went wrong."""
    data = installed(tmp_path / "data")
    app = open_app(Settings(data_dir=data, creator=OWNER), {}, queue=lambda *_: None)
    app.engine.dispose()

    def run(*words, text=None):
        file = tmp_path / "signoff.toml"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        files = [str(file)] if words[0] in {"plan", "apply"} else []
        code = main(["config", words[0], *files, *words[1:], "--data-dir", str(data)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


class TestAnyConfiguration:
    @given(st.dictionaries(names, values, max_size=3))
    def test_may_hold_any_json(self, table):
        back = decoded(tomllib.loads(toml_text(table)))

        assert json.dumps(back, sort_keys=True) == json.dumps(table, sort_keys=True)  # 1 is no true

    @settings(max_examples=10)  # test_policy_text.py reads any policy, and the test above any value
    @given(st.dictionaries(st.sampled_from(["flows", "a.b c", "json"]), wanted, max_size=2))
    def test_reads_back_from_toml_with_nothing_to_change(self, wanted):
        written = configuration_json(wanted)

        back = read_configuration(decoded(tomllib.loads(toml_text(written))))

        assert back == wanted
        assert changes(written, configuration_json(back)) == ()

    def test_lets_a_call_be_made_as_often_as_it_is_tried(self):
        assert setup_text.MAX_RETRIES == notify.MAX_RETRIES


class TestSettingsAsCode:
    def test_are_planned_applied_and_then_there_is_nothing_to_change(self, here, tmp_path):
        planned = here("plan", text=FILE)
        applied = here("apply", "--yes")
        again = here("plan")

        assert planned[0] == 2
        assert "+ signoff.groups" in planned[1]
        assert "~ signoff.undo_seconds: 0 -> 30" in planned[1].splitlines()
        assert "+ signoff.webhooks['app']" in planned[1]
        assert (applied[0], again[0], again[1]) == (0, 0, "Nothing to change.\n")
        assert "Its secret, shown this once: whsec_" in applied[1]
        exported = tmp_path / "again.toml"
        assert here("export", "--output", str(exported))[0] == 0
        assert here("plan", text=exported.read_text("utf-8"))[0] == 0

    def test_change_and_take_away_what_is_there(self, here):
        here("apply", "--yes", text=FILE)
        fewer = FILE.replace("undo_seconds = 30", "undo_seconds = 60").replace(
            'events = ["answered"]', "is_active = false"
        )

        code, out, _ = here("plan", "--json", text=fewer)

        told = {one["path"]: one for one in map(json.loads, out.splitlines())}
        assert code == 2
        assert told["signoff.undo_seconds"] == {
            "path": "signoff.undo_seconds", "before": 30, "after": 60,
        }  # fmt: skip
        assert "after" not in told["signoff.webhooks['app'].events"]
        here("apply", "--yes")
        none = "[deployments.signoff]\nwebhooks = []\n"
        assert "- signoff.webhooks['app']" in here("apply", "--yes", text=none)[1]
        assert here("plan", text="[deployments]\n")[0] == 0

    def test_leave_webhooks_alone_where_they_are_not_named(self, here):
        here("apply", "--yes", text=FILE)

        assert here("apply", "--yes", text="[deployments.signoff]\n")[0] == 0

        assert "webhooks" in here("export")[1]

    def test_with_a_mistake_change_nothing_and_say_each(self, here):
        cases = [
            ("x = [", "is no TOML"),
            ("", "deployments: It is no table"),
            ("[deployments.other]\n", "no deployment 'other'"),
            ("[deployments.signoff]\nundo_seconds = -1\ncolour = 1\n", "deployments.signoff.colour"),
            (FILE.replace("https://", "ftp://"), "webhooks[0].url"),
            (FILE.replace('"answered"', '"cooked"'), "webhooks[0].events[0]"),
            (FILE + '[[deployments.signoff.webhooks]]\nname = "app"\nurl = "https://a.example"', "Give it another"),
        ]  # fmt: skip
        for text, said in cases:
            code, _, err = here("apply", "--yes", text=text)
            assert (code, said in err) == (1, True), (text, err)

        assert here("plan", text="[deployments.signoff]\nwebhooks = []\n")[0] == 0

    def test_with_many_mistakes_say_all_of_them_in_the_plan(self, here):
        text = """[deployments.other]
[deployments.nobody]
[deployments.signoff]
undo_seconds = -1
sla_target_minutes = "soon"
colour = 1
shape = 2
[[deployments.signoff.webhooks]]
name = "app"
url = "ftp://hooks.example.com"
"""
        code, _, err = here("plan", text=text)

        assert code == 1
        for path in (
            "other",
            "nobody",
            *(
                f"signoff.{each}"
                for each in (
                    "undo_seconds",
                    "sla_target_minutes",
                    "colour",
                    "shape",
                    "webhooks[0].url",
                )
            ),
        ):
            assert f"deployments.{path}: " in err

    def test_called_wrongly_are_no_plan_with_changes(self, here):
        with pytest.raises(SystemExit) as ended:
            here("plan", "--colour", text=FILE)

        assert ended.value.code == 1

    @pytest.mark.parametrize("typed", [io.StringIO(), None], ids=["nobody there", "closed"])
    def test_ask_before_they_change_anything(self, here, monkeypatch, typed):
        monkeypatch.setattr("sys.stdin", typed)

        code, _, err = here("apply", text=FILE)

        assert code == 1
        assert "--yes" in err
        assert here("plan")[0] == 2


class TestAServer:
    @pytest.fixture
    def there(self, stage, here, monkeypatch):  # noqa: F811 - the fixture
        token = stage.program(OWNER).headers["authorization"].removeprefix("Bearer ")
        transport = httpx2.ASGITransport(app=stage.web)
        made = httpx2.AsyncClient
        monkeypatch.setattr(httpx2, "AsyncClient", lambda **_: made(transport=transport))
        return lambda *words, **more: here(
            *words, "--url", stage.base_url, "--token", token, **more
        )

    def test_is_configured_by_its_api(self, stage, there):  # noqa: F811
        codes = [there("plan", text=FILE)[0], there("apply", "--yes")[0], there("plan")[0]]

        assert codes == [2, 0, 0]
        with stage.bench.app.unit() as unit:
            assert unit.policies.get(stage.bench.app.deployment_id).policy.undo_seconds == 30

    def test_that_was_changed_since_it_was_read_is_left_as_it_is(self, stage):  # noqa: F811
        ana, where = stage.program(OWNER), "/api/v1/configuration"
        before = ana.get(where)
        changed = {"deployments": {"signoff": {"undo_seconds": 30}}}

        tags = [None, before.headers["etag"], before.headers["etag"], "*"]
        answers = [
            ana.put(where, json=changed, headers={} if tag is None else {"If-Match": tag})
            for tag in tags
        ]

        assert [answer.status_code for answer in answers] == [428, 200, 412, 200]
        assert answers[1].headers["etag"] == ana.get(where).headers["etag"]
        assert answers[1].json()["added_webhooks"] == []

    def test_wants_a_token(self, here):
        code, _, err = here("export", "--url", "https://signoff.example.com")

        assert (code, "--token" in err) == (1, True)
