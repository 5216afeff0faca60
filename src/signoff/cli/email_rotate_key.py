"""`signoff email rotate-key`: sign reply addresses with a new key from the next start on."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path

from signoff.cli.opened import settings_of_started
from signoff.cli.words import Commands, add_log_level


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "rotate-key",
        help="sign reply addresses with a new key",
        description="Make a new key that signs reply addresses from the server's next start on. "
        "Mails that were sent before can be answered as long as they could anyway.",
    )
    parser.add_argument("--data-dir", type=Path, help="the server's data folder (signoff-data)")
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the key and say which ones there are; return the exit code.

    Raises: ConfigurationError.
    """
    from signoff.channels.email.ticket_keys import rotate_key  # noqa: PLC0415 - the extra
    from signoff.clock import SystemClock  # noqa: PLC0415

    settings = settings_of_started(options)
    life = timedelta(days=settings.ticket_days)
    done = rotate_key(settings.data_dir, now=SystemClock().now(), ticket_life=life)
    print(f"Key {done.signs} signs from the next start of signoff on. Restart it, and back it up.")
    if done.kept:
        kept = ", ".join(map(str, done.kept))
        print(f"Kept, for mails that were sent before: key {kept}.")
    if done.dropped:
        print(f"Deleted, for nothing they signed is valid: {', '.join(map(str, done.dropped))}.")
    return 0
