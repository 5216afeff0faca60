"""Read the words of a command line, run the command they name, say what went wrong.

It knows no command: each has a module of its own with `add`, which says what
words it takes, and `run`. They load what only they need when they run, so a
command without need of the server works where only the library is installed.

Exit codes: 0 done (stopped with Ctrl-C too, where running is all a command
does), 1 it broke or a limit was exceeded, 2 it was called or set up wrongly
(nothing was done), 130 stopped with Ctrl-C before it was done.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from signoff.cli import (
    audit,
    config,
    conformance,
    email,
    eval_outcomes,
    explain,
    lessons,
    openapi,
    people,
    secrets,
    serve,
    token,
)
from signoff.cli.log_lines import log_to_stderr, said_by_database
from signoff.cli.words import say_exits, visible
from signoff.errors import AuditUnreadable, ConfigurationError, RepliesInvalid, SignoffError

logger = logging.getLogger(__name__)

_COMMANDS = (
    serve,
    email,
    config,
    explain,
    lessons,
    people,
    token,
    secrets,
    audit,
    openapi,
    conformance,
    eval_outcomes,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    options = parser().parse_args(arguments)
    log_to_stderr(options.log_level)
    _let_output_take_any_sign()
    try:
        code: int = options.run(options)
        print(end="", flush=True)  # where somebody may have closed standard output
    except (AuditUnreadable, ConfigurationError, RepliesInvalid) as error:
        return _failed(error, 2)
    except SignoffError as error:
        return _failed(error, 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        said = said_by_database(error)
        if said is None:
            raise
        logger.debug("the database refused", exc_info=error)
        return _failed(
            f"The database refused: {visible(said)}. What was not finished was not kept. Check "
            "that it runs, has room and is whole, and what its user may do; then try again.",
            1,
        )
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    made = argparse.ArgumentParser(prog="signoff", description="Human sign-off in automated work.")
    made.add_argument("--version", action="version", version=f"signoff {version('signoff')}")
    made.set_defaults(log_level="warning")
    commands = made.add_subparsers(dest="command", required=True)
    for command in _COMMANDS:
        command.add(commands)
    say_exits(made)
    return made


def _failed(error: SignoffError | str, code: int) -> int:
    print(f"signoff: {error}", file=sys.stderr)
    return code


def _let_output_take_any_sign() -> None:
    """Print signs that the terminal's encoding lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
