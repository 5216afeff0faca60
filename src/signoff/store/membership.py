"""The verbs that change who may do what, with their rules and the facts they leave.

Nobody gives away, or takes from others, what they may not do themselves; and
somebody who can manage people is always left. How a change is asked for (API,
command) is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from signoff import ids
from signoff.errors import (
    AddressInvalid,
    AlreadyThere,
    LastOwner,
    NotAllowed,
    PersonNotFound,
    RoleInvalid,
    RoleNotFound,
)
from signoff.inbox.access import (
    BUILT_IN,
    EVERYTHING,
    OWNER,
    Permission,
    Permissions,
    Role,
    make_role,
)
from signoff.inbox.address import canonical_address, reachable_address
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.aliases import add_alias
from signoff.store.members import Members, Membership, Person
from signoff.store.people import Alias, People
from signoff.store.person_fields import check_language, check_zone, checked_name
from signoff.store.trail import Trail


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something, and what they may do themselves in the whole organisation."""

    address: str
    organisation_id: str
    permissions: Permissions = EVERYTHING


class Unit(Protocol):
    """One open transaction, as far as these verbs look into it."""

    @property
    def members(self) -> Members: ...

    @property
    def people(self) -> People: ...

    @property
    def trail(self) -> Trail: ...


def settle(
    unit: Unit, deployment_id: str, *, creator: str, organisation: str, now: datetime
) -> None:
    """See that a deployment has an organisation, and its creator is an owner of that."""
    organisation_id = unit.members.organisation_of(deployment_id)
    if not organisation_id:
        organisation_id = unit.members.put_organisation(organisation, now=now)
        unit.members.adopt(deployment_id, organisation_id)
    actor = Actor(creator, organisation_id)
    person = unit.members.find(creator) or add_person(unit, creator, by=actor, now=now)
    held = unit.members.memberships_of(person.id, organisation_id)
    if not any(one.role == OWNER.name and not one.deployment_id for one in held):
        give_role(unit, person, OWNER.name, by=actor, now=now)


def add_person(unit: Unit, address: str, *, by: Actor, now: datetime, name: str = "") -> Person:
    """Make an account, which may do nothing yet, and return it.

    Raises: AddressInvalid, PersonInvalid, AlreadyThere.
    """
    known_as = canonical_address(address)
    if unit.members.find(known_as) is not None:
        raise AlreadyThere(
            f"{known_as} has an account. Nothing was changed. Give that account a role instead."
        )
    person = unit.members.add(known_as, name=checked_name(name), now=now)
    _note(unit, EventKind.PERSON_ADDED, person.id, by, now, person=known_as)
    return person


def admit(  # noqa: PLR0913 - who, as what, where
    unit: Unit,
    address: str,
    role: str,
    *,
    by: Actor,
    now: datetime,
    name: str = "",
    deployment_id: str = "",
) -> Person:
    """Give somebody who is not here yet an account with a role, and return it.

    Whoever has an account for another organisation keeps that one.
    Raises: AddressInvalid, PersonInvalid, AlreadyThere, RoleNotFound, NotAllowed.
    """
    found = unit.members.find(canonical_address(address))
    if found is None or unit.members.memberships_of(found.id, by.organisation_id):
        found = add_person(unit, reachable_address(address), by=by, now=now, name=name)
    give_role(unit, found, role, by=by, now=now, deployment_id=deployment_id)
    return found


def find_member(unit: Unit, organisation_id: str, person: str) -> Person:
    """Return a person of an organisation by id or address.

    Raises: PersonNotFound, also for people of other organisations.
    """
    try:
        found = unit.members.find(canonical_address(person))
    except AddressInvalid:
        found = unit.members.get(person)
    if found is None or not unit.members.memberships_of(found.id, organisation_id):
        raise PersonNotFound(
            f"Nobody with an account here is {person[:120]!r}. Nothing was changed. "
            "List the people to see who there is."
        )
    return found


def change_person(
    unit: Unit, person: Person, *, by: Actor, now: datetime, **fields: str | None
) -> None:
    """Set a person's name, language or zone; None for a language or zone: none chosen.

    Raises: PersonInvalid.
    """
    if "name" in fields:
        fields["name"] = checked_name(fields["name"] or "")
    if fields.get("language"):
        check_language(str(fields["language"]))
    if fields.get("zone"):
        check_zone(str(fields["zone"]))
    if fields:
        unit.members.change(person.id, **fields)
        _note(unit, EventKind.PERSON_CHANGED, person.id, by, now, fields=sorted(fields))


