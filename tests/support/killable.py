"""A program in a process of its own, which may be killed in any of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.support.programs import run


@dataclass(frozen=True)
class Killable:
    """Runs ``program`` in ``folder``, about the run ``run_id``."""

    program: Path
    folder: Path
    run_id: str

    def __call__(self, what: str, *, die_in: str = "") -> tuple[int, str]:
        """Do ``what`` until the step ``die_in``; return the exit code and what was printed."""
        runs, marks = self.folder / "runs.db", self.folder / "marks"
        done = run(self.program, runs, marks, self.run_id, die_in, what, folder=self.folder)
        assert die_in or done.returncode == 0, done.stderr
        return done.returncode, done.stdout

    def marks(self) -> list[str]:
        """Return the steps that were begun, in order."""
        return (self.folder / "marks").read_text().split()
