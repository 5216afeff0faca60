"""People and their roles over the API: only for those who manage people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from signoff.errors import PersonInvalid
from signoff.inbox.access import Role
from signoff.jobs.accounts import creators
from signoff.store import membership
from signoff.store.members import Person
from signoff.store.membership import Actor
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.actors import actor_of
from signoff.web.api import people_schemas as schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Governing
from signoff.web.seam import app_of

router = APIRouter(prefix=PREFIX, tags=["people"])

_Who = Annotated[str, Path(description="A person's id or address.", examples=["ana@example.com"])]
_RolesPlace = Annotated[
    str, Query(max_length=36, description="Where they have it; empty: the whole organisation.")
]
_RoleName = Annotated[str, Path(description="A role's name.", examples=["editor"])]


@router.get("/people", responses=refuses(401, 403))
def list_people(request: Request, caller: Governing) -> schemas.People:
    """List everybody with an account in this organisation."""
    with app_of(request).unit() as unit:
        actor = actor_of(request, unit, caller)
        found = unit.members.list_people(actor.organisation_id)
        made = creators(unit, actor.organisation_id)
        return schemas.People(items=tuple(_told(unit, one, actor, made) for one in found))


@router.post("/people", status_code=201, responses=refuses(401, 403, 404, 409, 413, 422))
def add_person(request: Request, caller: Governing, given: schemas.NewPerson) -> schemas.Person:
    """Make an account with a role; the person can come in by the sign-in page at once."""
    app = app_of(request)
    with app.unit() as unit:
        actor, now = actor_of(request, unit, caller), app.clock.now()
        _check_deployment(unit, actor, given.deployment_id)
        person = membership.admit(
            unit,
            given.address,
            given.role,
            by=actor,
            now=now,
            name=given.name,
            deployment_id=given.deployment_id,
        )
        sent = _sent(unit, person, actor)
        unit.commit()
    return sent


@router.get("/people/{person}", responses=refuses(401, 403, 404))
def get_person(request: Request, caller: Governing, person: _Who) -> schemas.Person:
    """Get a person and their roles."""
    with app_of(request).unit() as unit:
        actor = actor_of(request, unit, caller)
        return _sent(unit, membership.find_member(unit, actor.organisation_id, person), actor)


@router.patch("/people/{person}", responses=refuses(401, 403, 404, 409, 413, 422))
def change_person(
    request: Request, caller: Governing, person: _Who, given: schemas.PersonChange
) -> schemas.Person:
    """Change a person's name, language or zone, or whether they can come in."""
    app = app_of(request)
    with app.unit() as unit:
        actor, now = actor_of(request, unit, caller), app.clock.now()
        found = membership.find_member(unit, actor.organisation_id, person)
        fields = given.model_dump(exclude_none=True, exclude={"is_active"})
        fields = {name: text if name == "name" else text or None for name, text in fields.items()}
        if fields:
            membership.change_member(unit, found, by=actor, now=now, **fields)
        if given.is_active is not None:
            membership.set_active(unit, found, is_active=given.is_active, by=actor, now=now)
        sent = _sent(unit, membership.find_member(unit, actor.organisation_id, found.id), actor)
        unit.commit()
    return sent


@router.post("/people/{person}/roles", responses=refuses(401, 403, 404, 409, 413, 422))
def give_role(
    request: Request, caller: Governing, person: _Who, given: schemas.RoleGrant
) -> schemas.Person:
    """Give a person a role, in one deployment or the whole organisation."""
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        _check_deployment(unit, actor, given.deployment_id)
        found = membership.find_member(unit, actor.organisation_id, person)
        membership.give_role(
            unit,
            found,
            given.role,
            by=actor,
            now=app.clock.now(),
            deployment_id=given.deployment_id,
        )
        sent = _sent(unit, found, actor)
        unit.commit()
    return sent


@router.delete("/people/{person}/roles/{role}", responses=refuses(401, 403, 404, 409))
def take_role(
    request: Request,
    caller: Governing,
    person: _Who,
    role: _RoleName,
    deployment_id: _RolesPlace = "",
) -> schemas.Person:
    """Take a role from a person."""
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        found = membership.find_member(unit, actor.organisation_id, person)
        membership.take_role(
            unit, found, role, by=actor, now=app.clock.now(), deployment_id=deployment_id
        )
        sent = _sent(unit, found, actor)
        unit.commit()
    return sent


@router.get("/roles", responses=refuses(401, 403))
def list_roles(request: Request, caller: Governing) -> schemas.Roles:
    """List the roles that can be given: those built in, and the organisation's own."""
    with app_of(request).unit() as unit:
        actor = actor_of(request, unit, caller)
        found = unit.members.list_roles(actor.organisation_id)
    return schemas.Roles(items=tuple(_sent_role(role) for role in found))


@router.put("/roles/{role}", responses=refuses(401, 403, 409, 413, 422))
def put_role(
    request: Request, caller: Governing, role: _RoleName, given: schemas.RolePermissions
) -> schemas.Role:
    """Make a role of the organisation's own, or change what it allows."""
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        made = membership.put_role(unit, role, given.permissions, by=actor, now=app.clock.now())
        unit.commit()
    return _sent_role(made)


@router.delete("/roles/{role}", status_code=204, responses=refuses(401, 403, 404, 422))
def drop_role(request: Request, caller: Governing, role: _RoleName) -> None:
    """Remove a role that nobody has."""
    app = app_of(request)
    with app.unit() as unit:
        actor = actor_of(request, unit, caller)
        membership.drop_role(unit, role, by=actor, now=app.clock.now())
        unit.commit()


def _check_deployment(unit: UnitOfWork, actor: Actor, deployment_id: str) -> None:
    known = unit.members.deployments_of(actor.organisation_id)
    if deployment_id and deployment_id not in known:
        raise PersonInvalid(
            f"deployment_id is {deployment_id[:60]!r}, which is no deployment of this "
            "organisation. Nothing was changed. Leave it empty for the whole organisation."
        )


def _sent(unit: UnitOfWork, person: Person, actor: Actor) -> schemas.Person:
    return _told(unit, person, actor, creators(unit, actor.organisation_id))


def _told(
    unit: UnitOfWork, person: Person, actor: Actor, made: Mapping[str, tuple[str, ...]]
) -> schemas.Person:
    held = unit.members.memberships_of(person.id, actor.organisation_id)
    return schemas.Person(
        **{name: getattr(person, name) for name in Person.__slots__},
        roles=tuple(schemas.HeldRole.model_validate(one) for one in held),
        creator_of=made.get(person.address, ()),
    )


def _sent_role(role: Role) -> schemas.Role:
    return schemas.Role(
        name=role.name, permissions=tuple(sorted(role.permissions)), is_built_in=role.is_built_in
    )
