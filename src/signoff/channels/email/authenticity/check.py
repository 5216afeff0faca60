"""The one thing that receiving asks: whether this mail's sender may be believed.

What is enough is the installation's choice. What was found is put on record
whether it was enough or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from signoff.channels.email.authenticity.dns_text import FindText, find_text
from signoff.channels.email.authenticity.domains import plain_domain
from signoff.channels.email.authenticity.header import Field, read_fields
from signoff.channels.email.authenticity.results import judge_results
from signoff.channels.email.authenticity.signatures import judge_signatures
from signoff.channels.email.authenticity.verdict import InboundAuth, Verdict
from signoff.inbox.response import Verification

_RANK = {Verification.NONE: 0, Verification.MATCHED: 1, Verification.ALIGNED: 2}
# None of these says who wrote a mail; a person who looks at the trail wants to know of them.
_ASIDE = ("sender", "reply-to", "resent-from")
_MAX_SHOWN = 254


@dataclass(frozen=True, slots=True)
class WayAuth:
    """How mail that comes by one way is authenticated."""

    mode: InboundAuth
    authserv_id: str | None = None


@dataclass(frozen=True, slots=True)
class SenderCheck:
    """Judges where a mail came from.

    ``minimum`` None: what the mode can prove. For authors of ``unsigned_domains`` it is enough
    that nothing speaks against the mail. ``ways`` are those that have a mode of their own.
    ``find_text`` asks DNS for a TXT record.
    """

    mode: InboundAuth = InboundAuth.OFF
    authserv_id: str | None = None
    minimum: Verification | None = None
    unsigned_domains: frozenset[str] = frozenset()
    ways: Mapping[str, WayAuth] = field(default_factory=dict)
    find_text: FindText = find_text

    def judge(self, raw: bytes, *, sender: str, now: datetime, way: str = "") -> Verdict:
        """Return how far the sender is proved.

        ``sender`` is the canonical address of the From field, ``now`` when the mail arrived,
        ``way`` how, as in ``Envelope``.
        Raises: DnsUnavailable, where a signature cannot be looked at now but may be later.
        """
        if way in self.ways:
            own = self.ways[way]
            check = replace(self, mode=own.mode, authserv_id=own.authserv_id, ways={})
            return check.judge(raw, sender=sender, now=now)
        found = self._judge(raw, sender, now)
        return replace(found, is_enough=_RANK[found.level] >= self._least(sender))

    def _judge(self, raw: bytes, sender: str, now: datetime) -> Verdict:
        domain = sender.rpartition("@")[2]
        facts = {"mode": self.mode.value, "from": domain}
        if self.mode is InboundAuth.OFF:
            return Verdict(Verification.MATCHED, facts)
        fields = read_fields(raw)
        if fields is None:
            return Verdict(Verification.NONE, {**facts, "why": "ambiguous_header"})
        found = self._found(raw, fields, domain, now)
        return Verdict(found.level, {**facts, **found.facts, **_aside(fields, sender)})

    def _least(self, sender: str) -> int:
        least = self.minimum or least_of(self.mode)
        if sender.rpartition("@")[2] in self.unsigned_domains:
            least = Verification.MATCHED
        return max(_RANK[least], _RANK[Verification.MATCHED])

    def _found(self, raw: bytes, fields: Sequence[Field], domain: str, now: datetime) -> Verdict:
        if self.mode is InboundAuth.VERIFY:
            return judge_signatures(raw, fields, domain=domain, find_text=self.find_text, now=now)
        named = self.authserv_id if self.mode is InboundAuth.AUTHSERV_ID else None
        if self.mode is InboundAuth.AUTHSERV_ID and not named:
            return Verdict(Verification.NONE, {"why": "server_not_named"})
        return judge_results(fields, domain=plain_domain(domain), authserv_id=named)


def least_of(mode: InboundAuth) -> Verification:
    """Return what a mode can prove, and so asks for where nobody chose."""
    return Verification.MATCHED if mode is InboundAuth.OFF else Verification.ALIGNED


def _aside(fields: Sequence[Field], sender: str) -> dict[str, str]:
    """Return the other addresses a mail names for its author, where they differ."""
    return {
        named.name.replace("-", "_"): named.value[:_MAX_SHOWN]
        for named in fields
        if named.name in _ASIDE and sender not in named.value.lower()
    }
