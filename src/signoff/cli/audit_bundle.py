"""`signoff audit bundle`: what proves how one run was decided, as a folder or a zip."""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

from signoff.cli.audit_place import opened_place
from signoff.cli.opened import add_place
from signoff.cli.words import Commands, visible
from signoff.errors import ConfigurationError


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "bundle",
        help="write what proves how one run was decided",
        description="Write a page to read (evidence.html), the same as JSON, the run's facts in "
        "their chain, and the key that vouches for them. `signoff audit verify` checks it without "
        "the server.",
    )
    parser.add_argument("run_id", metavar="RUN_ID", help="the run")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="a folder, or a file that ends in .zip; it must not be there yet",
    )
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the bundle; return the exit code. Raises: ConfigurationError, RunNotFound."""
    with opened_place(options) as place:
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
        from signoff.jobs.audit.evidence import Evidence, into_folder, into_zip  # noqa: PLC0415

        evidence = Evidence(place.reading, place.key, place.checkpoints.tick)
        evidence.check(options.run_id)
        now = SystemClock().now()
        out: Path = options.out
        try:
            if out.suffix == ".zip":
                with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as packed:
                    evidence.write(options.run_id, into_zip(packed), now=now)
            else:
                out.mkdir(parents=True)
                evidence.write(options.run_id, into_folder(out), now=now)
        except OSError as error:
            raise ConfigurationError(
                f"{str(out)!r} cannot be written: {error.strerror}. Give --out a folder or a .zip "
                "that is not there yet, in a folder you own."
            ) from error
    print(visible(f"Written to {out}. Read evidence.html; check with: signoff audit verify {out}"))
    return 0
