from __future__ import annotations

import base64
import time
from email import message_from_string

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.attached import is_left_behind
from signoff.channels.email.incoming import Ours, read_mail
from signoff.channels.email.ticket import TicketPurpose
from signoff.errors import UnreadableReply

LIMIT_S = 2.0  # a second on an idle machine; a loaded one counts more for the same work
REASONS = {"sender_missing", "sender_ambiguous", "broken", "charset_refused"}
OURS = Ours("reply.corp.test", "signoff@corp.test", "signoff")


def read(raw, *recipients, **envelope):
    return read_mail(raw, recipients=recipients, ours=OURS, **envelope)


def refusal(raw):
    with pytest.raises(UnreadableReply) as caught:
        read(raw)
    return caught.value.reason


def sender_or_reason(raw):
    try:
        return read(raw, "x@reply.corp.test").sender
    except UnreadableReply as error:
        return error.reason


def encoded(body, charset, given, encoding="base64"):
    head = given.mail("").decode().partition("Content-Type")[0]
    octets = body if isinstance(body, bytes) else body.encode(charset)
    return (
        head.encode()
        + f"Content-Type: text/plain; charset={charset}\r\n".encode()
        + f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + (base64.encodebytes(octets) if encoding == "base64" else octets)
    )


class TestAPlainReply:
    def test_gives_sender_words_and_ticket(self, given):
        mail = read(given.mail("Approved.\n\nOn Mon, 22 Nov 2026 signoff <a@b.c> wrote:\n> ok?\n"))

        assert mail.sender == "ana@example.com"
        assert (mail.text, mail.first_line) == ("Approved.", "Approved.")
        assert mail.tokens == (given.token(),)
        assert (mail.message_id, mail.subject) == ("<1@example.com>", "Re: Review")
        assert mail.automatic is None

    def test_is_known_again_by_its_content_when_it_has_no_id(self, given):
        raw = given.mail().replace(b"Message-ID: <1@example.com>\r\n", b"")

        assert read(raw).message_id == read(raw).message_id
        assert read(raw).message_id != read(raw + b"x").message_id


class TestTheSender:
    @pytest.mark.parametrize(
        ("field", "address"),
        [
            ("ana@example.com", "ana@example.com"),
            ("Ana Ruiz <Ana@Example.com>", "ana@example.com"),
            ('"Ruiz, Ana" <ana@example.com>', "ana@example.com"),
            ("Dr. Ana R. Ruiz <ana@example.com>", "ana@example.com"),
            ("=?utf-8?q?An=C3=A1?= <ana@example.com>", "ana@example.com"),
            ("=?utf-8?q?boss=40corp=2Etest?= <eve@evil.test>", "eve@evil.test"),
            ('"boss@corp.test" <eve@evil.test>', "eve@evil.test"),
            ("ana@example.com (Ana)", "ana@example.com"),
            ("Ana@Example.com <Ana@Example.com>", "ana@example.com"),
            ("Ana\r\n <ana@example.com>", "ana@example.com"),
            ("Ana <ana@b\u00fccher.example>", "ana@xn--bcher-kva.example"),
        ],
    )
    def test_is_the_one_address_of_the_from_field(self, given, field, address):
        assert read(given.mail(sender=field)).sender == address

    @pytest.mark.parametrize(
        "field",
        [
            "alice@corp.test <eve@evil.test>",
            "alice@corp.test <al\u0131ce@corp.test>",
            "alice@corp.test <Alice@corp.test>",
            "<alice@corp.test><eve@evil.test>",
            "alice@example.org)bob@evil.test",
            "alice@corp.test, eve@evil.test",
            "Team: alice@corp.test;",
            "alice@corp.test.",
            "alice@corp.test\0",
            "ali\0ce@corp.test",
            "<>",
            "alice",
            "alice@corp.test>",
            "<alice@corp.test",
            "alice@corp.test (<eve@evil.test>",
            "(" * 3000,
        ],
    )
    def test_is_refused_when_two_programs_may_read_it_differently(self, given, field):
        assert refusal(given.mail(sender=field)) in {"sender_ambiguous", "broken"}

    def test_is_refused_when_there_are_two(self, given):
        raw = given.mail()

        assert refusal(b"From: eve@evil.test\r\n" + raw) == "sender_ambiguous"
        assert refusal(b"FROM: ana@example.com\r\n" + raw) == "sender_ambiguous"

    def test_is_missed_when_there_is_none(self, given):
        assert refusal(given.mail().partition(b"\r\n")[2]) == "sender_missing"
        assert refusal(given.mail(sender="")) == "sender_missing"

    def test_is_not_taken_from_other_fields(self, given):
        headers = (
            "Sender: eve@evil.test\r\nReply-To: eve@evil.test\r\nResent-From: eve@evil.test\r\n"
        )

        assert read(given.mail(headers=headers)).sender == "ana@example.com"


