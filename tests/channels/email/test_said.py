"""What mail servers said, as people read it."""

import imaplib
import smtplib

import pytest
from imapclient.exceptions import IMAPClientError, LoginError

from signoff.channels.email.said import said


class TestWhatAServerSaid:
    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (LoginError("b'[AUTHENTICATIONFAILED] No.'"), "[AUTHENTICATIONFAILED] No."),
            (LoginError('b"It isn\'t \\xc3\\xa9l"'), "It isn't él"),
            (LoginError(str(imaplib.IMAP4.error(b"a \\ b"))), "a \\ b"),
            (
                IMAPClientError("LOGIN command error: BAD [b'Not now.']"),
                "LOGIN command error: BAD Not now.",
            ),
            (IMAPClientError("select failed: No such box"), "select failed: No such box"),
            (smtplib.SMTPAuthenticationError(535, b"5.7.8 No."), "535 5.7.8 No."),
            (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"Nobody")}), "550 Nobody"),
            (TimeoutError(), "TimeoutError"),
        ],
    )
    def test_is_read_without_pythons_way_of_writing_octets(self, error, words):
        assert said(error) == words

    @pytest.mark.parametrize("words", ["b'\\x'", "b'\\", "[b'", "grab'em' all", "b'é'"])
    def test_that_only_looks_like_octets_stays_as_it_is(self, words):
        assert said(IMAPClientError(words)) == words

    def test_is_cut_where_it_has_no_end(self):
        assert len(said(LoginError(repr(b"\\" * 100_000)))) == 500
