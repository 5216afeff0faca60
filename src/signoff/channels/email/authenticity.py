"""Whether the mail itself was authenticated for the domain it claims to be from.

The ticket proves that a mail answers our question; only the receiving mail
server can say that it truly came from the person's domain. Its finding is the
topmost Authentication-Results field (RFC 8601); one further down may have
been written by the sender and is never believed.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from enum import StrEnum

from signoff.inbox.response import Verification

MAX_FIELD_CHARS = 8192
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(
    r"\s*(?P<method>[a-z0-9-]+)(?:/\d+)?\s*=\s*(?P<result>[a-z]+)\b(?P<rest>.*)", re.DOTALL
)
_PROPERTY = re.compile(r"(?P<name>header\.[a-z]+)\s*=\s*\"?(?P<value>[^\s;\"]+)\"?")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


class InboundAuth(StrEnum):
    """How incoming mail is authenticated on this route."""

    OFF = "off"
    AUTHSERV_ID = "authserv-id"


def judge(raw: bytes, *, sender: str, mode: InboundAuth, authserv_id: str | None) -> Verification:
    """Return how far the sender of the mail is proved; NONE must not be recorded.

    ``sender`` is the canonical address of the From field, ``authserv_id`` the name our own mail
    server writes into its findings. OFF trusts the network (an internal relay): MATCHED, the
    ticket alone has to hold.
    """
    if mode is InboundAuth.OFF:
        return Verification.MATCHED
    topmost = _topmost_results(raw)
    if topmost is None or not authserv_id:
        return Verification.NONE
    server, findings = topmost
    if server != authserv_id.casefold():
        return Verification.NONE
    domain = sender.rpartition("@")[2]
    passed = any(_passes(finding, domain) for finding in findings)
    return Verification.ALIGNED if passed else Verification.NONE


def _topmost_results(raw: bytes) -> tuple[str, list[str]] | None:
    """Return the server's name and its findings, of the topmost field only."""
    header = raw[: 128 * 1024]
    message = message_from_bytes(header, policy=policy.compat32)
    fields = message.get_all("Authentication-Results", [])
    if not fields or len(str(fields[0])) > MAX_FIELD_CHARS:
        return None
    text = str(fields[0]).casefold()
    # Comments may hold anything, a forged 'dmarc=pass' too; innermost first.
    for _ in range(5):
        text = _COMMENT.sub(" ", text)
    if "(" in text or ")" in text:
        return None
    server, *findings = _split(text)
    name = _ID.match(server.strip())
    return (name[0], findings) if name else None


def _split(text: str) -> list[str]:
    """Split at semicolons outside quotation marks."""
    return re.findall(r"(?:[^;\"]|\"[^\"]*\"?)+", text) or [""]


def _passes(finding: str, domain: str) -> bool:
    """Say whether one finding authenticates the author's own domain.

    DMARC passes for exactly the domain we read from the From field, or DKIM signed for that
    domain or one above it. Anything a parser read differently does not count.
    """
    found = _RESULT.match(finding)
    if not found or found["result"] != "pass":
        return False
    properties = dict(_PROPERTY.findall(found["rest"]))
    if found["method"] == "dmarc":
        return str(properties.get("header.from", "")).rstrip(".") == domain
    if found["method"] == "dkim":
        signer = properties.get("header.d", properties.get("header.i", "").rpartition("@")[2])
        return str(signer).rstrip(".") == domain
    return False
