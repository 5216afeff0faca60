"""`signoff token`: API tokens for programs, by the word of who runs the server."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from signoff.cli.opened import add_deployment, add_place, deployment_of, opened, operator, who
from signoff.cli.words import Commands, visible

if TYPE_CHECKING:
    from signoff.store.people import Token
    from signoff.store.unit_of_work import UnitOfWork

_LONGEST_DAYS = 36500


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "token", help="API tokens for programs", description="API tokens for programs."
    )
    below = parser.add_subparsers(dest="action", required=True)
    making = _command(below, "create", "make a token for a person's programs, and print it once")
    making.add_argument("name", help="what it is for")
    making.add_argument("--person", required=True, help="the mail address of whose it is")
    making.add_argument(
        "--scope", action="append", help="a permission it may use; several times (all)"
    )
    making.add_argument("--days", type=_days, help="how long it works (for ever)")
    _command(below, "list", "list the tokens, without their secrets")
    ending = _command(below, "revoke", "let a token work no more, at once")
    ending.add_argument("token", help="its id, or its name where one person has one so named")
    for each in below.choices.values():
        add_deployment(each)
        add_place(each)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 1 to {_LONGEST_DAYS}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print what came of it; return the exit code.

    Raises: ConfigurationError, AccountError, AccessError, AddressInvalid.
    """
    with opened(options) as unit:
        if options.action == "list":
            _list(unit)
            return 0
        done = _create(unit, options) if options.action == "create" else _end(unit, options)
        unit.commit()
    print(visible(done))
    return 0


def _command(below: Commands, name: str, what: str) -> argparse.ArgumentParser:
    parser = below.add_parser(name, help=what, description=f"{what[:1].upper()}{what[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _list(unit: UnitOfWork) -> None:
    found = unit.people.list_tokens()
    for token in found:
        print(visible(_line(token)))
    if not found:
        print("No token.")


def _line(token: Token) -> str:
    scopes = "everything" if token.scopes is None else ", ".join(token.scopes)
    until = "" if token.expires_at is None else f"  until {token.expires_at:%Y-%m-%d %H:%M} UTC"
    return f"{token.id}  {token.prefix}…  {token.name}  {token.person}  {scopes}{until}"


def _create(unit: UnitOfWork, options: argparse.Namespace) -> str:
    from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
    from signoff.inbox.access import EVERYTHING, read_permissions  # noqa: PLC0415
    from signoff.store.membership import find_member  # noqa: PLC0415
    from signoff.store.tokens import Maker, NewToken, create_token  # noqa: PLC0415

    by, now = operator(unit, options.deployment), SystemClock().now()
    person = find_member(unit, by.organisation_id, options.person)
    asked = NewToken(
        name=options.name,
        person=person.address,
        scopes=read_permissions(options.scope) if options.scope else None,
        deployment_id=deployment_of(unit, options.deployment) if options.deployment else "",
        expires_at=None if options.days is None else now + timedelta(days=options.days),
    )
    _, secret = create_token(unit, asked, by=Maker(by.address, EVERYTHING), now=now)
    return secret


def _end(unit: UnitOfWork, options: argparse.Namespace) -> str:
    from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
    from signoff.store.tokens import find_named_token, revoke_token  # noqa: PLC0415

    found = find_named_token(unit, options.token)
    revoke_token(unit, found, by=who(), now=SystemClock().now())
    return f"The token {found.name} of {found.person} works no more."
