"""`signoff audit local`: who decided what in runs without a server, as their own store holds it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from signoff.cli.words import Commands, add_log_level
from signoff.errors import ConfigurationError
from signoff.flow.answers import read_answer
from signoff.flow.persistence.place import default_path
from signoff.flow.persistence.sqlite import SQLiteFlowPersistence
from signoff.inbox.response import Response


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "local",
        help="list what was decided in runs without a server",
        description="List the decisions in the file that runs without a server are stored in: one "
        "JSON object a line, the oldest first. Nothing vouches for that file: see `signoff audit "
        "verify` for a trail that can be checked.",
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file (the one flows use)"
    )
    parser.add_argument("--run", dest="only_run", help="only decisions of the run with this id")
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the decisions; return the exit code. Raises: ConfigurationError, FlowStorageError."""
    path = options.file or default_path()
    if not path.is_file():
        raise ConfigurationError(
            f"There is no file {str(path)!r}. Nothing was listed. Give the file of "
            "SQLiteFlowPersistence, or set SIGNOFF_FLOW_DB to it."
        )
    for decision in sorted(_decisions(path, options.only_run), key=lambda found: found["at"]):
        print(json.dumps(decision, ensure_ascii=False))
    return 0


def _decisions(path: Path, only_run: str | None) -> Iterator[dict[str, Any]]:
    store = SQLiteFlowPersistence(path)
    try:
        for run_id, key, answer in store.every_answer(only_run):
            yield _told(run_id, key, read_answer(answer))
    finally:
        store.close()


def _told(run_id: str, key: str, response: Response) -> dict[str, Any]:
    return {
        "at": response.at.isoformat(),
        "run": run_id,
        "question": key,
        "outcome": response.outcome,
        "feedback": response.feedback,
        "responder": response.responder or None,
        "channel": response.channel,
        "source": response.source.value,
        "verification": response.verification.value,
        "content_hash": response.content_hash,
    }
