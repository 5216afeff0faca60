"""What an operator may say about a mailbox, and what is refused before anything starts."""

from __future__ import annotations

import pytest

from signoff.channels.email.imap_account import ImapAccount, read_imap_account
from signoff.channels.email.smtp_account import LmtpPlace
from signoff.errors import ConfigurationError
from signoff.settings import read_settings, unknown_settings

ACCOUNT = {
    "SIGNOFF_IMAP_HOST": "imap.example.com",
    "SIGNOFF_IMAP_USERNAME": "answers@example.com",
    "SIGNOFF_IMAP_PASSWORD": "geheim",
}


def read(**variables):
    return read_imap_account({**ACCOUNT, **{f"SIGNOFF_IMAP_{k}": v for k, v in variables.items()}})


class TestAnAccount:
    def test_is_none_where_no_host_is_named(self):
        assert read_imap_account({"SIGNOFF_IMAP_USERNAME": "x"}) is None

    def test_is_reached_by_tls_and_left_as_it_is_unless_told_otherwise(self):
        account = read()

        assert (account.port, account.security, account.after) == (993, "tls", "keep")
        assert account.place == "answers@example.com@imap.example.com:993/INBOX"

    @pytest.mark.parametrize("security", ["starttls", "none"])
    def test_without_tls_from_the_start_has_the_other_port(self, security):
        assert read(SECURITY=security).port == 143
        assert read(SECURITY=security, PORT="1143").port == 1143

    def test_moves_what_was_taken_to_a_folder(self):
        assert read(AFTER="move:Done/2030").move_to == "Done/2030"
        assert read(AFTER="seen").move_to is None

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("AFTER", "move"),
            ("AFTER", "move:"),
            ("AFTER", "burn"),
            ("SECURITY", "ssl"),
            ("PORT", "imaps"),
            ("PORT", "-1"),
        ],
    )
    def test_that_cannot_be_names_the_variable_and_its_value(self, name, value):
        with pytest.raises(ConfigurationError, match=f"SIGNOFF_IMAP_{name} is '{value}'"):
            read(**{name: value})

    @pytest.mark.parametrize("missing", ["SIGNOFF_IMAP_USERNAME", "SIGNOFF_IMAP_PASSWORD"])
    def test_needs_a_name_and_a_password(self, missing):
        with pytest.raises(ConfigurationError, match=missing):
            read_imap_account({**ACCOUNT, missing: ""})

    def test_does_not_show_its_password(self):
        assert "geheim" not in repr(read())


class TestAPasswordInAFile:
    def test_is_read_at_each_use(self, tmp_path):
        file = tmp_path / "password"
        account = ImapAccount("imap.example.com", password_file=file)

        file.write_text("one\n")
        first = account.read_password()
        file.write_text("two\n")

        assert (first, account.read_password()) == ("one", "two")

    def test_that_is_not_there_is_named(self, tmp_path):
        account = ImapAccount("imap.example.com", password_file=tmp_path / "password")

        with pytest.raises(ConfigurationError, match="SIGNOFF_IMAP_PASSWORD_FILE"):
            account.read_password()


class TestTheOtherWays:
    def test_are_shut_unless_told_otherwise(self):
        settings = read_settings({})

        assert (settings.lmtp, settings.imap, settings.reply_mailbox) == (None, None, "")

    def test_lmtp_has_a_port_or_a_path(self, tmp_path):
        path = tmp_path / "lmtp.sock"

        assert read_settings({"SIGNOFF_LMTP_PORT": "0"}).lmtp == LmtpPlace(port=0)
        assert read_settings({"SIGNOFF_LMTP_SOCKET": str(path)}).lmtp == LmtpPlace(socket=path)
        with pytest.raises(ConfigurationError, match="Give one of them"):
            read_settings({"SIGNOFF_LMTP_PORT": "1", "SIGNOFF_LMTP_SOCKET": "/x"})

    @pytest.mark.parametrize("port", ["many", "65536", "-1"])
    def test_lmtp_refuses_what_is_no_port(self, port):
        with pytest.raises(ConfigurationError, match="SIGNOFF_LMTP_PORT is"):
            read_settings({"SIGNOFF_LMTP_PORT": port})

    def test_imap_refuses_what_is_no_port(self):
        with pytest.raises(ConfigurationError, match="SIGNOFF_IMAP_PORT is '65536'"):
            read_settings({**ACCOUNT, "SIGNOFF_IMAP_PORT": "65536"})

    @pytest.mark.parametrize("mailbox", ["a+b", "a b", "x@y", "a" * 24])
    def test_a_mailbox_must_leave_room_for_the_ticket(self, mailbox):
        with pytest.raises(ConfigurationError, match="SIGNOFF_REPLY_MAILBOX is"):
            read_settings({"SIGNOFF_REPLY_MAILBOX": mailbox})

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("SMTP_PORT", "99999"),
            ("SMTP_PORT", "0"),
            ("SMTP_SECURITY", "ssl"),
            ("IMAP_PORT", "many"),
            ("IMAP_SECURITY", "ssl"),
            ("IMAP_AFTER", "burn"),
            ("MAILGUN_MAX_AGE", "0"),
            ("SES_CONFIRM", "perhaps"),
            ("OIDC_DOMAINS", "example.com"),
        ],
    )
    def test_are_looked_at_where_what_they_are_for_is_off(self, name, value):
        with pytest.raises(ConfigurationError, match=f"SIGNOFF_{name} (is|has) '{value}'"):
            read_settings({f"SIGNOFF_{name}": value})

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("CREATOR", "ana"),
            ("SENDER", "ana"),
            ("ORGANISATION", " "),
            ("SENDER_NAME", "a\nb"),
            ("PUBLIC_URL", "https://signoff.example.com/?x=1"),
        ],
    )
    def test_that_cannot_be_meant_are_refused_by_their_name(self, name, value):
        with pytest.raises(ConfigurationError, match=f"SIGNOFF_{name} is .* Nothing was started"):
            read_settings({f"SIGNOFF_{name}": value})

    def test_that_are_misspelt_are_found(self):
        known = {"SIGNOFF_SMTP_PORT": "25", "SIGNOFF_LLM_TIMEOUT": "9", "PATH": "/bin"}

        assert unknown_settings({**known, "SIGNOFF_SMTP_PROT": "25"}) == ("SIGNOFF_SMTP_PROT",)
