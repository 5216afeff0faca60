from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from signoff.channels.email.authenticity import InboundAuth, SenderCheck
from signoff.channels.email.authenticity.signatures import MAX_BLANKS
from signoff.errors import DnsUnavailable
from signoff.inbox.response import Verification
from tests.channels.email.conftest import Given
from tests.channels.email.signed import Dns, record, signed

ALIGNED, MATCHED, NONE = Verification.ALIGNED, Verification.MATCHED, Verification.NONE
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DNS = Dns("example.com", "mail.example.com", "evil.test")
LIMIT_S = 2.0  # a second on an idle machine


def judge(raw, sender="ana@example.com", find_text=DNS):
    check = SenderCheck(InboundAuth.VERIFY, find_text=find_text)
    return check.judge(raw, sender=sender, now=NOW)


def results(verdict):
    return [found["result"] for found in verdict.facts["dkim"]]


class TestASignedMail:
    @pytest.mark.parametrize("canon", [b"relaxed", b"simple"])
    def test_is_aligned(self, given, canon):
        verdict = judge(signed(given.mail(), canon=canon))

        assert (verdict.level, verdict.is_enough) == (ALIGNED, True)
        assert verdict.facts == {
            "mode": "verify",
            "from": "example.com",
            "dkim": [{"domain": "example.com", "result": "pass"}],
            "why": "dkim",
        }

    def test_is_aligned_when_a_pipe_put_a_line_before_it_or_took_the_returns_away(self, given):
        raw = signed(given.mail())

        assert judge(b"From ana@example.com Sun Nov 22 10:00:00 2026\r\n" + raw).level is ALIGNED
        assert judge(raw.replace(b"\r\n", b"\n")).level is ALIGNED

    @pytest.mark.parametrize(
        ("signer", "sender"),
        [("mail.example.com", "ana@example.com"), ("example.com", "ana@mail.example.com")],
    )
    def test_is_aligned_within_one_organisation(self, given, signer, sender):
        assert judge(signed(given.mail(sender=sender), signer), sender).level is ALIGNED

    def test_is_aligned_by_its_second_signature_too(self, given):
        raw = signed(signed(given.mail()), "evil.test")
        verdict = judge(raw)

        assert verdict.level is ALIGNED
        assert results(verdict) == ["unaligned", "pass"]

    def test_is_told_from_one_that_was_changed(self, given):
        raw = signed(given.mail("rejected"))

        for changed in (
            raw.replace(b"rejected", b"approved"),
            raw + b"approved",
            raw.replace(b"Re: Review", b"Re: Other"),
            raw.replace(b"From: ana@", b"From: tom@"),
        ):
            assert changed != raw
            verdict = judge(changed)
            assert (verdict.level, results(verdict)) == (MATCHED, ["fail"])
            assert not verdict.is_enough


