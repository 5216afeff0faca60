"""`signoff email receive`: a mail server gives a mail to a command; it is kept, and that is all.

The server picks it up from the database. The exit codes are those of
sysexits.h, which mail servers act on: whatever goes wrong on our side is said
to be temporary, so that the mail is kept and tried again, and never returned.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from signoff.cli.words import Commands, add_log_level
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.jobs.doorkeeper import Doorkeeper
    from signoff.settings import Settings

logger = logging.getLogger(__name__)

_NO_SUCH = "5.1.1 No such reply address; answer the mail itself, or open its page"
_NOBODY = ("", "<>", "mailer-daemon")  # what mail servers write for a mail sent by nobody
_MBOX_LINE = re.compile(rb">?From [^\r\n]*\r?\n")


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "receive",
        help="keep one mail from standard input",
        description="Keep one mail from standard input, for a server that runs or will run. For "
        "mail servers that give mail to commands.",
    )
    parser.add_argument(
        "--recipient",
        nargs="+",
        action="extend",
        help="whom the mail is for (whom its header names)",
    )
    parser.add_argument("--sender", help="the envelope's sender (what Return-Path says)")
    parser.add_argument("--data-dir", type=Path, help="the server's data folder (signoff-data)")
    parser.add_argument("--database", help="the server's database")
    add_log_level(parser)
    parser.epilog = (
        "Exit codes: 0 the mail is kept, 65 it is empty or too large, 67 no recipient is ours, 75 "
        "it could not be kept: try again later."
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Keep the mail; return the exit code, one of sysexits.h."""
    try:
        return _receive(options)
    except Exception as error:
        # Of any kind: the mail server has the mail, and can wait until this is put right.
        logger.info("mail not kept", exc_info=error)
        why = str(error).partition("\n")[0] or type(error).__name__
        print(f"4.3.0 The mail could not be kept: {why}", file=sys.stderr)
        return os.EX_TEMPFAIL


def _receive(options: argparse.Namespace) -> int:
    # The extra may be missing. A mail server starts us for each mail, so less is loaded than by
    # signoff.app, where the parts of a server meet.
    from signoff.channels.email.limits import MAX_OCTETS  # noqa: PLC0415
    from signoff.settings import read_settings  # noqa: PLC0415

    raw = _without_mbox_line(_read(MAX_OCTETS + 1))
    if not raw.strip() or len(raw) > MAX_OCTETS:
        what = "is empty" if not raw.strip() else f"has more than {MAX_OCTETS} octets"
        print(f"5.6.0 The mail {what}. It was not kept.", file=sys.stderr)
        return os.EX_DATAERR
    settings = read_settings(data_dir=options.data_dir, database=options.database)
    with _opened_doorkeeper(settings) as keeper:
        recipients = _recipients(keeper, options.recipient, raw)
        if not recipients:
            _check_domain(keeper, options.recipient, raw)
            print(_NO_SUCH, file=sys.stderr)
            return os.EX_NOUSER
        _keep(keeper, raw, recipients, options.sender)
    return os.EX_OK


@contextmanager
def _opened_doorkeeper(settings: Settings) -> Iterator[Doorkeeper]:
    """Have what keeps mail, for an installation that is served by another process.

    Nothing is made that is not there: a mail kept in an installation of its own would be lost.
    Raises: ConfigurationError.
    """
    from signoff.channels.email.ticket_keys import read_ticket_keys  # noqa: PLC0415
    from signoff.clock import SystemClock  # noqa: PLC0415
    from signoff.jobs.beside import opened_unit  # noqa: PLC0415
    from signoff.jobs.doorkeeper import Doorkeeper  # noqa: PLC0415
    from signoff.settings import has_secret  # noqa: PLC0415

    if not has_secret(settings):
        raise ConfigurationError(
            f"No signoff was started with the data folder {str(settings.data_dir)!r} yet. Nothing "
            "was kept. Give the folder of the server with --data-dir or SIGNOFF_DATA_DIR."
        )
    clock, keys = SystemClock(), read_ticket_keys(settings.data_dir)
    with opened_unit(settings.database_url, clock=clock) as unit:
        yield Doorkeeper(unit=unit, keys=keys, ours=settings.ours, clock=clock)


def _read(n_octets: int) -> bytes:
    """Return what standard input gives, up to so many octets. Raises: ConfigurationError."""
    if sys.stdin is None:
        raise ConfigurationError(
            "Its standard input is closed, so there was no mail to read. Nothing was kept. Start "
            "the command with the mail on its standard input: signoff email receive < MAIL."
        )
    return sys.stdin.buffer.read(n_octets)


def _without_mbox_line(raw: bytes) -> bytes:
    """Return the mail less the line that mailbox files put before each, and some mail servers."""
    line = _MBOX_LINE.match(raw)
    return raw[line.end() :] if line else raw


def _recipients(keeper: Doorkeeper, named: Sequence[str] | None, raw: bytes) -> tuple[str, ...]:
    """Return those that hold real tickets, of the ones named or else of the mail's own."""
    if not named:
        return keeper.addressees(raw)
    ours = (address for address in named if keeper.is_ours(address))
    return tuple(address for address in ours if keeper.refuse(address) is None)


def _check_domain(keeper: Doorkeeper, named: Sequence[str] | None, raw: bytes) -> None:
    """Make sure that a mail which is for nobody here is for nobody, by whatever domain.

    Mail servers start commands with an environment of their own, so ours may lack the domain that
    the server has; a mail to a real ticket would go back to its writer for that.
    Raises: ConfigurationError.
    """
    from signoff.channels.email.addressees import find_addressees, read_header  # noqa: PLC0415

    addresses = named or find_addressees(read_header(raw), ours=None)
    if any(keeper.refuse(address) is None for address in addresses):
        domain = keeper.ours.domain
        raise ConfigurationError(
            f"It is to a real ticket, but not at {domain!r}, where reply addresses are by the "
            "settings of this command. Nothing was kept. Give it the SIGNOFF_REPLY_DOMAIN and "
            "SIGNOFF_REPLY_MAILBOX of the server: mail servers do not hand on their environment."
        )


def _keep(keeper: Doorkeeper, raw: bytes, recipients: tuple[str, ...], named: str | None) -> None:
    from signoff.channels.email.addressees import find_sender, read_header  # noqa: PLC0415
    from signoff.channels.email.envelope import Envelope  # noqa: PLC0415

    sender = find_sender(read_header(raw)) if named is None else named.strip()
    if sender.casefold() in _NOBODY:
        sender = ""
    keeper.keep(Envelope(sender.strip("<>"), recipients, raw, keeper.clock.now(), "pipe"))
