"""People with an account, their organisations and their roles.

What a role allows is said by inbox/access.py; how a person shows who they are
is kept by store/people.py; the verbs that change all this, with their rules
and facts, are in store/membership.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from signoff import ids
from signoff.inbox.access import BUILT_IN, Grant, Permission, Role
from signoff.store.known import Known
from signoff.store.tables import aliases, deployments, memberships, organisations, persons, roles

_PERSONS = select(
    persons.c.id,
    persons.c.address,
    persons.c.name,
    persons.c.language,
    persons.c.zone,
    persons.c.is_active,
    persons.c.password_hash.is_not(None),
    persons.c.created_at,
)
_WHOSE = select(aliases.c.person).where(aliases.c.alias == bindparam("its_address"))
_ACCOUNTS = _PERSONS.where(
    or_(
        persons.c.address == bindparam("its_address"),
        persons.c.address == _WHOSE.scalar_subquery(),
    )
)
_ORGANISATION_OF = select(deployments.c.organisation_id).where(
    deployments.c.id == bindparam("its_id")
)
_OTHERS = (
    select(persons.c.id)
    .where(
        persons.c.id.in_(
            select(memberships.c.person_id).where(
                memberships.c.organisation_id == bindparam("its_organisation")
            )
        ),
        persons.c.is_active,
        persons.c.address != bindparam("its_address"),
    )
    .limit(1)
)
_RUNS_IT = deployments.c.organisation_id == memberships.c.organisation_id
_NAMES = select(persons.c.address, persons.c.name).where(
    persons.c.address.in_(bindparam("its_addresses", expanding=True)), persons.c.name != ""
)
_NAMES_THERE = _NAMES.where(
    persons.c.id.in_(
        select(memberships.c.person_id)
        .join(deployments, _RUNS_IT)
        .where(deployments.c.id.in_(bindparam("its_deployments", expanding=True)))
    )
)
_THERE = or_(memberships.c.deployment_id == "", memberships.c.deployment_id == deployments.c.id)
_GRANTS = (
    select(
        deployments.c.id,
        memberships.c.organisation_id,
        memberships.c.deployment_id,
        memberships.c.role,
        roles.c.permissions,
    )
    .select_from(memberships)
    .join(persons, persons.c.id == memberships.c.person_id)
    .join(deployments, _RUNS_IT & _THERE)
    .outerjoin(
        roles,
        (roles.c.organisation_id == memberships.c.organisation_id)
        & (roles.c.name == memberships.c.role),
    )
    .where(persons.c.address == bindparam("its_address"), persons.c.is_active)
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; ``language`` and ``zone`` None: not chosen."""

    id: str
    address: str
    name: str
    language: str | None
    zone: str | None
    is_active: bool
    has_password: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's role; ``deployment_id`` empty: in the whole organisation."""

    id: str
    person: str
    organisation_id: str
    deployment_id: str
    role: str
    added_by: str
    added_at: datetime