class TestASignatureThatCountsAsAbsent:
    def test_24_covers_a_part_of_the_text_only(self, given):
        raw = signed(given.mail("rejected"), length=True)

        assert results(judge(raw)) == ["part_of_text"]
        assert judge(raw + b"\r\napproved").level is MATCHED

    def test_25_is_of_an_unrelated_domain_and_dns_is_not_asked(self, given):
        dns = Dns("evil.test")
        verdict = judge(signed(given.mail(), "evil.test"), find_text=dns)

        assert (verdict.level, results(verdict)) == (MATCHED, ["unaligned"])
        assert dns.asked == []

    @pytest.mark.parametrize(
        ("signer", "sender"),
        [
            ("co.uk", "ana@example.co.uk"),
            ("other.co.uk", "ana@example.co.uk"),
            ("eve.github.io", "ana@ana.github.io"),
            ("example.com.evil.test", "ana@example.com"),
            ("notexample.com", "ana@example.com"),
            ("com", "ana@example.com"),
        ],
    )
    def test_is_of_another_organisation(self, given, signer, sender):
        dns = Dns(signer)

        assert judge(signed(given.mail(sender=sender), signer), sender, dns).level is MATCHED
        assert dns.asked == []

    def test_does_not_cover_the_author(self, given):
        raw = signed(given.mail()).replace(b"from : from : ", b"").replace(b"from", b"subject")

        assert results(judge(raw)) == ["author_unsigned"]

    @pytest.mark.parametrize("x", [NOW - timedelta(days=1), NOW])
    def test_is_expired_when_the_mail_arrives(self, given, x):
        assert results(judge(signed(given.mail(), x=str(int(x.timestamp()))))) == ["expired"]

    def test_is_not_yet_expired_when_the_mail_arrives(self, given):
        later = int(max(NOW.timestamp(), time.time())) + 1000

        assert judge(signed(given.mail(), x=str(later))).level is ALIGNED

    def test_is_made_with_a_broken_hash(self, given):
        raw = signed(given.mail()).replace(b"rsa-sha256", b"rsa-sha1")

        assert results(judge(raw)) == ["weak"]

    def test_is_one_of_many(self, given):
        raw = signed(given.mail())
        for _ in range(5):
            raw = signed(raw, "evil.test")

        assert results(judge(raw)) == ["unaligned"] * 5, "the sixth is not looked at"

    @pytest.mark.parametrize(
        "field",
        [
            b"x",
            b"v=1; v=1; d=example.com; s=s1; h=from; a=rsa-sha256; b=AAAA; bh=AAAA",
            b"v=1; d=example.com; s=../s1; h=from; a=rsa-sha256; b=AAAA; bh=AAAA",
            b"v=1; d=; s=s1; h=from; a=rsa-sha256; b=AAAA; bh=AAAA",
            b"v=1; d=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=" + b" " * 200 + b"AAAA",
            b"v=1; d=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=" + b"A" * 5000,
        ],
    )
    def test_cannot_be_read(self, given, field):
        assert results(judge(b"DKIM-Signature: " + field + b"\r\n" + given.mail())) == [
            "unreadable"
        ]

    @pytest.mark.parametrize(
        "field",
        [
            b"v=1; d=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=AAAA",
            b"v=1; d=example.com; s=s1; h=from; a=rsa-sha256; bh=!!; b=!!",
            b"v=1; d=example.com; s=s1; h=from; a=rsa-sha256",
            b"v=1; d=example.com; i=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=AAAA",
            b"v=1; c=odd/odd; d=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=AAAA",
            b"v=1; t=" + b"9" * 300 + b"; d=example.com; s=s1; h=from; a=rsa-sha256; bh=A; b=A",
        ],
    )
    def test_proves_nothing_when_it_is_hostile(self, given, field):
        assert results(judge(b"DKIM-Signature: " + field + b"\r\n" + given.mail())) == ["fail"]


class TestAKey:
    @pytest.mark.parametrize(
        "text",
        [
            None,
            "",
            "v=DKIM1; p=",
            "v=DKIM1; p=" + "A" * 2000,
            "spf?",
            record(t="y"),
            record(s="tlsrpt"),
            record(h="sha1"),
        ],
        ids=["no record", "empty", "revoked", "endless", "odd", "a test", "not mail", "sha1"],
    )
    def test_that_may_not_sign_is_none(self, given, text):
        assert results(judge(signed(given.mail()), find_text=Dns(example_com=text))) == ["no_key"]

    def test_of_too_few_bits_proves_nothing(self, given):
        raw = signed(given.mail(), bits=768)

        assert results(judge(raw, find_text=Dns(example_com=record(768)))) == ["fail"]

    def test_that_is_another_proves_nothing(self, given):
        dns = Dns(example_com=record(1032))

        assert results(judge(signed(given.mail()), find_text=dns)) == ["fail"]

    def test_that_is_strict_serves_its_very_domain_only(self, given):
        dns = Dns(example_com=record(t="s"))

        assert judge(signed(given.mail()), find_text=dns).level is ALIGNED

    def test_that_cannot_be_asked_for_now_is_asked_for_later(self, given):
        away = DnsUnavailable("no name server answered")

        with pytest.raises(DnsUnavailable):
            judge(signed(given.mail()), find_text=Dns(example_com=away))


