"""Tallies of spans that are over, kept from the first time that they are counted.

Counting a year of a million requests takes seconds; adding up its weeks takes none. Kept is what
was counted, never what is written beside a request: whoever closes one writes nothing here. A
change of a row from before ``until_s`` takes away what was kept of its span (``ledger.py``).
What is not over, or too little to be worth it, is counted. Who counts beforehand is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from signoff.inbox.figures import Days
from signoff.store.figures.counting import count
from signoff.store.figures.ledger import seconds
from signoff.store.figures.periods import Bars
from signoff.store.figures.reading import Reading, Span
from signoff.store.figures.tally import Tally, summed, tally_from
from signoff.store.tables import figure_eras, figure_names, figure_parts

LEAST_KEPT = 1_000  # requests: fewer are counted as fast as they are fetched
Bounds = tuple[int, int]  # seconds since 1970: the first, and the first that is not within
_OVER_AFTER = timedelta(days=1)  # long after the last transaction that closed something then
_PATIENCE = "SET LOCAL lock_timeout = '200ms'"  # shorter than what PostgreSQL takes for a deadlock
_LOCK_NOT_AVAILABLE = "55P03"


def begin(
    engine: Engine, deployments: Sequence[str], *, now: datetime, waits: bool = False
) -> None:
    """Say up to when rows are over; a day's worth at a time, before anything is read.

    Where somebody is writing rows, it stays as it was until the next time; ``waits``: only where
    they take long.
    """
    until_s = seconds(now - _OVER_AFTER)
    query = (
        select(figure_names.c.id, func.coalesce(figure_eras.c.until_s, 0).label("until_s"))
        .outerjoin(figure_eras, figure_eras.c.deployment == figure_names.c.id)
        .where(figure_names.c.name.in_(deployments))
    )
    with engine.connect() as connection:
        known = connection.execute(query).all()
    day_s = int(_OVER_AFTER.total_seconds())
    late = sorted(row.id for row in known if row.until_s < until_s - day_s)
    if not late:
        return
    rows = [{"deployment": number, "n": 0, "until_s": until_s} for number in late]
    insert = _insert(engine)(figure_eras)
    insert = insert.on_conflict_do_update(
        index_elements=["deployment"],
        set_={"until_s": insert.excluded.until_s},
        where=figure_eras.c.until_s < insert.excluded.until_s,
    )
    try:
        with engine.begin() as connection:
            _after_writers(connection, waits=waits)
            connection.execute(insert, rows)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise


def _after_writers(connection: Connection, *, waits: bool) -> None:
    # Who has written a row and looked at the old ``until_s`` commits first; whoever writes one
    # from now on waits until the new one can be seen. So no row from before it is missed.
    # SQLite has one writer at a time.
    if connection.dialect.name != "sqlite":
        connection.execute(text(_PATIENCE))
        connection.execute(text(f"LOCK TABLE figure IN SHARE MODE{'' if waits else ' NOWAIT'}"))


class Shelf:
    """The tallies of one reading: those kept, and the others counted once."""

    def __init__(self, reading: Reading, *, least_kept: int = LEAST_KEPT) -> None:
        self._reading = reading
        self._least_kept = least_kept
        self._fresh: list[dict[str, Any]] = []
        self._eras: dict[int, int] = {}

    def tallies(self, bars: Bars) -> list[Tally]:
        """Return the tally of each part of some days."""
        pieces = bars.pieces()
        flat = [piece for of_part in pieces for piece in of_part]
        found = [self._of_one(one, flat) for one in self._reading.scope.deployments]
        together = iter(summed(each) for each in zip(*found, strict=True))
        return [summed(next(together) for _ in of_part) for of_part in pieces]

    def keep(self, engine: Engine) -> int:
        """Keep what had to be counted and is over, in a transaction of its own; say how much.

        Nothing is kept of a deployment of which something that is over has changed since.
        """
        if not self._fresh:
            return 0
        insert = _insert(engine)(figure_parts)
        keys = ["deployment", "flow", "reviewer", "start_s", "end_s"]
        changes = {name: insert.excluded[name] for name in ("is_narrowed", "tally")}
        insert = insert.on_conflict_do_update(index_elements=keys, set_=changes)
        n_kept = 0
        with engine.begin() as connection:
            for deployment, era in sorted(self._eras.items()):
                rows = [row for row in self._fresh if row["deployment"] == deployment]
                if rows and _is_still(connection, deployment, era):
                    connection.execute(insert, rows)
                    n_kept += len(rows)
        self._fresh.clear()
        return n_kept

    def _of_one(self, deployment: str, pieces: Sequence[Days]) -> list[Tally]:
        reading = self._reading.of_one(deployment)
        bounds = [bounds_of(piece) for piece in pieces]
        kept = _kept(reading, key_of(reading), bounds)
        missing = [piece for piece, at in zip(pieces, bounds, strict=True) if at not in kept]
        found = self.counted(reading, missing) if missing else ()
        new = dict(zip(missing, found, strict=True))
        return [
            new[piece] if piece in new else tally_from(kept[at])
            for piece, at in zip(pieces, bounds, strict=True)
        ]

    def counted(
        self, reading: Reading, pieces: Sequence[Days], *, is_narrowed: bool = False
    ) -> list[Tally]:
        """Return the tallies of pieces as their rows are now; what is over will be kept.

        ``is_narrowed``: those of its flows and reviewers will be kept with them.
        """
        key = key_of(reading)
        deployment = key["deployment"]
        era, until_s = era_of(reading, deployment)
        self._eras[deployment] = era
        found = count(reading, [Span(piece.starts_at, piece.ends_at) for piece in pieces])
        for piece, tally in zip(pieces, found, strict=True):
            start_s, end_s = bounds_of(piece)
            if end_s <= until_s and tally.n >= self._least_kept:
                at = {"start_s": start_s, "end_s": end_s, "is_narrowed": is_narrowed}
                self._fresh.append({**key, **at, "tally": tally.kept()})
        return found


def bounds_of(days: Days) -> Bounds:
    """Return where days begin and end."""
    return seconds(days.starts_at), seconds(days.ends_at)


def key_of(reading: Reading) -> dict[str, int]:
    """Return whose tallies a reading of one deployment is about; 0 for every flow or reviewer."""
    scope = reading.scope
    named = (scope.deployments[0], scope.flow, scope.reviewer)
    numbers = (reading.number(word) or 0 for word in named)
    return dict(zip(("deployment", "flow", "reviewer"), numbers, strict=True))


def era_of(reading: Reading, deployment: int) -> tuple[int, int]:
    """Return how often what is over has changed, and up to when it is over."""
    query = select(figure_eras.c.n, figure_eras.c.until_s)
    row = reading.connection.execute(query.where(figure_eras.c.deployment == deployment)).first()
    return (0, 0) if row is None else (row.n, row.until_s)


def _is_still(connection: Connection, deployment: int, era: int) -> bool:
    # A change, not a look: whoever changes what is over waits for us, or we for them.
    same = update(figure_eras).where(figure_eras.c.deployment == deployment, figure_eras.c.n == era)
    return connection.execute(same.values(n=era)).rowcount == 1


def _kept(
    reading: Reading, key: Mapping[str, int], bounds: Iterable[Bounds]
) -> dict[Bounds, Mapping[str, Any]]:
    row, wanted = figure_parts.c, set(bounds)
    query = select(row.start_s, row.end_s, row.tally).where(
        *(row[name] == number for name, number in key.items()),
        row.start_s.in_([start for start, _ in wanted]),
    )
    found = reading.connection.execute(query)
    return {(one.start_s, one.end_s): one.tally for one in found if (one[0], one[1]) in wanted}


def _insert(engine: Engine) -> Any:  # noqa: ANN401 - either dialect's own
    return sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
