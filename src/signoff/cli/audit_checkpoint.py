"""`signoff audit checkpoint`: vouch for the trail now, and print what to keep elsewhere."""

from __future__ import annotations

import argparse
import json

from signoff.cli.audit_place import opened_place
from signoff.cli.opened import add_place
from signoff.cli.words import Commands


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "checkpoint",
        help="sign the end of the trail",
        description="Sign the end of the trail, where it is not signed yet, and print the newest "
        "checkpoint as JSON. Kept where this server cannot reach it, it shows later whether "
        "anything before it was changed or cut off. A server signs every ten minutes by itself.",
    )
    parser.add_argument(
        "--public-key", action="store_true", help="print the key that checks signatures instead"
    )
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the checkpoint; return the exit code. Raises: ConfigurationError."""
    with opened_place(options) as place:
        from signoff.store.audit.checkpoints import find_checkpoint  # noqa: PLC0415 - the extra
        from signoff.store.audit.signing import checkpoint_json  # noqa: PLC0415

        if options.public_key:
            print(place.key.public.pem, end="")
            return 0
        place.checkpoints.tick()
        with place.reading() as connection:
            found = find_checkpoint(connection)
    if found is None:
        print("The trail is empty: there is nothing to sign.")
    else:
        print(json.dumps(checkpoint_json(found)))
    return 0
