"""What is refused before any parser sees it.

Each figure has a measured reason: with more header fields, parts or nesting
than these, the standard library's parser takes seconds or fails. Looks at
octets only, so its own cost is one pass.
"""

from __future__ import annotations

import re

from signoff.errors import UnreadableReply

MAX_OCTETS = 10_000_000
MAX_HEADER_OCTETS = 128 * 1024
MAX_FIELDS = 1000
MAX_BOUNDARY_LINES = 1000
MAX_NESTED = 50
MAX_LINES = 300_000  # ten megabytes of base64 are 130,000
_FIELD = re.compile(rb"^[^\s:]+:", re.MULTILINE)
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_NESTED = re.compile(rb"multipart/|message/", re.IGNORECASE)


def check_limits(raw: bytes, *, max_octets: int = MAX_OCTETS) -> None:
    """Pass a mail that is safe to parse.

    Raises: UnreadableReply, ``reason`` 'too_large', 'too_many_headers', 'too_many_lines' or
    'too_many_parts'.
    """
    if len(raw) > max_octets:
        raise _refused("too_large", f"{len(raw)} octets", f"{max_octets}")
    end = _END_OF_HEADER.search(raw, 0, MAX_HEADER_OCTETS + 4)
    if end is None and len(raw) > MAX_HEADER_OCTETS:
        raise _refused("too_many_headers", "a header without end", f"{MAX_HEADER_OCTETS} octets")
    header = raw[: end.start()] if end else raw
    n_fields = len(_FIELD.findall(header))
    if n_fields > MAX_FIELDS:
        raise _refused("too_many_headers", f"{n_fields} header fields", f"{MAX_FIELDS}")
    n_boundaries, n_nested = raw.count(b"\n--"), len(_NESTED.findall(raw))
    n_lines = raw.count(b"\n") + raw.count(b"\r")
    if n_lines > 2 * MAX_LINES:
        raise _refused("too_many_lines", f"{n_lines} line ends", f"{MAX_LINES} lines")
    if n_boundaries > MAX_BOUNDARY_LINES or n_nested > MAX_NESTED:
        found = f"{n_boundaries} boundary lines and {n_nested} nested parts"
        raise _refused("too_many_parts", found, f"{MAX_BOUNDARY_LINES} and {MAX_NESTED}")


def _refused(reason: str, found: str, allowed: str) -> UnreadableReply:
    return UnreadableReply(
        f"The mail has {found}; the limit is {allowed}. It is kept unread and nothing was "
        "recorded. Answer with a short plain reply, or on the request's page.",
        reason=reason,
    )
