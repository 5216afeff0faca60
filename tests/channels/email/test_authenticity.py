# ruff: noqa: RUF001 - letters that look like others are tested
from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import policy

import pytest
from hypothesis import example, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.authenticity import InboundAuth, SenderCheck, WayAuth
from signoff.channels.email.incoming import Ours, read_mail
from signoff.errors import UnreadableReply
from signoff.inbox.address import canonical_address
from signoff.inbox.response import Verification
from tests.channels.email.conftest import Given

ALIGNED, MATCHED, NONE = Verification.ALIGNED, Verification.MATCHED, Verification.NONE
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OURS = Ours("reply.corp.test", "signoff@corp.test", "signoff")
CHECK = SenderCheck(InboundAuth.AUTHSERV_ID, "mx.corp.test")
PASS = "mx.corp.test; dmarc=pass (p=reject) header.from=example.com"
RECEIVED = "Received: from a by mx.corp.test; Sun, 22 Nov 2026 10:00:00 +0000\r\n"


def with_results(given, *fields, above="", **mail):
    headers = "".join(f"Authentication-Results: {field}\r\n" for field in fields)
    return (above + headers).encode() + given.mail(**mail)


def judge(given, *fields, check=CHECK, sender="ana@example.com"):
    return check.judge(with_results(given, *fields), sender=sender, now=NOW)


class TestAnAuthenticatedMail:
    @pytest.mark.parametrize(
        "field",
        [
            PASS,
            "MX.Corp.Test 1;\r\n\tspf=fail smtp.mailfrom=x@y.z;\r\n\tDMARC=PASS header.from=Example.com",
            "mx.corp.test; dkim=pass header.d=example.com header.s=s1",
            "mx.corp.test; dkim=pass header.i=@example.com",
            "mx.corp.test; dkim=pass header.i=ana@mail.example.com",
            'mx.corp.test; dkim=pass (2048-bit key; unprotected) header.d="example.com"',
            "mx.corp.test; dkim=fail header.d=evil.test; dkim=pass header.d=example.com",
            "mx.corp.test; dmarc=none header.from=example.com; dkim=pass header.d=example.com",
            'mx.corp.test; dmarc=pass reason="a \\" ; b" header.from=example.com.',
            "mx.corp.test (a (nested \\) one)); dmarc = pass header . from=example.com",
        ],
    )
    def test_is_aligned(self, given, field):
        verdict = judge(given, field)

        assert (verdict.level, verdict.is_enough) == (ALIGNED, True)

    def test_says_on_what_that_rests(self, given):
        field = "mx.corp.test; dkim=pass header.d=example.com; dmarc=pass header.from=example.com"

        assert judge(given, field).facts == {
            "mode": "authserv-id",
            "from": "example.com",
            "dmarc": "pass",
            "dkim": [{"domain": "example.com", "result": "pass"}],
            "why": "dmarc",
        }

    def test_may_have_a_field_of_each_filter_above_where_it_was_received(self, given):
        fields = (PASS, "mx.corp.test; dkim=pass header.d=example.com")
        raw = with_results(given, *fields, headers="")
        raw = raw.replace(b"From: ", RECEIVED.encode() + b"From: ", 1)

        assert CHECK.judge(raw, sender="ana@example.com", now=NOW).level is ALIGNED

    def test_20_counts_for_either_spelling_of_a_domain(self, given):
        for spelling in ("bücher.example", "xn--bcher-kva.example", "BÜCHER.example"):
            field = f"mx.corp.test; dmarc=pass header.from={spelling}"
            assert judge(given, field, sender="ana@xn--bcher-kva.example").level is ALIGNED