class Members:
    """People and their roles, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def find(self, address: str) -> Person | None:
        """Return the person with this address (as `canonical_address` writes it), or None."""
        return next((each for each in self.accounts(address) if each.address == address), None)

    def accounts(self, address: str) -> tuple[Person, ...]:
        """Return the person with this address and the one whose alias it is, where there are."""
        rows = self._known.accounts.get(address)
        if rows is None:
            found = self._connection.execute(_ACCOUNTS, {"its_address": address})
            rows = self._known.accounts[address] = tuple(found)
        return tuple(map(_person, rows))

    def names(
        self, addresses: Collection[str], *, among: Collection[str] | None = None
    ) -> dict[str, str]:
        """Return the names of those of these addresses that gave one.

        ``among`` deployments: only of those with a role in an organisation that runs one of them.
        """
        query, given = _NAMES, {"its_addresses": addresses}
        if among is not None:
            query, given = _NAMES_THERE, given | {"its_deployments": among}
        return {row.address: row.name for row in self._connection.execute(query, given)}

    def get(self, person_id: str) -> Person | None:
        """Return the person with this id, or None."""
        return self._one(persons.c.id == person_id)

    def list_people(self, organisation_id: str) -> tuple[Person, ...]:
        """Return everybody with a role in an organisation, by address."""
        within = select(memberships.c.person_id).where(
            memberships.c.organisation_id == organisation_id
        )
        query = _PERSONS.where(persons.c.id.in_(within)).order_by(persons.c.address)
        return tuple(_person(row) for row in self._connection.execute(query))

    def has_others(self, organisation_id: str, address: str) -> bool:
        """Say whether an active person with a role in an organisation has another address."""
        asked = {"its_organisation": organisation_id, "its_address": address}
        return self._connection.execute(_OTHERS, asked).first() is not None

    def zones(self) -> frozenset[str | None]:
        """Return the time zones that people with an account are in; None: somebody chose none."""
        query = select(persons.c.zone).where(persons.c.is_active).distinct()
        return frozenset(self._connection.scalars(query))

    def add(self, address: str, *, name: str, now: datetime) -> Person:
        """Make an account, without role and without password."""
        self._known.forget()
        made = Person(ids.new_id(), address, name, None, None, True, False, now)  # noqa: FBT003
        values = {
            "id": made.id,
            "address": address,
            "name": name,
            "is_active": True,
            "created_at": now,
        }
        self._connection.execute(insert(persons).values(values))
        return made

    def change(self, person_id: str, **values: str | bool | None) -> None:
        """Set columns of a person: name, language, zone, is_active or password_hash."""
        self._known.forget()
        where = persons.c.id == person_id
        self._connection.execute(update(persons).where(where).values(values))

    def password_hash(self, address: str) -> str | None:
        """Return what is kept of an active person's password."""
        query = select(persons.c.password_hash).where(
            persons.c.address == address, persons.c.is_active
        )
        return self._connection.execute(query).scalar_one_or_none()

    def organisation_of(self, deployment_id: str) -> str:
        """Return the id of the organisation that runs a deployment."""
        found = self._connection.execute(_ORGANISATION_OF, {"its_id": deployment_id})
        return str(found.scalar_one())

    def hold_organisation(self, organisation_id: str) -> None:
        """Let no other transaction hold this organisation before this one ends."""
        self._known.forget()  # it may have been waited for
        query = select(organisations.c.id).where(organisations.c.id == organisation_id)
        self._connection.execute(query.with_for_update())

    def deployments_of(self, organisation_id: str) -> dict[str, str]:
        """Return the names of an organisation's deployments, by their ids."""
        where = deployments.c.organisation_id == organisation_id
        query = select(deployments.c.id, deployments.c.name).where(where)
        return {row.id: row.name for row in self._connection.execute(query)}

    def put_organisation(self, name: str, *, now: datetime) -> str:
        """Return the id of the organisation of this name, made where there is none."""
        query = select(organisations.c.id).where(organisations.c.name == name)
        found = self._connection.execute(query).scalar_one_or_none()
        if found is not None:
            return str(found)
        made = ids.new_id()
        self._connection.execute(insert(organisations).values(id=made, name=name, created_at=now))
        return made

    def adopt(self, deployment_id: str, organisation_id: str) -> None:
        """Let an organisation run a deployment that none runs yet."""
        self._known.forget()
        orphan = (deployments.c.id == deployment_id) & (deployments.c.organisation_id == "")
        change = update(deployments).where(orphan).values(organisation_id=organisation_id)
        self._connection.execute(change)

    def grants(self, address: str) -> tuple[Grant, ...]:
        """Return what an active person may do, one grant a role and deployment."""
        return tuple(
            Grant(
                row.organisation_id,
                row.id,
                _permissions(row.role, row.permissions),
                is_whole=row.deployment_id == "",
            )
            for row in self._connection.execute(_GRANTS, {"its_address": address})
        )

    def in_charge(self, deployment_id: str) -> tuple[str, ...]:
        """Return the active people who may manage a deployment: who manages people, too, first."""
        query = (
            select(persons.c.address, memberships.c.role, roles.c.permissions)
            .select_from(memberships)
            .join(persons, persons.c.id == memberships.c.person_id)
            .join(deployments, deployments.c.organisation_id == memberships.c.organisation_id)
            .outerjoin(
                roles,
                (roles.c.organisation_id == memberships.c.organisation_id)
                & (roles.c.name == memberships.c.role),
            )
            .where(
                deployments.c.id == deployment_id,
                memberships.c.deployment_id.in_(("", deployment_id)),
                persons.c.is_active,
            )
            .order_by(memberships.c.id)
        )
        found = [
            (Permission.PEOPLE not in held, row.address)
            for row in self._connection.execute(query)
            if Permission.MANAGE in (held := _permissions(row.role, row.permissions))
        ]
        return tuple(dict.fromkeys(address for _, address in sorted(found, key=lambda one: one[0])))

    def memberships_of(self, person_id: str, organisation_id: str) -> tuple[Membership, ...]:
        """Return a person's roles in an organisation, oldest first."""
        return self._memberships(memberships.c.person_id == person_id, organisation_id)

    def organisations_of(self, person_id: str) -> frozenset[str]:
        """Return the ids of every organisation in which a person has a role."""
        query = select(memberships.c.organisation_id).where(memberships.c.person_id == person_id)
        return frozenset(self._connection.execute(query).scalars())

    def list_memberships(self, organisation_id: str) -> tuple[Membership, ...]:
        """Return every role that anybody has in an organisation, oldest first."""
        return self._memberships(persons.c.id == memberships.c.person_id, organisation_id)

    def put_membership(self, membership: Membership, person_id: str) -> None:
        values = {name: getattr(membership, name) for name in Membership.__slots__}
        del values["person"]
        self._connection.execute(insert(memberships).values(person_id=person_id, **values))

    def drop_membership(self, membership_id: str) -> bool:
        """Take a role away; say whether there was one."""
        gone = self._connection.execute(
            delete(memberships).where(memberships.c.id == membership_id)
        )
        return gone.rowcount == 1

    def list_roles(self, organisation_id: str) -> tuple[Role, ...]:
        """Return every role that can be given: those built in, then the organisation's own."""
        query = select(roles.c.name, roles.c.permissions).where(
            roles.c.organisation_id == organisation_id
        )
        own = self._connection.execute(query.order_by(roles.c.name))
        return (*BUILT_IN.values(), *(Role(*_named(row.name, row.permissions)) for row in own))

    def find_role(self, organisation_id: str, name: str) -> Role | None:
        """Return the role of this name, or None."""
        found = (role for role in self.list_roles(organisation_id) if role.name == name)
        return next(found, None)

    def put_role(self, organisation_id: str, role: Role) -> None:
        """Store an organisation's own role, or change what it allows."""
        self.drop_role(organisation_id, role.name)
        values = {"name": role.name, "permissions": sorted(role.permissions)}
        statement = insert(roles).values(id=ids.new_id(), organisation_id=organisation_id, **values)
        self._connection.execute(statement)

    def drop_role(self, organisation_id: str, name: str) -> None:
        where = (roles.c.organisation_id == organisation_id) & (roles.c.name == name)
        self._connection.execute(delete(roles).where(where))

    def n_with_role(self, organisation_id: str, name: str) -> int:
        """Return how many people have a role."""
        return sum(one.role == name for one in self.list_memberships(organisation_id))

    def _memberships(
        self, condition: ColumnElement[bool], organisation_id: str
    ) -> tuple[Membership, ...]:
        query = (
            select(
                memberships.c.id,
                persons.c.address,
                memberships.c.organisation_id,
                memberships.c.deployment_id,
                memberships.c.role,
                memberships.c.added_by,
                memberships.c.added_at,
            )
            .join(persons, persons.c.id == memberships.c.person_id)
            .where(condition, memberships.c.organisation_id == organisation_id)
            .order_by(memberships.c.id)
        )
        return tuple(Membership(*row) for row in self._connection.execute(query))

    def _one(self, condition: ColumnElement[bool]) -> Person | None:
        row = self._connection.execute(_PERSONS.where(condition)).one_or_none()
        return None if row is None else _person(row)


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(*row)


def _named(name: str, permissions: Sequence[str]) -> tuple[str, frozenset[Permission]]:
    # A permission that this version does not know allows nothing.
    known = set(Permission)
    return name, frozenset(Permission(one) for one in permissions if one in known)


def _permissions(role: str, own: Sequence[str] | None) -> frozenset[Permission]:
    if role in BUILT_IN:
        return BUILT_IN[role].permissions
    return _named(role, own or ())[1]
