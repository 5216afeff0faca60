"""Python programs in processes of their own that start warm: forked, with signoff imported.

A new Python takes a tenth of a second of the processor to import signoff, and more with each part
that a program uses. Where the start or the end of Python is what a test is about (what is imported,
what an environment does, atexit, the exit code of Ctrl-C), it starts a Python of its own.
"""

from __future__ import annotations

import importlib
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO, Any

from tests.support.forks import Forked, fork

_PATIENCE_S = 60
# Imported where programs are forked from, since most would import it: signoff itself loads no more
# than it needs.
for _name in (
    "crew",
    "flow.checkpoints",
    "flow.console.terminal",
    "flow.engine",
    "flow.fitting",
    "flow.host",
    "flow.keywords",
    "flow.pending_context",
    "flow.persistence.besides",
    "flow.persistence.sqlite",
    "flow.reading",
    "flow.running",
    "flow.typed_answers",
):
    importlib.import_module(f"signoff.{_name}")


@dataclass(frozen=True)
class Ended:
    """How a program ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str | Path, folder: Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run `python *words` (a file, or -c and code, or -m and a module) in ``folder`` to its end.

    It has nothing to read, and no more of an environment than ``environment``.
    Raises: TimeoutError, where it has not ended in a minute.
    """
    with (
        Path(os.devnull).open() as nothing,
        TemporaryFile("w+", encoding="utf-8") as out,
        TemporaryFile("w+", encoding="utf-8") as error,
    ):
        streams = (nothing, out, error)
        forked = start(*words, folder=folder, environment=environment, streams=streams)
        forked.join(_PATIENCE_S)
        if forked.is_alive:
            forked.kill()
            raise TimeoutError(f"{words} has not ended in {_PATIENCE_S} s.")
        assert forked.exitcode is not None
        return Ended(forked.exitcode, *(_all_of(stream) for stream in (out, error)))


def start(
    *words: str | Path,
    folder: Path,
    streams: Sequence[IO[Any] | int],
    environment: Mapping[str, str] | None = None,
    database: str = "",
) -> Forked:
    """Start `python *words` with these as its standard streams, which stay open here."""
    ends = [Connection(os.dup(one if isinstance(one, int) else one.fileno())) for one in streams]
    called = ([str(word) for word in words], str(folder), dict(environment or {}))
    return fork(_be, *called, ends=ends, database=database)


def _all_of(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read()


def _be(words: list[str], folder: str, environment: dict[str, str], *streams: Connection) -> None:
    """Become that program: with its streams, its folder, its environment and its arguments."""
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    how: dict[str, Any] = {"encoding": "utf-8", "closefd": False}
    sys.stdin, sys.stdout = os.fdopen(0, **how), os.fdopen(1, "w", **how)
    # By the line, as Python's own: what a program says before it dies is heard.
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", **how)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _run(words)


def _run(words: list[str]) -> None:
    sys.path[:0] = [str(Path.cwd()) if words[0] in {"-c", "-m"} else str(Path(words[0]).parent)]
    match words:
        case ["-c", code, *arguments]:
            sys.argv = ["-c", *arguments]
            sys.modules["__main__"] = module = ModuleType("__main__")
            exec(compile(code, "<string>", "exec"), vars(module))
        case ["-m", name, *arguments]:
            sys.argv = [name, *arguments]
            runpy.run_module(name, run_name="__main__", alter_sys=True)
        case [file, *arguments]:
            sys.argv = [file, *arguments]
            runpy.run_path(file, run_name="__main__")
