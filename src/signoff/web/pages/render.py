"""Templates turned into responses: the one place where pages meet Jinja.

A page gets values and says what is true now. What stands around it (who is
signed in, what waits for them, the theme, what was just recorded) is put in
here, so that no page can forget it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from signoff.app import App
from signoff.inbox.access import Permission, Permissions
from signoff.store import queries
from signoff.web.auth import Caller, find_caller, own_path
from signoff.web.pages import first_steps, names, places, words
from signoff.web.pages.browsers import browser_of
from signoff.web.pages.fitting import fitted
from signoff.web.pages.icons import icon
from signoff.web.seam import app_of
from signoff.web.security import SCRIPT_HEADER

ROOM = Path(__file__).parent.parent
THEMES = ("system", "light", "dark")
SAID_COOKIE = "signoff_said"
SAID_SECONDS = 60
_LESSON_SAID = {
    "confirm": "The lesson is in use from now on.",
    "edit": "The lesson is said in other words.",
    "pin": "The lesson is applied every time from now on.",
    "unpin": "The lesson is applied where it fits.",
    "retire": "The lesson is not applied any more. It stays under Retired.",
    "merge": "One lesson stands for both now.",
}
_SETTINGS_SAID = {
    "saved": "Saved.",
    "called": "That is kept.",
    "moved": "The order is saved.",
    "removed": "It is removed.",
    "added": "They can come in by the sign-in page.",
    "locked": "They are locked out, and signed out everywhere.",
    "locked_creator": "They are locked out, and signed out everywhere. They are the creator of a "
    "deployment: what would go to them goes to the backup, or to somebody in charge. What they "
    "are asked already waits: give it to somebody else.",
    "opened": "They can come in again.",
    "stands_in": "It holds, and what waits was handed over.",
    "ended": "Nobody stands in there any more.",
    "tried": "A test is on its way. Its call shows below.",
    "redelivered": "It is being sent again.",
    "revoked": "The token is refused from now on.",
    "signed_out": "That browser is signed out.",
    "password": "The password is set. Other browsers are signed out.",
}
_ACT_SAID = {
    "forked": "The new run stands where the other one stood.",
    "cancelled": "The run is cancelled.",
    "claim": "It is yours. The others who are asked cannot answer until you release it.",
    "release": "It is free again for everybody who is asked.",
    "reassign": "They are asked now, and were told so.",
    "add": "They are asked too, and were told so.",
    "snooze": "Nobody is reminded before then.",
    "extend": "It has more time.",
    "undo": "The answer was taken back. The request waits again.",
    "remark": "It is said.",
}
_DONE_SAID = {"lesson": _LESSON_SAID, "settings": _SETTINGS_SAID, "act": _ACT_SAID}
# A host that is none of ours, our own fault, and no database: nothing is looked up.
_UNASKED = (421, 500, 503)
_PASSING = (429, 500, 503)  # what may be gone when it is tried again


@cache
def static_version() -> str:
    """Return what changes when any static file does: addresses carry it, so caches never err."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOM / "static").rglob("*"), *(ROOM / "styles").rglob("*")]):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def pretty(value: object) -> str:
    """Return a JSON value as indented text."""
    return json.dumps(value, ensure_ascii=False, indent=2)


@cache
def environment() -> Environment:
    """Return the templates; an unknown name in one is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(fitted=fitted, icon=icon, words=words, who=names, pretty=pretty)
    made.filters |= {"called": names.name, "browser": browser_of}
    return made


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """Return a template as a response, with what stands around it for the person who asks."""
    return _page(request, template, status, find_caller(request), values)


def fragment(template: str, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Return a part of a page as a response: for a script that puts it where it belongs."""
    return HTMLResponse(environment().get_template(template).render(values))


def may_do(caller: Caller) -> places.May:
    """Return what says whether somebody has any of some permissions here."""

    def may(needed: Permissions) -> bool:
        return any(caller.may(permission) for permission in needed)

    return may


