"""What people are called on a page: by the name they gave, with their address beside it.

A template says only who is meant, which leaves a mark; all marks of a finished page are looked up
at once (``fill``), so that no row asks for its own. Where a name would tell two people not apart,
or looks like an address, the address stands. Who may know which names is said by the look-up.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from html import escape

from signoff.web.pages import words

# Nobody can write a mark of theirs into a text that a page shows: the key is this process's own.
_KEY = secrets.token_hex(8)
_MARK = re.compile(rf"\ue000{_KEY}([a-z])([0-9a-f]+)\ue001")

# What pages call the reader, nobody in particular, and what acts without a person.
_OURS = frozenset({"you", "nobody", "anyone", "signoff", "clock", "flow", "policy", "webhook"})

FindNames = Callable[[Collection[str]], Mapping[str, str]]


def name(address: str | None) -> str:
    """Return a mark for what somebody is called: their name, else their address."""
    return _mark("n", address)


def short(address: str | None) -> str:
    """Return a mark for what somebody is called where the address is near: ``ana.lind`` for it."""
    return _mark("s", address)


def both(address: str | None) -> str:
    """Return a mark for the name with the address behind it; the address alone without a name."""
    return _mark("b", address)


def letters(address: str | None) -> str:
    """Return a mark for two letters of a name or an address, for a face."""
    return _mark("l", address)


def within(text: str, address: str | None) -> str:
    """Return a text that holds somebody's address with a mark for what they are called instead."""
    return text.replace(address, name(address), 1) if address else text


def fill(html: str, find: FindNames) -> str:
    """Return a page with what people are called in place of the marks.

    ``find`` is given every address at once, and returns the names that may be shown; it is not
    asked where nobody is on the page.
    """
    marked = {_address(code) for _, code in _MARK.findall(html)}
    if not marked:
        return html
    found = told_apart(find(marked))

    def said(match: re.Match[str]) -> str:
        kind, address = match[1], _address(match[2])
        return escape(_SAID[kind](address, found.get(address, "")))

    return _MARK.sub(said, html)


def _mark(kind: str, address: str | None) -> str:
    return (
        f"\ue000{_KEY}{kind}{address.encode('utf-8', 'surrogatepass').hex()}\ue001"
        if address
        else ""
    )


def _address(code: str) -> str:
    return bytes.fromhex(code).decode("utf-8", "surrogatepass")


def told_apart(found: Mapping[str, str]) -> dict[str, str]:
    """Return the names that tell their people apart, and from us, and look like no address."""
    looks = {address: _look(called) for address, called in found.items()}
    n_of = Counter(looks.values())
    return {
        address: found[address]
        for address, look in looks.items()
        if n_of[look] == 1 and "@" not in look and look not in _OURS
    }


def _look(called: str) -> str:
    """Return what a name looks like, whatever its case and the width of its letters."""
    return unicodedata.normalize("NFKC", called).casefold()


def _letters(address: str, called: str) -> str:
    parts = called.split()
    if not parts:
        return words.initials(address)
    return (parts[0][0] + parts[-1][0] if len(parts) > 1 else called[:2]).upper()


_SAID: Mapping[str, Callable[[str, str], str]] = {
    "n": lambda address, called: called or address,
    "s": lambda address, called: called or words.short_name(address),
    "b": lambda address, called: f"{called}, {address}" if called else address,
    "l": _letters,
}
