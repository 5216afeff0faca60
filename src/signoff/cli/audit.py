"""`signoff audit`: what concerns the trail, one module per command below it."""

from __future__ import annotations

from signoff.cli import (
    audit_bundle,
    audit_checkpoint,
    audit_export,
    audit_local,
    audit_redact,
    audit_verify,
)
from signoff.cli.words import Commands

_COMMANDS = (
    audit_verify,
    audit_local,
    audit_export,
    audit_bundle,
    audit_checkpoint,
    audit_redact,
)


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "audit",
        help="who decided what, provably",
        description="Who decided what: check it, hand it out, take words out of it.",
    )
    below = parser.add_subparsers(dest="audit_command", required=True)
    for command in _COMMANDS:
        command.add(below)
