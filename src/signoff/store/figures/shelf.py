"""Tallies of spans that are over, kept from the first time that somebody looks at them.

Counting a year of a million requests takes seconds; adding up its weeks takes none. Kept is what
was counted, never what is written beside a request: whoever closes one writes nothing here, and
whoever changes a row from before ``until_s`` begins a new era, in which nothing counts that was
kept in one before (``ledger.py``). What is not over, or too little to be worth it, is counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Engine, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite

from signoff.inbox.figures import Days, Step
from signoff.interpret import Verdict
from signoff.store.figures.ledger import Ending, Sla, seconds
from signoff.store.figures.reading import Reading, Span
from signoff.store.figures.tally import Group, Tally, summed, tally_from
from signoff.store.tables import figure_eras, figure_names, figure_parts, figures

LEAST_KEPT = 1_000  # requests: fewer are counted as fast as they are fetched
_OVER_AFTER = timedelta(days=1)  # long after the last transaction that closed something then
_TOOK_BITS = 32
_TOOK = (1 << _TOOK_BITS) - 1


def begin(engine: Engine, deployments: Sequence[str], *, now: datetime) -> None:
    """Say up to when rows are over; a day's worth at a time, before anything is read."""
    until_s = seconds(now - _OVER_AFTER)
    query = (
        select(figure_names.c.id, func.coalesce(figure_eras.c.until_s, 0).label("until_s"))
        .outerjoin(figure_eras, figure_eras.c.deployment == figure_names.c.id)
        .where(figure_names.c.name.in_(deployments))
    )
    with engine.connect() as connection:
        known = connection.execute(query).all()
    day_s = int(_OVER_AFTER.total_seconds())
    late = [row.id for row in known if row.until_s < until_s - day_s]
    if not late:
        return
    rows = [{"deployment": number, "n": 0, "until_s": until_s} for number in late]
    insert = _insert(engine)(figure_eras)
    insert = insert.on_conflict_do_update(
        index_elements=["deployment"], set_={"until_s": insert.excluded.until_s}
    )
    with engine.begin() as connection:
        connection.execute(insert, rows)


class Shelf:
    """The tallies of one reading: those kept, and the others counted once."""

    def __init__(self, reading: Reading, *, least_kept: int = LEAST_KEPT) -> None:
        self._reading = reading
        self._least_kept = least_kept
        self._fresh: list[dict[str, Any]] = []

    def tallies(self, parts: Sequence[Days], step: Step | None) -> list[Tally]:
        """Return the tally of each part of some days; ``step`` is how they were cut."""
        found = [self._of_one(one, parts, step) for one in self._reading.scope.deployments]
        return [summed(each) for each in zip(*found, strict=True)]

    def keep(self, engine: Engine) -> None:
        """Keep what had to be counted and is over; in a transaction of its own."""
        if not self._fresh:
            return
        insert = _insert(engine)(figure_parts)
        keys = ["deployment", "flow", "reviewer", "start_s", "end_s"]
        changes = {name: insert.excluded[name] for name in ("era", "tally")}
        insert = insert.on_conflict_do_update(index_elements=keys, set_=changes)
        with engine.begin() as connection:
            connection.execute(insert, self._fresh)
        self._fresh.clear()

    def _of_one(self, deployment: str, parts: Sequence[Days], step: Step | None) -> list[Tally]:
        reading = self._reading.of_one(deployment)
        key = _key(reading)
        era, until_s = _era(reading, key["deployment"])
        spans = [Span(part.starts_at, part.ends_at) for part in parts]
        bounds = [(seconds(span.start), seconds(span.end)) for span in spans]
        kept = _kept(reading, key, era, bounds)
        missing = [span for span, at in zip(spans, bounds, strict=True) if at not in kept]
        new = dict(zip(missing, count(reading, missing), strict=True)) if missing else {}
        for part, span, (start_s, end_s) in zip(parts, spans, bounds, strict=True):
            is_over = end_s <= until_s and _is_whole(part, step)
            if span in new and is_over and new[span].n >= self._least_kept:
                at = {"start_s": start_s, "end_s": end_s, "era": era}
                self._fresh.append({**key, **at, "tally": new[span].kept()})
        return [
            new[span] if span in new else tally_from(kept[at])
            for span, at in zip(spans, bounds, strict=True)
        ]


def count(reading: Reading, spans: Sequence[Span]) -> list[Tally]:
    """Return the tallies of spans as their rows are now."""
    row = figures.c
    base = (max(reading.words, default=0) + 1) * len(Verdict)
    said = row.outcome * len(Verdict) + row.verdict
    wide = [cast(one, BigInteger) for one in (row.reviewer, row.flow)]
    codes = [((one * base + said) * len(Ending) + row.ending) * len(Sla) + row.sla for one in wide]
    ways = row.channel * len(Ending) + row.ending
    counted = reading.texts(spans, [*codes, ways], ())
    timed = [one * (1 << _TOOK_BITS) + row.took_s for one in wide]
    took = reading.texts(spans, timed, (row.took_s.is_not(None),))
    return [_tally(*one, *two, base=base) for one, two in zip(counted, took, strict=True)]


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


def _key(reading: Reading) -> dict[str, int]:
    scope = reading.scope
    named = (scope.deployments[0], scope.flow, scope.reviewer)
    numbers = (reading.number(word) or 0 for word in named)
    return dict(zip(("deployment", "flow", "reviewer"), numbers, strict=True))


def _era(reading: Reading, deployment: int) -> tuple[int, int]:
    query = select(figure_eras.c.n, figure_eras.c.until_s)
    row = reading.connection.execute(query.where(figure_eras.c.deployment == deployment)).first()
    return (0, 0) if row is None else (row.n, row.until_s)


def _kept(
    reading: Reading, key: Mapping[str, int], era: int, bounds: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Mapping[str, Any]]:
    row = figure_parts.c
    query = select(row.start_s, row.end_s, row.tally).where(
        *(row[name] == number for name, number in key.items()),
        row.era == era,
        row.start_s.in_([start for start, _ in bounds]),
    )
    found = reading.connection.execute(query)
    return {(one.start_s, one.end_s): one.tally for one in found if (one[0], one[1]) in bounds}


def _is_whole(part: Days, step: Step | None) -> bool:
    """Whether these days are all of a day, week or month: such a part comes again and again."""
    first = part.first
    if step is Step.DAY:
        return True
    if step is Step.WEEK:
        return first.weekday() == 0 and part.n == 7  # noqa: PLR2004 - days
    ends = (part.last + timedelta(days=1)).day == 1
    return step is Step.MONTH and first.day == 1 and ends


def _insert(engine: Engine) -> Any:  # noqa: ANN401 - either dialect's own
    return sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
