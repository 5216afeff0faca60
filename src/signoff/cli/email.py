"""`signoff email`: what concerns mail, one module per command below it."""

from __future__ import annotations

from signoff.cli import email_alias, email_doctor, email_receive, email_rotate_key, email_test
from signoff.cli.words import Commands

_COMMANDS = (email_receive, email_doctor, email_test, email_alias, email_rotate_key)


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "email", help="what concerns mail", description="What concerns mail."
    )
    below = parser.add_subparsers(dest="email_command", required=True)
    for command in _COMMANDS:
        command.add(below)
