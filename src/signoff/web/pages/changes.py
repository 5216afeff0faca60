"""What changed between two revisions, line by line and word by word.

Text in, rows out; the template gives them their looks. Lines that stay are
shown only near a change. What is compared word by word is bounded, and so is
the comparison as a whole, so that a page never waits long for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from markupsafe import Markup, escape

NEAR = 2  # lines shown around a change
ALIKE = 0.35  # below that, two lines are not versions of one line
MAX_LINES = 3_000  # of both texts, to compare at all
MAX_WORDED = 4_000  # characters of one line, to compare by word
MAX_ALL_WORDED = 40_000  # characters of all lines compared by word; the rest differ as a whole
N_KEPT = 16  # comparisons kept: a request is looked at several times

_WORD = re.compile(r"\w+")
_PART = re.compile(r"\w+|\s+|[^\w\s]")


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


@lru_cache(maxsize=N_KEPT)
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
    # In long texts blank and other frequent lines are no anchors, or this would take minutes.
    matcher = SequenceMatcher(None, before, after, autojunk=True)
    words = _Words()
    for group in matcher.get_grouped_opcodes(NEAR):
        first, last = group[0][3] + 1, group[-1][4]
        yield Line("gap", None, None, Markup("Lines {} to {}").format(first, max(first, last)))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for at in range(i2 - i1):
                    yield Line("same", i1 + at + 1, j1 + at + 1, escape(before[i1 + at]))
            else:
                removed, added = words.compare(before[i1:i2], after[j1:j2])
                for at, text in enumerate(removed, i1 + 1):
                    yield Line("removed", at, None, text)
                for at, text in enumerate(added, j1 + 1):
                    yield Line("added", None, at, text)


@dataclass(slots=True)
class _Words:
    """Compares lines by word as long as ``left`` characters allow."""

    left: int = MAX_ALL_WORDED

    def compare(
        self, before: Sequence[str], after: Sequence[str]
    ) -> tuple[list[Markup], list[Markup]]:
        """Return both lists of lines, marked where two are versions of one line."""
        removed, added = [escape(line) for line in before], [escape(line) for line in after]
        for at, (one, other) in enumerate(zip(before, after, strict=False)):
            longest = max(len(one), len(other))
            if longest > min(MAX_WORDED, self.left):
                continue
            self.left -= longest
            if _is_version(one, other):
                removed[at], added[at] = _marked(one, other)
        return removed, added


def _is_version(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False)
    return matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def _marked(one: str, other: str) -> tuple[Markup, Markup]:
    old, new = _PART.findall(one), _PART.findall(other)
    # A space is no anchor: there are too many of them, and none says that two places are the same.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
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
