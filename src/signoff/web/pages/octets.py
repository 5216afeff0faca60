"""How much of a page a text takes: octets of the HTML that goes out.

Letters of most of the world take three octets, an emoji four, and '&' five once it is escaped:
to count characters would let a page grow to several times its size.
"""

from __future__ import annotations

from markupsafe import escape


def octets_of(text: str) -> int:
    """Return how many octets of HTML a text takes that is shown as it is."""
    return octets_in(escape(text))


def octets_in(html: str) -> int:
    """Return how many octets HTML takes."""
    return len(html.encode("utf-8", "replace"))
