"""One's own account: what one says of oneself, API tokens, where one is signed in, the password."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.app import App
from signoff.errors import AlreadyThere, NotAllowed, PersonInvalid, SignInRefused
from signoff.inbox.access import Permission
from signoff.store import tokens
from signoff.store.members import Person
from signoff.store.people import digest
from signoff.web.auth import Caller, Looking, cookie_name
from signoff.web.own_account import change_own
from signoff.web.own_password import change_password
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page
from signoff.web.pages.settings.frame import LANGUAGES, by_path
from signoff.web.pages.settings.keeping import saved
from signoff.web.pages.settings.permissions import BY_NAME, MEANS
from signoff.web.pages.settings.shown_once import NewSecret, find_new, lead_to, once
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/account"
_MAX_TYPED = 2_000
_OWN = {"called": "name", "language": "language", "zone": "zone"}  # fields of the page
_MOST_LISTED = 10  # tokens, and sessions, of a page


@router.get(_ADDRESS)
def show_account(request: Request, caller: Looking) -> Response:
    """Show the caller's tokens and sessions."""
    made = find_new(request, caller)
    return once(_shown(request, caller, made=made), made, _ADDRESS)


@router.post(_ADDRESS)
def change_account(request: Request, caller: Looking, typed: Form) -> Response:
    """Make or revoke a token, end a session, set the password or the name."""
    if typed.has("revoke"):
        return _revoked(request, caller, typed.text("revoke") or "")
    if typed.has("end"):
        return _ended(request, caller, typed.text("end") or "")
    if typed.text("do") == "password":
        return _password(request, caller, typed)
    if typed.text("do") == "called":
        return _called(request, caller, typed)
    return _made(request, caller, typed)


def _made(request: Request, caller: Caller, typed: Typed) -> Response:
    app = app_of(request)
    try:
        asked = tokens.NewToken(
            name=typed.text("name") or "",
            person=caller.person,
            scopes=_scopes(typed),
            expires_at=_day_after(typed.text("expires_on")),
        )
        held = caller.access.of(caller.here)
        maker = tokens.Maker(caller.person, held, caller.until, caller.limit)
        with app.unit() as unit:
            made, secret = tokens.create_token(unit, asked, by=maker, now=app.clock.now())
            unit.commit()
    except (AlreadyThere, NotAllowed, PersonInvalid) as refused:
        return _shown(request, caller, typed=typed, wrong=("name", str(refused)))
    return lead_to(_ADDRESS, app, caller, NewSecret(made.name, secret))


def _revoked(request: Request, caller: Caller, wanted: str) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        found = tokens.find_named_token(unit, wanted, person=caller.person)
        tokens.revoke_token(unit, found, by=caller.person, now=app.clock.now())
        unit.commit()
    return saved(_ADDRESS, "revoked")


def _ended(request: Request, caller: Caller, session_id: str) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        tokens.end_session(unit, caller.person, session_id, now=app.clock.now())
        unit.commit()
    return saved(_ADDRESS, "signed_out")


def _password(request: Request, caller: Caller, typed: Typed) -> Response:
    current, new = (typed.raw(name)[:_MAX_TYPED] for name in ("current", "new"))
    try:
        change_password(request, caller, current=current, new=new)
    except SignInRefused as refused:
        return _shown(request, caller, wrong=("current", str(refused)))
    except PersonInvalid as refused:
        return _shown(request, caller, wrong=("new", str(refused)))
    return saved(_ADDRESS, "password")


def _called(request: Request, caller: Caller, typed: Typed) -> Response:
    wrong = _change_own(app_of(request), caller, typed)
    if wrong is not None:
        return _shown(request, caller, typed=typed, wrong=wrong)
    return saved(_ADDRESS, "called")


def _change_own(app: App, caller: Caller, typed: Typed) -> tuple[str, str] | None:
    """Keep what one says of oneself; return the field that is wrong, and why."""
    said = {
        name: (typed.text(field) or "")[:_MAX_TYPED]
        for field, name in _OWN.items()
        if typed.has(field)
    }
    try:
        with app.unit() as unit:
            change_own(app, unit, caller, **said)
            unit.commit()
    except NotAllowed as refused:
        return "called", str(refused)
    except PersonInvalid as refused:
        return next(field for field, name in _OWN.items() if name == refused.field), str(refused)
    return None


def _scopes(typed: Typed) -> frozenset[Permission] | None:
    """Return what a token may do at most; None, where no box is ticked: all of its person's."""
    chosen = typed.all("scopes")
    return frozenset(one for one in Permission if one.value in chosen) if chosen else None


def _day_after(day: str | None) -> datetime | None:
    """Return the end of a day in UTC; None for no day. Raises: PersonInvalid."""
    if day is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(0), UTC) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise PersonInvalid(
            f"{day[:60]!r} is no day. No token was made. Write one like 2027-12-31."
        ) from error


def _own(person: Person | None, typed: Typed | None) -> dict[str, str]:
    """Return what one says of oneself, as it was typed, else as it is kept."""
    kept = {field: getattr(person, name, None) or "" for field, name in _OWN.items()}
    if typed is None:
        return kept
    return {
        field: (typed.text(field) or "")[:400] if typed.has(field) else said
        for field, said in kept.items()
    }


def _shown(
    request: Request,
    caller: Caller,
    *,
    typed: Typed | None = None,
    wrong: tuple[str, str] | None = None,
    made: NewSecret | None = None,
) -> Response:
    app = app_of(request)
    now = app.clock.now()
    cookie = request.cookies.get(cookie_name(app.settings), "")
    with app.unit() as unit:
        found = unit.people.list_tokens(caller.person)
        sessions = unit.people.list_sessions(caller.person, now=now)
        has_password = unit.members.password_hash(caller.person) is not None
        person = unit.members.find(caller.person)
    some, which = paged(request, found, "tokens", most=_MOST_LISTED, name="tokens_part")
    there, of_them = paged(request, sessions, "sessions", most=_MOST_LISTED, name="sessions_part")
    names = ("name", "expires_on")
    return page(
        request,
        "settings/account.html",
        status=422 if wrong else 200,
        tokens=some,
        tokens_part=which,
        sessions=there,
        sessions_part=of_them,
        this_session=digest(cookie)[: len(sessions[0].id)] if sessions else "",
        has_password=has_password,
        own=_own(person, typed),
        languages=LANGUAGES,
        may=[one.value for one in MEANS if one in caller.access.of(caller.here)],
        means=BY_NAME,
        typed={name: (typed.text(name) or "")[:400] if typed else "" for name in names},
        chosen=typed.all("scopes") if typed else [],
        wrong=by_path(dict([wrong]) if wrong else {}),
        made=made,
    )
