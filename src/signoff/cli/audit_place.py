"""The trail of a server, as the audit commands open it: without starting anything."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from signoff.cli.opened import opened_engine, settings_of_started

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from signoff.jobs.audit.checkpoint import Checkpoints
    from signoff.store.audit.signing import SigningKey
    from signoff.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Place:
    """An installation's trail."""

    engine: Engine
    data_dir: Path

    def unit(self) -> UnitOfWork:
        """Open a transaction without follow-up jobs: facts of the audit have none."""
        from signoff.store.unit_of_work import UnitOfWork  # noqa: PLC0415 - the extra

        return UnitOfWork(self.engine, lambda *_: None)

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection to read."""
        return self.engine.connect()

    @property
    def key(self) -> SigningKey:
        """The installation's key."""
        from signoff.store.audit.signing import read_signing_key  # noqa: PLC0415 - the extra

        return read_signing_key(self.data_dir)

    @property
    def checkpoints(self) -> Checkpoints:
        """What vouches for the trail."""
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra
        from signoff.jobs.audit.checkpoint import Checkpoints  # noqa: PLC0415

        return Checkpoints(unit=self.unit, key=self.key, clock=SystemClock())


@contextmanager
def opened_place(options: argparse.Namespace) -> Iterator[Place]:
    """Have the trail of a server that is there. Raises: ConfigurationError."""
    settings = settings_of_started(options)
    with opened_engine(settings) as engine:
        yield Place(engine, settings.data_dir)


def instant_of(text: str) -> datetime:
    """Return the instant a word names: a date is its first moment, in UTC as all without a zone.

    Raises: argparse.ArgumentTypeError.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no instant; write 2026-03-02 or 2026-03-02T09:00:00Z"
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
