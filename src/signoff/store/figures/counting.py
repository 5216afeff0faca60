"""Counts the rows of spans into tallies, in one walk over each.

The database hands out long texts of small numbers, each of which is several that
are told apart again here. Whether a tally is kept is not known here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, cast

from signoff.interpret import Verdict
from signoff.store.figures.ledger import Ending, Sla
from signoff.store.figures.reading import Reading, Span
from signoff.store.figures.tally import Group, Tally
from signoff.store.tables import figures

_TOOK_BITS = 32
_TOOK = (1 << _TOOK_BITS) - 1


def count(reading: Reading, spans: Sequence[Span]) -> list[Tally]:
    """Return the tallies of spans as their rows are now."""
    row = figures.c
    base = (max(reading.words, default=0) + 1) * len(Verdict)
    said = row.outcome * len(Verdict) + row.verdict
    wide = [cast(one, BigInteger) for one in (row.reviewer, row.flow)]
    codes = [((one * base + said) * len(Ending) + row.ending) * len(Sla) + row.sla for one in wide]
    ways = row.channel * len(Ending) + row.ending
    timed = [one * (1 << _TOOK_BITS) + row.took_s for one in wide]  # NULL: left out
    return [_tally(*one, base=base) for one in reading.texts(spans, [*codes, ways, *timed], ())]


def _tally(
    reviewers: list[str],
    flows: list[str],
    ways: list[str],
    took_by_reviewer: list[str],
    took_by_flow: list[str],
    *,
    base: int,
) -> Tally:
    found = Tally()
    for code, n in Counter(ways).items():
        channel, ending = divmod(int(code), len(Ending))
        found.endings[ending] += n
        if ending <= Ending.TIMED_OUT:
            found.channels[channel] += n
    found.reviewers = _groups(reviewers, took_by_reviewer, base)
    found.flows = _groups(flows, took_by_flow, base)
    return found


def _groups(codes: list[str], took: list[str], base: int) -> dict[int, Group]:
    groups: dict[int, Group] = {}
    for code, n in Counter(codes).items():
        rest, sla = divmod(int(code), len(Sla))
        rest, ending = divmod(rest, len(Ending))
        number, said = divmod(rest, base)
        group = groups.setdefault(number, Group())
        group.kept[sla] += n
        if ending <= Ending.TIMED_OUT:
            group.said[said] += n
    for number, run in _runs(sorted(map(int, took))):
        groups[number].timed(run, sum(run))
    return groups


def _runs(values: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the sorted times of each group, of values that are led by the group's number."""
    at = 0
    while at < len(values):
        number = values[at] >> _TOOK_BITS
        end = bisect_left(values, (number + 1) << _TOOK_BITS, at)
        yield number, [value & _TOOK for value in values[at:end]]
        at = end