def change_member(
    unit: Unit, person: Person, *, by: Actor, now: datetime, **fields: str | None
) -> None:
    """Change a person as ``change_person`` does, as somebody who manages people.

    Raises: PersonInvalid; NotAllowed, for somebody who may do more than they, or whom another
    organisation knows, too.
    """
    if person.address != by.address:
        _check_may_touch(unit, person, by)
    change_person(unit, person, by=by, now=now, **fields)


def set_active(unit: Unit, person: Person, *, is_active: bool, by: Actor, now: datetime) -> None:
    """Let a person come in, or not any more, at once: sessions and tokens end.

    Raises: NotAllowed, LastOwner.
    """
    _check_may_touch(unit, person, by)
    if person.is_active == is_active:
        return
    unit.members.change(person.id, is_active=is_active)
    kind = EventKind.PERSON_ACTIVATED
    if not is_active:
        kind = EventKind.PERSON_DEACTIVATED
        unit.people.end_sessions_of(person.address)
        unit.people.drop_tokens_of(person.address)
        _check_somebody_left(unit, by.organisation_id)
    _note(unit, kind, person.id, by, now, person=person.address)


def give_alias(unit: Unit, alias: str, person: str, *, by: str, now: datetime) -> Alias:
    """Let mail from an address that is nobody's count as that of somebody with an account.

    Raises: AddressInvalid.
    """
    other, known_as = canonical_address(alias), canonical_address(person)
    said = _against_alias(unit, other, known_as)
    if said:
        raise AddressInvalid(said)
    return add_alias(unit, other, known_as, by=by, now=now)


def _against_alias(unit: Unit, alias: str, person: str) -> str:
    """Return why an address cannot be an alias of another; '' where it can."""
    owner, holder = unit.people.address_of(person), unit.people.address_of(alias)
    if owner != person:
        return (
            f"{person} is itself an alias, of {owner}. Nothing was changed. Give {owner} as the "
            "person."
        )
    if unit.members.find(person) is None:
        return (
            f"{person} has no account. Nothing was changed. Give the address of somebody who has "
            "one, or add them first: signoff people add ADDRESS."
        )
    if alias != person and unit.members.find(alias) is not None:
        return (
            f"{alias} has an account of its own. Nothing was changed: its mail counts as its own. "
            "Give an address that has none."
        )
    if holder not in (alias, person):
        return (
            f"{alias} is an alias of {holder} already. Nothing was changed. Take it from them "
            f"first: signoff email alias remove {alias}."
        )
    return ""


def set_password(
    unit: Unit, address: str, hashed: str | None, *, by: Actor, now: datetime, keep: str = ""
) -> None:
    """Keep a person's password, None for none, and end their sessions but for ``keep``.

    Raises: PersonNotFound.
    """
    person = unit.members.find(address)
    if person is None:
        raise PersonNotFound(
            f"Nobody with an account is {address[:120]!r}. No password was set. Add them first."
        )
    unit.members.change(person.id, password_hash=hashed)
    unit.people.end_sessions_of(address, but=keep)
    _note(unit, EventKind.PERSON_PASSWORD, person.id, by, now, person=address)


def give_role(
    unit: Unit, person: Person, role: str, *, by: Actor, now: datetime, deployment_id: str = ""
) -> Membership:
    """Give a person a role, in one deployment or (empty) the whole organisation.

    Raises: RoleNotFound, NotAllowed, AlreadyThere.
    """
    found = _role(unit, by.organisation_id, role)
    _check_holds(by, found.permissions, f"give the role {role!r}")
    held = unit.members.memberships_of(person.id, by.organisation_id)
    if any((one.role, one.deployment_id) == (role, deployment_id) for one in held):
        raise AlreadyThere(
            f"{person.address} has the role {role!r} there already. Nothing was changed."
        )
    made = Membership(
        ids.new_id(), person.address, by.organisation_id, deployment_id, role, by.address, now
    )
    unit.members.put_membership(made, person.id)
    data = {"person": person.address, "role": role, "deployment": deployment_id}
    _note(unit, EventKind.ROLE_GIVEN, person.id, by, now, **data)
    return made


