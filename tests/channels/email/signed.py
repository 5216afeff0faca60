"""Mails signed as a real server signs them, and a DNS that knows the keys.

The key is made from a seed: the same in every run, kept nowhere, good for nothing else.
"""

from __future__ import annotations

import base64
import random
from functools import cache

import dkim

SELECTOR = "s1._domainkey"


class Dns:
    """Answers from a table: text, None for no such name, or an error to be raised."""

    def __init__(self, *domains, **records):
        self.asked = []
        self._records = {f"{SELECTOR}.{domain}": record() for domain in domains}
        self._records |= {
            f"{SELECTOR}.{name.replace('_', '.')}": record for name, record in records.items()
        }

    def __call__(self, name):
        self.asked.append(name)
        found = self._records.get(name)
        if isinstance(found, Exception):
            raise found
        return None if found is None else found.encode()


def record(bits=1024, **tags):
    """What DNS says of the key."""
    more = "".join(f"{name}={value}; " for name, value in tags.items())
    return f"v=DKIM1; k=rsa; {more}p={base64.b64encode(_key(bits)[1]).decode()}"


def signed(
    raw, domain="example.com", *, headers=None, length=False, canon=b"relaxed", bits=1024, **tags
):
    """The mail with a signature on top; ``tags`` go into it before it is made."""
    mail = dkim.DKIM(raw)
    if tags:
        _let_add(mail, {name.encode(): value.encode() for name, value in tags.items()})
    field = mail.sign(
        b"s1",
        domain.encode(),
        _key(bits)[0],
        include_headers=headers,
        length=length,
        canonicalize=(canon, canon),
    )
    return field + raw


def _let_add(mail, tags):
    make = mail.gen_header

    def more(fields, *rest, **named):
        fields[-1:-1] = tags.items()
        return make(fields, *rest, **named)

    mail.gen_header = more


@cache
def _key(bits):
    """Return a private key as PEM and its public key as DER."""
    dice = random.Random(bits)
    p, q, e = _prime(dice, bits // 2), _prime(dice, bits // 2), 65537
    n, d = p * q, pow(e, -1, (p - 1) * (q - 1))
    private = _sequence(*map(_integer, (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
    rsa = _sequence(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", b"\x05\x00")
    public = _sequence(rsa, _tagged(3, b"\0" + _sequence(_integer(n), _integer(e))))
    kind = "RSA PRIVATE" + " KEY"
    body = base64.encodebytes(private).decode()
    return f"-----BEGIN {kind}-----\n{body}-----END {kind}-----\n".encode(), public


def _prime(dice, bits):
    while True:
        n = dice.getrandbits(bits) | 3 << bits - 2 | 1
        if (
            n % 65537 != 1
            and all(n % small for small in (3, 5, 7, 11, 13))
            and pow(2, n - 1, n) == 1
        ):
            return n


def _integer(n):
    return _tagged(2, n.to_bytes(n.bit_length() // 8 + 1))


def _sequence(*parts):
    return _tagged(48, b"".join(parts))


def _tagged(tag, body):
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 128 + len(octets)]) + octets + body
