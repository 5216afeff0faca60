"""DOOR from the command line: read the words, start the server, say what went wrong.

Exit codes: 0 done (stopped with Ctrl-C), 1 it broke, 2 it was called or set up
wrongly (nothing was started).
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from signoff.errors import ConfigurationError, SignoffError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=options.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        return _serve(options)
    except ConfigurationError as error:
        print(f"signoff: {error}", file=sys.stderr)
        return 2
    except SignoffError as error:
        print(f"signoff: {error}", file=sys.stderr)
        return 1


def _serve(options: argparse.Namespace) -> int:
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
    )
    flows = load_flows(options.flows)
    return serve(settings, flows, name=Path(options.flows).stem)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="signoff", description="Human sign-off in automated work."
    )
    parser.add_argument("--version", action="version", version=f"signoff {version('signoff')}")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser(
        "serve",
        help="host the flows of a Python file",
        description="Host the flows of a Python file: dashboard, API, mail. Without further "
        "settings everything stays on this machine, mail included.",
    )
    serve.add_argument("flows", help="the file (my_flows.py) or module (team.flows)")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port of dashboard and API (8800)")
    serve.add_argument("--smtp-port", type=int, help="port for mail that comes in (8825)")
    serve.add_argument("--data-dir", type=Path, help="folder for database and mail (signoff-data)")
    serve.add_argument("--database", help="database address (an embedded SQLite)")
    serve.add_argument("--creator", help="mail address of the person who is asked")
    serve.add_argument(
        "--log-level", default="warning", choices=("debug", "info", "warning", "error")
    )
    return parser
