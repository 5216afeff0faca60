"""People: who has an account, in which roles; added, changed, let in and locked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.errors import (
    AddressInvalid,
    AlreadyThere,
    LastOwner,
    NotAllowed,
    PersonInvalid,
    RoleNotFound,
)
from signoff.jobs.accounts import created_by
from signoff.store import membership
from signoff.store.members import Person
from signoff.store.membership import Actor
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.actors import actor_of
from signoff.web.auth import Caller, Governing
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page
from signoff.web.pages.settings.frame import LANGUAGES
from signoff.web.pages.settings.keeping import saved
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/people"
_ONE = f"{_ADDRESS}/{{person_id}}"
REFUSALS = (AddressInvalid, AlreadyThere, LastOwner, NotAllowed, PersonInvalid, RoleNotFound)
_MAX_TYPED = 400

Does = Callable[[UnitOfWork, Person, Typed, Actor, Any], str]


@router.get(_ADDRESS)
def show_people(request: Request, caller: Governing) -> Response:
    """List everybody with an account."""
    return _listed(request, caller)


@router.post(_ADDRESS)
def add_person(request: Request, caller: Governing, typed: Form) -> Response:
    """Make an account with a role."""
    app = app_of(request)
    role, _, where = (typed.text("role") or "").partition("@")
    try:
        with app.unit() as unit:
            membership.admit(
                unit,
                typed.text("address") or "",
                role,
                by=actor_of(request, unit, caller),
                now=app.clock.now(),
                name=typed.text("name") or "",
                deployment_id=where and app.deployment_id,
            )
            unit.commit()
    except REFUSALS as refused:
        return _listed(request, caller, typed=typed, fault=str(refused))
    return saved(_ADDRESS, "added")


@router.get(_ONE)
def show_person(request: Request, caller: Governing, person_id: str) -> Response:
    """Show one person and their roles."""
    return _shown(request, caller, person_id)


@router.post(_ONE)
def change_person(request: Request, caller: Governing, person_id: str, typed: Form) -> Response:
    """Change a person, their roles, or whether they can come in."""
    app = app_of(request)
    do = next((name for name in ("take", "lock", "open") if typed.has(name)), "")
    do = do or typed.text("do") or "save"
    try:
        with app.unit() as unit:
            actor = actor_of(request, unit, caller)
            person = membership.find_member(unit, actor.organisation_id, person_id)
            said = _DOES.get(do, _changed)(unit, person, typed, actor, app)
            unit.commit()
    except REFUSALS as refused:
        return _shown(request, caller, person_id, fault=str(refused))
    with app.unit() as unit:  # whose last role was taken is a member no more
        is_member = bool(unit.members.memberships_of(person.id, actor.organisation_id))
    return saved(f"{_ADDRESS}/{quote(person.id)}" if is_member else _ADDRESS, said)


def _changed(unit: UnitOfWork, person: Person, typed: Typed, actor: Actor, app: Any) -> str:  # noqa: ANN401
    fields = {
        "name": typed.text("name") or "",
        "language": typed.text("language"),
        "zone": typed.text("zone"),
    }
    membership.change_member(unit, person, by=actor, now=app.clock.now(), **fields)
    return "saved"


def _given(unit: UnitOfWork, person: Person, typed: Typed, actor: Actor, app: Any) -> str:  # noqa: ANN401
    role, _, where = (typed.text("role") or "").partition("@")
    there = where and app.deployment_id
    membership.give_role(unit, person, role, by=actor, now=app.clock.now(), deployment_id=there)
    return "saved"


def _taken(unit: UnitOfWork, person: Person, typed: Typed, actor: Actor, app: Any) -> str:  # noqa: ANN401
    role, _, where = (typed.text("take") or "").partition("@")
    membership.take_role(unit, person, role, by=actor, now=app.clock.now(), deployment_id=where)
    return "saved"


def _locked(unit: UnitOfWork, person: Person, typed: Typed, actor: Actor, app: Any) -> str:  # noqa: ANN401
    del typed
    membership.set_active(unit, person, is_active=False, by=actor, now=app.clock.now())
    return "locked_creator" if created_by(unit, actor.organisation_id, person.address) else "locked"


def _opened(unit: UnitOfWork, person: Person, typed: Typed, actor: Actor, app: Any) -> str:  # noqa: ANN401
    del typed
    membership.set_active(unit, person, is_active=True, by=actor, now=app.clock.now())
    return "opened"


_DOES: Mapping[str, Does] = {
    "save": _changed,
    "give": _given,
    "take": _taken,
    "lock": _locked,
    "open": _opened,
}


def _roles(unit: UnitOfWork, actor: Actor, here: str) -> list[tuple[str, str]]:
    names = [role.name for role in unit.members.list_roles(actor.organisation_id)]
    whole = [(name, f"{name}, everywhere") for name in names]
    return [*whole, *((f"{name}@here", f"{name}, in {here} only") for name in names)]


def _is_like(person: Person, words: str) -> bool:
    said = f"{person.name} {person.address}".casefold()
    return all(word in said for word in words.casefold().split())


def _listed(
    request: Request, caller: Caller, *, typed: Typed | None = None, fault: str = ""
) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        everybody = unit.members.list_people(actor.organisation_id)
        held: dict[str, list[str]] = {}
        for one in unit.members.list_memberships(actor.organisation_id):
            held.setdefault(one.person, []).append(one.role)
        roles = _roles(unit, actor, app.deployment_name)
    q = request.query_params.get("q", "")[:_MAX_TYPED].strip()
    people, which = paged(request, [one for one in everybody if _is_like(one, q)], "people")
    names = ("address", "name", "role")
    return page(
        request,
        "settings/people.html",
        status=422 if fault else 200,
        people=people,
        n_people=len(everybody),
        part=which,
        q=q,
        held=held,
        roles=roles,
        typed={name: (typed.text(name) or "")[:_MAX_TYPED] if typed else "" for name in names},
        fault=fault,
    )


def _shown(request: Request, caller: Caller, person_id: str, *, fault: str = "") -> Response:
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        person = membership.find_member(unit, actor.organisation_id, person_id)
        held = unit.members.memberships_of(person.id, actor.organisation_id)
        there = unit.members.deployments_of(actor.organisation_id)
        roles = _roles(unit, actor, app.deployment_name)
    return page(
        request,
        "settings/person.html",
        status=422 if fault else 200,
        someone=person,
        held=held,
        places=there,
        roles=roles,
        languages=LANGUAGES,
        fault=fault,
        here=f"{_ADDRESS}/{person.id}",
    )