class TestAMachinesMail:
    def test_is_a_notice_where_it_stands_in_for_somebody_away(self, given):
        headers = "Auto-Submitted: auto-replied\r\n"

        mail = read(given.mail("I am on vacation until 3 December.", headers=headers))

        assert mail.away_notice == "Re: Review\nI am on vacation until 3 December."

    @pytest.mark.parametrize("header", ["List-Id: <team.example.com>", "X-Thing: 1"])
    def test_is_none_where_a_person_may_have_written_it(self, given, header):
        mail = read(given.mail("I am on vacation until 3 December.", headers=f"{header}\r\n"))

        assert mail.away_notice == ""


class TestTextAndHtml:
    def build(self, given, plain, html):
        body = (
            f"--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
            f"--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
        )
        return read(given.mail(body, kind="multipart/alternative; boundary=b"))

    def test_that_say_the_same_are_one(self, given):
        mail = self.build(given, "*approved*, thanks", "<p><b>approved</b>,<br>thanks</p>")

        assert (mail.text, mail.other_text) == ("*approved*, thanks", "")

    def test_that_differ_are_both_given(self, given):
        mail = self.build(given, "approved", "<p>rejected</p>")

        assert (mail.text, mail.other_text) == ("approved", "rejected")

    @pytest.mark.parametrize(
        ("plain", "other"), [("approved", "~~approved~~"), ("~~approved~~", "")]
    )
    def test_that_differ_in_what_is_struck_out_are_both_given(self, given, plain, other):
        mail = self.build(given, plain, "<p><s>approved</s></p>")

        assert (mail.text, mail.other_text) == (plain, other)

    def test_beside_each_other_are_both_the_persons(self, given):
        body = (
            "--b\nContent-Type: text/plain\n\napproved\n--b\nContent-Type: image/png\n\nAAAA\n"
            "--b\nContent-Type: text/html\n\n<p>once legal agrees</p>\n--b--\n"
        )

        mail = read(given.mail(body, kind="multipart/mixed; boundary=b"))

        assert (mail.first_line, mail.text) == ("approved", "approved\nonce legal agrees")

    def test_are_one_where_the_rest_is_a_mail_of_ours(self, given):
        mail = self.build(given, "approved", "<p>approved</p><p>May this go to all of them?</p>")

        assert mail.without(frozenset({"may this go to all of them?"})).other_text == ""


class TestTickets:
    def test_come_in_order_of_trust(self, given):
        names = ["eve", "tom", "kim", "lea"]
        envelope, delivered, to, reference = (given.token(f"{name}@x.test") for name in names)
        headers = (
            f"Delivered-To: {delivered}@reply.corp.test\r\n"
            f"References: <a@b>,<rq.{reference}.1@reply.corp.test>\r\n"
        )
        raw = given.mail(to=f"Signoff <{to}@reply.corp.test>, x@y.z", headers=headers)

        assert read(raw, f"{envelope}@reply.corp.test").tokens == (
            envelope,
            delivered,
            to,
            reference,
        )

    def test_are_found_behind_a_plus_and_in_capitals(self, given):
        raw = given.mail(to=f"signoff+{given.token().upper()}@corp.test")

        assert read(raw).tokens == (given.token(),)

    def test_of_other_domains_do_not_count(self, given):
        headers = f"References: <rq.{given.token()}.1@evil.test>\r\n"

        assert read(given.mail(to=f"{given.token()}@evil.test", headers=headers)).tokens == ()

    def test_are_at_most_ten(self, given):
        many = ", ".join(f"{given.token(f'p{n}@x.test')}@reply.corp.test" for n in range(30))

        assert len(read(given.mail(to=many)).tokens) == 10

    def test_of_another_purpose_are_found_but_prove_nothing(self, given):
        token = given.token(purpose=TicketPurpose.BOUNCE)

        assert read(given.mail(to=f"b-{token}@reply.corp.test")).tokens == (token,)


