"""`signoff people`: who has an account and which roles, by the word of who runs the server."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from signoff.cli.opened import add_deployment, add_place, opened, operator
from signoff.cli.words import Commands, visible
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.store.membership import Actor
    from signoff.store.unit_of_work import UnitOfWork

_ROLES = "owner, manager, reviewer, author, auditor, or a role of your own"
_WORDS = {"address": "the person's mail address", "role": _ROLES}


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "people", help="who has an account", description="Who has an account, and which roles."
    )
    below = parser.add_subparsers(dest="people_command", required=True)
    adding = _command(below, "add", "give somebody an account with a role", "address")
    adding.add_argument("--role", default="reviewer", help=f"what they may do: {_ROLES} (reviewer)")
    adding.add_argument("--name", default="", help="what they are called")
    _command(below, "list", "list everybody with an account")
    _command(below, "deactivate", "let somebody come in no more, at once", "address")
    _command(below, "activate", "let somebody come in again", "address")
    role = _command(below, "role", "give somebody another role, or take one", "address", "role")
    role.add_argument("--take", action="store_true", help="take the role instead")
    _command(below, "password", "set somebody's password; it is asked for, or read", "address")
    for each in below.choices.values():
        add_deployment(each)
        add_place(each)


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print what came of it; return the exit code.

    Raises: ConfigurationError, AccountError, AccessError, AddressInvalid.
    """
    with opened(options) as unit:
        by = operator(unit, options.deployment)
        if options.people_command == "list":
            _list(unit, by)
            return 0
        done = _change(unit, options, by)
        unit.commit()
    for line in done.splitlines():
        print(visible(line))
    return 0


def _command(below: Commands, name: str, what: str, *words: str) -> argparse.ArgumentParser:
    parser = below.add_parser(name, help=what, description=f"{what[:1].upper()}{what[1:]}.")
    for word in words:
        parser.add_argument(word, help=_WORDS[word])
    parser.set_defaults(run=run)
    return parser


def _list(unit: UnitOfWork, by: Actor) -> None:
    for person in unit.members.list_people(by.organisation_id):
        held = unit.members.memberships_of(person.id, by.organisation_id)
        roles = ", ".join(_said(unit, one.role, one.deployment_id, by) for one in held)
        state = "" if person.is_active else "  (not active)"
        print(visible(f"{person.address}  {roles}{state}"))


def _said(unit: UnitOfWork, role: str, deployment_id: str, by: Actor) -> str:
    if not deployment_id:
        return role
    names = unit.members.deployments_of(by.organisation_id)
    return f"{role} of {names.get(deployment_id, deployment_id)}"


def _change(unit: UnitOfWork, options: argparse.Namespace, by: Actor) -> str:
    from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
    from signoff.store import membership  # noqa: PLC0415

    now, command = SystemClock().now(), options.people_command
    if command == "add":
        added = membership.admit(
            unit, options.address, options.role, by=by, now=now, name=options.name
        )
        return f"{added.address} has an account with the role {options.role}."
    person = membership.find_member(unit, by.organisation_id, options.address)
    if command == "role" and options.take:
        membership.take_role(unit, person, options.role, by=by, now=now)
        return f"{person.address} has the role {options.role} no more."
    if command == "role":
        membership.give_role(unit, person, options.role, by=by, now=now)
        return f"{person.address} has the role {options.role} from now on."
    if command == "password":
        from signoff.store.passwords import hash_password  # noqa: PLC0415 - the extra

        hashed = hash_password(_password(), address=person.address)
        membership.set_password(unit, person.address, hashed, by=by, now=now)
        return f"{person.address} has a new password. They are signed out everywhere."
    is_active = command == "activate"
    membership.set_active(unit, person, is_active=is_active, by=by, now=now)
    said = f"{person.address} can{'' if is_active else 'not'} come in from now on."
    return said if is_active else said + _warning(unit, person.address, by)


def _warning(unit: UnitOfWork, person: str, by: Actor) -> str:
    """Return what to know of a creator who cannot come in; nothing of anybody else."""
    from signoff.jobs.accounts import created_by  # noqa: PLC0415 - the extra may be missing

    names = ", ".join(created_by(unit, by.organisation_id, person))
    if not names:
        return ""
    return (
        f"\nWARNING: they are the creator of {names}. What would go to them goes to the backup, or "
        "to somebody in charge of the deployment. What they are asked already waits: give it to "
        "somebody else. Start the server with another --creator."
    )


def _password() -> str:
    if sys.stdin is None:
        raise ConfigurationError(
            "Standard input is closed, so there is no password to read. Nothing was changed. Run "
            "the command in a terminal, or give it the password by a pipe."
        )
    if sys.stdin.isatty():
        return getpass.getpass("New password: ")
    return sys.stdin.readline().rstrip("\r\n")
