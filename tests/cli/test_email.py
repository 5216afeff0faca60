"""What `signoff email` prints and returns, beside `receive`."""

import argparse
import json
import os
from contextlib import closing

import pytest

from signoff.channels.email.door import listen_for_mail
from signoff.cli import email_doctor, main
from signoff.settings import Settings, read_secret
from signoff.store.database import make_engine, upgrade
from tests.support.ports import find_free_port


class Names:
    """A name server that knows all there has to be."""

    def mail_servers(self, domain):
        return ["mx.example.com"]

    def texts(self, name):
        return {
            "_dmarc.example.com": ["v=DMARC1; p=none"],
            "reply.example.com": ["v=spf1 mx -all"],
        }.get(name, ["p=MIIB"] if "_domainkey" in name else [])


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An installation that was started once, named in the environment."""
    for name in os.environ:
        if name.startswith("SIGNOFF_"):
            monkeypatch.delenv(name)
    data = tmp_path / "data"
    data.mkdir()
    read_secret(Settings(data_dir=data))
    engine = make_engine(f"sqlite:///{data / 'signoff.db'}")
    upgrade(engine)
    engine.dispose()
    monkeypatch.setenv("SIGNOFF_DATA_DIR", str(data))
    monkeypatch.setenv("SIGNOFF_SENDER", "signoff@example.com")
    monkeypatch.setenv("SIGNOFF_REPLY_DOMAIN", "reply.example.com")
    return data


def doctor(capsys, **options):
    given = {"data_dir": None, "send": False, "json": False, "dkim_selector": "s1", **options}
    code = email_doctor.run(argparse.Namespace(**given), Names())
    return code, capsys.readouterr().out


class TestTheDoctor:
    def test_has_nothing_to_look_at_where_mail_stays_on_this_machine(self, here, capsys):
        code, said = doctor(capsys)

        assert code == 0
        assert "SIGNOFF_SMTP_HOST" in said

    def test_fails_where_the_mail_server_is_not_there(self, here, capsys, monkeypatch):
        monkeypatch.setenv("SIGNOFF_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("SIGNOFF_SMTP_PORT", str(find_free_port()))

        code, said = doctor(capsys)

        assert code == 1
        assert said.startswith("fail  smtp ")
        assert "ok    dns mx" in said, "one failure does not hide the rest"

    def test_gives_each_finding_as_an_object(self, here, capsys, monkeypatch):
        monkeypatch.setenv("SIGNOFF_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("SIGNOFF_SMTP_PORT", str(find_free_port()))

        _, said = doctor(capsys, json=True)

        found = [json.loads(line) for line in said.splitlines()]
        assert {tuple(finding) for finding in found} == {("check", "standing", "found", "advice")}
        assert found[0]["standing"] == "fail"
        assert all(finding["advice"] for finding in found if finding["standing"] != "ok")

    def test_sends_nothing_where_no_mailbox_can_be_looked_at(self, here, capsys, monkeypatch):
        monkeypatch.setenv("SIGNOFF_SMTP_HOST", "127.0.0.1")
        with closing(listen_for_mail("127.0.0.1", 0)) as deaf:
            monkeypatch.setenv("SIGNOFF_SMTP_PORT", str(deaf.getsockname()[1]))
            deaf.close()

            _, said = doctor(capsys, send=True)

        assert "not sent" in said
        assert "SIGNOFF_REPLY_MAILBOX" in said


def said(capsys, *arguments):
    code = main(["email", *arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


class TestAnAlias:
    def test_is_added_listed_and_removed(self, here, capsys):
        assert said(capsys, "alias", "list") == (0, "No alias.\n")

        assert said(capsys, "alias", "add", "Ana@home.example", "ana@example.com")[0] == 0
        assert said(capsys, "alias", "list") == (
            0,
            "ana@home.example  counts as  ana@example.com\n",
        )
        assert said(capsys, "alias", "remove", "ana@home.example")[0] == 0
        assert said(capsys, "alias", "list") == (0, "No alias.\n")

    def test_that_is_none_cannot_be_removed(self, here, capsys):
        code, text = said(capsys, "alias", "remove", "ana@home.example")

        assert code == 2
        assert "is no alias" in text

    @pytest.mark.parametrize("words", [["add", "a@b.example"], ["list", "a@b.example"], ["remove"]])
    def test_needs_as_many_addresses_as_it_says(self, here, capsys, words):
        code, text = said(capsys, "alias", *words)

        assert code == 2
        assert "add ALIAS PERSON" in text

    def test_must_be_an_address(self, here, capsys):
        assert said(capsys, "alias", "add", "ana", "ana@example.com")[0] == 2

    def test_makes_no_database(self, here, capsys, tmp_path):
        code, _ = said(capsys, "alias", "list", "--data-dir", str(tmp_path / "other"))

        assert code == 2
        assert not (tmp_path / "other").exists()


class TestTheKey:
    def test_is_followed_by_a_new_one_and_kept(self, here, capsys):
        code, text = said(capsys, "rotate-key")

        assert code == 0
        assert "Key 1 signs" in text
        assert "answer: 0." in text
        assert (here / "secret-1.key").exists()

    def test_is_not_made_where_no_server_was_started(self, here, capsys, tmp_path):
        code, text = said(capsys, "rotate-key", "--data-dir", str(tmp_path / "other"))

        assert code == 2
        assert "No key was made" in text
        assert not (tmp_path / "other").exists()
