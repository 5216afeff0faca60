from __future__ import annotations

import pytest

from signoff.channels.email.incoming import read_mail


def automatic(given, *, envelope_from=None, **parts):
    raw = given.mail("approved", **parts)
    return read_mail(raw, recipients=[], ours=given.ours, envelope_from=envelope_from).automatic


class TestAMachinesMail:
    @pytest.mark.parametrize(
        ("header", "reason"),
        [
            ("Auto-Submitted: auto-replied", "auto_submitted"),
            ("AUTO-SUBMITTED: Auto-Generated (why) ; owner=x", "auto_submitted"),
            ("Auto-Submitted: (no) auto-notified", "auto_submitted"),
            ("X-Autoreply: yes", "auto_reply"),
            ("X-Autorespond: Re: Review", "auto_reply"),
            ("X-Auto-Response: 1", "auto_reply"),
            ("X-MS-Exchange-Inbox-Rules-Loop: ana@example.com", "auto_reply"),
            ("Precedence: bulk", "bulk"),
            ("Precedence: auto_reply", "bulk"),
            ("List-Id: <team.example.com>", "mailing_list"),
            ("Return-Path: <>", "null_sender"),
            ("X-Failed-Recipients: x@y.z", "delivery_report"),
        ],
    )
    def test_is_known_by_a_field(self, given, header, reason):
        assert automatic(given, headers=header + "\r\n") == reason

    @pytest.mark.parametrize(
        ("kind", "reason"),
        [
            ("multipart/report; report-type=delivery-status; boundary=b", "delivery_report"),
            ("multipart/report; report-type=disposition-notification; boundary=b", "read_receipt"),
            ("multipart/report; report-type=feedback-report; boundary=b", "complaint"),
            ("text/calendar; method=REPLY", "calendar"),
        ],
    )
    def test_is_known_by_its_type(self, given, kind, reason):
        assert automatic(given, kind=kind) == reason

    @pytest.mark.parametrize(
        ("sender", "reason"),
        [
            ("MAILER-DAEMON@example.com", "robot_sender"),
            ("postmaster@example.com", "robot_sender"),
            ("no-reply@example.com", "robot_sender"),
            ("donotreply+x@example.com", "robot_sender"),
            ("Signoff@Corp.test", "loop"),
            ("anything@reply.corp.test", "loop"),
        ],
    )
    def test_is_known_by_its_sender(self, given, sender, reason):
        assert automatic(given, sender=sender) == reason

    @pytest.mark.parametrize(
        "subject",
        ["Automatic reply: Review", "Out of Office: x", "Automatische Antwort: x", "自动回复: x",
         "Abwesenheitsnotiz", "Réponse automatique : x", "=?utf-8?q?R=C3=A9ponse_automatique?="],
    )  # fmt: skip
    def test_is_known_by_its_subject(self, given, subject):
        raw = given.mail("approved").replace(b"Re: Review", subject.encode())

        assert read_mail(raw, recipients=[], ours=given.ours).automatic == "away"

    @pytest.mark.parametrize("sender", ["", "<>"])
    def test_is_known_by_an_envelope_from_nobody(self, given, sender):
        assert automatic(given, envelope_from=sender) == "null_sender"

    def test_is_known_when_it_only_reacts(self, given):
        body = "--b\nContent-Type: text/vnd.google.email-reaction+json\n\n{}\n--b--\n"
        raw = given.mail(body, kind="multipart/alternative; boundary=b")

        assert read_mail(raw, recipients=[], ours=given.ours).automatic == "reaction"

    @pytest.mark.parametrize(
        "text",
        ["👍 Ana reacted to your message:", "Ana Ruiz reacted via Gmail\n\nOn Monday x wrote:"],
    )
    def test_is_known_when_it_only_reports_a_reaction(self, given, text):
        raw = given.mail(text)

        assert read_mail(raw, recipients=[], ours=given.ours).automatic == "reaction"


class TestAPersonsMail:
    @pytest.mark.parametrize(
        "header",
        ["Auto-Submitted: no", "Auto-Submitted: No (person)", "X-Auto-Response-Suppress: All",
         "Precedence: first-class", "Return-Path: <ana@example.com>", "X-Priority: 1"],
    )  # fmt: skip
    def test_is_not_taken_for_a_machines(self, given, header):
        assert automatic(given, headers=header + "\r\n") is None

    def test_about_an_automatic_reply_is_not_one(self, given):
        raw = given.mail("approved").replace(b"Re: Review", b"Re: Automatic reply texts")

        assert read_mail(raw, recipients=[], ours=given.ours).automatic is None
