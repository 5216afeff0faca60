"""Where two texts differ, and whether that can be compared at all.

So that whoever promises a comparison and whoever makes it never differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 2  # lines shown around a change
MAX_LINES = 3_000  # of both texts, to compare at all


@dataclass(frozen=True, slots=True)
class Apart:
    """Two texts less the lines that both begin and end with, but for some near a change.

    ``head`` lines were left out above.
    """

    head: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_too_long(self) -> bool:
        """Say whether so much is left that nobody waits for its comparison."""
        return len(self.before) + len(self.after) > MAX_LINES


def apart(old: str, new: str) -> Apart:
    """Return where ``old`` and ``new`` differ."""
    before, after = old.splitlines(), new.splitlines()
    # What both begin and end with is shown near a change alone; most of a long text is that.
    head = max(0, n_shared(before, after) - NEAR)
    tail = max(0, n_shared(before[head:][::-1], after[head:][::-1]) - NEAR)
    ends = len(before) - tail, len(after) - tail
    return Apart(head, tuple(before[head : ends[0]]), tuple(after[head : ends[1]]))


def n_shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many parts both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
