"""What our own mail server found, in its Authentication-Results field (RFC 8601).

Only the topmost field is believed: whoever sent the mail may have written any
that stands below. One of ours further down says that the server lets forged
ones through, so then nothing is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from signoff.channels.email.authenticity.domains import is_aligned, plain_domain
from signoff.channels.email.authenticity.header import Field
from signoff.channels.email.authenticity.verdict import Verdict
from signoff.inbox.response import Verification

MAX_FIELD_CHARS = 8192
_NAME = "authentication-results"
_SERVER = re.compile(r"(?P<name>[^\s;=\"]+)(?:\s+\d+)?")
_RESULT = re.compile(
    r"(?P<method>[A-Za-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*(?P<result>[A-Za-z]+)(?=\s|$)"
)
_PROPERTY = re.compile(
    r"\s+(?P<name>[A-Za-z0-9-]+(?:\s*\.\s*[A-Za-z0-9_-]+)?)\s*="
    r"\s*(?P<value>(?:\"(?:[^\"\\]|\\.)*\"|[^\s;\"])+)"
)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One method's result, all names in lower case."""

    method: str
    result: str
    properties: Mapping[str, str]

    def domain(self, name: str) -> str:
        """Return the domain a property names, '' where it names none."""
        return plain_domain(self.properties.get(name, "").strip('"').rpartition("@")[2])


def judge_results(fields: Sequence[Field], *, domain: str, authserv_id: str | None) -> Verdict:
    """Return what the topmost field says of an author at ``domain``.

    ``authserv_id`` is our server's name; None for a server that writes no name.
    """
    at = [n for n, field in enumerate(fields) if field.name == _NAME]
    topmost = _segments(fields[at[0]].value) if at else None
    if topmost is None:
        return _undecided("unreadable_results" if at else "no_results")
    if authserv_id is None:
        # Without a name in it, the first segment is a finding already.
        return _weigh(topmost, domain) if "=" in topmost[0] else _undecided("other_server")
    if any(_is_from(fields[n], authserv_id) for n in _below(fields, at, authserv_id)):
        return Verdict(Verification.NONE, {"why": "forged_results"})
    if not _is_from(fields[at[0]], authserv_id):
        return _undecided("other_server")
    return _weigh(topmost[1:], domain)


def _below(fields: Sequence[Field], at: Sequence[int], authserv_id: str) -> Iterator[int]:
    """Yield the places of fields that a server of ours cannot have written beside the topmost.

    A server may write several, one for each of its filters: all above the first Received field,
    which itself writes above everything that came with the mail.
    """
    received = next((n for n, field in enumerate(fields) if field.name == "received"), 0)
    together = True
    for before, n in pairwise(at):
        together = together and n == before + 1 and n < received
        together = together and _is_from(fields[before], authserv_id)
        if not together:
            yield n


def _is_from(field: Field, authserv_id: str) -> bool:
    segments = _segments(field.value)
    if segments is None:
        # A field that cannot be read may be anybody's, ours too.
        return authserv_id.lower() in field.value.lower()
    named = _SERVER.fullmatch(segments[0])
    return named is not None and named["name"].lower() == authserv_id.lower()


def _weigh(segments: Sequence[str], domain: str) -> Verdict:
    findings = [finding for finding in map(_finding, segments) if finding]
    dmarc = [finding for finding in findings if finding.method == "dmarc"]
    dkim = [finding for finding in findings if finding.method == "dkim"]
    facts = {
        "dmarc": ", ".join(finding.result for finding in dmarc) or "none",
        "dkim": [{"domain": _signer(finding), "result": finding.result} for finding in dkim][:5],
    }
    seen = {finding.domain("header.from") for finding in (*dmarc, *dkim)} - {""}
    if seen - {domain}:
        # The server read another author than we did.
        facts |= {"header_from": ", ".join(sorted(seen)), "why": "other_author"}
        return Verdict(Verification.NONE, facts)
    results = {finding.result for finding in dmarc}
    if "fail" in results or len(dmarc) > 1:
        return Verdict(Verification.NONE, {**facts, "why": "dmarc_failed"})
    signed = any(f.result == "pass" and is_aligned(_signer(f), domain) for f in dkim)
    if ("pass" in results and seen) or signed:
        return Verdict(Verification.ALIGNED, {**facts, "why": "dmarc" if seen else "dkim"})
    return _undecided("unauthenticated", facts)


def _signer(finding: _Finding) -> str:
    name = "header.d" if "header.d" in finding.properties else "header.i"
    return finding.domain(name)


def _undecided(why: str, facts: Mapping[str, object] | None = None) -> Verdict:
    return Verdict(Verification.MATCHED, {**(facts or {}), "why": why})


def _finding(segment: str) -> _Finding | None:
    """Return what one segment says, None where any of it cannot be read.

    Quoted text comes from the sender: it must not be taken for a property.
    """
    found = _RESULT.match(segment)
    if found is None:
        return None
    properties: dict[str, str] = {}
    place = found.end()
    while place < len(segment):
        more = _PROPERTY.match(segment, place)
        if more is None:
            return None
        name = re.sub(r"\s", "", more["name"]).lower()
        if name in properties:
            return None
        properties[name] = more["value"]
        place = more.end()
    return _Finding(found["method"].lower(), found["result"].lower(), properties)


def _segments(text: str) -> list[str] | None:
    """Split at semicolons, without comments; None where quotes or brackets do not close.

    Comments may hold anything, a forged 'dmarc=pass' too.
    """
    if len(text) > MAX_FIELD_CHARS:
        return None
    segments, depth, is_quoted, is_escaped = [""], 0, False, False
    for char in text:
        is_escaped, was_escaped = char == "\\" and not is_escaped, is_escaped
        plain = not was_escaped and not is_escaped
        if plain and char == '"' and not depth:
            is_quoted = not is_quoted
        elif plain and not is_quoted and char in "()":
            depth += 1 if char == "(" else -1
            if depth < 0:
                return None
            segments[-1] += " "
            continue
        if char == ";" and plain and not is_quoted and not depth:
            segments.append("")
        elif not depth:
            segments[-1] += char
    return None if depth or is_quoted else [segment.strip() for segment in segments]
