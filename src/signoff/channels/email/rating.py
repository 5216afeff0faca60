"""A rating that somebody wrote into their reply, on a line of its own, before or after their words.

It is taken off the words, so it never changes what they decide. Two lines that
say different things are no rating, and neither is a line that is an outcome.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from signoff.channels.email.choices import spoken

_LINE = re.compile(
    r"(?:rating|bewertung|valoraci[óo]n|[ée]valuation|評価) ?[:：] ?([1-5])(?: ?/ ?5)?",  # noqa: RUF001
    re.IGNORECASE,
)


def split_rating(text: str, outcomes: Collection[str]) -> tuple[int | None, str]:
    """Return the rating (1 to 5) that stands at the start or the end of a text, and the rest.

    A text that is nothing else stays as it is: a rating decides nothing.
    """
    lines = text.strip().split("\n")
    offered = {name.casefold() for each in outcomes for name in (each, spoken(each))}
    found = {at: _read(lines[at], offered) for at in (0, len(lines) - 1)}
    rated = {at: rating for at, rating in found.items() if rating is not None}
    rest = "\n".join(line for at, line in enumerate(lines) if at not in rated).strip()
    if len(set(rated.values())) != 1 or not rest:
        return None, text
    return next(iter(rated.values())), rest


def _read(line: str, offered: Collection[str]) -> int | None:
    said = " ".join(line.split())
    match = None if said.casefold() in offered else _LINE.fullmatch(said)
    return int(match[1]) if match else None
