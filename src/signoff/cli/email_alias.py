"""`signoff email alias`: whose mail counts as whose, by the word of who runs the server.

What an alias permits is decided where mail is received.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from signoff.cli.opened import add_place, opened, who
from signoff.cli.words import Commands, counted, visible
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.store.unit_of_work import UnitOfWork

_TAKES = {"list": 0, "add": 2, "remove": 1}


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "alias",
        help="let mail from one address count as another's",
        description="Let mail from one address count as that of a person who has another. Who can "
        "write from the alias can then answer for the person.",
    )
    parser.add_argument("action", choices=tuple(_TAKES), help="what to do")
    parser.add_argument("alias", nargs="?", help="add, remove: the address mail comes from")
    parser.add_argument("person", nargs="?", help="add: the address it counts as")
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print what came of it; return the exit code.

    Raises: ConfigurationError, AddressInvalid.
    """
    given = [word for word in (options.alias, options.person) if word is not None]
    if len(given) != _TAKES[options.action]:
        raise ConfigurationError(
            f"`signoff email alias {options.action}` takes "
            f"{counted(_TAKES[options.action], 'address', 'addresses')}; {len(given)} came. "
            "Nothing was changed. Write: add ALIAS PERSON, remove ALIAS, list."
        )
    with opened(options) as unit:
        if options.action == "list":
            _list(unit)
            return 0
        done = _change(unit, options)
        unit.commit()
    print(visible(done))
    return 0


def _list(unit: UnitOfWork) -> None:
    found = unit.people.list_aliases()
    for alias in found:
        print(visible(f"{alias.alias}  counts as  {alias.person}"))
    if not found:
        print("No alias.")


def _change(unit: UnitOfWork, options: argparse.Namespace) -> str:
    from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
    from signoff.store.aliases import remove_alias  # noqa: PLC0415
    from signoff.store.membership import give_alias  # noqa: PLC0415

    now = SystemClock().now()
    if options.action == "add":
        added = give_alias(unit, options.alias, options.person, by=who(), now=now)
        return f"Mail from {added.alias} counts as {added.person}'s from now on."
    if not remove_alias(unit, options.alias, by=who(), now=now):
        raise ConfigurationError(
            f"{options.alias!r} is no alias. Nothing was changed. See `signoff email alias list`."
        )
    return f"Mail from {options.alias} counts as its own again."