def take_role(
    unit: Unit, person: Person, role: str, *, by: Actor, now: datetime, deployment_id: str = ""
) -> None:
    """Take a role from a person.

    Raises: RoleNotFound, NotAllowed, LastOwner.
    """
    held = unit.members.memberships_of(person.id, by.organisation_id)
    wanted = (role, deployment_id)
    found = next((one for one in held if (one.role, one.deployment_id) == wanted), None)
    if found is None:
        raise RoleNotFound(
            f"{person.address} has no role {role[:60]!r} there. Nothing was changed. "
            "Look at their roles."
        )
    known = unit.members.find_role(by.organisation_id, role)
    _check_holds(by, known.permissions if known else frozenset(), f"take the role {role!r}")
    unit.members.drop_membership(found.id)
    _check_somebody_left(unit, by.organisation_id)
    data = {"person": person.address, "role": role, "deployment": deployment_id}
    _note(unit, EventKind.ROLE_TAKEN, person.id, by, now, **data)


def put_role(
    unit: Unit, name: str, permissions: Iterable[str], *, by: Actor, now: datetime
) -> Role:
    """Make an organisation's own role, or change what it allows.

    Raises: RoleInvalid, NotAllowed, LastOwner.
    """
    role = make_role(name, permissions)
    before = unit.members.find_role(by.organisation_id, name)
    touched = role.permissions | (before.permissions if before else frozenset())
    _check_holds(by, touched, f"change the role {name!r}")
    unit.members.put_role(by.organisation_id, role)
    _check_somebody_left(unit, by.organisation_id)
    _note(unit, EventKind.ROLE_CHANGED, name, by, now, permissions=sorted(role.permissions))
    return role


def drop_role(unit: Unit, name: str, *, by: Actor, now: datetime) -> None:
    """Remove an organisation's own role, which nobody has.

    Raises: RoleNotFound, RoleInvalid.
    """
    role = _role(unit, by.organisation_id, name)
    if role.is_built_in:
        raise RoleInvalid(f"The role {name!r} is built in. It stays. Give it to nobody instead.")
    n_with_it = unit.members.n_with_role(by.organisation_id, name)
    if n_with_it:
        said = "1 person has" if n_with_it == 1 else f"{n_with_it} people have"
        raise RoleInvalid(
            f"{said} the role {name!r}. It stays. Take it away from whoever has it first."
        )
    unit.members.drop_role(by.organisation_id, name)
    _note(unit, EventKind.ROLE_REMOVED, name, by, now)


def _role(unit: Unit, organisation_id: str, name: str) -> Role:
    found = unit.members.find_role(organisation_id, name)
    if found is None:
        known = ", ".join(role.name for role in unit.members.list_roles(organisation_id))
        raise RoleNotFound(
            f"There is no role {name[:60]!r}. Nothing was changed. Choose from: {known}."
        )
    return found


def _check_holds(by: Actor, permissions: Permissions, what: str) -> None:
    lacking = sorted(permissions - by.permissions)
    if lacking:
        raise NotAllowed(
            f"{by.address} may not {what}, which allows {', '.join(lacking)}: more than they may "
            "themselves. Nothing was changed. Ask an owner."
        )


def _check_may_touch(unit: Unit, person: Person, by: Actor) -> None:
    """Let nobody lock out or rename whoever may do more, nor people of other organisations."""
    _check_ours_alone(unit, person, by)
    for one in unit.members.memberships_of(person.id, by.organisation_id):
        known = BUILT_IN.get(one.role) or unit.members.find_role(by.organisation_id, one.role)
        held = known.permissions if known else frozenset[Permission]()
        _check_holds(by, held, f"change {person.address}, who has the role {one.role!r}")


def _check_ours_alone(unit: Unit, person: Person, by: Actor) -> None:
    """Let nobody change an account that another organisation relies on: anybody may be let in."""
    if unit.members.organisations_of(person.id) - {by.organisation_id}:
        raise NotAllowed(
            f"{person.address} belongs to another organisation, too. Nothing was changed. "
            "Take their roles here instead."
        )


def _check_somebody_left(unit: Unit, organisation_id: str) -> None:
    # Two owners who take each other's role at the same moment would each see the other left.
    unit.members.hold_organisation(organisation_id)
    active = {one.address for one in unit.members.list_people(organisation_id) if one.is_active}
    for one in unit.members.list_memberships(organisation_id):
        role = unit.members.find_role(organisation_id, one.role)
        can = role is not None and Permission.PEOPLE in role.permissions
        if can and not one.deployment_id and one.person in active:
            return
    raise LastOwner(
        "Nobody would be left who can manage people. Nothing was changed. "
        f"Give somebody else the role {OWNER.name!r} first."
    )


def _note(
    unit: Unit, kind: EventKind, subject: str, by: Actor, now: datetime, **data: object
) -> None:
    unit.trail.add(AuditEvent(ids.new_id(), kind, subject, by.address, now, data=data))
