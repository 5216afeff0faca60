"""What waits, by how soon an answer is wanted; and what was decided, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from signoff.flow.structure import NodeKind, structure
from signoff.store.inbox_lists import (
    ENDINGS,
    GLANCE,
    SOON,
    Due,
    Filter,
    Listing,
    Looker,
    Scope,
    count_group,
    find_listing,
)
from signoff.store.inbox_rows import InboxRow
from signoff.store.views import list_views
from signoff.web.auth import Caller, Looking, SignedIn
from signoff.web.pages import words
from signoff.web.pages.inbox.bulk import may_decide
from signoff.web.pages.inbox.filters import (
    DUES,
    Wanted,
    chips_of,
    choices,
    fitting,
    part_of_address,
    query_of,
)
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_SCOPES = (
    (Scope.MINE, "Assigned to me"),
    (Scope.EVERYONE, "Everyone"),
    (Scope.DONE, "Done"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows under one heading; ``n`` of them in all, also where fewer are shown."""

    id: str
    title: str
    rows: Sequence[InboxRow]
    n: int
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """Outcomes that the same requests may be given together; a row names its deck."""

    id: str
    flow: str
    method: str
    outcomes: tuple[str, ...]
    approving: tuple[str, ...] | None


@router.get("/")
def first_page(person: SignedIn) -> Response:
    """Lead to the inbox."""
    del person
    return RedirectResponse("/inbox", 303)


@router.get("/inbox")
def show_inbox(
    request: Request, caller: Looking, wanted: Wanted, after: str | None = None
) -> Response:
    """Show the requests of one scope, as far as this person sees them."""
    app = app_of(request)
    looker = Looker(caller.person, caller.sight, app.clock.now())
    with app.reading() as connection:
        found = find_listing(connection, wanted, looker, after=after)
        groups = _groups(connection, wanted, looker, found, is_first=after is None)
        views = list_views(connection, caller.person)
    here = query_of(wanted)
    decks = _decks([row for group in groups for row in group.rows], caller)
    return page(
        request,
        "inbox.html",
        wanted=wanted,
        scopes=[(each.value, title, _address(wanted, each)) for each, title in _SCOPES],
        groups=groups,
        decks=decks,
        deck_of={row_id: deck.id for deck, row_ids in decks.items() for row_id in row_ids},
        found=found,
        more=query_of(wanted, after=found.next or found.further),
        here_query=here,
        listed=part_of_address(wanted),
        chips=chips_of(wanted),
        cleared=query_of(Filter(wanted.scope)),
        views=views,
        snoozed_query=query_of(replace(wanted, due=Due.SNOOZED)),
        **_offered(app.flows, wanted),
    )


def _address(wanted: Filter, scope: Scope) -> str:
    return query_of(fitting(replace(wanted, scope=scope)))


def _groups(
    connection: Connection, wanted: Filter, looker: Looker, found: Listing, *, is_first: bool
) -> list[Group]:
    if wanted.scope is Scope.DONE:
        return _days(found.rows, looker.now)
    groups = [
        Group(due.value, DUES[due], rows, len(rows))
        for due in DUES
        if (rows := [row for row in found.rows if due_of(row, looker.now) is due])
    ]
    if found.next is not None:
        cut = groups[-1]
        n = max(cut.n, count_group(connection, wanted, looker, Due(cut.id)))
        groups[-1] = replace(cut, n=n)
    if is_first and wanted.due is None:
        groups += _put_off(connection, wanted, looker)
    return groups


def _put_off(connection: Connection, wanted: Filter, looker: Looker) -> list[Group]:
    snoozed = replace(wanted, due=Due.SNOOZED)
    found = find_listing(connection, snoozed, replace(looker, limit=GLANCE))
    if not found.rows:
        return []
    n = len(found.rows)
    if found.next is not None:
        n = count_group(connection, wanted, looker, Due.SNOOZED)
    return [Group(Due.SNOOZED.value, DUES[Due.SNOOZED], found.rows, n, is_folded=True)]


def due_of(row: InboxRow, now: datetime) -> Due:
    """Return under which heading a request waits."""
    if row.snoozed_until is not None and row.snoozed_until > now:
        return Due.SNOOZED
    if row.wanted_at is None:
        return Due.NONE
    if row.wanted_at <= now:
        return Due.OVERDUE
    return Due.SOON if row.wanted_at <= now + SOON else Due.LATER


def _days(rows: Sequence[InboxRow], now: datetime) -> list[Group]:
    today = [row for row in rows if (row.closed_at or now).date() == now.date()]
    before = [row for row in rows if row not in today]
    groups = [
        Group("today", "Today", today, len(today)),
        Group("before", "Before today", before, len(before)),
    ]
    return [group for group in groups if group.rows]


def _decks(rows: Sequence[InboxRow], caller: Caller) -> Mapping[Deck, list[str]]:
    """Return what may be decided together, and the ids of the requests."""
    decks: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        if not row.closed_at and row.bulk_outcomes and may_decide(row, caller):
            same = (row.flow, row.method, row.bulk_outcomes, row.approving)
            decks.setdefault(same, []).append(row.id)
    return {Deck(f"deck-{n}", *same): ids for n, (same, ids) in enumerate(decks.items())}


def _offered(flows: Mapping[str, Any], wanted: Filter) -> dict[str, Any]:
    """Return what the fields offer: what this server's flows are made of."""
    steps: set[str] = set()
    outcomes: set[str] = set()
    for name, flow in flows.items():
        for node in structure(flow).nodes:
            if node.kind is NodeKind.REVIEW and wanted.flow in ("", name):
                steps.add(node.name)
                outcomes.update(node.outcomes)
    endings = (
        *ENDINGS,
        *(each for each in choices(outcomes, wanted.ending) if each not in ENDINGS),
    )
    return {
        "flow_choices": [(name, name) for name in choices(flows, wanted.flow)],
        "step_choices": [(name, name) for name in choices(steps, wanted.step)],
        "ending_choices": [(each, words.label(each)) for each in endings],
        "due_choices": [(due.value, title) for due, title in DUES.items()],
    }
