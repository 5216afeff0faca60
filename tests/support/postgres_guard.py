"""Stops a run's PostgreSQL when the run is over, however it ended. Runs as a process of its own.

It waits for the lock that the run's main process holds, so it needs no signal, no
poll and no goodbye: the kernel lets go of the lock when that process dies. Standard
library only, because it starts once per run and must start quickly.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


def identity_of(path: Path) -> dict[str, Any]:
    """Return what subprocess needs to act as the owner of `path`; nothing unless we are root."""
    if os.geteuid() != 0:
        return {}
    status = path.stat()
    return {"user": status.st_uid, "group": status.st_gid, "extra_groups": []}


def stop_cluster(folder: Path) -> None:
    """Stop the cluster in `folder` at once; do nothing where none runs."""
    data = folder / "data"
    if not (data / "postmaster.pid").exists():
        return
    pg_ctl = (folder / "pg_ctl").read_text()
    subprocess.run(
        [pg_ctl, "stop", "-D", str(data), "-m", "immediate", "-s"],
        check=True,
        cwd=folder,
        timeout=60,
        **identity_of(data),
    )


def guard(folder: Path, *, waits: bool = True) -> None:
    """Wait until the run that owns `folder` is over, then stop and remove what it left.

    Raises: BlockingIOError, if the run is not over and nobody `waits` for it.
    """
    try:
        alive = (folder / "alive").open()
    except FileNotFoundError:
        return  # the run was over before this process was up
    with alive:
        fcntl.flock(alive, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder.exists():
            stop_cluster(folder)
            shutil.rmtree(folder)


if __name__ == "__main__" and os.fork() == 0:
    # A session of its own, so that Ctrl-C in the terminal ends the run and not this.
    os.setsid()
    guard(Path(sys.argv[1]))
