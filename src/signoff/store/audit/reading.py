"""The chain as rows: looked at by filters, in order, a piece at a time.

A trail can be longer than memory, so whoever wants all of it gets pieces; each
is one short query, and none holds a transaction open meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, or_, select

from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address
from signoff.inbox.audit import EventKind
from signoff.inbox.chain import GENESIS, Link, Receipt
from signoff.store.inbox_lists import mentions
from signoff.store.tables import audit_events, audit_head, requests, runs

AT_ONCE = 1000
DECISIONS = (
    EventKind.REQUEST_ANSWERED,
    EventKind.REQUEST_VOTED,
    EventKind.REQUEST_EXPIRED,
    EventKind.REQUEST_REOPENED,
)
Reading = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts; None: any. ``since`` and ``until`` are instants, the latter not included.

    ``decisions``: only those by which somebody decided, or took it back. ``text`` stands in who did
    it, or in what the request asks, shows or is called by; or it is an id of the fact.
    ``deployments`` are those whose runs may be seen; facts that belong to no run are not theirs.
    """

    kind: str | None = None
    actor: str | None = None
    run_id: str | None = None
    request_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    decisions: bool = False
    text: str | None = None
    deployments: frozenset[str] | None = None

    @property
    def is_all(self) -> bool:
        """Whether every fact passes that may be seen."""
        return self == Filters(deployments=self.deployments)


def find_head(connection: Connection) -> Receipt | None:
    """Return the receipt of the last fact; None where there is no fact."""
    row = connection.execute(select(audit_head.c.seq, audit_head.c.hash)).one()
    return None if row.hash == GENESIS else Receipt(row.seq, row.hash)


def list_links(
    connection: Connection,
    filters: Filters,
    *,
    after: int = 0,
    last: int | None = None,
    limit: int = AT_ONCE,
) -> list[Link]:
    """Return facts behind number ``after``, up to number ``last``, in order, ``limit`` at most."""
    conditions = [audit_events.c.seq > after, *_conditions(filters)]
    if last is not None:
        conditions.append(audit_events.c.seq <= last)
    query = select(audit_events).where(*conditions).order_by(audit_events.c.seq).limit(limit)
    return [link_from(row) for row in connection.execute(query).mappings()]


def list_newest(
    connection: Connection, filters: Filters, *, before: int | None = None, limit: int
) -> list[Link]:
    """Return facts in front of number ``before``, the newest first, ``limit`` at most."""
    conditions = [*_conditions(filters)]
    if before is not None:
        conditions.append(audit_events.c.seq < before)
    query = select(audit_events).where(*conditions).order_by(audit_events.c.seq.desc())
    return [link_from(row) for row in connection.execute(query.limit(limit)).mappings()]


def iterate_links(
    reading: Reading, filters: Filters, *, after: int = 0, last: int | None = None
) -> Iterator[Link]:
    """Give every fact that passes, in order; facts sealed meanwhile come too, up to ``last``."""
    while True:
        with reading() as connection:
            found = list_links(connection, filters, after=after, last=last)
        yield from found
        if len(found) < AT_ONCE:
            return
        after = found[-1].seq


def link_from(row: RowMapping) -> Link:
    """Return the link a row of ``audit_event`` holds."""
    return Link(**{name: row[name] for name in Link.__slots__})


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    columns = audit_events.c
    for column, wanted in (
        (columns.kind, (filters.kind,)),
        (columns.actor, _spellings(filters.actor)),
        (columns.run_id, (filters.run_id,)),
        (columns.request_id, (filters.request_id,)),
    ):
        if None not in wanted:
            # Of one name an index gives the newest first; of two a database sorts them all.
            yield column == wanted[0] if len(wanted) == 1 else column.in_(wanted)
    if filters.since is not None:
        yield columns.at >= filters.since
    if filters.until is not None:
        yield columns.at < filters.until
    if filters.decisions:
        yield columns.kind.in_([kind.value for kind in DECISIONS])
    if filters.text is not None:
        yield _names(filters.text)
    if filters.deployments is not None:
        seen = select(runs.c.id).where(runs.c.deployment_id.in_(sorted(filters.deployments)))
        yield columns.run_id.in_(seen)


def _spellings(actor: str | None) -> tuple[str | None, ...]:
    """Return under which names somebody may stand in the trail; not all who act have an address."""
    if actor is None:
        return (None,)
    try:
        known_as = canonical_address(actor)
    except AddressInvalid:
        return (actor,)
    return (actor,) if known_as == actor else (actor, known_as)


def _names(text: str) -> ColumnElement[bool]:
    columns = audit_events.c
    about = select(requests.c.id).where(mentions(text))
    ids = (columns.subject, columns.run_id, columns.request_id)
    return or_(
        columns.actor.icontains(text, autoescape=True),
        *(column == text for column in ids),
        columns.request_id.in_(about),
    )