class TestTheText:
    @pytest.mark.parametrize(
        ("text", "charset"),
        [
            ("Überarbeiten: zu lang", "iso-8859-1"),
            ("Überarbeiten: zu lang", "utf-16"),
            ("承認します", "iso-2022-jp"),
            ("批准", "gb18030"),
            ("одобрено", "koi8-r"),
            ("approved “now”", "windows-1252"),
        ],
    )
    def test_is_decoded_from_the_charsets_people_use(self, given, text, charset):
        assert read(encoded(text, charset, given)).text == text

    def test_in_a_wrong_or_unknown_charset_is_read_as_well_as_can_be(self, given):
        assert read(encoded("zu lang für uns".encode("cp1252"), "us-ascii", given)).text == (
            "zu lang für uns"
        )
        assert read(encoded("für".encode(), "x-no-such", given)).text == "für"

    @pytest.mark.parametrize(
        "charset",
        ["unicode_escape", "punycode", "undefined", "hex", "zip", "idna", "rot13", '"a\0b"'],
    )
    def test_is_never_run_through_a_codec_that_is_no_charset(self, given, charset):
        raw = encoded(b"\\x61pproved", charset, given)

        assert read(raw).text == "\\x61pproved"

    def test_in_utf_7_is_refused(self, given):
        assert refusal(encoded(b"+AGE-pproved", "utf-7", given)) == "charset_refused"

    def test_with_broken_base64_or_encoding_is_no_crash(self, given):
        raw = encoded(b"", "utf-8", given) + b"!!!YXBwcm92ZWQ"
        odd = encoded(b"approved", "utf-8", given, encoding="x-unknown")

        assert isinstance(read(raw).text, str)
        assert read(odd).text == "approved"

    def test_that_is_flowed_is_joined_again(self, given):
        raw = given.mail("needs revision: the price \nis wrong\n\n> quoted \n> text\n").replace(
            b"charset=utf-8", b"charset=utf-8; format=flowed"
        )

        assert read(raw).first_line == "needs revision: the price is wrong"

    def test_is_read_from_html_when_that_is_all(self, given):
        assert read(given.mail("<p>rejected</p>", kind="text/html")).first_line == "rejected"

    def test_is_read_from_html_when_the_plain_part_only_points_there(self, given):
        body = (
            "--b\nContent-Type: text/plain\n\nPlease view this message in an HTML reader.\n"
            "--b\nContent-Type: text/html\n\n<p>approved</p>\n--b--\n"
        )

        assert read(given.mail(body, kind="multipart/alternative; boundary=b")).text == "approved"

    def test_of_a_signed_mail_is_the_inner_one(self, given):
        body = (
            "--b\nContent-Type: text/plain\n\napproved\n"
            "--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nAAAA\n--b--\n"
        )

        assert read(given.mail(body, kind="multipart/signed; boundary=b")).text == "approved"

    def test_skips_a_greeting_line_but_keeps_it(self, given):
        mail = read(given.mail("Hi team,\n\napproved\n"))

        assert (mail.first_line, mail.text) == ("approved", "Hi team,\n\napproved")


class TestNoWords:
    @pytest.mark.parametrize(
        ("body", "kind", "because"),
        [
            ("", "text/plain", "no_text"),
            ("> approved\n", "text/plain", "quote_only"),
            ("-- \nAna\n", "text/plain", "quote_only"),
            ("AAAA", "application/pkcs7-mime; name=smime.p7m", "encrypted"),
            (
                "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
                "multipart/encrypted; boundary=b",
                "encrypted",
            ),
            ("AAAA", "audio/mpeg", "attachment_only"),
            ("approved", "text/plain; name=a.txt", "attachment_only"),
            ("AAAA", "application/ms-tnef; name=winmail.dat", "attachment_only"),
        ],
    )
    def test_say_what_there_was_instead(self, given, body, kind, because):
        mail = read(given.mail(body, kind=kind))

        assert (mail.text, mail.first_line, mail.empty_because) == ("", "", because)

    @pytest.mark.parametrize(
        ("fields", "n_octets", "n_left_behind"),
        [
            ("image/png; name=a.png\nContent-Disposition: attachment", 9, 1),
            ("application/pdf; name=a.pdf", 9, 1),
            ("message/rfc822", 9, 1),
            ("image/png; name=screen.png\nContent-ID: <1@x>", 50_001, 1),
            ("image/png; name=logo.png\nContent-ID: <1@x>", 9_000, 0),
            ("image/png\nContent-Disposition: inline; filename=logo.png", 9_000, 0),
            ("image/png\nContent-ID: <1@signoff>", 60_000, 0),
            ("application/pgp-signature; name=signature.asc", 9, 0),
            ("text/plain; name=ATT00001.txt", 9, 0),
        ],
    )
    def test_say_what_came_beside_others(self, given, fields, n_octets, n_left_behind):
        body = f"--b\n\nneeds revision: see picture\n--b\nContent-Type: {fields}\n\n"
        mail = read(
            given.mail(body + "A" * n_octets + "\n--b--\n", kind="multipart/mixed; boundary=b")
        )

        assert (mail.text, mail.n_left_behind) == ("needs revision: see picture", n_left_behind)

    def test_are_found_in_a_mail_inside_the_mail(self, given):
        body = "--b\nContent-Type: message/rfc822\n\nFrom: x@y.z\n\napproved\n--b--\n"

        assert read(given.mail(body, kind="multipart/mixed; boundary=b")).text == ""

    def test_remain_when_our_own_lines_are_taken_away(self, given):
        mail = read(given.mail("May this go to all customers?\n"))

        assert (
            mail.without(frozenset({"may this go to all customers?"})).empty_because == "quote_only"
        )