class TestAMailThatWasNotAuthenticated:
    @pytest.mark.parametrize(
        "field",
        [
            "mx.corp.test; dmarc=pass",
            "mx.corp.test; dmarc=none header.from=example.com",
            "mx.corp.test; dmarc=bestguesspass header.from=example.com",
            "mx.corp.test; spf=pass smtp.mailfrom=example.com",
            "mx.corp.test; dkim=pass header.d=evil.test",
            "mx.corp.test; dkim=pass header.d=com",
            "mx.corp.test; dkim=fail (dmarc=pass header.from=example.com) header.d=example.com",
            'mx.corp.test; x="; dmarc=pass header.from=example.com"',
            'mx.corp.test; dkim=pass header.i="a header.d=example.com"@evil.test',
            "mx.corp.test; dkim=pass header.d=evil.test header.d=example.com",
            "mx.corp.test; dmarc=pass header.from=example.com and more",
            "mx.corp.test; arc=pass; none",
            "evil.test; dmarc=pass header.from=example.com",
            "mx.corp.test.evil.test; dmarc=pass header.from=example.com",
            "",
            "(((",
            ")(",
            '"',
            "mx.corp.test (; dmarc=pass header.from=example.com",
        ],
    )
    def test_is_not_enough(self, given, field):
        verdict = judge(given, field)

        assert (verdict.level, verdict.is_enough) == (MATCHED, False)

    @pytest.mark.parametrize(
        ("field", "why"),
        [
            ("mx.corp.test; dmarc=fail header.from=example.com", "dmarc_failed"),
            (
                "mx.corp.test; dmarc=fail header.from=example.com; dkim=pass header.d=example.com",
                "dmarc_failed",
            ),
            ("mx.corp.test; dmarc=pass header.from=evil.test", "other_author"),
            (f"{PASS}; dkim=pass header.d=example.com header.from=evil.test", "other_author"),
            (f"{PASS}; dmarc=pass header.from=example.com", "dmarc_failed"),
        ],
    )
    def test_is_worse_when_something_speaks_against_it(self, given, field, why):
        verdict = judge(given, field)

        assert (verdict.level, verdict.facts["why"]) == (NONE, why)

    def test_2_has_no_field_at_all(self, given):
        assert judge(given).facts["why"] == "no_results"
        assert not judge(given).is_enough

    def test_3_cannot_help_itself_with_a_field_further_down(self, given):
        failed = "mx.corp.test; dmarc=fail header.from=example.com"

        assert judge(given, failed, PASS).level is NONE
        assert not judge(given, "other.test; none", PASS).is_enough

    @pytest.mark.parametrize("second", [PASS, "mx.corp.test; none", "mx.corp.test ((; x"])
    def test_4_shows_that_our_server_lets_forged_fields_through(self, given, second):
        verdict = judge(given, PASS, second)

        assert (verdict.level, verdict.facts["why"]) == (NONE, "forged_results")

    def test_4_shows_it_below_where_it_was_received_too(self, given):
        above = f"Authentication-Results: {PASS}\r\n{RECEIVED}"
        raw = with_results(given, PASS, above=above)

        assert CHECK.judge(raw, sender="ana@example.com", now=NOW).level is NONE

    def test_5_is_another_persons_for_our_server(self, given):
        verdict = judge(given, "mx.corp.test; dmarc=pass header.from=evil.test")

        assert verdict.facts["header_from"] == "evil.test"

    def test_stays_so_when_our_servers_name_is_not_known(self, given):
        check = SenderCheck(InboundAuth.AUTHSERV_ID, None)

        assert judge(given, PASS, check=check).level is NONE

    def test_stays_so_under_an_endless_field(self, given):
        assert not judge(given, PASS + ";" * 9000).is_enough