class TestAHeaderThatTwoProgramsReadDifferently:
    """A mail that somebody else at example.com wrote and their server signed, with a line on top."""

    @pytest.mark.parametrize(
        "line",
        [
            b"From: ana@example.com\r\n",
            b"From: ana@example.com\r\nX: a\r\r\n",
            b"From: ana@example.com\r\nX: a\n\n",
            b"From: ana@example.com\r\nX: a\r\rB",
            b"X: a\rFrom: ana@example.com\r\n",
            b"X: a\nFrom: ana@example.com\r\n",
            b"From : ana@example.com\r\n",
            b"From: ana@example.com\r\nno field\r\n",
            b"From: ana@example.com\r\n: no name\r\n",
            b"From: ana@example.com\r\n \t\r\n",
            b"From: ana@example.com\r\nX: \0\r\n",
            b"From \x80: ana@example.com\r\n",
        ],
    )
    @pytest.mark.parametrize("mode", [InboundAuth.VERIFY, InboundAuth.AUTHSERV_ID])
    def test_is_believed_about_nobody(self, given, line, mode):
        raw = line + signed(given.mail(sender="mallory@example.com"))
        raw = b"Authentication-Results: mx; dmarc=pass header.from=example.com\r\n" + raw
        check = SenderCheck(mode, "mx", find_text=DNS)

        verdict = check.judge(raw, sender="ana@example.com", now=NOW)
        assert (verdict.level, verdict.facts["why"]) == (NONE, "ambiguous_header")

    def test_is_believed_about_nobody_when_it_begins_in_the_middle(self, given):
        assert judge(b" folded\r\n" + signed(given.mail())).facts["why"] == "ambiguous_header"

    @pytest.mark.parametrize(
        "name", [b"Content-Type", b"content-transfer-encoding", b"Subject", b"Message-ID"]
    )
    def test_is_not_believed_about_which_words_are_meant(self, given, name):
        raw = name + b": text/html; charset=utf-8\r\n" + signed(given.mail())

        assert judge(raw).facts["why"] == "ambiguous_header"


class TestACostlyMail:
    @pytest.mark.parametrize(
        ("body", "n_octets", "result"),
        [
            ("QUJD" * 18 + "\n", 1_000_000, "pass"),
            (" x  y", 3_000_000, "not_tried"),
            (" " * 20_000 + "x\n", 3_000_000, "not_tried"),
            ("\n", 1_000_000, "pass"),
        ],
    )
    def test_is_looked_at_within_bounds_or_not_at_all(self, given, body, n_octets, result):
        raw = given.mail(body * (n_octets // len(body)))
        raw = signed(raw) if result == "pass" else _with_any_signature(raw)
        began = time.process_time()

        verdict = judge(raw)

        assert time.process_time() - began < LIMIT_S
        assert results(verdict) == [result]

    def test_has_a_limit_of_blanks_that_letters_of_people_stay_under(self):
        assert MAX_BLANKS > 100 * 4000


def _with_any_signature(raw):
    return (
        b"DKIM-Signature: v=1; d=example.com; s=s1; h=from; a=rsa-sha256; bh=AAAA; b=AAAA\r\n" + raw
    )


class TestAnySignature:
    @settings(max_examples=150, deadline=None)
    @for_all(st.text(alphabet='vdshabixlt=;: \t@.019AZfrom/+\\"é', max_size=200))
    def test_is_no_crash_and_no_proof(self, text):
        raw = b"DKIM-Signature: " + text.encode() + b"\r\n" + Given().mail()

        assert judge(raw).level is not ALIGNED

    @settings(max_examples=100, deadline=None)
    @for_all(st.integers(0, 400), st.binary(min_size=1, max_size=3))
    def test_is_broken_by_what_is_put_into_it(self, place, octets):
        whole = signed(Given().mail())
        raw = whole[:place] + octets + whole[place:]
        verdict = judge(raw)

        # Blanks may come and go in a relaxed signature; nothing else may.
        same = b"".join(raw.split()) == b"".join(whole.split())
        assert verdict.level is not ALIGNED or same or raw.startswith(b"From ")
