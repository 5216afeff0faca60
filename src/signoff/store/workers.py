"""Workers and their signs of life: a lease that must be renewed.

A worker that stops renewing is dead to the others, which take its jobs. The
row also says where it lives: a process id means something only within one
process table.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from signoff.store.tables import workers

LEASE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Worker:
    """One running process that does jobs."""

    id: str
    place: str
    pid: int
    beat_at: datetime

    def is_alive(self, now: datetime, *, lease: timedelta = LEASE) -> bool:
        """Say whether its last sign of life counts, and its process is not gone for certain."""
        return self.beat_at >= now - lease and not self._is_gone()

    def _is_gone(self) -> bool:
        """Say whether its process is certainly dead, without waiting for its lease."""
        if not self.place or self.place != place_of_processes():
            return False
        if self.pid == os.getpid():
            return True  # the id is not ours, so it is of a process that had our pid before us
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def place_of_processes() -> str:
    """Name the process table this process is in; a pid means something only there."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""  # no such files (macOS): the lease alone decides
    return f"{boot} {namespace}"


class Workers:
    """The workers, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beat(self, worker: Worker) -> None:
        """Renew a worker's lease."""
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(workers)
        values = {name: getattr(worker, name) for name in Worker.__slots__}
        statement = upsert.values(values).on_conflict_do_update(
            index_elements=["id"], set_={"beat_at": worker.beat_at}
        )
        self._connection.execute(statement)

    def all(self) -> list[Worker]:
        """Return every worker with a row, dead ones that were not yet buried included."""
        columns = [workers.c[name] for name in Worker.__slots__]
        return [Worker(*row) for row in self._connection.execute(select(*columns))]

    def remove(self, worker_id: str) -> None:
        """Forget a worker: its jobs were handed over."""
        self._connection.execute(delete(workers).where(workers.c.id == worker_id))