class TestAMailByMicrosoft365:
    check = SenderCheck(InboundAuth.MICROSOFT365)
    found = (
        "spf=pass (sender IP is 203.0.113.7)\r\n smtp.mailfrom=example.com; dkim=pass (signature "
        "was verified)\r\n header.d=example.com;dmarc=pass action=none\r\n "
        "header.from=example.com;compauth=pass reason=100"
    )

    def test_is_aligned_by_a_topmost_field_without_a_name(self, given):
        assert judge(given, self.found, check=self.check).level is ALIGNED

    @pytest.mark.parametrize(
        "field",
        [
            "dkim=none (message not signed) header.d=none;dmarc=none action=none",
            "spf=pass smtp.mailfrom=example.com;compauth=pass reason=100",
        ],
    )
    def test_is_not_enough_without_a_pass(self, given, field):
        assert judge(given, field, check=self.check).level is MATCHED

    def test_is_not_believed_by_a_named_field_nor_by_a_lower_one(self, given):
        assert judge(given, PASS, check=self.check).level is MATCHED
        assert not judge(given, "mx.test; none", self.found, check=self.check).is_enough
        failed = self.found.replace("dmarc=pass", "dmarc=fail")
        assert judge(given, failed, self.found, check=self.check).level is NONE


class TestTheMinimum:
    def test_of_a_trusted_network_is_the_ticket(self, given):
        verdict = judge(given, check=SenderCheck(InboundAuth.OFF))

        assert (verdict.level, verdict.is_enough) == (MATCHED, True)
        assert verdict.facts == {"mode": "off", "from": "example.com"}

    def test_can_be_set_lower_where_nothing_speaks_against_a_mail(self, given):
        check = replace(CHECK, minimum=MATCHED)

        assert judge(given, check=check).is_enough
        failed = "mx.corp.test; dmarc=fail header.from=example.com"
        assert not judge(given, failed, check=check).is_enough

    def test_is_lower_for_the_domains_named_and_no_others(self, given):
        check = replace(CHECK, unsigned_domains=frozenset({"example.com"}))

        assert judge(given, check=check).is_enough
        assert not judge(given, check=check, sender="ana@mail.example.com").is_enough
        assert not judge(given, check=check, sender="ana@example.org").is_enough
        failed = "mx.corp.test; dmarc=fail header.from=example.com"
        assert not judge(given, failed, check=check).is_enough


class TestAWayInWithAModeOfItsOwn:
    check = replace(CHECK, ways={"imap": WayAuth(InboundAuth.AUTHSERV_ID, "imap.test")})

    @pytest.mark.parametrize(
        ("way", "server", "is_enough"),
        [
            ("imap", "imap.test", True),
            ("imap", "mx.corp.test", False),
            ("smtp", "imap.test", False),
            ("smtp", "mx.corp.test", True),
        ],
    )
    def test_is_judged_by_that(self, given, way, server, is_enough):
        raw = with_results(given, PASS.replace("mx.corp.test", server))
        verdict = self.check.judge(raw, sender="ana@example.com", now=NOW, way=way)

        assert verdict.is_enough is is_enough

    def test_asks_for_what_that_mode_can_prove(self, given):
        check = replace(CHECK, ways={"pipe": WayAuth(InboundAuth.OFF)})
        verdict = check.judge(given.mail(), sender="ana@example.com", now=NOW, way="pipe")

        assert (verdict.level, verdict.is_enough) == (MATCHED, True)


class TestOtherAddressesInAMail:
    @pytest.mark.parametrize(
        ("case", "name"), [(12, "Sender"), (13, "Resent-From"), (14, "Reply-To")]
    )
    def test_are_on_record_and_count_for_nothing(self, given, case, name):
        raw = with_results(given, PASS, headers=f"{name}: Eve <eve@evil.test>\r\n")
        verdict = CHECK.judge(raw, sender="ana@example.com", now=NOW)

        assert verdict.level is ALIGNED
        assert verdict.facts[name.lower().replace("-", "_")] == "Eve <eve@evil.test>", case


