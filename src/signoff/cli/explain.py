"""`signoff explain`: why a request came to these people, and why it ended as it did.

What is said is the record's, not worked out anew; see inbox/routing/explain.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from signoff.cli.opened import add_place, needs_server, settings_of_started
from signoff.cli.words import Commands, visible

_HEADINGS = {"people": "Who is asked", "time": "If nobody answers", "outcome": "What it came to"}


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "explain",
        help="say why a request came to these people, and why it ended so",
        description="Say why a request came to these people, what happens when nobody answers, and "
        "why it ended as it did.",
    )
    parser.add_argument("id", help="the request's id")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is on record; return the exit code.

    Raises: ConfigurationError, RequestNotFound.
    """
    try:
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
        from signoff.jobs.beside import opened_unit  # noqa: PLC0415
        from signoff.jobs.explain import explain_request  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise needs_server(error) from error
    settings = settings_of_started(options)
    with opened_unit(settings.database_url, clock=SystemClock()) as opened, opened() as unit:
        found = asdict(explain_request(unit, options.id))
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for name, sentences in found.items():
        if sentences:
            print(f"{_HEADINGS[name]}:")
        for sentence in sentences:
            print(f"  {visible(sentence)}")
    return 0
