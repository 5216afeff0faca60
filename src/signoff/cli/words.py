"""Words that every command takes in the same way."""

from __future__ import annotations

import argparse
import unicodedata
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for what commands are added to


_EXITS = (
    "Exit codes: 0 it is done, 1 something broke or a limit that was set is not kept, 2 it was "
    "called or set up wrongly and nothing was done, 130 Ctrl-C stopped it half-way."
)


def say_exits(parser: argparse.ArgumentParser) -> None:
    """Have every command below a parser say how it ends, where it does not say so itself."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to what is below
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for below in action.choices.values():
                say_exits(below)
    if "Exit codes" not in f"{parser.description} {parser.epilog}":
        parser.epilog = _EXITS


def add_log_level(parser: argparse.ArgumentParser) -> None:
    """Let a command be told how much it logs."""
    parser.add_argument(
        "--log-level",
        default="warning",
        choices=("debug", "info", "warning", "error"),
        help="what is logged to stderr at least (warning)",
    )


def visible(text: str) -> str:
    """Return ``text`` on one line, with escapes for signs that could move or fool a terminal."""
    return "".join(map(_visible, text))


def counted(n: int, one: str, many: str) -> str:
    """Return ``n`` with the words for one thing, or for several."""
    return f"{n} {one if n == 1 else many}"


def _visible(sign: str) -> str:
    is_plain = sign.isprintable() or unicodedata.category(sign) == "Zs"  # wide and fixed spaces
    return sign if is_plain else sign.encode("unicode_escape").decode()
