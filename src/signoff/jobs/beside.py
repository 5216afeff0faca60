"""Transactions of an installation that another process serves: what follows of them is done there.

Commands open it that a mail server starts for each mail, so it loads no more than storing takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from signoff.clock import Clock
from signoff.jobs import follow_ups
from signoff.jobs.engine import JobEngine, new_worker_id
from signoff.store.database import check_current, make_engine
from signoff.store.unit_of_work import UnitOfWork


@contextmanager
def opened_unit(database_url: str, *, clock: Clock) -> Iterator[Callable[[], UnitOfWork]]:
    """Have what opens transactions of an installation that is served by another process.

    The jobs that follow are stored with them, and done there.
    Raises: ConfigurationError, where the database is away or not at this version's schema.
    """
    engine = make_engine(database_url)
    try:
        check_current(engine)
        queue = JobEngine(engine, worker=new_worker_id(), clock=clock)
        yield lambda: UnitOfWork(engine, partial(follow_ups.follow_up, queue))
    finally:
        engine.dispose()
