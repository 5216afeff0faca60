"""The header as every program must read it, or not at all.

A mail server, a DKIM library and Python's parser take a lone CR, a blank
between name and colon or a second Subject each in their own way. Whoever can
make one of them see another author than the rest has found a way in. So a
header that leaves room is not read here, and its mail is not believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_OCTETS = 128 * 1024
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,200}):(.*)", re.DOTALL)
_LONE = re.compile(rb"\r(?!\n)|(?<!\r)\n|\0")
# What a Unix mailbox, and a mail server's pipe, puts before a mail.
_MAILBOX_LINE = re.compile(rb"From [^\s:]+ [^\r\n]*\r?\n")
# A second one of these changes what a person sees or which words are read.
_SINGLE = frozenset(
    {"from", "sender", "subject", "message-id", "content-type", "content-transfer-encoding"}
)


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: ``name`` in lower case, ``value`` unfolded, its octets read as UTF-8."""

    name: str
    value: str


def without_mailbox_line(raw: bytes) -> bytes:
    """Return a mail without the line that a pipe may put before it."""
    found = _MAILBOX_LINE.match(raw)
    return raw[found.end() :] if found else raw


def read_fields(raw: bytes) -> tuple[Field, ...] | None:
    """Return the fields from the top, None where two programs may differ about them."""
    raw = without_mailbox_line(raw)
    end = _END.search(raw, 0, MAX_OCTETS + 4)
    head = raw[: end.start()] if end else raw
    if len(head) > MAX_OCTETS or not head:
        return None
    line_end = b"\r\n" if b"\r" in head or (end and b"\r" in end[0]) else b"\n"
    if end and end[0] != 2 * line_end:
        return None
    if line_end == b"\r\n" and _LONE.search(head):
        return None
    return _fields(head.split(line_end))


def _fields(lines: list[bytes]) -> tuple[Field, ...] | None:
    found: list[tuple[str, list[bytes]]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            # A line of blanks alone ends the header for some programs.
            if not found or not line.strip(b" \t"):
                return None
            found[-1][1].append(line)
            continue
        field = _FIELD.fullmatch(line)
        if field is None or b"\0" in line:
            return None
        found.append((field[1].decode("ascii").lower(), [field[2]]))
    names = [name for name, _ in found]
    if names.count("from") != 1 or any(names.count(name) > 1 for name in _SINGLE):
        return None
    return tuple(
        Field(name, b"".join(value).decode("utf-8", "replace").strip()) for name, value in found
    )
