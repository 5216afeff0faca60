"""One question to DNS: the text under a name. Nothing else here touches the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from signoff.errors import DnsUnavailable

if TYPE_CHECKING:
    from dns.resolver import Resolver

TIMEOUT_S = 5.0
MAX_OCTETS = 4096  # a key of 4096 bits has 800

FindText = Callable[[str], bytes | None]


def find_text(name: str, *, using: Resolver | None = None) -> bytes | None:
    """Return the TXT record under ``name``, None where there is none or more than one.

    ``using`` None: the name servers of this machine.
    Raises: DnsUnavailable, when nobody could be asked; later it may be otherwise.
    """
    from dns import exception, resolver  # noqa: PLC0415 - only a mode of few installations asks

    try:
        asked = using or resolver.get_default_resolver()
        answer = asked.resolve(name, "TXT", lifetime=TIMEOUT_S, search=False)
    except (resolver.NXDOMAIN, resolver.NoAnswer, exception.SyntaxError, exception.FormError):
        return None
    except (exception.DNSException, OSError) as error:
        raise DnsUnavailable(
            f"DNS gave no answer about {name!r} ({type(error).__name__}). The mail is kept and "
            "will be read again later. Look at the name servers of this machine if it goes on."
        ) from error
    texts = [b"".join(record.strings) for record in answer]
    # RFC 6376, 3.6.2.2: with several, what a verifier does is its own affair. Ours doubts.
    return texts[0] if len(texts) == 1 and len(texts[0]) <= MAX_OCTETS else None
