"""Text as any database can hold it, and values that are not nested too deep for anybody.

U+0000 and halves of surrogate pairs are text to Python and an error to a
database. An agent's broken output, or a hostile mail, must not make a run
that cannot be stored, so they become U+FFFD before anybody is shown them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return ``text`` with what cannot be stored replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def is_deeper(value: object, levels: int) -> bool:
    """Say whether tables and lists are nested more than so many levels deep."""
    inside = [value]
    for _ in range(levels + 1):
        tables = [one for one in inside if isinstance(one, Mapping | list | tuple)]
        inside = [
            inner for one in tables for inner in (one.values() if isinstance(one, Mapping) else one)
        ]
        if not tables:
            return False
    return True
