"""Whether a mail was written to the question that it came to.

A signature proves who wrote a mail, and goes on proving it wherever the mail
is sent again. Whoever has somebody's 'approved' to one question and knows the
address of another could answer that one too. What tells is that the author
wrote to a ticket, and not to this one.
"""

from __future__ import annotations

import re

from signoff.channels.email.authenticity.header import read_fields
from signoff.channels.email.fields import MAX_FIELD_CHARS
from signoff.channels.email.quotes import Ours
from signoff.channels.email.ticket import find_token

_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]{1,80}@[A-Za-z0-9.-]{1,253}")


def is_resent(raw: bytes, token: str, *, ours: Ours) -> bool:
    """Say whether the author wrote to tickets of ours but not to this one.

    False where the author wrote to none: a hidden copy is a mail like any other.
    """
    written = {
        find_token(address)
        for field in read_fields(raw) or ()
        if field.name in ("to", "cc")
        for address in _ADDRESS.findall(field.value[:MAX_FIELD_CHARS])
        if ours.owns(address)
    }
    return bool(written - {None}) and token not in written