# A second reading, simpler and stricter than ours: what it gives, and nothing else, may be ours.
_ADDRESS = r"[^\s<>@,;:()\"\\\[\]]+@[\w.-]+"
_QUOTED, _COMMENT = r'"(?:[^"\\]|\\.)*"', r"\((?:[^()\\]|\\.)*\)"
_NAME = rf"(?:[^\x00-\x08\x0a-\x1f<>@,;:()\"\\\[\]]|{_QUOTED}|{_COMMENT})*"
_ORACLE = re.compile(
    rf"\s*(?:{_NAME}<\s*(?P<inner>{_ADDRESS})\s*>|(?:{_COMMENT}\s*)*(?P<bare>{_ADDRESS})"
    rf"(?:\s*<\s*(?P=bare)\s*>)?)\s*(?:{_COMMENT}\s*)*"
)
_PARTS = st.sampled_from(
    [
        *("ana@example.com", "eve@evil.test", "<ana@example.com>", "<eve@evil.test>", "Ana", '"'),
        *('"ana@example.com"', "(ana@example.com)", "(", ")", ",", ";", ":", "<", ">", " ", "\t"),
        *("\\", "=?utf-8?q?ana=40example=2Ecom?=", "\r\n ", "é", "\0", "@", "[", "]", "Team:"),
        *("аna@example.com", "ana@exаmple.com", "\u202e", "\u200b"),
    ]
)


def sender_of(field):
    raw = f"From: {field}\r\nSubject: x\r\n\r\napproved".encode()
    try:
        return read_mail(raw, recipients=(), ours=OURS).sender
    except UnreadableReply:
        return None


class TestAnyFrom:
    @settings(max_examples=400, deadline=None)
    @for_all(st.lists(_PARTS, max_size=7).map("".join))
    @example("alice@corp.test <eve@evil.test>")
    @example("(\\(ana@example.com)ana@example.com")
    @example('"\\"" <ana@example.com>')
    @example("ana@example.com <ana@example.com>")
    def test_gives_a_sender_only_where_a_simpler_reading_gives_the_same(self, field):
        sender = sender_of(field)
        if not sender:
            return
        line = re.sub(r"\r\n(?=[ \t])", "", field)
        read = _ORACLE.fullmatch(line)
        assert read is not None, field
        local, _, domain = (read["inner"] or read["bare"]).rpartition("@")
        parsed = policy.default.header_factory("From", line)
        assert [canonical_address(found.addr_spec) for found in parsed.addresses] == [sender]
        assert sender == f"{local.lower()}@{domain.encode('idna').decode().lower()}"


class TestAnyResults:
    _words = st.sampled_from(
        [
            *("mx.corp.test", "; ", " ", "dmarc=pass", "dmarc=fail", "dkim=pass", "dkim=fail"),
            *(" header.from=example.com", " header.from=evil.test", " header.d=example.com"),
            *(" header.d=evil.test", '"', "(", ")", "\\", ";", "=", " reason=", "\r\n ", "none"),
        ]
    )

    @settings(max_examples=400, deadline=None)
    @for_all(st.lists(_words, max_size=10).map("".join))
    @example("; dkim=pass header.d=example.com")
    def test_are_a_proof_only_where_a_simpler_reading_finds_one(self, text):
        field = f"mx.corp.test; {text}"
        verdict = judge(Given(), field)
        if verdict.level is not ALIGNED:
            return
        bare = re.sub(r"\\.", "", field)
        bare = re.sub(r"\"[^\"]*\"", "quoted", bare)
        while (less := re.sub(r"\([^()]*\)", " ", bare)) != bare:
            bare = less
        assert re.search(
            r";\s*(dmarc\s*=\s*pass\s[^;]*header\.from=example\.com"
            r"|dkim\s*=\s*pass\s[^;]*header\.d=example\.com)\s*(\s[^;]*)?(;|$)",
            bare,
        ), field

    @settings(max_examples=150, deadline=None)
    @for_all(st.text(max_size=120))
    def test_are_no_crash(self, text):
        verdict = judge(Given(), text.encode("utf-8", "replace").decode())

        assert verdict.level in (NONE, MATCHED)
