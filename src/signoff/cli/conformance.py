"""`signoff conformance`: whether a server keeps an API that programs count on."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from signoff.cli.words import Commands, add_log_level, visible
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.client.conformance import Checked

_PATIENCE_S = 120


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "conformance",
        help="try whether a server keeps an API",
        description="Try whether a server keeps an API.",
    )
    below = parser.add_subparsers(dest="suite", required=True)
    crews = below.add_parser(
        "crews",
        help="the API of a served crew",
        description="Make the calls of a suite against a served crew, and say which of them came "
        "back otherwise than they should. A run of the crew is started, with made-up inputs.",
    )
    crews.add_argument("base_url", help="where the crew is: https://signoff.example.com/crews/NAME")
    crews.add_argument("--token", required=True, help="an API token that may start and answer")
    crews.add_argument(
        "--answer", action="store_true", help="judge the run's outputs too: one no, then yes"
    )
    crews.add_argument(
        "--patience",
        type=float,
        default=_PATIENCE_S,
        help=f"how many seconds the crew may take for one task ({_PATIENCE_S})",
    )
    add_log_level(crews)
    crews.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the suite and print what came of each case; return the exit code.

    Raises: ConfigurationError, ApiUnreachable.
    """
    try:
        from signoff.client.conformance import check_crews  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed, and calls need it. Nothing was called. "
            'Run: pip install "signoff[client]"'
        ) from error
    if not options.base_url.startswith(("http://", "https://")):
        raise ConfigurationError(
            f"{options.base_url[:120]!r} is no address of a crew. Nothing was called. Write it "
            "with https:// in front."
        )
    found = check_crews(
        options.base_url, options.token, answers=options.answer, patience_s=options.patience
    )
    n_wrong, n_skipped, n_all = 0, 0, 0
    for checked in found:
        _print(checked)
        n_all += 1
        n_wrong += bool(checked.wrong)
        n_skipped += bool(checked.skipped)
    print(f"\n{n_all - n_wrong - n_skipped} kept, {n_wrong} broken, {n_skipped} not tried.")
    return 1 if n_wrong else 0


def _print(checked: Checked) -> None:
    mark = "-" if checked.skipped else "broken" if checked.wrong else "kept"
    why = f" ({checked.skipped})" if checked.skipped else ""
    print(f"{mark:7} {checked.case.name}{why}")
    for line in checked.wrong:
        print(f"        {visible(line)}")
