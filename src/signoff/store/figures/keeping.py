"""Counts beforehand what a page of figures will be added up from, one span at a time.

Each span is a short look and a short write, so a million requests that were just brought in keep
nobody waiting. When it is time for the next one is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, ScalarSelect, Update, delete, func, select, update

from signoff.inbox.figures import Days
from signoff.store.figures import periods
from signoff.store.figures.reading import Reading, Scope, opened_reading
from signoff.store.figures.shelf import LEAST_KEPT, Bounds, Shelf, bounds_of, era_of, key_of
from signoff.store.figures.tally import Group
from signoff.store.tables import figure_eras, figure_names, figure_parts, figures

Todays = Mapping[str, date]  # the day that it is, by zone
_OUR_TURN = 0x7369676E_0001  # of PostgreSQL's locks by number: nobody else takes this one


@dataclass(frozen=True, slots=True)
class Over:
    """What is over of a deployment: up to when, and how often something in it has changed."""

    n_changes: int
    until_s: int


def what_is_over(engine: Engine) -> dict[str, Over]:
    """Return what is over, by deployment."""
    query = select(figure_names.c.name, figure_eras.c.n, figure_eras.c.until_s).join(
        figure_eras, figure_eras.c.deployment == figure_names.c.id
    )
    with engine.connect() as connection:
        return {row.name: Over(row.n, row.until_s) for row in connection.execute(query)}


def keep_some(
    engine: Engine,
    deployment: str,
    todays: Todays,
    *,
    now: datetime,
    least_kept: int = LEAST_KEPT,
) -> int | None:
    """Keep the newest spans that a page may ask for and that are not kept; return how many tallies.

    None: there is nothing left to keep. 0: another process is at it, or a change came between.
    """
    with opened_reading(engine, Scope((deployment,)), now=now) as reading:
        missing = _missing(reading, todays, least_kept)
        if not missing:
            return None
        if not _is_our_turn(reading):
            return 0
        shelf, n_rows = Shelf(reading, least_kept=0), 0
        for piece in missing[:_MOST_AT_ONCE]:
            n_rows += _count(shelf, reading, piece, least_kept)
            if n_rows >= _ENOUGH_ROWS:
                break
    return shelf.keep(engine)


def prune(engine: Engine, deployment: str, todays: Todays) -> int:
    """Take out what no page comes back to; return how many tallies are gone."""
    lasting = {
        bounds_of(piece) for zone, today in todays.items() for piece in periods.lasting(today, zone)
    }
    row = figure_parts.c
    number = select(figure_names.c.id).where(figure_names.c.name == deployment).scalar_subquery()
    query = select(row.start_s, row.end_s).where(row.deployment == number).distinct()
    with engine.connect() as connection:
        kept = [(start_s, end_s) for start_s, end_s in connection.execute(query)]
    stray = [bounds for bounds in kept if bounds not in lasting]
    n_gone = 0
    for start_s, end_s in stray:
        same = (row.deployment == number, row.start_s == start_s, row.end_s == end_s)
        with engine.begin() as connection:
            # First the era, as whoever takes back a row does: so neither waits for the other.
            connection.execute(_hold(number))
            n_gone += connection.execute(delete(figure_parts).where(*same)).rowcount
    return n_gone


def _hold(number: ScalarSelect[int]) -> Update:
    row = figure_eras.c
    return update(figure_eras).where(row.deployment == number).values(n=row.n)


# Of one round: a tenth of a second, which others hardly feel.
_MOST_AT_ONCE, _ENOUGH_ROWS = 50, 20_000
_LONGEST_NARROWED = 7  # days; few ask for more than a year of one flow


def _count(shelf: Shelf, reading: Reading, piece: Days, least_kept: int) -> int:
    """Count a piece, and those of its flows and reviewers that have much in it."""
    [tally] = shelf.counted(reading, [piece], is_narrowed=True)
    if piece.n <= _LONGEST_NARROWED:
        for number in _large(tally.flows, least_kept):
            shelf.counted(reading.of_flow(reading.words[number]), [piece])
        for number in _large(tally.reviewers, least_kept):
            shelf.counted(reading.of_reviewer(reading.words[number]), [piece])
    return tally.n


def _missing(reading: Reading, todays: Todays, least_kept: int) -> list[Days]:
    """Return what is over and not kept; the newest first."""
    _, until_s = era_of(reading, key_of(reading)["deployment"])
    wanted = {
        bounds_of(piece): piece
        for zone, today in todays.items()
        for piece in periods.offered(today, zone) | periods.months(today, zone)
    }
    first_s = _first_closed(reading, min((start_s for start_s, _ in wanted), default=0), least_kept)
    if first_s is None:
        return []
    kept = _kept(reading)
    missing = [
        bounds
        for bounds in wanted
        if first_s < bounds[1] <= until_s and bounds not in kept  # over, and not empty
    ]
    return [wanted[bounds] for bounds in sorted(missing, key=lambda bounds: -bounds[1])]


def _first_closed(reading: Reading, since_s: int, least_kept: int) -> int | None:
    """Return when the first was closed since then; None where there are few in all."""
    row = figures.c
    query = select(row.closed_s).where(row.closed_s >= since_s).order_by(row.closed_s).limit(1)
    query = reading.ours(query, "ix_figure_closed")
    last_of_few = reading.connection.execute(query.offset(max(0, least_kept - 1))).scalar()
    return None if last_of_few is None else reading.connection.execute(query).scalar()


def _kept(reading: Reading) -> set[Bounds]:
    row = figure_parts.c
    query = select(row.start_s, row.end_s).where(
        *(row[name] == number for name, number in key_of(reading).items()), row.is_narrowed
    )
    return {(start_s, end_s) for start_s, end_s in reading.connection.execute(query)}


def _is_our_turn(reading: Reading) -> bool:
    # Until the reading ends. Where SQLite is, few processes are; twice counted is kept once.
    if reading.connection.dialect.name == "sqlite":
        return True
    taken = func.pg_try_advisory_xact_lock(_OUR_TURN)
    return bool(reading.connection.execute(select(taken)).scalar_one())


def _large(groups: Mapping[int, Group], least_kept: int) -> Iterator[int]:
    return (number for number, group in groups.items() if number and group.n >= least_kept)
