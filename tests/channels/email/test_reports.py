from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from signoff.channels.email.body import read_body
from signoff.channels.email.reports import Fate, find_report
from tests.channels.email.machine_mails import (
    Asked,
    complaint,
    delivery_report,
    exim_bounce,
    mail,
    qmail_bounce,
    read_receipt,
)

ASKED = Asked("ana@example.com", "t@r.test", "bounce+t@r.test", "<rq.1@r.test>")


def report_of(raw):
    message = message_from_bytes(raw, policy=policy.compat32)
    return find_report(message, raw, read_body(message))


class TestAStandardReport:
    @pytest.mark.parametrize(
        ("action", "status", "fate"),
        [
            ("failed", "5.1.1", Fate.FAILED),
            ("FAILED (really)", "5.7.1", Fate.FAILED),
            ("failed", "4.4.7", Fate.FAILED),  # tried for days, and given up
            ("delayed", "4.4.1", Fate.LATE),
            ("", "4.2.2", Fate.LATE),
            ("", "5.2.2", Fate.FAILED),
            ("delivered", "2.0.0", Fate.FINE),
            ("relayed", "2.0.0", Fate.FINE),
            ("expanded", "2.0.0", Fate.FINE),
        ],
    )
    def test_says_what_became_of_the_mail(self, action, status, fate):
        found = report_of(delivery_report(ASKED, action, status))

        assert (found.fate, found.status) == (fate, status)
        assert ASKED.message_id in found.message_ids

    def test_says_why_in_one_line(self):
        assert report_of(delivery_report(ASKED)).detail == "smtp; 550 5.1.1 User unknown"

    def test_of_a_complaint_is_unwanted(self):
        assert report_of(complaint(ASKED)).fate is Fate.UNWANTED

    def test_that_mail_was_no_spam_is_fine(self):
        raw = complaint(ASKED).replace(b"Feedback-Type: abuse", b"Feedback-Type: not-spam")

        assert report_of(raw).fate is Fate.FINE

    def test_that_mail_was_read_is_fine(self):
        assert report_of(read_receipt(ASKED)).fate is Fate.FINE

    @pytest.mark.parametrize(
        "cut", [b"Action: failed", b"Status: 5.1.1", b"Content-Type: message/delivery-status"]
    )
    def test_that_is_incomplete_is_no_crash(self, cut):
        found = report_of(delivery_report(ASKED).replace(cut, b"X-Cut: x"))

        assert found is None or found.fate in Fate


class TestAReportOfNoStandard:
    @pytest.mark.parametrize(
        "raw", [exim_bounce(ASKED), qmail_bounce(ASKED)], ids=["exim", "qmail"]
    )
    def test_says_that_the_mail_is_lost(self, raw):
        found = report_of(raw)

        assert (found.fate, found.status) == (Fate.FAILED, "5.1.1")

    @pytest.mark.parametrize(
        ("subject", "body", "fate"),
        [
            ("Undeliverable: Review", "Your message couldn't be delivered.", Fate.FAILED),
            ("Returned mail: see transcript", "User unknown", Fate.FAILED),
            ("Unzustellbar: Review", "Die Nachricht wurde nicht zugestellt.", Fate.FAILED),
            ("Delivery Status Notification (Failure)", "550 no such user", Fate.FAILED),
            ("Warning: message 1abc delayed 24 hours", "will be retried", Fate.LATE),
            ("Delivery delayed", "4.4.1 still trying", Fate.LATE),
        ],
    )
    def test_is_read_by_its_words(self, subject, body, fate):
        raw = mail(ASKED, body, sender="MAILER-DAEMON@mx.test", subject=subject)

        assert report_of(raw).fate is fate

    @pytest.mark.parametrize(
        ("sender", "body"),
        [
            ("ana@example.com", "User unknown, it could not be delivered"),
            ("MAILER-DAEMON@mx.test", "Hello, how are you?"),
        ],
    )
    def test_needs_both_a_daemon_and_its_words(self, sender, body):
        assert report_of(mail(ASKED, body, sender=sender)) is None
