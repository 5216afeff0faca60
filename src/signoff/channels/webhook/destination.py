"""Where a webhook is sent, read from the address that somebody typed.

The address is taken apart once, by these rules, and what was read is what is
connected to: two programs that read one address differently are how guards
are passed.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from signoff.channels.webhook.networks import LOOPBACK, Address, Network, why_closed
from signoff.errors import WebhookInvalid

LONGEST = 2000
_PORTS = {"https": 443, "http": 80}
_FIRST_FREE_PORT = 1024
_LAST_PORT = 65535
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_NUMBER_LIKE = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.ASCII)  # how a URL may write 127.0.0.1 too
# What may stand in a request line; the rest must come percent-encoded.
_TARGET = re.compile(r"[A-Za-z0-9._~:/?@!$&'()*+,;=%\[\]-]*", re.ASCII)
_PLAIN = re.compile(r"[!-~]+", re.ASCII)  # a parser mends the rest in silence


@dataclass(frozen=True, slots=True)
class Destination:
    """One address, taken apart. ``host`` is a name or a number without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def number(self) -> Address | None:
        """The host, where it is written as a number."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None

    @property
    def host_header(self) -> str:
        """What the receiver is called by."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def opened(self, allowed: Sequence[Network], *, is_development: bool) -> tuple[Network, ...]:
        """Return the networks that are open for this destination.

        Only this computer's own name opens this computer, and only where people develop: another
        name that leads here is one that somebody has pointed at us.
        """
        is_open = is_development and _is_here(self.host)
        return (*allowed, *LOOPBACK) if is_open else tuple(allowed)


def serves_itself(base_url: str) -> bool:
    """Say whether an installation at this address is one that somebody develops with."""
    parts = urlsplit(base_url)
    return parts.scheme == "http" and _is_here(parts.hostname or "")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(number in network for network in LOOPBACK)


def read_destination(
    url: str, *, allowed: Sequence[Network] = (), is_development: bool = False
) -> Destination:
    """Return where an address leads.

    ``is_development``: this installation serves its own computer alone, so that plain HTTP, and
    receivers on it, will do.
    Raises: WebhookInvalid, field ``url``.
    """
    if len(url) > LONGEST:
        raise _invalid(url, f"has {len(url)} characters", f"Give one of at most {LONGEST}.")
    if not _PLAIN.fullmatch(url):
        raise _invalid(url, "holds blanks or characters beyond ASCII", "Percent-encode them.")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise _invalid(url, f"cannot be read: {error}", "Give an address like this.") from error
    if parts.scheme not in _PORTS or (parts.scheme == "http" and not is_development):
        raise _invalid(url, "does not start with https://", "Let the receiver speak HTTPS.")
    if parts.username is not None or parts.password is not None or "#" in url:
        raise _invalid(
            url, "holds a user's name or a fragment", "Prove our calls by their signature."
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not _TARGET.fullmatch(target):
        raise _invalid(url, "holds characters no address has", "Percent-encode them.")
    found = Destination(parts.scheme, host, port or _PORTS[parts.scheme], target)
    _check_host(url, found)
    _check_port(url, found.port, port)
    opened = found.opened(allowed, is_development=is_development)
    why = None if found.number is None else why_closed(found.number, opened)
    if why is not None:
        raise _invalid(
            url, why, "Give a public one, or have its network opened: SIGNOFF_WEBHOOK_NETWORKS."
        )
    return found


def _check_host(url: str, found: Destination) -> None:
    if found.number is not None and "%" not in found.host:
        return
    last = found.host.rpartition(".")[2]
    if not _NAME.fullmatch(found.host) or _NUMBER_LIKE.fullmatch(last):
        raise _invalid(
            url,
            f"has the host {found.host[:120]!r}, which is no name of the Internet",
            "Give a name like hooks.example.com; write others in their xn-- form.",
        )


def _check_port(url: str, port: int, written: int | None) -> None:
    if written == 0 or (port < _FIRST_FREE_PORT and port not in _PORTS.values()):
        raise _invalid(
            url,
            f"has port {port if written is None else written}, where something else listens",
            f"Use 443, 80, or {_FIRST_FREE_PORT} to {_LAST_PORT}.",
        )


def _invalid(url: str, why: str, advice: str) -> WebhookInvalid:
    message = (
        f"The address {url[:200]!r} {why}. Nothing was changed. {advice} "
        "For example: https://hooks.example.com/signoff."
    )
    return WebhookInvalid(message, field="url")
