"""What people gave with their answers besides words: filled-in fields, and an edited text.

Many may have answered, and each may have edited a long text: a page shows all of
one person's, part by part, and of the others that there is something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from signoff.store.queries import RequestRow
from signoff.web.pages.changes import Changes, compare
from signoff.web.pages.parts import Part
from signoff.web.pages.review.content import part_of

CHANGES_OCTETS = 12_000  # of HTML: a comparison beside other things


@dataclass(frozen=True, slots=True)
class Given:
    """What the ``n``-th person filled in and made of the text.

    Of one person, the one who is ``shown``, ``changes`` are there, ``part`` by part.
    """

    n: int
    person: str
    answer: Mapping[str, Any] | None
    edited: str | None
    is_shown: bool = False
    changes: Changes | None = None
    part: Part | None = None


def given_of(row: RequestRow, wanted: int, part: int) -> tuple[Given, ...]:
    """Return what people gave, each their own; what they came to together is one of them.

    All of it is there of one person, the ``wanted`` in their order.
    """
    gave = [(vote.person, vote.answer, vote.edited_output) for vote in row.votes]
    if not row.votes and row.response is not None:
        gave = [(row.response.responder, row.response.answer, row.response.edited_output)]
    gave = [each for each in gave if each[1] or each[2] is not None]
    found = [Given(n, who, answer or None, text) for n, (who, answer, text) in enumerate(gave, 1)]
    if found:
        n = min(max(wanted, 1), len(found)) - 1
        found[n] = _shown(row, found[n], part)
    return tuple(found)


def _shown(row: RequestRow, each: Given, part: int) -> Given:
    if each.edited is None:
        return replace(each, is_shown=True)
    changes, which = part_of(compare(row.content, each.edited), part, CHANGES_OCTETS)
    return replace(each, is_shown=True, changes=changes, part=which)
