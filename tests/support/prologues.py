"""What tests begin with, done once by each process and copied from then on.

Hundreds of tests begin alike: somebody signs in, a request waits. Whoever comes
to such a step first really does it, and the database is kept under the steps
that led there; who takes the same steps gets a copy of it, and what the step
gave. A test has left its prologue as soon as it does anything else, be it that
it reads one row or waits one second: from then on each of its steps is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event

from signoff.settings import Settings, prepare_data_dir, read_secret
from signoff.store.sealed import open_sealer

if TYPE_CHECKING:  # or each process of the suite would import all of the product for it
    from signoff.testing.postman import Posted
    from signoff.testing.workbench import Workbench

Gave = TypeVar("Gave")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a step left behind: the database, what the postman has, and what it gave."""

    database: Path
    posted: tuple[Posted, ...]
    gave: Any


class Prologues:
    """What this process has kept so far, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[tuple[Hashable, ...], _Kept] = {}
        settings = Settings(data_dir=folder / "keys")
        prepare_data_dir(settings)
        read_secret(settings)
        open_sealer(settings.data_dir)  # made by the first who is asked, else: in no copy

    def put_keys(self, data_dir: Path) -> None:
        """Give an installation that is not opened yet the keys that all others here have.

        The mails in a copied database were signed with them.
        """
        shutil.copytree(self.folder / "keys", data_dir)


class Prologue:
    """The first steps of one test, in an installation that was just opened.

    ``opened`` is what its database depends on so far. Where there are no ``prologues``, and on
    PostgreSQL, every step is done.
    """

    def __init__(
        self, bench: Workbench, prologues: Prologues | None = None, opened: Hashable = None
    ) -> None:
        self._bench = bench
        self._engine = bench.app.engine
        self._prologues = prologues if self._engine.dialect.name == "sqlite" else None
        self._steps: tuple[Hashable, ...] = (opened,)
        self._n_uses = 0
        if self._prologues:
            event.listen(self._engine, "checkout", self._count)
            self._left = self._state()

    def step(self, what: Hashable, do: Callable[[], Gave]) -> Gave:
        """Return what ``do()`` gives; ``what`` is all that it depends on besides the steps before."""
        prologues, self._prologues = self._prologues, None  # left, until this step has ended well
        if prologues is None or self._state() != self._left:
            return do()
        self._steps = (*self._steps, what)
        if (kept := prologues.kept.get(self._steps)) is None:
            gave = do()
            went_well = self._keep(prologues, gave)
        elif went_well := self._take_over(kept):
            gave = kept.gave
        else:
            gave = do()
        if went_well:
            self._prologues, self._left = prologues, self._state()
        return gave

    def _keep(self, prologues: Prologues, gave: object) -> bool:
        """Keep how things stand; False where somebody is still at the database, or wrote beside it."""
        if _names(self._bench.app.settings.data_dir) - _names(prologues.folder / "keys"):
            return False
        with self._engine.connect() as connection:
            is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if is_busy:
            return False
        copied = prologues.folder / f"{len(prologues.kept)}.db"
        shutil.copyfile(self._file, copied)
        prologues.kept[self._steps] = _Kept(copied, tuple(self._bench.posted), gave)
        return True

    def _take_over(self, kept: _Kept) -> bool:
        """Let things stand as they were kept; False where somebody is still at the database."""
        self._engine.dispose()
        if self._log.exists():  # who closes a database last puts its log away
            return False
        shutil.copyfile(kept.database, self._file)
        self._bench.posted[:] = kept.posted
        return True

    def _count(self, *_: object) -> None:
        self._n_uses += 1

    def _state(self) -> tuple[object, ...]:
        """Return what differs as soon as anything was done, here or at the file by somebody else."""
        bench, file = self._bench, self._file.stat()
        log_size = self._log.stat().st_size if self._log.exists() else 0  # grows with each commit
        in_memory = (self._n_uses, id(bench.app), bench.clock.now(), bench.postman.fail_with)
        mails = map(id, bench.posted)
        return (file.st_size, file.st_mtime_ns, log_size, *in_memory, *mails)

    @property
    def _file(self) -> Path:
        return Path(self._engine.url.database or "")

    @property
    def _log(self) -> Path:
        return self._file.with_name(f"{self._file.name}-wal")


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}
