"""`signoff serve`: host the flows of a Python file. How that is done is serving's business."""

from __future__ import annotations

import argparse
from pathlib import Path

from signoff.cli.words import Commands, add_log_level
from signoff.errors import ConfigurationError

_LONGEST_NAME = 200


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "serve",
        help="host the flows of a Python file",
        description="Host the flows of a Python file: dashboard, API, mail. Without further "
        "settings everything stays on this machine, mail included.",
    )
    parser.add_argument("flows", help="the file (my_flows.py) or module (team.flows)")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, help="port of dashboard and API (8800)")
    parser.add_argument("--smtp-port", type=int, help="port for mail that comes in (8825)")
    parser.add_argument("--data-dir", type=Path, help="folder for database and mail (signoff-data)")
    parser.add_argument("--database", help="database address (an embedded SQLite)")
    parser.add_argument("--creator", help="mail address of the person who is asked")
    parser.add_argument("--deployment", help="what runs know this deployment by (the file's name)")
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped; return the exit code.

    Raises: ConfigurationError and its kinds, before anything was started.
    """
    try:
        from signoff.flow.loading import load_flows  # noqa: PLC0415 - the extra may be missing
        from signoff.serving import serve  # noqa: PLC0415
        from signoff.settings import read_settings  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed, and the server needs it. Nothing was started. "
            'Run: pip install "signoff[server]"'
        ) from error
    settings = read_settings(
        data_dir=options.data_dir,
        database=options.database,
        host=options.host,
        port=options.port,
        inbound_port=options.smtp_port,
        creator=options.creator,
        deployment=options.deployment,
    )
    name = settings.deployment or Path(options.flows).stem
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise ConfigurationError(
            f"The deployment's name is {name[:60]!r}: {len(name)} characters, or some that cannot "
            f"be seen. Nothing was started. Give one of at most {_LONGEST_NAME} with --deployment."
        )
    return serve(settings, load_flows(options.flows), name=name)
