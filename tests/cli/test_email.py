"""What `signoff email` prints and returns, beside `receive`."""

import argparse
import json
import os
import socketserver
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text

from signoff.app import open_app
from signoff.channels.email.door import listen_for_mail
from signoff.cli import email_doctor, main
from signoff.clock import SystemClock
from signoff.jobs.trial import TRIAL_FLOW
from signoff.settings import Settings, read_secret
from signoff.store.database import make_engine
from signoff.store.queries import list_runs
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import Worker
from tests.support.ports import find_free_port
from tests.support.talkers import served_in_thread


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
def here(tmp_path, installed, monkeypatch):
    """An installation that was started once, named in the environment."""
    for name in os.environ:
        if name.startswith("SIGNOFF_"):
            monkeypatch.delenv(name)
    data = installed(tmp_path / "data")
    read_secret(Settings(data_dir=data))
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

    def test_says_where_the_mailbox_lets_nobody_in_what_its_server_said(
        self, here, capsys, monkeypatch
    ):
        with served_in_thread(TakesMail) as smtp, served_in_thread(LetsNobodyIn) as imap:
            told = {
                "SIGNOFF_SMTP_HOST": "127.0.0.1",
                "SIGNOFF_SMTP_PORT": str(smtp),
                "SIGNOFF_SMTP_SECURITY": "none",
                "SIGNOFF_REPLY_MAILBOX": "box",
                "SIGNOFF_IMAP_HOST": "127.0.0.1",
                "SIGNOFF_IMAP_PORT": str(imap),
                "SIGNOFF_IMAP_SECURITY": "none",
                "SIGNOFF_IMAP_USERNAME": "box",
                "SIGNOFF_IMAP_PASSWORD": "wrong",
            }
            for name, value in told.items():
                monkeypatch.setenv(name, value)

            code, said = doctor(capsys, send=True)

        refused = "[AUTHENTICATIONFAILED] It isn't so."
        place = f"127.0.0.1:{imap}"
        assert (
            f"fail  imap            {place} answers, but user box was not let in: {refused}\n"
            in said
        )
        assert f"sent, but the mailbox could not be looked into: {refused}\n" in said
        assert (code, "wrong" in said) == (1, False)


class TakesMail(socketserver.StreamRequestHandler):
    """A mail server that takes everything, and keeps nothing."""

    def handle(self):
        self.wfile.write(b"220 mx.example.com\r\n")
        for line in self.rfile:
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 Go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            is_over = line.upper().startswith(b"QUIT")
            self.wfile.write(b"221 Bye\r\n" if is_over else b"250 Fine\r\n")


