"""One engine for both databases, and the schema brought up to date.

The job engine keeps its tables in the same database, so that a fact and the
job that follows from it are one transaction. SQLite runs in WAL with
synchronous=FULL: an answer we thanked somebody for survives a power cut.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    FromClause,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from signoff.errors import ConfigurationError, DatabaseTooNew
from signoff.store.clock import clock_of
from signoff.store.tables import workers
from signoff.store.workers import LEASE, Workers

# Two workers' queues, eight jobs, the web's threads and the screens share it.
POOL_SIZE = 20
# Of a database server whose machine vanished nothing is heard: by itself, the system would wait for
# a quarter of an hour, and with it the lease of this worker. Seconds; the last in milliseconds.
_PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}
_MIGRATIONS = Path(__file__).parent / "migrations"
_SUBSECOND_SINCE = (3, 42)  # unixepoch('subsec'), which the job engine's SQL calls


def make_engine(url: str) -> Engine:
    """Return an engine for ``sqlite:///...`` or ``postgresql://...``; nothing is connected yet.

    Raises: ConfigurationError, for an address of no database that signoff knows.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        # Parameters hold people's words, and mails with their tickets: never in a log.
        engine = create_engine(
            parsed,
            pool_size=POOL_SIZE,
            pool_pre_ping=parsed.get_backend_name() != "sqlite",  # a file does not hang up
            hide_parameters=True,
            connect_args=_patience(parsed),
        )
    except (ArgumentError, ModuleNotFoundError, NoSuchModuleError) as error:
        raise ConfigurationError(
            f"{url.rpartition('@')[2]!r} is not the address of a database: {error}. Nothing was "
            "started. Write sqlite:///path/to/file.db, or postgresql://name:password@host/database "
            'with pip install "signoff[postgres]".'
        ) from error
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        engine.dialect.statement_compiler = _SqliteCompiler
    return engine


def _patience(url: URL) -> dict[str, int]:
    """Return how long a silent server is waited for, where its address does not say."""
    if url.get_backend_name() != "postgresql":
        return {}
    return {name: value for name, value in _PATIENCE.items() if name not in url.query}


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """Open a connection in which nothing changes, however many queries a page takes.

    Otherwise each query sees a moment of its own: a run that waits, and below it that it ended.
    PostgreSQL refuses to write on it.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**({} if is_sqlite else options)) as connection:
        if is_sqlite:  # whose driver begins only before a change
            connection.connection.cursor().execute("BEGIN")
        yield connection
        # Nothing was written, and at a rollback psycopg forgets the statements it has prepared.
        connection.commit()


def upgrade(engine: Engine) -> None:
    """Bring the schema to this version; do nothing where it is there already.

    Raises:
        DatabaseTooNew: a newer signoff has been at this database.
        ConfigurationError: the database cannot be reached, is no database, or is served by an
            earlier version.

    """
    _keep_to_ourselves(engine)
    if not _is_current(engine):
        _check_unserved(engine)
        _migrate(engine)


def _migrate(engine: Engine, to: str = "head") -> None:
    # Loaded once for each new version: a command that finds the schema as it is does without.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, to)


def check_current(engine: Engine) -> None:
    """Make sure that the schema is this version's, for who must not change it beside a server.

    Raises:
        DatabaseTooNew: a newer signoff has been at this database.
        ConfigurationError: no server of this version was started with it yet, or as for `upgrade`.

    """
    if is_missing(engine):
        raise ConfigurationError(
            f"There is no database {engine.url.database!r}. Nothing was made. Name the one that "
            "`signoff serve` has, with SIGNOFF_DATABASE or the data folder."
        )
    if not _is_current(engine):
        raise ConfigurationError(
            f"The database at {engine.url.render_as_string()} has not the schema of this version "
            "of signoff yet. Nothing was changed. Start `signoff serve` of this version with it."
        )


def _check_unserved(engine: Engine) -> None:
    """Make sure that no server works by the schema that is about to be changed under it."""
    if not inspect(engine).has_table(workers.name):
        return
    now = clock_of(engine).now()
    with engine.connect() as connection:
        alive = [worker for worker in Workers(connection).all() if worker.is_alive(now)]
    if not alive or _is_current(engine):  # one that started beside us has brought it up to date
        return
    raise ConfigurationError(
        f"The database at {engine.url.render_as_string()} is served by an earlier version of "
        f"signoff ({alive[0].id}). Nothing was changed. Stop every server of it, then run this "
        f"again; one that was killed counts as stopped {LEASE.seconds} seconds later."
    )


def _is_current(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            found = _stored_version(connection)
    except DatabaseError as error:
        raise ConfigurationError(
            f"The database at {engine.url.render_as_string()} cannot be used: "
            f"{' '.join(str(error.orig).split())}. Nothing was started. Check that it runs, that "
            "its disk has room, and the address in SIGNOFF_DATABASE."
        ) from error
    head, known = _versions()
    if found is not None and found not in known:
        raise DatabaseTooNew(
            f"The database is at schema {found!r}, which this version of signoff does not know. "
            "Nothing was changed. Install the newer signoff that made it, or restore a backup."
        )
    return found == head


def is_missing(engine: Engine) -> bool:
    """Say whether the file of an embedded database is not there: to connect would make it."""
    file = _file_of(engine)
    return bool(file) and not Path(file).exists()


def _file_of(engine: Engine) -> str:
    """Return the file of an embedded database; '' where it has none."""
    file = engine.url.database
    return file if file and engine.dialect.name == "sqlite" and file != ":memory:" else ""


def _keep_to_ourselves(engine: Engine) -> None:
    """Make the file of a new embedded database one that nobody else on this machine can read.

    The folder may be one that was there before, which everybody may look into.
    """
    file = _file_of(engine)
    if not file:
        return
    try:
        # SQLite gives what it makes beside the file the same rights.
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        return  # it is there, or cannot be: connecting says which


def _stored_version(connection: Connection) -> str | None:
    """Return at which schema a database is; None where it has none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


@cache
def _versions() -> tuple[str, frozenset[str]]:
    """Return the newest schema that this version knows, and all that it knows.

    A migration's file begins with the number of the schema that it leads to.
    """
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    known = frozenset(file.name.partition("_")[0] for file in files)
    return max(known), known


class _SqliteCompiler(SQLiteCompiler):
    """Writes hints after tables (``INDEXED BY name``), which the stock one leaves out."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        del table
        return text


def _prepare_sqlite(connection: Any, entry: ConnectionPoolEntry) -> None:  # noqa: ANN401
    del entry
    connection.isolation_level = "IMMEDIATE"
    if sqlite3.sqlite_version_info < _SUBSECOND_SINCE:
        connection.create_function("unixepoch", 1, _unixepoch)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=30000",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _unixepoch(modifier: str) -> float:
    now = time.time()
    return round(now, 3) if modifier == "subsec" else int(now)