class TestLimits:
    @pytest.mark.parametrize(
        ("raw", "reason"),
        [
            (b"x" * 10_000_001, "too_large"),
            (b"From: a@b.co\r\n" + b"X: y\r\n" * 1001 + b"\r\nx", "too_many_headers"),
            (b"X: " + b"y" * 200_000 + b"\r\n\r\nx", "too_many_headers"),
            (b"From: a@b.co\r\n\r\n" + b"\r\n--a" * 1001, "too_many_parts"),
            (b"From: a@b.co\r\n\r\n" + b"multipart/mixed\r\n" * 51, "too_many_parts"),
            (b"From: a@b.co\r\n\r\n" + b"message/rfc822\r\n" * 51, "too_many_parts"),
            (b"From: a@b.co\r\n\r\n" + b"\r" * 700_000, "too_many_lines"),
        ],
        ids=range(7),
    )
    def test_stop_a_mail_before_it_is_parsed(self, raw, reason):
        assert refusal(raw) == reason

    @pytest.mark.parametrize(
        "build",
        [
            lambda g: g.mail("hello world " * 250_000),
            lambda g: g.mail("QUFB" * 800_000).replace(b"8bit", b"base64"),
            lambda g: g.mail("a", headers="Subject: " + "=?utf-8?q?a?= " * 8000 + "\r\n"),
            lambda g: g.mail("a", to="a@b.c, " * 15_000),
            lambda g: g.mail("a", headers="References: " + "<a@b> " * 15_000 + "\r\n"),
            lambda g: g.mail("a", kind="text/plain; " + "a=b; " * 20_000),
            lambda g: g.mail("\n--b\n\nx" * 900, kind="multipart/mixed; boundary=b"),
            lambda g: g.mail("-" * 3_000_000),
            lambda g: g.mail("x " * 1_300_000, kind="text/plain; format=flowed"),
        ],
        ids=range(9),
    )
    def test_keep_the_costliest_mail_within_bounds(self, given, build):
        raw = build(given)
        began = time.process_time()

        read(raw)

        assert time.process_time() - began < LIMIT_S


class TestAnythingAtAll:
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @for_all(st.binary(max_size=600))
    def test_is_read_or_refused_with_a_reason(self, raw):
        outcome = sender_or_reason(raw)

        assert "@" in outcome or outcome in REASONS

    @settings(max_examples=150, deadline=None)
    @for_all(st.text(alphabet='ab@.<>(),;:"\\ \t=?_-\0é[]', max_size=60))
    def test_in_from_gives_a_sender_only_where_one_can_be_meant(self, field):
        raw = f"From: {field}\r\n\r\nx".encode()
        outcome = sender_or_reason(raw)

        domain = outcome.rpartition("@")[2]
        assert outcome in REASONS or domain.encode().decode("idna") in field.casefold()

    @settings(max_examples=100, deadline=None)
    @for_all(st.text(max_size=200), st.sampled_from(["Subject", "To", "References", "Message-ID"]))
    def test_in_a_field_is_no_crash(self, text, name):
        line = text.replace("\r", "").replace("\n", "")
        raw = f"From: ana@example.com\r\n{name}: {line}\r\n\r\nhello".encode("utf-8", "replace")

        assert read(raw).text == "hello"


@pytest.mark.parametrize("charset", ["idna", "undefined", "no-such"])
def test_an_attachment_with_an_unreadable_name_is_a_persons_own(charset):
    head = f"Content-Type: application/pdf\nContent-Disposition: attachment; filename*={charset}''%C3%A4.pdf"

    assert is_left_behind(message_from_string(f"{head}\n\nx"))
