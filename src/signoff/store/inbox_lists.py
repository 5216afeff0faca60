"""Which requests an inbox lists, in which order, by which filters.

However much is stored, a page costs the same: a list walks an index, in the
order in which it is shown, and stops. A filter that no index knows looks
through so many of the first and says how far it came, rather than through all
of them for as long as that takes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    Text,
    and_,
    exists,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)

from signoff.inbox.assignment import CLOSED
from signoff.inbox.request import RequestStatus
from signoff.store.inbox_rows import InboxRow, read_rows
from signoff.store.own_part import IS_WAITING, concerning
from signoff.store.request_rows import asks_on_the_way, lacks_answer_of
from signoff.store.sight import Sight
from signoff.store.tables import assignments, requests, responses
from signoff.store.wanted import END_OF_TIME

PAGE = 30  # a page of HTML stays below 60 KB
GLANCE = 10  # of what is put off
MOST_COUNTED = 1_000  # a count that is reached at this is no number any more
LOOKED_THROUGH = 10_000  # requests, for filters by a value
READ_THROUGH = 1_000  # requests, for words
SOON = timedelta(hours=1)
NOBODY = "nobody"
ENDINGS = (
    RequestStatus.ANSWERED.value,
    RequestStatus.EXPIRED.value,
    RequestStatus.CANCELLED.value,
)


class Scope(StrEnum):
    """Whose requests are listed."""

    MINE = "mine"
    EVERYONE = "everyone"
    DONE = "done"


class Due(StrEnum):
    """By when an answer is wanted."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NONE = "none"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; '' and None: not at all.

    ``asked`` is an address, or NOBODY. ``ending`` is a status or an outcome of what is done.
    """

    scope: Scope = Scope.MINE
    text: str = ""
    flow: str = ""
    step: str = ""
    asked: str = ""
    ending: str = ""
    due: Due | None = None

    @property
    def is_bounded(self) -> bool:
        """Say whether something narrows it that no index is sorted by."""
        return bool(self.text or self.flow or self.step or self.asked or self.ending)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list.

    ``next`` is the id after which the next page begins. ``further``, where the filters looked
    through ``looked_through`` requests and found too few for a page, is where to look on.
    """

    rows: tuple[InboxRow, ...]
    next: str | None = None
    further: str | None = None
    looked_through: int = 0


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks, and when; and through how many requests at most, for values and for words."""

    person: str
    sight: Sight
    now: datetime
    limit: int = PAGE
    looks_through: int = LOOKED_THROUGH
    reads_through: int = READ_THROUGH


def find_listing(
    connection: Connection, wanted: Filter, looker: Looker, *, after: str | None = None
) -> Listing:
    """Return a page of a list: what is most urgent first, of what is done the newest."""
    walked = _walked(connection, wanted, looker, after)
    query = _first(_filtered(walked, wanted, looker), wanted.scope, looker.limit + 1)
    ids = [row[0] for row in connection.execute(query)]
    rows = read_rows(connection, ids[: looker.limit], sight=looker.sight)
    if len(ids) > looker.limit:
        return Listing(rows, next=ids[looker.limit - 1])
    if not wanted.is_bounded:
        return Listing(rows)
    return Listing(rows, *_window_end(connection, walked, wanted, looker))


def list_ids(connection: Connection, wanted: Filter, looker: Looker) -> tuple[str, ...]:
    """Return the first of a list, in order, by their ids: MOST_COUNTED at most."""
    walked = _walked(connection, wanted, looker, None)
    query = _first(_filtered(walked, wanted, looker), wanted.scope, MOST_COUNTED)
    return tuple(row[0] for row in connection.execute(query))


def find_next(
    connection: Connection,
    looker: Looker,
    wanted: Filter = Filter(),
    *,
    after: str | None = None,
) -> str | None:
    """Return the most urgent request that waits for the looker's own answer; None: nothing does.

    ``wanted`` is the list it is looked for in, one of what waits; ``after`` a request of it.
    What is put off, what somebody else has claimed and what they have answered already is none.
    """
    walked = _walked(connection, wanted, looker, after).where(lacks_answer_of(looker.person))
    query = _first(_filtered(walked, wanted, looker), wanted.scope, 1)
    row = connection.execute(query).first()
    return None if row is None else row[0]


def count_group(connection: Connection, wanted: Filter, looker: Looker, due: Due) -> int:
    """Return how many of a list wait under one heading, MOST_COUNTED at most."""
    group = replace(wanted, due=due)
    walked = _walked(connection, group, looker, None)
    counted = _filtered(walked, group, looker).limit(MOST_COUNTED).subquery()
    return int(connection.execute(select(func.count()).select_from(counted)).scalar_one())


def _window_end(
    connection: Connection, walked: Select[str, datetime], wanted: Filter, looker: Looker
) -> tuple[None, str | None, int]:
    """Return how far the filters came: nothing, where they came to the end."""
    windows = [(walked, looker.looks_through)]
    if wanted.text:
        narrowed = _narrowed(_candidates(walked, wanted, looker), wanted)
        windows.insert(0, (narrowed, looker.reads_through))
    for query, length in windows:
        last = _first(query, wanted.scope, 1).offset(length - 1)
        if (cut := connection.execute(last).first()) is not None:
            return None, cut[0], length
    return None, None, 0


def _walked(
    connection: Connection, wanted: Filter, looker: Looker, after: str | None
) -> Select[str, datetime]:
    """Return what is walked along an index, in order: ids, times, what filters by value need."""
    at = requests.c.closed_at if wanted.scope is Scope.DONE else requests.c.wanted_at
    # No index of what is done holds who was asked: it is read only where it matters.
    columns = (requests.c.flow, requests.c.method) if wanted.is_bounded else ()
    whom = (requests.c.assignee,) if wanted.asked else ()
    query = select(requests.c.id, at.label("at"), *columns, *whom)
    query = query.where(*_scoped(wanted, looker))
    if after is None:
        return query.where(*_driven(wanted, looker, None))
    cut = connection.scalar(select(at).where(requests.c.id == after))
    if cut is None:  # an id that nobody knows cuts nothing
        return query.where(*_driven(wanted, looker, None))
    here, there = tuple_(at, requests.c.id), tuple_(cut, after)
    query = query.where(*_driven(wanted, looker, cut))
    return query.where(here < there if wanted.scope is Scope.DONE else here > there)


def _driven(wanted: Filter, looker: Looker, cut: datetime | None) -> list[ColumnElement[bool]]:
    if wanted.scope is Scope.MINE:
        return []
    return concerning(looker.sight, is_done=wanted.scope is Scope.DONE, cut=cut)


def _candidates(walked: Select[str, datetime], wanted: Filter, looker: Looker) -> Subquery:
    """Return the first of what is walked, of which the filters take what they let pass."""
    return _first(walked, wanted.scope, looker.looks_through).subquery("candidate")


def _scoped(wanted: Filter, looker: Looker) -> list[ColumnElement[bool]]:
    seen = looker.sight.requests
    if wanted.scope is Scope.DONE:
        return [seen, requests.c.closed_at.is_not(None)]
    conditions = [seen, IS_WAITING]
    if wanted.scope is Scope.MINE:
        seen = looker.sight.waiting_for(looker.person)
        conditions = [seen, IS_WAITING, asks_on_the_way(looker.person)]
    return conditions + _when(wanted.due, looker.now)


def _when(due: Due | None, now: datetime) -> list[ColumnElement[bool]]:
    at, until = requests.c.wanted_at, requests.c.snoozed_until
    if due is Due.SNOOZED:
        return [until > now]
    awake = or_(until.is_(None), until <= now)
    if due is None:
        return [awake]
    spans = {
        Due.OVERDUE: [at <= now],
        Due.SOON: [at > now, at <= now + SOON],
        Due.LATER: [at > now + SOON, at < END_OF_TIME],
        Due.NONE: [at >= END_OF_TIME],
    }
    return [awake, *spans[due]]


def _filtered(
    walked: Select[str, datetime], wanted: Filter, looker: Looker
) -> Select[str, datetime]:
    """Return what is walked, as far as all filters let it pass."""
    if not wanted.is_bounded:
        return walked
    narrowed = _narrowed(_candidates(walked, wanted, looker), wanted)
    if not wanted.text:
        return narrowed
    # Reading is slow, so fewer are read than are looked through.
    read = _first(narrowed, wanted.scope, looker.reads_through).subquery("read")
    # For each of them: joined, PostgreSQL may look for the words in all that is stored first.
    has_words = and_(*(mentions(word) for word in wanted.text.split()))
    has_words_there = select(has_words).where(requests.c.id == read.c.id).scalar_subquery()
    return select(read.c.id, read.c.at).where(has_words_there)


def _narrowed(candidates: Subquery, wanted: Filter) -> Select[str, datetime]:
    """Return those of the candidates that the filters by a value let pass."""
    query = select(candidates.c.id, candidates.c.at)
    if wanted.flow:
        query = query.where(candidates.c.flow == wanted.flow)
    if wanted.step:
        query = query.where(candidates.c.method == wanted.step)
    if wanted.asked:
        query = query.where(_asks(candidates, wanted.asked))
    if wanted.ending and wanted.scope is Scope.DONE:
        query = query.where(_ended(candidates, wanted.ending))
    return query


def _first(
    query: Select[str, datetime],
    scope: Scope,
    limit: int,
) -> Select[str, datetime]:
    """Return the first of a query's rows, whose first columns are the id and the time."""
    key, at = list(query.selected_columns)[:2]
    order = (at.desc(), key.desc()) if scope is Scope.DONE else (at, key)
    return query.order_by(*order).limit(limit)


def _asks(candidates: Subquery, asked: str) -> ColumnElement[bool]:
    if asked == NOBODY:
        return candidates.c.assignee.is_(None)
    held = or_(assignments.c.ended_at.is_(None), assignments.c.ended_why == CLOSED)
    theirs = exists().where(
        assignments.c.request_id == candidates.c.id, assignments.c.person == asked, held
    )
    return or_(candidates.c.assignee == asked, theirs)


def _ended(candidates: Subquery, ending: str) -> ColumnElement[bool]:
    if ending in ENDINGS:
        kept = select(requests.c.status).where(requests.c.id == candidates.c.id)
    else:
        kept = select(responses.c.outcome).where(responses.c.request_id == candidates.c.id)
    return kept.scalar_subquery() == ending


def mentions(word: str) -> ColumnElement[bool]:
    """Return which requests have a word in what they ask, are about or are called by."""
    columns = (requests.c.message, requests.c.content, requests.c.flow, requests.c.method)
    found = [column.icontains(word, autoescape=True) for column in columns]
    found.append(type_coerce(requests.c.metadata, Text).icontains(word, autoescape=True))
    found.append(func.coalesce(requests.c.assignee, "").icontains(word, autoescape=True))
    return or_(*found)
