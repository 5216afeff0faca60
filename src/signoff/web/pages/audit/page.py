"""The routes of the page: the facts, one fact, and a check of the whole chain."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import FactNotFound
from signoff.inbox.chain import Link
from signoff.jobs.audit.check_here import check_here, note_check
from signoff.store.audit.about import find_approving, find_titles
from signoff.store.audit.checkpoints import find_checkpoint, find_covering
from signoff.store.audit.checks import TrailCheck, find_last_check
from signoff.store.audit.reading import Filters, find_head, list_links, list_newest
from signoff.store.audit.signing import Checkpoint
from signoff.web.auth import Auditing, Caller
from signoff.web.pages.audit import facts
from signoff.web.pages.audit.asked import read_asked
from signoff.web.pages.render import page
from signoff.web.seam import app_of
from signoff.web.trail_sight import within_sight

router = APIRouter()

N_SHOWN = 50
# A check reads every fact: above this it takes longer than somebody waits for a page.
MOST_CHECKED_HERE = 100_000
_LAST_SEQ = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Chain:
    """How the chain stands. ``check`` None: nobody checked yet; ``n_since`` facts came after."""

    n: int
    check: TrailCheck | None
    signed: Checkpoint | None
    is_short: bool
    may_read_all: bool

    @property
    def n_since(self) -> int:
        return self.n - (0 if self.check is None else self.check.seq)


@router.get("/audit")
def show_trail(request: Request, caller: Auditing) -> Response:
    """List facts, the newest first; the address says which."""
    app = app_of(request)
    asked = read_asked(request.query_params)
    seen = within_sight(app, caller, asked.filters)
    with app.reading() as connection:
        found = list_newest(connection, seen, before=asked.before, limit=N_SHOWN + 1)
        shown = found[:N_SHOWN]
        lines = _lines(connection, caller, shown)
        chain = _chain(connection, may_read_all=seen.deployments is None)
    is_longer = len(found) > N_SHOWN
    return page(
        request,
        "audit.html",
        asked=asked,
        chain=chain,
        lines=lines,
        kinds=facts.kind_groups(),
        people=_people(app, shown, may_read_all=chain.may_read_all),
        older=asked.address(before=shown[-1].seq) if is_longer else None,
    )


@router.get("/audit/{seq}")
def show_fact(request: Request, caller: Auditing, seq: str) -> Response:
    """Show one fact, what vouches for it, and its neighbours among those that were asked for."""
    app = app_of(request)
    asked = read_asked(request.query_params)
    number = int(seq) if seq.isascii() and seq.isdigit() and len(seq) < len(str(_LAST_SEQ)) else 0
    seen = within_sight(app, caller, Filters())
    with app.reading() as connection:
        found = list_links(connection, seen, after=number - 1, last=number) if number else []
        if not found:
            raise FactNotFound(
                f"There is no fact {seq[:60]!r} in the trail that you may see. Nothing was "
                "changed. Open the audit trail to see which there are."
            )
        fact = found[0]
        beside = within_sight(app, caller, asked.filters)
        newer = list_links(connection, beside, after=number, limit=1)
        [line] = _lines(connection, caller, [fact])
        older = list_newest(connection, beside, before=number, limit=1)
        covering = find_covering(connection, number)
    return page(
        request,
        "audit_fact.html",
        asked=asked,
        fact=fact,
        line=line,
        newer=newer[0].seq if newer else None,
        older=older[0].seq if older else None,
        covering=covering,
    )


@router.post("/audit/check")
def check_trail(request: Request, caller: Auditing) -> Response:
    """Check the whole chain and keep what was found; a long one is left to the command line.

    It leads back to what was asked for, so that an export that follows is still of that.
    """
    app = app_of(request)
    with app.reading() as connection:
        head = find_head(connection)
    if head is not None and head.seq <= MOST_CHECKED_HERE:
        checked = check_here(app.reading, key=app.audit_key.public)
        note_check(app.engine, checked, by=caller.person, now=app.clock.now())
    return RedirectResponse(read_asked(request.query_params).address(), 303)


def _people(app: App, shown: list[Link], *, may_read_all: bool) -> list[str]:
    """Return whom to choose from: everybody, or for whoever sees a part only those who are seen."""
    if not may_read_all:
        return sorted({fact.actor for fact in shown})
    with app.unit() as unit:
        here = unit.members.organisation_of(app.deployment_id)
        return [one.address for one in unit.members.list_people(here)]


def _lines(connection: Connection, caller: Caller, shown: list[Link]) -> list[facts.Line]:
    named = {fact.request_id for fact in shown if fact.request_id}
    titles = find_titles(connection, named, sight=caller.sight)
    return facts.lines(shown, titles, find_approving(connection, named, sight=caller.sight))


def _chain(connection: Connection, *, may_read_all: bool) -> Chain:
    head = find_head(connection)
    n = 0 if head is None else head.seq
    return Chain(
        n,
        find_last_check(connection),
        find_checkpoint(connection),
        is_short=n <= MOST_CHECKED_HERE,
        may_read_all=may_read_all,
    )
