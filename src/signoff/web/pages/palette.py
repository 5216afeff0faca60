"""Find a page, a request, a run or a lesson by a few words, and go there.

The dialog that Ctrl K opens asks for the same list that /go shows as a page,
so whoever has no script loses nothing. Only what a person may see is found,
and never more than fits one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from signoff.app import App
from signoff.inbox.access import Permission
from signoff.interpret.lessons import LessonStatus
from signoff.store import lesson_queries, queries
from signoff.store.inbox_lists import Filter, Looker, Scope, find_listing
from signoff.store.inbox_rows import InboxRow
from signoff.store.queries import RequestRow, RunRow
from signoff.web.auth import Caller, Looking
from signoff.web.pages import places, words
from signoff.web.pages.render import fragment, may_do, page
from signoff.web.seam import app_of

router = APIRouter()

N_FOUND = 20
_N_EACH = 5
_N_SUGGESTED = 8  # places that are offered before a word is typed
_LONGEST = 200
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to go to; ``aside`` tells it from others of its name."""

    href: str
    name: str
    picture: str
    aside: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Some things of one kind under their heading."""

    title: str
    items: Sequence[Found]


@router.get("/go")
def show_go(request: Request, caller: Looking, q: str = "") -> Response:
    """Show what these words find, as a page."""
    text = _words(q)
    return page(request, "go.html", q=text, groups=find(app_of(request), caller, text))


@router.get("/palette")
def show_found(request: Request, caller: Looking, q: str = "") -> Response:
    """Return what these words find, for the dialog alone."""
    text = _words(q)
    return fragment("_found.html", q=text, groups=find(app_of(request), caller, text))


def find(app: App, caller: Caller, text: str) -> list[Group]:
    """Return at most twenty things that fit all words, in groups; pages come first."""
    with app.reading() as connection:
        groups = [
            Group("Go to", list(_places(app, caller, text))),
            Group("Waiting", list(_requests(connection, app, caller, text))),
            Group("Runs", list(_runs(connection, app, caller, text))),
            Group("Start a run", list(_flows(app, caller, text))),
            Group("Lessons", list(_lessons(connection, app, caller, text))),
        ]
    return _cut(groups, N_FOUND)


def _cut(groups: Iterable[Group], n: int) -> list[Group]:
    kept = []
    for group in groups:
        items = group.items[:n]
        n -= len(items)
        if items:
            kept.append(Group(group.title, items))
    return kept


def _words(text: str) -> str:
    return " ".join(text[:_LONGEST].split())


def _fits(text: str, where: str) -> bool:
    folded = where.casefold()
    return all(word in folded for word in text.casefold().split())


def _places(app: App, caller: Caller, text: str) -> Iterator[Found]:
    may = may_do(caller)
    main = places.main_places(may, has_mailbox=app.mailbox is not None)
    own = [one for one in (places.START, places.ACCOUNT, places.GUIDE) if may(one.needs)]
    sections = places.settings_sections(may)
    if not text:
        main, sections = main[:_N_SUGGESTED], ()
    for place in chain(main, own, sections):
        aside = "Settings" if place in sections else ""
        if _fits(text, f"{place.name} {place.also} {aside}"):
            yield Found(place.href, place.name, place.picture, aside, place.key)


def _requests(connection: Connection, app: App, caller: Caller, text: str) -> Iterator[Found]:
    found: Sequence[RequestRow | InboxRow] = ()
    if _ID.fullmatch(text):
        one = queries.find_request(connection, text, sight=caller.sight)
        found = () if one is None else (one,)
    else:
        # Bounded as the inbox is: however much is stored, so many of the first are read.
        looker = Looker(caller.person, caller.sight, app.clock.now(), limit=_N_EACH)
        found = find_listing(connection, Filter(Scope.EVERYONE, text=text), looker).rows
    for row in found:
        yield Found(f"/requests/{row.id}", row.title, "inbox", row.flow)


def _runs(connection: Connection, app: App, caller: Caller, text: str) -> Iterator[Found]:
    rows: Iterable[RunRow] = ()
    if _ID.fullmatch(text):
        one = queries.find_run(connection, text, sight=caller.sight)
        rows = () if one is None else (one,)
    elif text:
        named = [name for name in sorted(app.flows) if _fits(text, name)][:_N_EACH]
        rows = chain.from_iterable(
            queries.list_runs(connection, flow=name, limit=_N_EACH, sight=caller.sight).items
            for name in named
        )
    for run in sorted(rows, key=lambda run: run.id, reverse=True)[:_N_EACH]:
        look, said = words.RUN_LOOKS[run.status]
        yield Found(f"/runs/{run.id}", f"{run.flow} {words.short_id(run.id)}", look.icon, said)


def _flows(app: App, caller: Caller, text: str) -> Iterator[Found]:
    if not text or not caller.may(Permission.START):
        return
    for name in sorted(app.flows):
        if _fits(text, f"start {name}"):
            yield Found(f"/start?{urlencode({'flow': name})}", f"Start {name}", "play")


def _lessons(connection: Connection, app: App, caller: Caller, text: str) -> Iterator[Found]:
    if not text:
        return
    in_use = (LessonStatus.ACTIVE, LessonStatus.CANDIDATE)
    found = lesson_queries.list_lessons(
        connection, app.deployment_id, sight=caller.sight, statuses=in_use, text=text, limit=_N_EACH
    )
    for lesson in found.items:
        yield Found(f"/lessons/{lesson.id}", lesson.text, "lightbulb", lesson.step)
