"""What changed between two revisions, line by line and word by word.

Text in, rows out; the template gives them their looks. Lines that stay are
shown only near a change. Long texts are compared by line alone, so that a
page never waits for a comparison of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

NEAR = 2  # lines shown around a change
ALIKE = 0.35  # below that, two lines are not versions of one line
MAX_LINES = 3_000  # of both texts, to compare at all
MAX_WORDS_LENGTH = 2_000  # of one line, to compare by word

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the comparison; ``kind``: same, added, removed or gap (lines left out)."""

    kind: str
    old: int | None
    new: int | None
    text: Markup


@dataclass(frozen=True, slots=True)
class Changes:
    """A comparison; ``is_too_long`` says that none was made."""

    lines: tuple[Line, ...]
    n_added: int
    n_removed: int
    is_too_long: bool = False


def compare(old: str, new: str) -> Changes:
    """Return what leads from ``old`` to ``new``."""
    before, after = old.splitlines(), new.splitlines()
    if len(before) + len(after) > MAX_LINES:
        return Changes((), 0, 0, is_too_long=True)
    lines = tuple(_lines(before, after))
    return Changes(
        lines,
        sum(line.kind == "added" for line in lines),
        sum(line.kind == "removed" for line in lines),
    )


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(NEAR):
        first, last = group[0][3] + 1, group[-1][4]
        yield Line("gap", None, None, Markup("Lines {} to {}").format(first, max(first, last)))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for at in range(i2 - i1):
                    yield Line("same", i1 + at + 1, j1 + at + 1, escape(before[i1 + at]))
            else:
                yield from _replaced(before, after, (i1, i2), (j1, j2))


def _replaced(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Line]:
    removed = [escape(line) for line in before[slice(*old)]]
    added = [escape(line) for line in after[slice(*new)]]
    for at in range(min(len(removed), len(added))):
        one, other = before[old[0] + at], after[new[0] + at]
        if _is_version(one, other):
            removed[at], added[at] = _words(one, other)
    for at, text in enumerate(removed):
        yield Line("removed", old[0] + at + 1, None, text)
    for at, text in enumerate(added):
        yield Line("added", None, new[0] + at + 1, text)


def _is_version(one: str, other: str) -> bool:
    if max(len(one), len(other)) > MAX_WORDS_LENGTH:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > ALIKE


def _words(one: str, other: str) -> tuple[Markup, Markup]:
    old, new = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left, right = Markup(), Markup()
    for is_same, (i1, i2), (j1, j2) in _runs(matcher.get_opcodes(), old):
        gone, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        if is_same:
            left, right = left + gone, right + came
            continue
        left += Markup("<del>{}</del>").format(gone) if gone else ""
        right += Markup("<ins>{}</ins>").format(came) if came else ""
    return left, right


_Run = tuple[bool, tuple[int, int], tuple[int, int]]


def _runs(codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str]) -> list[_Run]:
    """Return the opcodes, with changes that only a space parts joined to one."""
    runs: list[_Run] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        is_same = tag == "equal" and not (inside and not "".join(old[i1:i2]).strip())
        if runs and not is_same and not runs[-1][0]:
            _, (start_old, _), (start_new, _) = runs[-1]
            runs[-1] = (False, (start_old, i2), (start_new, j2))
        else:
            runs.append((is_same, (i1, i2), (j1, j2)))
    return runs
