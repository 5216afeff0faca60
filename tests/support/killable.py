"""A program in a process of its own, which may be killed in any of its steps."""

import subprocess
import sys
from pathlib import Path

import signoff

SOURCE = str(Path(signoff.__file__).parents[1])


def killable(program, folder, run_id):
    """Return what runs ``program`` in ``folder``: it gives an exit code and what was printed.

    Its ``marks()`` are the steps that were begun, in order.
    """

    def run(what, *, die_in=""):
        arguments = [folder / "runs.db", folder / "marks", run_id, die_in, what]
        done = subprocess.run(
            [sys.executable, program, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"PYTHONPATH": SOURCE},
        )
        assert die_in or done.returncode == 0, done.stderr
        return done.returncode, done.stdout

    run.marks = lambda: (folder / "marks").read_text().split()
    return run
