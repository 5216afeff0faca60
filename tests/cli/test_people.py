"""`signoff people`, `token` and `secrets`, beside an installation."""

import io
import shlex
from pathlib import Path

import pytest

from signoff.app import open_app
from signoff.cli import main
from signoff.settings import Settings
from signoff.store.database import make_engine
from signoff.store.passwords import is_password
from signoff.store.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[2]
OWNER, BEN = "ana@example.com", "ben@example.com"


@pytest.fixture
def here(tmp_path, installed, monkeypatch, capsys):
    """Runs a command; returns its exit code, what it printed and what went wrong."""
    data = installed(tmp_path / "data")
    app = open_app(Settings(data_dir=data, creator=OWNER), {}, queue=lambda *_: None)
    app.engine.dispose()

    def run(*words, typed=""):
        monkeypatch.setattr("sys.stdin", None if typed is None else io.StringIO(typed))
        code = main([*words, "--data-dir", str(data)])
        said = capsys.readouterr()
        return code, said.out, said.err

    run.data = data
    return run


@pytest.fixture
def unit(here):
    engine = make_engine(f"sqlite:///{here.data / 'signoff.db'}")
    with UnitOfWork(engine, lambda *_: None) as unit:
        yield unit
    engine.dispose()


class TestPeople:
    def test_are_added_changed_and_listed(self, here):
        assert here("people", "add", BEN, "--role", "manager", "--name", "Ben")[0] == 0
        assert here("people", "role", BEN, "auditor")[0] == 0
        assert here("people", "role", BEN, "manager", "--take")[0] == 0
        assert here("people", "deactivate", BEN)[0] == 0

        code, said, _ = here("people", "list")

        assert code == 0
        assert said.splitlines() == [f"{OWNER}  owner", f"{BEN}  auditor  (not active)"]

    def test_who_created_the_deployment_are_not_locked_out_without_a_warning(self, here):
        here("people", "add", BEN, "--role", "owner")

        assert "WARNING" not in here("people", "deactivate", BEN)[1]
        here("people", "activate", BEN)

        _, warning = here("people", "deactivate", OWNER)[1].splitlines()
        assert warning.startswith("WARNING: they are the creator of")

    def test_get_a_password_that_is_read(self, here, unit):
        here("people", "add", BEN)

        code, said, _ = here("people", "password", BEN, typed="correct horse battery\n")

        assert (code, "new password" in said) == (0, True)
        assert is_password("correct horse battery", unit.members.password_hash(BEN))

    def test_get_none_where_there_is_nothing_to_read_it_from(self, here, unit):
        here("people", "add", BEN, "--role", "reviewer")

        code, _, said = here("people", "password", BEN, typed=None)

        assert (code, "Standard input is closed" in said) == (2, True)
        assert unit.members.password_hash(BEN) is None

    def test_always_leave_somebody_who_manages_people(self, here):
        for words in (("deactivate", OWNER), ("role", OWNER, "owner", "--take")):
            code, _, wrong = here("people", *words)

            assert code == 1
            assert "Nobody would be left" in wrong
        assert here("people", "list")[1] == f"{OWNER}  owner\n"

    def test_that_are_not_there_are_said_to_be(self, here):
        for words in (("deactivate", BEN), ("role", OWNER, "king"), ("add", OWNER)):
            code, said, wrong = here("people", *words)

            assert (code, said) == (1, "")
            assert "Nothing was changed" in wrong

    def test_whose_address_is_none_are_not_said_to_have_been_spared_a_mail(self, here):
        code, said, wrong = here("people", "add", "ben")

        assert (code, said) == (2, "")
        assert "'ben' is not a mail address. Nothing was done." in wrong
        assert here("people", "list")[1] == f"{OWNER}  owner\n"


class TestTokens:
    def test_are_made_listed_and_revoked(self, here):
        code, secret, _ = here(
            "token", "create", "ci", "--person", OWNER, "--scope", "start_flows", "--days", "9"
        )
        listed = here("token", "list")[1]
        revoked = here("token", "revoke", "ci")

        assert code == 0
        assert secret.startswith("sgn_")
        assert secret.strip() not in listed
        assert f"ci  {OWNER}  start_flows  until" in listed
        assert revoked[0] == 0
        assert here("token", "list")[1] == "No token.\n"

    def test_have_scopes_that_there_are(self, here):
        code, _, wrong = here("token", "create", "ci", "--person", OWNER, "--scope", "everything")

        assert code == 1
        assert "'everything' is no permission" in wrong
        assert "start_flows" in wrong


class TestSecrets:
    def test_are_sealed_with_a_new_key(self, here):
        first = here("secrets", "rotate")
        kept = here("secrets", "rotate", "--keep-old")

        assert first[0] == kept[0] == 0
        assert "Old keys forgotten: 1." in first[1]
        assert "forgotten" not in kept[1]


class TestTheHowToOfMoving:
    def test_makes_a_token_that_may_answer_what_others_are_asked(self, here):
        page = (ROOT / "docs" / "how-to.md").read_text().replace("\\\n", " ")
        told = page.partition("## Move from CrewAI AMP")[2].partition("\n## ")[0].splitlines()
        lines = [line for line in told if line.startswith(("signoff people", "signoff token"))]

        done = [here(*shlex.split(line)[1:]) for line in lines]

        assert [code for code, *_ in done] == [0, 0]
        listed = here("token", "list")[1]
        assert "my-app  app@example.com" in listed
        for permission in ("start_flows", "respond_to_human_feedback", "manage_human_feedback"):
            assert permission in listed