class LetsNobodyIn(socketserver.StreamRequestHandler):
    """A mailbox to which every password is wrong."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, command, *_ = line.split()
            if command == b"LOGIN":
                self.wfile.write(tag + b" NO [AUTHENTICATIONFAILED] It isn't so.\r\n")
            else:
                self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")


def said(capsys, *arguments):
    code = main(["email", *arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def with_accounts(here, *people):
    engine = make_engine(f"sqlite:///{here / 'signoff.db'}")
    with UnitOfWork(engine, lambda *_: None) as unit:
        for person in people:
            unit.members.add(person, name="", now=SystemClock().now())
        unit.commit()
    engine.dispose()


class TestAnAlias:
    def test_is_added_listed_and_removed(self, here, capsys):
        with_accounts(here, "ana@example.com")
        assert said(capsys, "alias", "list") == (0, "No alias.\n")

        assert said(capsys, "alias", "add", "Ana@home.example", "ana@example.com")[0] == 0
        assert said(capsys, "alias", "list") == (
            0,
            "ana@home.example  counts as  ana@example.com\n",
        )
        assert said(capsys, "alias", "remove", "ana@home.example")[0] == 0
        assert said(capsys, "alias", "list") == (0, "No alias.\n")

    def test_takes_no_address_that_is_somebodys_and_is_only_of_an_account(self, here, capsys):
        with_accounts(here, "ana@example.com", "bo@example.com")
        assert said(capsys, "alias", "add", "ana@home.example", "ana@example.com")[0] == 0
        for words, why in (
            (("bo@example.com", "ana@example.com"), "bo@example.com has an account of its own"),
            (("x@home.example", "cy@example.com"), "cy@example.com has no account"),
            (("x@home.example", "ana@home.example"), "itself an alias, of ana@example.com"),
            (("ana@home.example", "bo@example.com"), "is an alias of ana@example.com already"),
        ):
            code, text = said(capsys, "alias", "add", *words)
            assert (code, why in text, "Nothing was changed" in text) == (2, True, True), text
        assert said(capsys, "alias", "add", "ana@home.example", "ana@example.com")[0] == 0

        assert said(capsys, "alias", "list")[1] == "ana@home.example  counts as  ana@example.com\n"

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
        assert "before: key 0." in text
        assert (here / "secret-1.key").exists()

    def test_is_not_made_where_no_server_was_started(self, here, capsys, tmp_path):
        code, text = said(capsys, "rotate-key", "--data-dir", str(tmp_path / "other"))

        assert code == 2
        assert "Nothing was done" in text
        assert not (tmp_path / "other").exists()


@pytest.fixture
def set_up(here):
    """The installation, once a server has been started that serves one file."""
    app = open_app(Settings(data_dir=here), {}, name="post")
    app.queue.start({}, unit=app.unit, give_up=lambda *_: None)
    app.queue.stop(patience=timedelta(0))
    yield app
    app.engine.dispose()


class TestADatabaseThatCannotBeUsed:
    @pytest.mark.parametrize(
        "change",
        ["UPDATE alembic_version SET version_num = '9999'", "DELETE FROM alembic_version"],
    )
    def test_gets_no_request_of_another_version(self, set_up, capsys, change):
        with set_up.engine.begin() as connection:
            connection.execute(text(change))

        code, words = said(capsys, "test", "--to", "ana@example.com")

        assert code == 2
        assert "Nothing was changed" in words
        assert started(set_up) == []

    def test_is_not_made_where_it_is_not_there(self, here, capsys):
        (here / "signoff.db").unlink()

        code, words = said(capsys, "test", "--to", "ana@example.com")

        assert code == 2
        assert "Nothing was made" in words
        assert not (here / "signoff.db").exists()

    def test_is_told_in_one_line(self, here, capsys):
        (here / "signoff.db").write_bytes(b"no database" * 100)

        code, words = said(capsys, "test", "--to", "ana@example.com")

        assert code == 2
        assert words.count("\n") == 1
        assert "cannot be used" in words

    def test_half_way_is_told_in_one_line(self, here, capsys):
        engine = make_engine(f"sqlite:///{here / 'signoff.db'}")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE person_alias"))
        engine.dispose()

        code, words = said(capsys, "alias", "list")

        assert code == 1
        assert words.count("\n") == 1
        assert "The database refused: no such table" in words


def requested(app):
    with app.unit() as unit:
        [run] = map(unit.runs.get, started(app))
    return run


def started(app):
    with app.reading() as connection:
        return [row.id for row in list_runs(connection).items]


class TestATestRequest:
    def test_is_kept_for_the_server_that_will_run(self, set_up, capsys):
        code, text = said(capsys, "test", "--to", "bo@example.com")

        assert code == 0
        run = requested(set_up)
        assert (run.flow, run.inputs["address"]) == (TRIAL_FLOW, "bo@example.com")
        assert "It leaves when `signoff serve` runs" in text
        assert f"the dashboard, at /runs/{run.id}" in text
        assert "127.0.0.1" not in text, "nobody said here where the server listens"
        assert "SIGNOFF_SMTP_HOST" in text

    def test_says_the_whole_address_of_its_page_where_it_is_known(
        self, set_up, capsys, monkeypatch
    ):
        monkeypatch.setenv("SIGNOFF_PUBLIC_URL", "https://signoff.example.com/")

        text = said(capsys, "test", "--to", "bo@example.com")[1]

        assert f"https://signoff.example.com/runs/{requested(set_up).id}" in text

    def test_is_sent_now_where_a_server_runs(self, set_up, capsys):
        with set_up.unit() as unit:
            unit.workers.beat(Worker("w", "here", os.getpid(), SystemClock().now()))
            unit.commit()

        assert (
            "sends a test request to bo@example.com now"
            in said(capsys, "test", "--to", "bo@example.com")[1]
        )

    @pytest.mark.parametrize(
        ("words", "what_holds"),
        [
            (["--to", "bo"], "Nothing was done"),
            (["--to", "bo@example.com", "--deployment", "other"], "Nothing was sent"),
        ],
    )
    def test_is_not_made_of_words_that_are_wrong(self, set_up, capsys, words, what_holds):
        code, text = said(capsys, "test", *words)

        assert code == 2
        assert what_holds in text
        assert started(set_up) == []

    def test_is_not_made_where_no_server_was_started(self, here, capsys, tmp_path):
        code, text = said(
            capsys, "test", "--to", "bo@example.com", "--data-dir", str(tmp_path / "other")
        )

        assert code == 2
        assert "Nothing was done" in text
        assert not (tmp_path / "other").exists()
