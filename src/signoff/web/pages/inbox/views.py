"""Lists that a person keeps under a name: kept as addresses, which is all that they are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from signoff.store.views import (
    LONGEST_NAME,
    MOST_VIEWS,
    list_views,
    remove_view,
    rename_view,
    save_view,
)
from signoff.web.auth import SignedIn
from signoff.web.pages.inbox.filters import Chip, chips_of, filter_of_query, query_of
from signoff.web.pages.render import page, remember
from signoff.web.seam import app_of

router = APIRouter()

_SCOPE_SAID = {"mine": "Assigned to me", "everyone": "Everyone", "done": "Done"}
_PATH = "/inbox/views"


@router.get("/inbox/views")
def show_views(request: Request, person: SignedIn) -> Response:
    """Show the lists that this person keeps."""
    return _page(request, person)


@router.post("/inbox/views")
def change_views(
    request: Request,
    person: SignedIn,
    do: Annotated[str, Form()] = "save",
    name: Annotated[str, Form()] = "",
    query: Annotated[str, Form()] = "",
    view: Annotated[str, Form()] = "",
) -> Response:
    """Keep a list, call it something else, or forget it."""
    said = " ".join(name.split())
    if do == "remove":
        with app_of(request).unit() as unit:
            remove_view(unit.connection, person, view)
            unit.commit()
        return _done(_PATH, "removed")
    if not said or len(said) > LONGEST_NAME or not said.isprintable():
        length = f"It has {len(said)} characters." if said else "It is empty."
        fault = f"A name has 1 to {LONGEST_NAME} characters on one line. {length}"
        return _page(request, person, fault=f"{fault} Nothing was changed.", typed=said)
    if do == "rename":
        return _rename(request, person, view, said)
    kept = query_of(filter_of_query(query))
    with app_of(request).unit() as unit:
        is_kept = save_view(unit.connection, person, said, kept, now=app_of(request).clock.now())
        unit.commit()
    if not is_kept:
        full = f"You keep {MOST_VIEWS} lists, which is all there is room for."
        fault = f"{full} {said!r} was not saved. Remove one, then save it again."
        return _page(request, person, fault=fault, typed=said)
    return _done(f"/inbox?{kept}", "saved")


def _rename(request: Request, person: str, view_id: str, name: str) -> Response:
    with app_of(request).unit() as unit:
        is_renamed = rename_view(unit.connection, person, view_id, name)
        unit.commit()
    if is_renamed:
        return _done(_PATH, "saved")
    fault = f"Another list is called {name!r}, or this one is gone. Nothing was changed."
    return _page(request, person, fault=fault, typed=name)


def _done(address: str, what: str) -> Response:
    response = RedirectResponse(address, 303)
    remember(response, "settings", what)
    return response


def _page(request: Request, person: str, *, fault: str = "", typed: str = "") -> Response:
    with app_of(request).reading() as connection:
        views = list_views(connection, person)
    return page(
        request,
        "inbox_views.html",
        status=422 if fault else 200,
        here=_PATH if fault else None,
        views=[(view, _said(view.query)) for view in views],
        fault=fault,
        typed=typed,
        longest=LONGEST_NAME,
    )


def _said(query: str) -> str:
    wanted = filter_of_query(query)
    chips: tuple[Chip, ...] = chips_of(wanted)
    parts = [_SCOPE_SAID[wanted.scope], *(f"{chip.name}: {chip.value}" for chip in chips)]
    return " · ".join(parts)
