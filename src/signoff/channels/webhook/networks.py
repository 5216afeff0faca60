"""Which network addresses a webhook may be sent to.

Whoever configures a webhook chooses where our server connects to, and our
server stands inside a network. So every address is refused that is not a
public one, whatever form it is written in, unless the operator of the
installation has named its network. This file resolves no name.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from signoff.errors import ConfigurationError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

LOOPBACK: tuple[Network, ...] = (
    ipaddress.ip_network("127.0.0.0/8"),
    ipaddress.ip_network("::1/128"),
)
# Written out, because what a Python release holds for global has changed before.
_CLOSED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' own
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, and IPv4 as it was once written
        "::ffff:0:0/96",  # IPv4 in IPv6
        "::ffff:0:0:0/96",
        "64:ff9b::/96",  # NAT64: any IPv4 address may be behind it
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo and other tunnels
        "2001:db8::/32",
        "2002::/16",  # 6to4: any IPv4 address may be behind it
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
# Where clouds keep the keys of their machines: no setting opens these.
_METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in (
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.169.253",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
    )
)


def why_closed(address: Address, allowed: Sequence[Network]) -> str | None:
    """Return why nothing may be sent to an address, None where it may.

    ``allowed`` are the networks that the operator has opened.
    """
    plain = _plain(address)
    if plain in _METADATA:
        return "is where a cloud keeps its machines' keys"
    if any(address in network for network in allowed):
        return None
    is_closed = any(address in network for network in _CLOSED)
    if is_closed or not address.is_global or address.is_multicast:
        return "is no public address"
    return None


def _plain(address: Address) -> Address:
    """Return the IPv4 address within an IPv6 one, where it is written so."""
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address.sixtofour or _nat64(address) or address
    return address


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    behind = address in ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.IPv4Address(address.packed[-4:]) if behind else None


def read_networks(text: str) -> tuple[Network, ...]:
    """Return the networks of SIGNOFF_WEBHOOK_NETWORKS, with commas or blanks between.

    Raises: ConfigurationError.
    """
    found = []
    for part in text.replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(part))
        except ValueError as error:
            raise ConfigurationError(
                f"SIGNOFF_WEBHOOK_NETWORKS holds {part!r}: {error}. Nothing was started. Write "
                "networks with commas between, like 10.20.0.0/16, 192.168.7.4/32."
            ) from error
    return tuple(found)