def error_page(  # noqa: PLR0913 - what such a page says
    request: Request,
    status: int,
    title: str,
    what: str,
    holds: str,
    next: str,  # noqa: A002 - the page's own word
    *,
    back: str,
) -> HTMLResponse:
    """Return the page that says what happened, what holds now and what to do next.

    ``back`` is the page that somebody came from.
    """
    caller = None if status in _UNASKED else find_caller(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    values = {
        "code": status,
        "title": title,
        "what": what,
        "holds": holds,
        "next": next,
        "again": own_path(here) if request.method == "GET" and status in _PASSING else None,
        "back": None if back in ("/", here) else back,
    }
    return _page(request, "error.html", status, caller, values)


def remember(response: Response, kind: str, subject: str = "") -> None:
    """Have the next page say, once, what was just done.

    That is: ``answered`` a request, ``sent`` a reply, what was done with a ``lesson``, in the
    ``settings`` or to a request (``act``).
    """
    response.set_cookie(
        SAID_COOKIE, f"{kind}:{subject}", max_age=SAID_SECONDS, httponly=True, samesite="lax"
    )


def is_opened(request: Request) -> bool:
    """Return whether a person asks for the page, not a script that only looks again."""
    return (
        request.headers.get("sec-fetch-dest", "document") == "document"
        or request.headers.get(SCRIPT_HEADER) == "1"
    )


def follows_an_answer(request: Request) -> bool:
    """Return whether this page opens by itself, because another request was just answered."""
    return is_opened(request) and request.cookies.get(SAID_COOKIE, "").startswith("answered:")


def _page(
    request: Request, template: str, status: int, caller: Caller | None, values: Mapping[str, Any]
) -> HTMLResponse:
    # A page that only looks again by script must not use up what the next page has to say.
    said = request.cookies.get(SAID_COOKIE, "") if caller and is_opened(request) else ""
    frame = _frame(request, caller, said)
    body = environment().get_template(template).render({**frame, **values})
    body = names.fill(body, _finder(app_of(request), caller))
    response = HTMLResponse(body, status)
    if said:
        response.delete_cookie(SAID_COOKIE, httponly=True, samesite="lax")
    return response


def _finder(app: App, caller: Caller | None) -> names.FindNames:
    def find(addresses: Collection[str]) -> Mapping[str, str]:
        if caller is None:
            return {}
        with app.looking() as unit:
            return unit.members.names(addresses, among=caller.access.by_deployment.keys())

    return find


def _frame(request: Request, caller: Caller | None, said: str) -> dict[str, Any]:
    app = app_of(request)
    theme = request.cookies.get("theme", "")
    frame: dict[str, Any] = {
        "path": request.url.path,
        "person": None if caller is None else caller.person,
        "can_manage": caller is not None and caller.may(Permission.MANAGE),
        "can_govern": caller is not None and caller.may(Permission.PEOPLE),
        "can_start": caller is not None and caller.may(Permission.START),
        "main_places": _places(app, caller),
        "sections": () if caller is None else places.settings_sections(may_do(caller)),
        "now": app.clock.now(),
        "theme": theme if theme in THEMES else "system",
        "themes": THEMES,
        "deployment": app.deployment_name,
        "has_mailbox": app.mailbox is not None,
        "static": f"/static/{static_version()}",
        "n_first_steps": 0,
        "here": None,
        "counts": None,
        "said": None,
    }
    if caller is not None:
        with app.looking() as unit:
            if caller.may(Permission.PEOPLE):
                frame["n_first_steps"] = first_steps.n_left(app, unit, request.cookies)
            counts = queries.counts(unit.connection, caller.person, sight=caller.sight)
            frame["counts"] = counts
            frame["said"] = _said(unit.connection, said, caller, frame["now"])
    return frame


def _places(app: App, caller: Caller | None) -> tuple[places.Place, ...]:
    if caller is None:
        return ()
    return places.main_places(may_do(caller), has_mailbox=app.mailbox is not None)


def _said(
    connection: Connection, said: str, caller: Caller, now: datetime
) -> Mapping[str, str] | None:
    kind, _, subject = said.partition(":")
    if kind == "sent":
        text = "Your reply was sent as a mail. What became of it comes back as a mail."
        return {"text": text, "href": ""}
    if subject in _DONE_SAID.get(kind, {}):
        return {"text": _DONE_SAID[kind][subject], "href": ""}
    if kind != "answered":
        return None
    request = queries.find_request(connection, subject, sight=caller.sight)
    text = "" if request is None else _answered_said(request, caller.person, now)
    return {"text": text, "href": f"/requests/{subject}"} if text else None


def _answered_said(request: queries.RequestRow, person: str, now: datetime) -> str:
    """Return what became of an answer that was just given, '' where nothing is known of it."""
    vote = next((vote for vote in reversed(request.votes) if vote.person == person), None)
    said = request.response or vote
    if said is None:
        return ""
    what = words.label(said.outcome) if said.outcome else "Your answer"
    if request.response is None:
        return f"{what} is counted: {request.title}"
    left = math.ceil((request.response.final_at - now).total_seconds())
    if left > 0 and request.response.responder == person:
        return f"{what} is recorded: {request.title}. You can take it back for {left} s"
    return f"{what} is recorded: {request.title}"
