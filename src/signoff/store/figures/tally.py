"""All that a page shows of the requests closed in one span, as small numbers and sorted times.

Tallies add up: those of the weeks are that of the year, and a rank among many is found in the
sorted times of each, without bringing them together. Where a tally comes from is not known here.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from signoff.inbox.figures import rank
from signoff.interpret import Verdict
from signoff.store.figures.counts import Decided
from signoff.store.figures.times import HIGH, MEDIAN, Times

_N_VERDICTS = len(Verdict)


@dataclass(slots=True)
class Group:
    """The closed requests of one reviewer or flow.

    ``said`` counts answers by outcome and verdict (``outcome * 3 + verdict``), ``kept`` targets
    (by ``Sla``); ``took`` are sorted runs of seconds, ``took_s`` is what they come to.
    """

    said: Counter[int] = field(default_factory=Counter)
    kept: Counter[int] = field(default_factory=Counter)
    took: list[Sequence[int]] = field(default_factory=list)
    took_s: int = 0

    def timed(self, run: Sequence[int], run_s: int) -> None:
        """Count a sorted run of times, too; ``run_s`` is what they come to."""
        self.took.append(run)
        self.took_s += run_s

    def add(self, other: Group) -> None:
        """Count what another one counted, too."""
        self.said.update(other.said)
        self.kept.update(other.kept)
        self.took += other.took
        self.took_s += other.took_s

    @property
    def n(self) -> int:
        """How many requests were closed; each has a target or none."""
        return self.kept.total()

    @property
    def outcomes(self) -> dict[int, Decided]:
        """How many answers had each outcome, by its number."""
        found: dict[int, Decided] = {}
        for code, n in self.said.items():
            outcome, verdict = divmod(code, _N_VERDICTS)
            approved, withheld = (
                n * (verdict == one) for one in (Verdict.APPROVED, Verdict.WITHHELD)
            )
            found[outcome] = found.get(outcome, Decided()) + Decided(n, approved, withheld)
        return found

    @property
    def times(self) -> Times | None:
        """How long the answers took; None where no person answered."""
        n = sum(map(len, self.took))
        if not n:
            return None
        median, high = (_at_rank(self.took, n, percent) for percent in (MEDIAN, HIGH))
        return Times(n, self.took_s, median, high)


@dataclass(slots=True)
class Tally:
    """The closed requests of one span, each once by its reviewer and once by its flow."""

    endings: Counter[int] = field(default_factory=Counter)
    channels: Counter[int] = field(default_factory=Counter)
    reviewers: dict[int, Group] = field(default_factory=dict)
    flows: dict[int, Group] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many requests were closed."""
        return self.endings.total()

    @property
    def whole(self) -> Group:
        """All of them as one group: each request has one flow."""
        found = Group()
        for group in self.flows.values():
            found.add(group)
        return found

    def kept(self) -> dict[str, Any]:
        """Return the tally as JSON holds it."""
        return {
            "endings": _listed(self.endings),
            "channels": _listed(self.channels),
            "reviewers": _groups_kept(self.reviewers),
            "flows": _groups_kept(self.flows),
        }


def tally_from(kept: Mapping[str, Any]) -> Tally:
    """Return the tally that ``kept`` made."""
    return Tally(
        Counter(dict(kept["endings"])),
        Counter(dict(kept["channels"])),
        _groups_from(kept["reviewers"]),
        _groups_from(kept["flows"]),
    )


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all these spans together."""
    found = Tally()
    for one in tallies:
        found.endings.update(one.endings)
        found.channels.update(one.channels)
        for groups, others in ((found.reviewers, one.reviewers), (found.flows, one.flows)):
            for number, group in others.items():
                groups.setdefault(number, Group()).add(group)
    return found


def _at_rank(runs: Sequence[Sequence[int]], n: int, percent: int) -> int:
    """Return the value that ``percent`` of the ``n`` values of sorted runs do not exceed."""
    # It is between the least and the greatest of what the runs have at that rank.
    own = [run[rank(len(run), percent) - 1] for run in runs]
    low, high, place = min(own), max(own), rank(n, percent)
    while low < high:
        middle = (low + high) // 2
        if sum(bisect_right(run, middle) for run in runs) >= place:
            high = middle
        else:
            low = middle + 1
    return low


def _listed(counter: Counter[int]) -> list[tuple[int, int]]:
    return sorted(counter.items())


def _groups_kept(groups: Mapping[int, Group]) -> list[list[Any]]:
    return [
        [
            number,
            _listed(group.said),
            _listed(group.kept),
            _packed(sorted(chain.from_iterable(group.took))),
            group.took_s,
        ]
        for number, group in sorted(groups.items())
    ]


def _groups_from(kept: Iterable[Sequence[Any]]) -> dict[int, Group]:
    groups: dict[int, Group] = {}
    for number, said, sla, took, took_s in kept:
        groups[number] = group = Group(Counter(dict(said)), Counter(dict(sla)))
        if took:
            group.timed(_unpacked(took), took_s)
    return groups


# Numbers of four octets, little end first: a year of them is read in a tenth of the time that
# the same numbers take as JSON.


def _packed(values: Iterable[int]) -> str:
    octets = array("I", values)
    if sys.byteorder == "big":
        octets.byteswap()
    return b64encode(octets.tobytes()).decode()


def _unpacked(text: str) -> Sequence[int]:
    octets = array("I", b64decode(text))
    if sys.byteorder == "big":
        octets.byteswap()
    return octets
