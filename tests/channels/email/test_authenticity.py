from __future__ import annotations

import pytest

from signoff.channels.email.authenticity import InboundAuth, judge
from signoff.inbox.response import Verification

ALIGNED, MATCHED, NONE = Verification.ALIGNED, Verification.MATCHED, Verification.NONE
PASS = "mx.corp.test; dmarc=pass (p=reject) header.from=example.com"


def verdict(
    given, *fields, sender="ana@example.com", mode=InboundAuth.AUTHSERV_ID, server="mx.corp.test"
):
    headers = "".join(f"Authentication-Results: {field}\r\n" for field in fields)
    raw = headers.encode() + given.mail()
    return judge(raw, sender=sender, mode=mode, authserv_id=server)


class TestAnAuthenticatedMail:
    @pytest.mark.parametrize(
        "field",
        [
            PASS,
            "MX.Corp.Test 1;\r\n\tspf=fail smtp.mailfrom=x@y.z;\r\n\tDMARC=PASS header.from=Example.com",
            "mx.corp.test; dkim=pass header.d=example.com header.s=s1",
            "mx.corp.test; dkim=pass header.i=@example.com",
            'mx.corp.test; dkim=pass (2048-bit key; unprotected) header.d="example.com"',
        ],
    )
    def test_is_aligned(self, given, field):
        assert verdict(given, field) is ALIGNED


class TestAMailThatWasNotAuthenticated:
    @pytest.mark.parametrize(
        "field",
        [
            "mx.corp.test; dmarc=fail header.from=example.com",
            "mx.corp.test; dmarc=pass header.from=evil.test",
            "mx.corp.test; dmarc=pass",
            "mx.corp.test; dmarc=none header.from=example.com",
            "mx.corp.test; spf=pass smtp.mailfrom=example.com",
            "mx.corp.test; dkim=pass header.d=evil.test",
            "mx.corp.test; dkim=pass header.d=com",
            "mx.corp.test; dkim=fail (dmarc=pass header.from=example.com) header.d=example.com",
            'mx.corp.test; x="; dmarc=pass header.from=example.com"',
            "mx.corp.test; arc=pass; none",
            "evil.test; dmarc=pass header.from=example.com",
            "mx.corp.test.evil.test; dmarc=pass header.from=example.com",
            "",
            "(((",
            "mx.corp.test (; dmarc=pass header.from=example.com",
        ],
    )
    def test_is_not_to_be_recorded(self, given, field):
        assert verdict(given, field) is NONE

    def test_has_no_field_at_all(self, given):
        assert verdict(given) is NONE

    def test_cannot_help_itself_with_a_field_further_down(self, given):
        assert verdict(given, "mx.corp.test; dmarc=fail header.from=example.com", PASS) is NONE
        assert verdict(given, "other.test; none", PASS) is NONE

    def test_stays_so_when_our_servers_name_is_not_known(self, given):
        assert verdict(given, PASS, server=None) is NONE

    def test_stays_so_under_an_endless_field(self, given):
        assert verdict(given, PASS + ";" * 9000) is NONE


class TestATrustedNetwork:
    def test_leaves_the_ticket_to_decide(self, given):
        assert verdict(given, mode=InboundAuth.OFF, server=None) is MATCHED
