"""`signoff audit export`: the trail as a file."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from signoff.cli.audit_place import instant_of, opened_place
from signoff.cli.opened import add_place
from signoff.cli.words import Commands
from signoff.errors import ConfigurationError


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "export",
        help="write the trail to a file",
        description="Write the facts of the trail to a file or to standard output. JSONL can be "
        "checked with `signoff audit verify`; CSV is for a spreadsheet. Without a filter it is the "
        "whole trail; with one it is an excerpt.",
    )
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="(jsonl)")
    parser.add_argument("--from", dest="since", type=instant_of, help="not before this instant")
    parser.add_argument("--to", dest="until", type=instant_of, help="before this instant")
    parser.add_argument(
        "--kind", type=_kind_of, help="only facts of this kind, like request.answered"
    )
    parser.add_argument("--actor", help="only what this person did")
    parser.add_argument("--run", dest="only_run", help="only facts of the run with this id")
    parser.add_argument("--request", help="only facts of the request with this id")
    parser.add_argument("--out", type=Path, help="the file to write; it must not be there yet")
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; return the exit code. Raises: ConfigurationError."""
    since, until = options.since, options.until
    if since is not None and until is not None and since >= until:
        raise ConfigurationError(
            f"--from {since.isoformat()} is not before --to {until.isoformat()}: no fact can be "
            "between them. Nothing was exported. Give --from the earlier instant."
        )
    with opened_place(options) as place:
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
        from signoff.jobs.audit.export import csv_export, jsonl_export  # noqa: PLC0415
        from signoff.store.audit.reading import Filters  # noqa: PLC0415

        filters = Filters(
            kind=options.kind,
            actor=options.actor,
            run_id=options.only_run,
            request_id=options.request,
            since=since,
            until=until,
        )
        if options.format == "csv":
            lines = csv_export(place.reading, filters)
        else:
            place.checkpoints.tick()  # so that a signature reaches to the last fact
            now = SystemClock().now()
            lines = jsonl_export(place.reading, filters, key=place.key.public, now=now)
        _write(lines, options.out)
    return 0


def _kind_of(text: str) -> str:
    """Return a kind of fact. Raises: argparse.ArgumentTypeError."""
    from signoff.inbox.audit import EventKind  # noqa: PLC0415 - only this command needs it

    if text not in set(EventKind):
        raise argparse.ArgumentTypeError(
            f"{text[:60]!r} is no kind of fact. Nothing was exported. Choose from: "
            f"{', '.join(EventKind)}"
        )
    return text


def _write(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            print(line, end="")  # nowhere, where standard output is closed
        return
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise ConfigurationError(
            f"{str(out)!r} cannot be written: {error.strerror}. Nothing was exported. Give --out a "
            "file that is not there yet, in a folder you own."
        ) from error
