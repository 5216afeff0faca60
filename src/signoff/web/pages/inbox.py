"""What waits, and what was decided.

As long as requests have no deadline, how long somebody has waited is the only
honest order: the oldest first, in three groups of age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.inbox.request import RequestStatus
from signoff.store import queries
from signoff.store.queries import Order, RequestRow
from signoff.web.auth import Looking, SignedIn
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_LONGEST_FILTER = 200


class Scope(StrEnum):
    """Whose requests are listed."""

    MINE = "mine"
    EVERYONE = "everyone"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows under one heading."""

    id: str
    title: str
    rows: Sequence[RequestRow]


_AGES = (
    ("day", "Waiting over a day", timedelta(days=1)),
    ("hour", "Waiting over an hour", timedelta(hours=1)),
    ("fresh", "Asked within the last hour", timedelta.min),
)


@router.get("/")
def first_page(person: SignedIn) -> Response:
    """Lead to the inbox."""
    del person
    return RedirectResponse("/inbox", 303)


@router.get("/inbox")
def show_inbox(
    request: Request, caller: Looking, scope: str = "", q: str = "", after: str | None = None
) -> Response:
    """Show the requests of one scope, as far as this person sees them."""
    app, person = app_of(request), caller.person
    chosen = Scope(scope) if scope in set(Scope) else Scope.MINE
    text = q.strip()[:_LONGEST_FILTER]
    with app.reading() as connection:
        counts = queries.counts(connection, person, sight=caller.sight)
        found = queries.list_requests(
            connection,
            status=queries.CLOSED if chosen is Scope.DONE else RequestStatus.PENDING.value,
            assignee=person if chosen is Scope.MINE else None,
            text=text,
            after=after,
            order=Order.CLOSED if chosen is Scope.DONE else Order.OLDEST,
            sight=caller.sight,
        )
    return page(
        request,
        "inbox.html",
        scope=chosen.value,
        q=text,
        groups=grouped(found.items, chosen, now=app.clock.now()),
        next_cut=found.next,
        scopes=(
            (Scope.MINE.value, "Assigned to me", counts.mine),
            (Scope.EVERYONE.value, "Everyone", counts.everyone),
            (Scope.DONE.value, "Done", None),
        ),
    )


def grouped(rows: Sequence[RequestRow], scope: Scope, *, now: datetime) -> list[Group]:
    """Return the rows under headings; a heading without rows is left out."""
    if scope is Scope.DONE:
        today = [row for row in rows if (row.closed_at or now).date() == now.date()]
        before = [row for row in rows if row not in today]
        groups = [Group("today", "Today", today), Group("before", "Before today", before)]
        return [group for group in groups if group.rows]
    left = list(rows)
    groups = []
    for name, title, age in _AGES:
        taken = [row for row in left if now - row.opened_at >= age]
        left = [row for row in left if row not in taken]
        groups.append(Group(name, title, taken))
    return [group for group in groups if group.rows]
