"""Stops a run's mail servers when the run is over, however it ended. A process of its own.

It waits for the end of its standard input: the kernel brings it when the run's process dies,
however that died. Standard library only, because it must start quickly.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

_PATIENCE_S = 60


def run(folder: Path, words: list[str]) -> bool:
    """Run one command, its words kept for whoever looks; say whether it did what it should."""
    with (folder / "commands.log").open("a") as log:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            timeout=_PATIENCE_S,
            check=False,
        )
    return done.returncode == 0


def guard(folder: Path, starts: list[list[str]], stops: list[list[str]]) -> None:
    """Start all, say so, wait for the end of standard input, stop all and remove ``folder``."""
    is_up = all(run(folder, words) for words in starts)
    sys.stdout.write("up\n" if is_up else "down\n")
    sys.stdout.flush()
    sys.stdin.read()
    for words in stops:
        run(folder, words)
    shutil.rmtree(folder)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: it ends the run, not this
    place = Path(sys.argv[1])
    lines = (place / "commands").read_text().splitlines()
    guard(
        place,
        [line.split()[1:] for line in lines if line.startswith("start ")],
        [line.split()[1:] for line in lines if line.startswith("stop ")],
    )
