"""Who may do what: permissions, the roles that hold them, and what a caller's grants come to.

Rules only: who somebody is (web/auth), what is stored (store/members) and
which action needs which permission (web/auth again) are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from signoff.errors import RoleInvalid

_ROLE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,49}")


class Permission(StrEnum):
    """What a role or a token's scope can allow."""

    MANAGE = "manage_human_feedback"  # configure, see every request, answer in another's place
    RESPOND = "respond_to_human_feedback"  # see and answer what one is asked
    START = "start_flows"
    AUDIT = "read_audit"
    PEOPLE = "manage_people"  # people, roles, tokens: of a whole organisation only


Permissions = frozenset[Permission]
EVERYTHING: Permissions = frozenset(Permission)


@dataclass(frozen=True, slots=True)
class Role:
    """Permissions under a name."""

    name: str
    permissions: Permissions
    is_built_in: bool = False


OWNER = Role("owner", EVERYTHING, is_built_in=True)
BUILT_IN: Mapping[str, Role] = {
    role.name: role
    for role in (
        OWNER,
        Role(
            "manager",
            frozenset({Permission.MANAGE, Permission.RESPOND, Permission.START, Permission.AUDIT}),
            is_built_in=True,
        ),
        Role("reviewer", frozenset({Permission.RESPOND}), is_built_in=True),
        Role("author", frozenset({Permission.START}), is_built_in=True),
        Role("auditor", frozenset({Permission.AUDIT}), is_built_in=True),
    )
}


def make_role(name: str, permissions: Iterable[str]) -> Role:
    """Return an organisation's own role.

    Raises: RoleInvalid, for a bad or a taken name, and for permissions that are none.
    """
    if not _ROLE_NAME.fullmatch(name):
        raise RoleInvalid(
            f"{name[:60]!r} is no name for a role. Nothing was changed. Write a small letter, "
            "then at most 49 small letters, digits, dashes or underscores."
        )
    if name in BUILT_IN:
        raise RoleInvalid(
            f"The role {name!r} is built in and stays as it is. Nothing was changed. "
            "Choose another name."
        )
    return Role(name, read_permissions(permissions))


def read_permissions(names: Iterable[str]) -> Permissions:
    """Return permissions by their names. Raises: RoleInvalid, for none and for unknown ones."""
    given = tuple(names)
    unknown = [name for name in given if name not in set(Permission)]
    if unknown or not given:
        said = f"{unknown[0][:60]!r} is no permission" if unknown else "No permission is given"
        raise RoleInvalid(f"{said}. Nothing was changed. Choose from: {', '.join(Permission)}.")
    return frozenset(Permission(name) for name in given)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person may do in one deployment by one role; ``is_whole``: in all of its organisation.

    Only a role in a whole organisation can manage people: they belong to all of it.
    """

    organisation_id: str
    deployment_id: str
    permissions: Permissions
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """What a token allows at most; None and an empty id: as much as its person may."""

    scopes: Permissions | None = None
    deployment_id: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """All that a caller may do, by deployment."""

    by_deployment: Mapping[str, Permissions] = field(default_factory=dict)

    def may(self, permission: Permission, deployment_id: str) -> bool:
        """Say whether the caller may do this in a deployment."""
        return permission in self.of(deployment_id)

    def of(self, deployment_id: str) -> Permissions:
        """Return what the caller may do in a deployment."""
        return self.by_deployment.get(deployment_id, frozenset())

    def where(self, *permissions: Permission) -> frozenset[str]:
        """Return the deployments in which the caller has any of these."""
        wanted = frozenset(permissions)
        return frozenset(key for key, held in self.by_deployment.items() if held & wanted)


def access(grants: Iterable[Grant], limit: Limit | None = None) -> Access:
    """Return what grants come to together, within a token's limit."""
    limit = limit or Limit()
    found: dict[str, Permissions] = {}
    for grant in grants:
        if limit.deployment_id not in ("", grant.deployment_id):
            continue
        held = grant.permissions if grant.is_whole else grant.permissions - {Permission.PEOPLE}
        if limit.scopes is not None:
            held &= limit.scopes
        if held:
            found[grant.deployment_id] = found.get(grant.deployment_id, frozenset()) | held
    return Access(found)
