"""What `signoff serve` says to bad input: what happened, what holds now, what to do."""

import os
import socket
import sys

import pytest
from sqlalchemy import text

from signoff.cli import main
from signoff.store.database import make_engine, upgrade

FLOW = """
from signoff import Flow, start

class TinyFlow(Flow):
    @start()
    def begin(self):
        return 1
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a flow in it, and nothing set up in the environment."""
    for name in os.environ:
        if name.startswith("SIGNOFF_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "tiny.py").write_text(FLOW)
    yield tmp_path
    for name in ("tiny", "broken", "empty", "twice", "typed"):
        sys.modules.pop(name, None)


def said(capsys, *arguments):
    if "--smtp-port" not in arguments:
        arguments = (*arguments, "--smtp-port", "0")  # whoever has the usual one is not our story
    code = main(["serve", *arguments])
    return code, capsys.readouterr().err


class TestTheEnvironment:
    def test_that_names_a_model_nobody_knows_is_refused_with_the_forms_there_are(
        self, here, capsys, monkeypatch
    ):
        monkeypatch.setenv("SIGNOFF_LLM", "bert-large")

        code, text_ = said(capsys, "tiny.py")

        assert code == 2
        assert "SIGNOFF_LLM" in text_
        assert "'bert-large'" in text_
        assert "'gpt-4o-mini'" in text_


class TestTheDeploymentsName:
    def test_that_nobody_can_read_is_refused_wherever_it_is_said(self, here, capsys, monkeypatch):
        asked = said(capsys, "tiny.py", "--deployment", "shop\u202e")
        monkeypatch.setenv("SIGNOFF_DEPLOYMENT", "s" * 201)
        set_up = said(capsys, "tiny.py")

        assert (asked[0], set_up[0]) == (2, 2)
        assert "'shop\\u202e': 5 characters" in asked[1]
        assert "201 characters" in set_up[1]


class TestAFlowsFile:
    def test_that_is_not_there_is_named(self, here, capsys):
        code, text_ = said(capsys, "nothing.py")

        assert code == 2
        assert "no file 'nothing.py'" in text_
        assert "Nothing was started" in text_

    def test_that_does_not_import_is_named_with_line_and_reason(self, here, capsys):
        (here / "broken.py").write_text("import signoff\n\nboom = 1 / 0\n")

        code, text_ = said(capsys, "broken.py")

        assert code == 2
        assert "line 3: ZeroDivisionError" in text_
        assert not (here / "signoff-data").exists(), "nothing was made"

    def test_with_a_syntax_error_is_named_with_its_line(self, here, capsys):
        (here / "broken.py").write_text("x = 1\ndef (:\n")

        code, text_ = said(capsys, "broken.py")

        assert code == 2
        assert "line 2: SyntaxError" in text_

    def test_of_a_package_is_told_how_it_is_named(self, here, capsys):
        (here / "team").mkdir()
        (here / "team" / "broken.py").write_text("from .prices import limit\n")

        code, text_ = said(capsys, "team/broken.py")

        assert code == 2
        assert "line 1: ImportError: attempted relative import" in text_
        assert "from its own package is named as a module: team.broken." in text_

    @pytest.mark.parametrize("name", ["email.py", "sys.py"])
    def test_with_the_name_of_another_module_is_told_to_be_renamed(self, here, capsys, name):
        (here / name).write_text(FLOW)

        code, text_ = said(capsys, name)

        assert code == 2
        assert f"a module {name[:-3]!r} already" in text_
        assert "Rename the file" in text_

    def test_without_a_flow_is_told_what_to_define(self, here, capsys):
        (here / "empty.py").write_text("x = 1\n")

        code, text_ = said(capsys, "empty.py")

        assert code == 2
        assert "derives from signoff.Flow" in text_

    def test_with_two_flows_of_one_name_is_told_which(self, here, capsys):
        (here / "twice.py").write_text(
            FLOW + FLOW.replace("TinyFlow", "Tiny").replace("from signoff import Flow, start", "")
        )

        code, text_ = said(capsys, "twice.py")

        assert code == 2
        assert "both called 'tiny'" in text_


class TestAPortThatIsTaken:
    @pytest.mark.parametrize("option", ["--port", "--smtp-port"])
    def test_is_named_and_what_to_do(self, here, capsys, option):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            taken = str(other.getsockname()[1])
            ports = {"--port": "0", "--smtp-port": "0", option: taken}

            code, text_ = said(
                capsys, "tiny.py", *(word for pair in ports.items() for word in pair)
            )

        assert code == 2
        assert f"127.0.0.1:{taken}" in text_
        assert "Nothing was started" in text_
        assert option in text_


class TestAPortThatIsNone:
    @pytest.mark.parametrize("port", ["65536", "-1"])
    @pytest.mark.parametrize("option", ["--port", "--smtp-port"])
    def test_is_named_with_what_is_allowed(self, here, capsys, option, port):
        code, text_ = said(capsys, "tiny.py", option, port)

        assert code == 2
        assert port in text_
        assert "0 to 65535" in text_
        assert not (here / "signoff-data").exists(), "nothing was made"


class TestADatabase:
    def test_is_read_by_its_owner_alone_in_a_folder_that_is_open_to_all(self, tmp_path):
        folder = tmp_path / "there_before"
        folder.mkdir()
        folder.chmod(0o755)
        engine = make_engine(f"sqlite:///{folder / 'new.db'}")
        upgrade(engine)
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM run"))
            made = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
        engine.dispose()

        assert made.keys() >= {"new.db", "new.db-wal"}
        assert set(made.values()) == {0o600}

    def test_of_a_newer_version_is_left_alone(self, here, capsys):
        url = f"sqlite:///{here / 'newer.db'}"
        engine = make_engine(url)
        upgrade(engine)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()

        code, text_ = said(capsys, "tiny.py", "--port", "0", "--database", url)

        assert code == 2
        assert "'9999'" in text_
        assert "newer signoff" in text_

    def test_that_cannot_be_reached_is_named_without_its_password(self, here, capsys, free_port):
        url = f"postgresql://ana:hunter2@127.0.0.1:{free_port}/x"

        code, text_ = said(capsys, "tiny.py", "--port", "0", "--database", url)

        assert code == 2
        assert "cannot be used" in text_
        assert "hunter2" not in text_

    def test_with_an_address_that_is_none_is_named(self, here, capsys):
        code, text_ = said(capsys, "tiny.py", "--port", "0", "--database", "no database at all")

        assert code == 2
        assert "no database at all" in text_
        assert "Nothing was started" in text_

    def test_that_is_another_kind_of_file_is_named_and_left_alone(self, here, capsys):
        (here / "notes.db").write_text("no database, but somebody's notes" * 100)

        code, text_ = said(
            capsys, "tiny.py", "--port", "0", "--database", f"sqlite:///{here / 'notes.db'}"
        )

        assert code == 2
        assert "notes.db" in text_
        assert "Nothing was started" in text_


class TestTheDataFolder:
    def test_that_cannot_be_written_is_named(self, here, capsys):
        (here / "file").write_text("in the way")

        code, text_ = said(capsys, "tiny.py", "--port", "0", "--data-dir", "file/data")

        assert code == 2
        assert "'file/data' cannot be written" in text_

    def test_with_a_damaged_secret_is_not_started_from(self, here, capsys):
        (here / "data").mkdir()
        (here / "data" / "secret.key").write_bytes(b"short")

        code, text_ = said(capsys, "tiny.py", "--port", "0", "--data-dir", "data")

        assert code == 2
        assert "has 5 bytes instead of 32" in text_


class TestSettings:
    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [
            ("SIGNOFF_PORT", "eighty", "not a whole number"),
            ("SIGNOFF_CREATOR", "Ana <ana@example.com>", "no mail address"),
            ("SIGNOFF_PUBLIC_URL", "signoff.example.com", "no web address"),
            ("SIGNOFF_PUBLIC_URL", "https://[::1", "no web address"),
            ("SIGNOFF_PUBLIC_URL", "https://signoff.example.com:80000", "no web address"),
            ("SIGNOFF_REPLY_DOMAIN", "not a domain", "no mail domain"),
            ("SIGNOFF_INBOUND_AUTH", "yes", "off or authserv-id"),
            ("SIGNOFF_INBOUND_AUTH", "authserv-id", "SIGNOFF_AUTHSERV_ID is empty"),
        ],
    )
    def test_that_make_no_sense_are_named_with_what_is_allowed(
        self, here, capsys, monkeypatch, name, value, expected
    ):
        monkeypatch.setenv(name, value)

        code, text_ = said(capsys, "tiny.py")

        assert code == 2
        assert expected in text_
        assert "Nothing was s" in text_

    def test_for_a_creator_who_is_no_address_are_refused_as_a_flag_too(self, here, capsys):
        code, text_ = said(capsys, "tiny.py", "--creator", "nobody")

        assert code == 2
        assert "'nobody', which is no mail address" in text_
