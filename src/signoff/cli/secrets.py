"""`signoff secrets rotate`: seal what is secret with a new key, and forget the old ones."""

from __future__ import annotations

import argparse

from signoff.cli.opened import add_place, opened, settings_of
from signoff.cli.words import Commands


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "secrets", help="the keys of stored secrets", description="The keys of stored secrets."
    )
    below = parser.add_subparsers(dest="secrets_command", required=True)
    rotating = below.add_parser(
        "rotate",
        help="seal stored secrets with a new key",
        description="Make a new key, seal every stored secret with it, and forget the old keys. A "
        "server that runs goes on.",
    )
    rotating.add_argument(
        "--keep-old", action="store_true", help="keep the old keys, for backups of the database"
    )
    add_place(rotating)
    rotating.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rotate, and say what was done; return the exit code.

    Raises: ConfigurationError, SealBroken.
    """
    from signoff.store.sealed import (  # noqa: PLC0415 - the extra may be missing
        add_seal_key,
        drop_old_seal_keys,
        open_sealer,
        reseal,
    )

    folder = settings_of(options).data_dir
    with opened(options) as unit:
        open_sealer(folder)
        made = add_seal_key(folder)
        n_sealed = reseal(unit.connection, open_sealer(folder))
        unit.commit()
        # What a server sealed meanwhile with the key it had.
        n_sealed += reseal(unit.connection, open_sealer(folder))
        unit.commit()
    print(f"Key {made.sealing} seals from now on. Secrets sealed anew: {n_sealed}. Back it up.")
    if not options.keep_old:
        print(f"Old keys forgotten: {drop_old_seal_keys(folder)}.")
    return 0
