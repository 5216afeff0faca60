"""The doctor beside real mail servers, with a name server that knows their names."""

import argparse

import pytest

from signoff.cli import email_doctor
from tests.mail.conftest import settings_of

pytestmark = pytest.mark.realmail


class Names:
    def mail_servers(self, domain):
        return ["mx.corp.test"]

    def texts(self, name):
        return {
            "_dmarc.corp.test": ["v=DMARC1; p=none"],
            "reply.signoff.test": ["v=spf1 mx -all"],
            "corp.test": ["v=spf1 mx -all"],
        }.get(name, ["p=MIIB"] if "_domainkey" in name else [])


@pytest.fixture
def look(servers, tmp_path, monkeypatch, capsys):
    """Look with the settings of the office, and these changes; return the code and the words."""

    def looked(*, send=False, **changes):
        for name, value in {**settings_of(servers, tmp_path), **changes}.items():
            monkeypatch.setenv(name, value)
        options = argparse.Namespace(
            data_dir=None, send=send, json=False, dkim_selector="s1", log_level="warning"
        )
        code = email_doctor.run(options, Names())
        return code, capsys.readouterr().out

    return looked


@pytest.fixture
def mailbox(servers):
    """The variables for replies to the mailbox of signoff@corp.test."""
    return {
        "SIGNOFF_IMAP_HOST": "127.0.0.1",
        "SIGNOFF_IMAP_PORT": str(servers.imap),
        "SIGNOFF_IMAP_SECURITY": "starttls",
        "SIGNOFF_IMAP_USERNAME": "signoff@corp.test",
        "SIGNOFF_IMAP_PASSWORD": "pw-signoff",
        "SIGNOFF_REPLY_MAILBOX": "signoff",
        "SIGNOFF_REPLY_DOMAIN": "corp.test",
    }


class TestPostfixAndDovecot:
    def test_are_fine(self, look, mailbox):
        code, said = look(**mailbox)

        assert code == 0, said
        assert [line[:5] for line in said.splitlines()] == ["ok   "] * 11

    def test_do_not_let_a_wrong_password_in(self, look):
        code, said = look(SIGNOFF_SMTP_PASSWORD="wrong")

        assert code == 1
        assert "fail  smtp sign-in" in said
        assert "535" in said

    def test_have_a_certificate_that_nobody_else_trusts(self, look, monkeypatch):
        code, said = look(SSL_CERT_FILE="/dev/null")

        assert code == 1
        assert "fail  smtp tls" in said


class TestAMailToOurselves:
    def test_comes_by_its_plus_and_keeps_what_the_way_for_users_does_not_take_out(
        self, look, mailbox
    ):
        code, said = look(send=True, **mailbox)

        assert "ok    plus address" in said
        assert "fail  forged results" in said
        assert code == 1

    def test_loses_the_forged_field_on_the_way_for_everybody(self, look, mailbox, servers):
        way = {"SIGNOFF_SMTP_PORT": str(servers.smtp), "SIGNOFF_SMTP_USERNAME": ""}

        code, said = look(send=True, **mailbox, **way)

        assert "ok    plus address" in said
        assert "ok    forged results" in said
        assert code == 0, said
