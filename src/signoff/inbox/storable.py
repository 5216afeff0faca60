"""Text as any database can hold it.

U+0000 and halves of surrogate pairs are text to Python and an error to a
database. An agent's broken output, or a hostile mail, must not make a run
that cannot be stored, so they become U+FFFD before anybody is shown them.
"""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return ``text`` with what cannot be stored replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)
