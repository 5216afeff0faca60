"""What a real DMARC filter writes about a mail, and what we read in it. It asks no network."""

import re
import subprocess

import pytest

from signoff.channels.email.authenticity import InboundAuth, SenderCheck
from signoff.clock import SystemClock
from signoff.inbox.response import Verification
from tests.support.needs import need

pytestmark = pytest.mark.realmail

_REASON = "a real filter writes the Authentication-Results that we read (Debian: opendmarc)"
_FIELD = re.compile(r"hname='(Authentication-Results)' hvalue='(.*)'$", re.MULTILINE)
MAIL = (
    "Received: from a by b; Mon, 02 Nov 2026 10:00:00 +0000\r\n"
    "From: {}\r\nTo: bob@corp.test\r\nSubject: x\r\n"
    "Date: Mon, 02 Nov 2026 10:00:00 +0000\r\nMessage-ID: <a@corp.test>\r\n\r\nhi\r\n"
)


@pytest.fixture
def found(tmp_path):
    """Return a mail as the filter hands it on, its own field on top."""
    settings = tmp_path / "opendmarc.conf"
    settings.write_text("AuthservID mx.corp.test\nTrustedAuthservIDs mx.corp.test\n")
    program = need("opendmarc", _REASON)

    def judged(author):
        mail = MAIL.format(author)
        path = tmp_path / "mail.eml"
        path.write_bytes(mail.encode())
        words = [program, "-c", settings, "-v", "-v", "-t", path]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
        [(name, value)] = _FIELD.findall(done.stdout)
        return f"{name}: {value}\r\n{mail}".encode()

    return judged


@pytest.fixture
def judge():
    check = SenderCheck(mode=InboundAuth.AUTHSERV_ID, authserv_id="mx.corp.test")
    return lambda raw, sender: check.judge(raw, sender=sender, now=SystemClock().now())


class TestAFieldOfOpenDmarc:
    def test_is_read_with_its_finding_and_its_author(self, found, judge):
        raw = found("Alice <alice@corp.test>")

        verdict = judge(raw, "alice@corp.test")

        [finding] = re.findall(rb"dmarc=(\w+)", raw)
        assert verdict.facts["dmarc"] == finding.decode()
        assert verdict.level is Verification.MATCHED
        assert verdict.facts["why"] == "unauthenticated"

    def test_about_another_author_than_we_read_speaks_against_the_mail(self, found, judge):
        raw = found("Eve <eve@evil.test>")

        verdict = judge(raw, "alice@corp.test")

        assert verdict.level is Verification.NONE
        assert verdict.facts["why"] == "other_author"
