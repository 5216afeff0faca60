"""What DNS says about mail, asked of this machine's name servers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from signoff.errors import DnsUnavailable

_TIMEOUT_S = 5.0


class SystemNameServer:
    """Asks the name servers this machine is set up with."""

    def mail_servers(self, domain: str) -> Sequence[str]:
        """Return the hosts that take mail for ``domain``, best first; none is an answer too.

        Raises: DnsUnavailable.
        """
        found = sorted((record.preference, str(record.exchange)) for record in _ask(domain, "MX"))
        return [host.rstrip(".") for _, host in found if host.rstrip(".")]

    def texts(self, name: str) -> Sequence[str]:
        """Return the TXT records under ``name``. Raises: DnsUnavailable."""
        records = _ask(name, "TXT")
        return [b"".join(record.strings).decode(errors="replace") for record in records]


def _ask(name: str, kind: str) -> Sequence[Any]:
    from dns import exception, resolver  # noqa: PLC0415 - only a look at the set-up asks

    try:
        return list(resolver.resolve(name, kind, lifetime=_TIMEOUT_S, search=False))
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return []
    except (exception.DNSException, OSError) as error:
        raise DnsUnavailable(
            f"DNS gave no answer about {name!r} ({type(error).__name__}). Nothing is known of it. "
            "Look at the name servers of this machine."
        ) from error
