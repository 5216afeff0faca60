"""What 'the same mail address' means.

Two spellings are one address when they differ in case, in Unicode form, in
quoting of the local part, or in how an internationalised domain is written.
Case is folded letter by letter: 'weiß' and 'weiss' may be two people.
Dots and plus parts are not stripped: only the owner's provider knows what
they mean, so a wrong guess would let a stranger answer.
"""

from __future__ import annotations

import re
import unicodedata

from signoff.errors import AddressInvalid

_LOCAL = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Controls, marks of direction and of no width, surrogates and private characters: with them two
# addresses look like one, or one like another.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
MAX_LOCAL_OCTETS = 64  # RFC 5321, 4.5.3.1.1
MAX_ADDRESS_OCTETS = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets


def canonical_address(text: str) -> str:
    """Return the one spelling under which an address is compared and stored.

    Raises: AddressInvalid, for anything that is not exactly one addr-spec.
    """
    local, at, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    if len(local) > 1 and local[0] == local[-1] == '"':
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    domain = _ascii_domain(domain, text)
    labels = domain.split(".")
    valid = (
        at
        and _LOCAL.fullmatch(local)
        and ".." not in local
        and local.strip(".") == local
        and not any(unicodedata.category(each) in _UNSEEN for each in local)
        and all(_LABEL.fullmatch(label) for label in labels)
    )
    if not valid:  # before anything is encoded: half a surrogate pair has no octets
        raise _invalid(text)
    # Lower case may leave a letter and its accent apart.
    canonical = f"{unicodedata.normalize('NFC', local.lower())}@{domain}"
    if len(local.encode()) > MAX_LOCAL_OCTETS or len(canonical.encode()) > MAX_ADDRESS_OCTETS:
        raise _invalid(text)
    return canonical


def reachable_address(text: str) -> str:
    """Return ``canonical_address`` of whoever is to get mail from now on.

    Raises: AddressInvalid, also for a domain of one name, as a slip of the pen leaves it: mail
    goes to full names only (RFC 5321, 2.3.5), and to this machine.
    """
    address = canonical_address(text)
    domain = address.rpartition("@")[2]
    if "." not in domain and domain != "localhost":
        raise AddressInvalid(
            f"{text[:120]!r} is no address that mail can go to: {domain!r} is not the full name of "
            "a domain. Nothing was changed. Write one like ana@example.com."
        )
    return address


def _ascii_domain(domain: str, text: str) -> str:
    if domain.isascii():
        return domain.lower()
    # The standard codec is IDNA 2003; it is what the library can have without a dependency.
    # It reads 'straße' as 'strasse', which today is somebody else's domain, and drops what is
    # invisible: only what comes back as it went in is one domain for every program.
    try:
        encoded = domain.encode("idna")
        if encoded.decode("idna") == domain.lower():
            return encoded.decode("ascii").lower()
    except UnicodeError as error:
        raise _invalid(text) from error
    raise _invalid(text)


def _invalid(text: str) -> AddressInvalid:
    return AddressInvalid(
        f"{text[:120]!r} is not a mail address. Nothing was done. "
        "Write exactly one address, like ana@example.com."
    )
