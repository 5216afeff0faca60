"""Whether two domains belong to the same organisation, as DMARC means it.

Where a domain can be registered is the Public Suffix List's business. Equal is
always enough; without the list's word two domains are strangers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

MAX_CHARS = 253
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


def is_aligned(signer: str, author: str) -> bool:
    """Say whether what ``signer`` vouches for counts for mail from ``author``; A-labels both."""
    if signer == author:
        return True
    organisation = _organisation(author)
    return organisation is not None and organisation == _organisation(signer)


def plain_domain(text: str) -> str:
    """Return a domain as ``canonical_address`` writes it, '' for what is none."""
    try:
        return canonical_address(f"x@{text.removesuffix('.')}").rpartition("@")[2]
    except AddressInvalid:
        return ""


def is_host(text: str) -> bool:
    """Say whether DNS can be asked about this name."""
    return len(text) <= MAX_CHARS and _HOST.fullmatch(text) is not None


def _organisation(domain: str) -> str | None:
    found: str | None = _public_suffixes().privatesuffix(domain)
    return found


@cache
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - a list of 300 kB

    return PublicSuffixList()
