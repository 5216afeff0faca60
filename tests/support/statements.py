"""Engines as a suite can afford them: statements compiled once, and nothing written through.

SQLAlchemy keeps what it compiled with each engine, and for each dialect object.
An application has one engine; a suite opens one for each test, and would spend
a sixth of its time on compiling the same statements again. Nor does a test cut
the power: a process that is killed leaves what it wrote to the system.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import LRUCache

import signoff.store.database

_MANY = 5_000  # more than there are: what is thrown away would be compiled again
_shared: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def share_compiled_statements() -> None:
    """Let every engine that signoff makes in this process use what the others compiled."""
    vars(signoff.store.database)[create_engine.__name__] = _make_sharing


def leave_the_disk_alone() -> None:
    """Let SQLite wait for no disk in this process, as the suite's PostgreSQL waits for none."""
    prepare = signoff.store.database._prepare_sqlite

    def prepare_lazily(connection: Any, entry: ConnectionPoolEntry) -> None:
        prepare(connection, entry)
        connection.execute("PRAGMA synchronous=OFF")

    vars(signoff.store.database)[prepare.__name__] = prepare_lazily


def _know(connection: Connection) -> None:
    del connection


def _make_sharing(url: URL, **options: Any) -> Engine:
    engine = create_engine(url, **options)
    kind = url.get_backend_name()
    if kind in _shared:
        # Its own would ask the server what the shared one knows.
        vars(engine.dialect)[Dialect.initialize.__name__] = _know
        engine.dialect, engine._compiled_cache = _shared[kind]
        return engine
    compiled: LRUCache[Any, Any] = LRUCache(_MANY)
    engine._compiled_cache = compiled

    def share(*_: object) -> None:
        """Share the dialect of an engine that has connected: before, it does not know its server."""
        _shared.setdefault(kind, (engine.dialect, compiled))

    event.listen(engine, "connect", share, once=True)
    return engine
