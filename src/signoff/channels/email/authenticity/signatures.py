"""Our own look at the DKIM signatures of a mail (RFC 6376).

The arithmetic is dkimpy's. Which signature counts is decided here, and before
it costs anything: one of the author's organisation, over the author's name and
the whole text, by a method that is not broken. All others count as absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from signoff.channels.email.authenticity.dns_text import FindText
from signoff.channels.email.authenticity.domains import is_aligned, is_host
from signoff.channels.email.authenticity.header import Field, without_mailbox_line
from signoff.channels.email.authenticity.verdict import Verdict
from signoff.inbox.response import Verification

# Each figure is measured: together a mail takes about a second of processor time at most.
MAX_OCTETS = 10_000_000
MAX_OCTETS_TWICE = 5_000_000  # above, only one signature is tried
MAX_BLANKS = 600_000
MAX_BLANK_RUNS = 50_000_000  # the sum of their squares: dkimpy's patterns look at runs twice
MAX_SIGNATURE_CHARS = 4096
MAX_KEY_CHARS = 1000  # 4096 bits are 736
MAX_SIGNATURES = 5  # looked at
MAX_TRIED = 2
_TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*([^;]*?)\s*")
_LONG_RUN = re.compile(rb"[ \t]{100,}")
_NUMBER = re.compile(r"[0-9]{1,12}")
_MIN_KEY_BITS = 1024

Tags = Mapping[str, str]


def judge_signatures(
    raw: bytes, fields: Sequence[Field], *, domain: str, find_text: FindText, now: datetime
) -> Verdict:
    """Return what the signatures say of an author at ``domain``; ``now`` is when it arrived.

    ``fields`` are those of ``raw``, read strictly. "dkim" tells of each signature: 'pass',
    'fail', or why it counts as absent: 'unreadable', 'unaligned', 'part_of_text',
    'author_unsigned', 'weak', 'expired', 'no_key', 'not_tried'.
    Raises: DnsUnavailable.
    """
    signatures = [field.value for field in fields if field.name == "dkim-signature"]
    results: list[dict[str, str]] = []
    n_left = 0 if _is_costly(raw) else MAX_TRIED if len(raw) <= MAX_OCTETS_TWICE else 1
    for n, signature in enumerate(signatures[:MAX_SIGNATURES]):
        tags = _tags(signature)
        result = "unreadable" if tags is None else _objection(tags, domain, now)
        if tags is not None and not result:
            result = _tried(raw, n, tags, find_text) if n_left else "not_tried"
            n_left -= 1 if n_left else 0
        signer = tags.get("d", "").lower() if tags else ""
        results.append({"domain": signer[:253], "result": result})
        if result == "pass":
            return Verdict(Verification.ALIGNED, {"dkim": results, "why": "dkim"})
    why = "unauthenticated" if signatures else "unsigned"
    return Verdict(Verification.MATCHED, {"dkim": results, "why": why})


def _tags(text: str) -> Tags | None:
    """Return the tags of a signature or a key, None where there is any doubt about them."""
    if len(text) > MAX_SIGNATURE_CHARS or re.search(r"\s{80}", text):
        return None
    tags: dict[str, str] = {}
    for part in text.strip().removesuffix(";").split(";"):
        found = _TAG.fullmatch(part)
        if found is None or found[1] in tags:
            return None
        tags[found[1]] = found[2]
    return tags


def _objection(tags: Tags, domain: str, now: datetime) -> str:
    """Return why a signature counts as absent, '' where it may count."""
    signer, selector = tags.get("d", "").lower(), tags.get("s", "").lower()
    signed = [name.strip(" \t\r\n").lower() for name in tags.get("h", "").split(":")]
    objections = {
        "unreadable": not is_host(f"{selector}._domainkey.{signer}") or not is_host(signer),
        "unaligned": not is_aligned(signer, domain),
        "part_of_text": "l" in tags,  # anybody can append to it
        "author_unsigned": "from" not in signed,
        "weak": tags.get("a", "").lower() != "rsa-sha256",
        "expired": "x" in tags and _is_over(tags["x"], now),
    }
    return next((reason for reason, holds in objections.items() if holds), "")


def _is_over(until: str, now: datetime) -> bool:
    return not _NUMBER.fullmatch(until) or now.timestamp() >= int(until)


def _tried(raw: bytes, n: int, tags: Tags, find_text: FindText) -> str:
    from dkim import DKIM, DKIMException  # noqa: PLC0415 - only a mode of few installations needs it

    key = find_text(f"{tags['s']}._domainkey.{tags['d']}".lower())
    if key is None or not _may_sign(key, tags):
        return "no_key"
    signed = DKIM(without_mailbox_line(raw), minkey=_MIN_KEY_BITS)
    try:
        return "pass" if signed.verify(idx=n, dnsfunc=partial(_known, key)) else "fail"
    except (
        *(DKIMException, ValueError, LookupError, ArithmeticError),
        *(TypeError, AttributeError, AssertionError, RuntimeError),
    ):
        # Hostile octets make the library fail in any way; none of them is a proof.
        return "fail"


def _known(key: bytes, name: bytes, timeout: float = 0) -> bytes:
    """Answer dkimpy's question to DNS with what DNS answered us."""
    del name, timeout
    return key


def _may_sign(key: bytes, tags: Tags) -> bool:
    """Say whether a key's record lets it sign mail, and for this signature's author."""
    record = _tags(key.decode("utf-8", "replace"))
    if record is None or not 0 < len(record.get("p", "")) <= MAX_KEY_CHARS:
        return False  # unreadable, revoked, or so long that it takes seconds
    flags = {flag.strip() for flag in record.get("t", "").split(":")}
    services = {service.strip() for service in record.get("s", "*").split(":")}
    hashes = {name.strip() for name in record.get("h", "sha256").split(":")}
    agent = tags.get("i", f"@{tags['d']}").rpartition("@")[2].lower()
    return (
        "y" not in flags  # a test, by the domain's own word
        and ("s" not in flags or agent == tags["d"].lower())
        and bool(services & {"*", "email"})
        and "sha256" in hashes
    )


def _is_costly(raw: bytes) -> bool:
    if len(raw) > MAX_OCTETS or raw.count(b" ") + raw.count(b"\t") > MAX_BLANKS:
        return True
    return sum(len(run) ** 2 for run in _LONG_RUN.findall(raw)) > MAX_BLANK_RUNS
