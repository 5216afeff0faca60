"""Asking DNS, against a name server on this machine."""

from __future__ import annotations

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from signoff.channels.email.authenticity import find_text
from signoff.errors import DnsUnavailable

NAME = "s1._domainkey.example.com"
RECORDS = {
    NAME: ['"v=DKIM1; p=" "AAAA"'],
    "two.example.com": ['"one"', '"two"'],
    "long.example.com": [" ".join(['"' + "a" * 200 + '"'] * 25)],
}


def _answer(wire):
    query = dns.message.from_wire(wire)
    name = query.question[0].name.to_text(omit_final_dot=True)
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.RA
    if name in RECORDS:
        answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", *RECORDS[name]))
    elif name != "empty.example.com":
        broken = name == "broken.example.com"
        answer.set_rcode(dns.rcode.SERVFAIL if broken else dns.rcode.NXDOMAIN)
    return answer.to_wire(max_size=65535)


def _serve(wire):
    while True:
        try:
            query, client = wire.recvfrom(4096)
        except OSError:
            return
        if not query:
            return
        wire.sendto(_answer(query), client)


@pytest.fixture(scope="module")
def resolver():
    """A resolver that asks a server which knows a few names."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        server = threading.Thread(target=_serve, args=(wire,))
        server.start()
        found = dns.resolver.Resolver(configure=False)
        found.nameservers = ["127.0.0.1"]
        found.port = wire.getsockname()[1]
        yield found
        wire.sendto(b"", wire.getsockname())
        server.join(timeout=20)


class TestANameServer:
    def test_gives_the_text_in_one_piece(self, resolver):
        assert find_text(NAME, using=resolver) == b"v=DKIM1; p=AAAA"

    @pytest.mark.parametrize("name", ["two", "long", "empty", "no-such"])
    def test_gives_none_where_there_is_none_that_can_be_used(self, resolver, name):
        assert find_text(f"{name}.example.com", using=resolver) is None

    def test_that_fails_is_to_be_asked_later(self, resolver):
        with pytest.raises(DnsUnavailable, match=r"'broken\.example\.com'"):
            find_text("broken.example.com", using=resolver)

    def test_that_is_not_there_is_to_be_asked_later(self):
        nobody = dns.resolver.Resolver(configure=False)
        nobody.nameservers = []

        with pytest.raises(DnsUnavailable, match=NAME):
            find_text(NAME, using=nobody)

    @pytest.mark.parametrize("name", ["a..example.com", "a" * 64 + ".example.com"])
    def test_is_not_asked_about_what_is_no_name(self, resolver, name):
        assert find_text(name, using=resolver) is None
