"""What changed between two revisions, line by line and word by word.

Text in, rows out; the template gives them their looks. Lines that stay are
shown only near a change. What is compared word by word is bounded, and so is
the comparison as a whole, so that a page never waits long for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from markupsafe import Markup, escape

from signoff.inbox.apart import NEAR, apart, n_shared

ALIKE = 0.35  # below that, two lines are not versions of one line
MAX_WORDED = 4_000  # characters of one line, to compare by word
MAX_PAIRS = 200_000  # of words held against each other; further lines differ as a whole
_ROW_OCTETS = 170  # of the markup around a line
N_KEPT = 16  # comparisons kept: a request is looked at several times

_WORD = re.compile(r"\w+")
_PART = re.compile(r"\w+|\s+|[^\w\s]")

_Run = tuple[bool, list[str], list[str]]  # does it stay, what it was, what it is


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

    def sizes(self) -> list[int]:
        """Return about how many octets of HTML each line takes."""
        return [_ROW_OCTETS + len(line.text.encode("utf-8", "replace")) for line in self.lines]


@lru_cache(maxsize=N_KEPT)
def compare(old: str, new: str, skipped: tuple[int, int] = (0, 0)) -> Changes:
    """Return what leads from ``old`` to ``new``; ``skipped`` lines of each text come before."""
    found = apart(old, new)
    if found.is_too_long:
        return Changes((), 0, 0, is_too_long=True)
    head = found.head
    lines = tuple(_lines(found.before, found.after, skipped[0] + head, skipped[1] + head))
    return Changes(
        lines,
        sum(line.kind == "added" and line.new is not None for line in lines),
        sum(line.kind == "removed" and line.old is not None for line in lines),
    )


def _lines(before: Sequence[str], after: Sequence[str], old_n: int, new_n: int) -> Iterator[Line]:
    # In long texts blank and other frequent lines are no anchors, or this would take minutes.
    matcher = SequenceMatcher(None, before, after, autojunk=True)
    words = _Words()
    for group in matcher.get_grouped_opcodes(NEAR):
        first, last = group[0][3] + new_n + 1, group[-1][4] + new_n
        yield Line("gap", None, None, Markup("Lines {} to {}").format(first, max(first, last)))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for at, line in enumerate(before[i1:i2]):
                    yield from _rows(
                        Line("same", i1 + old_n + at + 1, j1 + new_n + at + 1, escape(line)), line
                    )
            else:
                removed, added = words.compare(before[i1:i2], after[j1:j2])
                for at, text in enumerate(removed):
                    yield from _rows(
                        Line("removed", i1 + old_n + at + 1, None, text), before[i1 + at]
                    )
                for at, text in enumerate(added):
                    yield from _rows(Line("added", None, j1 + new_n + at + 1, text), after[j1 + at])


def _rows(line: Line, text: str) -> Iterator[Line]:
    """Yield a line, one that is too long to be compared by word in several rows."""
    if len(text) <= MAX_WORDED:
        yield line
        return
    yield replace(line, text=escape(text[:MAX_WORDED]))
    for at in range(MAX_WORDED, len(text), MAX_WORDED):
        yield Line(line.kind, None, None, escape(text[at : at + MAX_WORDED]))


@dataclass(slots=True)
class _Words:
    """Compares lines by word as long as ``left`` pairs of words allow."""

    left: int = MAX_PAIRS

    def compare(
        self, before: Sequence[str], after: Sequence[str]
    ) -> tuple[list[Markup], list[Markup]]:
        """Return both lists of lines, marked where two are versions of one line."""
        removed, added = [escape(line) for line in before], [escape(line) for line in after]
        for at, (one, other) in enumerate(zip(before, after, strict=False)):
            if max(len(one), len(other)) > MAX_WORDED:
                continue
            codes = self._codes(_PART.findall(one), _PART.findall(other))
            if codes and _is_version(codes, len(one) + len(other)):
                removed[at], added[at] = _marked(codes)
        return removed, added

    def _codes(self, old: list[str], new: list[str]) -> list[_Run]:
        """Return the runs of two lines that stay or change; none where that would cost too much.

        What both begin and end with is set aside first: most revisions touch a few words, and
        a line of words that repeat is what the matcher is slowest at.
        """
        head = n_shared(old, new)
        tail = n_shared(old[head:][::-1], new[head:][::-1])
        middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
        self.left -= len(middle_old) * len(middle_new)
        if self.left < 0:
            return []
        # A space is no anchor: there are too many, and none says that two places are the same.
        matcher = SequenceMatcher(str.isspace, middle_old, middle_new, autojunk=False)
        same: list[_Run] = [(True, old[:head], new[:head])] if head else []
        rest: list[_Run] = [(True, old[len(old) - tail :], new[len(new) - tail :])] if tail else []
        return _joined([*same, *_runs(matcher, middle_old, middle_new), *rest])


def _is_version(runs: Sequence[_Run], n_chars: int) -> bool:
    shared = sum(len(part) for is_same, old, _ in runs if is_same for part in old if _is_word(part))
    return 2 * shared > ALIKE * n_chars


def _is_word(part: str) -> bool:
    return _WORD.fullmatch(part) is not None


def _marked(runs: Sequence[_Run]) -> tuple[Markup, Markup]:
    left, right = Markup(), Markup()
    for is_same, old, new in runs:
        gone, came = "".join(old), "".join(new)
        if is_same:
            left, right = left + gone, right + came
            continue
        left += Markup("<del>{}</del>").format(gone) if gone else ""
        right += Markup("<ins>{}</ins>").format(came) if came else ""
    return left, right


def _runs(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[_Run]:
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", old[i1:i2], new[j1:j2]


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Return the runs, with changes that only a space parts joined to one."""
    joined: list[_Run] = []
    for number, (is_equal, old, new) in enumerate(runs):
        inside = 0 < number < len(runs) - 1
        is_same = is_equal and not (inside and not "".join(old).strip())
        if joined and not is_same and not joined[-1][0]:
            _, gone, came = joined[-1]
            joined[-1] = (False, [*gone, *old], [*came, *new])
        else:
            joined.append((is_same, old, new))
    return joined
