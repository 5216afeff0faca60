"""Runs in one SQLite file, safe for several processes.

A run is one row: its head and the tail of its log. A long log spills into
chunks, so that a save writes the same amount in the thousandth step as in the
tenth. Answers are rows of their own: the insert that finds no earlier one is
the answer that holds.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from signoff.errors import DatabaseTooNew, FlowStorageError, NothingPending, RunBusy
from signoff.flow.persistence.protocol import Claim, StoredRun

_VERSION = 3
_PAGE_SIZE = 8_192  # a paused run is between one and two kilobytes: few bytes are left over
_BUSY_TIMEOUT = 30.0
_MAX_RIVALS = 20
_MOST_KEYS = 500  # in one statement; SQLite takes no more than 999 in its oldest form
_CLAIM = (
    "INSERT INTO answer (run_id, key, answer, version, head) SELECT id, ?, ?, "
    "CASE WHEN status <> 'running' THEN version + 1 END, "
    "CASE WHEN status <> 'running' THEN head END FROM run WHERE id = ? "
    "ON CONFLICT DO NOTHING"
)
_CLAIM_AND_TELL = f"{_CLAIM} RETURNING version"

# What belongs together is done by triggers, so that a save and a claim are one statement each,
# and one statement is one transaction.
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS run (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, version INTEGER NOT NULL,
  n_chunks INTEGER NOT NULL DEFAULT 0, head TEXT NOT NULL, tail TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS chunk (
  run_id TEXT NOT NULL, n INTEGER NOT NULL, entries TEXT NOT NULL, PRIMARY KEY (run_id, n)
) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS answer (
  run_id TEXT NOT NULL, key TEXT NOT NULL, answer TEXT NOT NULL, version INTEGER, head TEXT,
  PRIMARY KEY (run_id, key)) WITHOUT ROWID""",
    # A long log is moved out of the row that every save writes.
    """CREATE TRIGGER IF NOT EXISTS spill AFTER UPDATE OF tail ON run
WHEN length(new.tail) > 8192 BEGIN
  INSERT INTO chunk (run_id, n, entries) VALUES (new.id, new.n_chunks + 1, new.tail);
  UPDATE run SET tail = '', n_chunks = n_chunks + 1 WHERE n = new.n;
END""",
    """CREATE TRIGGER IF NOT EXISTS reserve AFTER INSERT ON answer
WHEN new.version IS NOT NULL BEGIN
  UPDATE run SET status = 'running', version = new.version WHERE id = new.run_id;
END""",
)


class SQLiteFlowPersistence:
    """The store a flow uses when it is told no other.

    ``db_path``: a file, made with its folder when needed. ``synchronous``:
    FULL keeps an acknowledged step through a power cut, NORMAL through a
    crash of the process.
    """

    # Where SQLite can, a claim itself tells what it has reserved; else it is asked afterwards.
    _has_returning = sqlite3.sqlite_version_info >= (3, 35)

    def __init__(self, db_path: str | Path | None = None, *, synchronous: str = "FULL") -> None:
        if db_path is None:
            from signoff.flow.persistence.place import default_path  # noqa: PLC0415 - only then

            db_path = default_path()
        self.db_path = Path(db_path)
        self._synchronous = {"FULL": "FULL", "NORMAL": "NORMAL"}[synchronous.upper()]
        self._lock = threading.RLock()
        self._open: sqlite3.Connection | None = None
        self._opened_by = 0

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._open is not None:
                _close_if_mine(self._open, self._opened_by)
                self._open = None

    def save_run(self, run: StoredRun, *, n_known: int) -> None:
        """Store a run on top of the version it follows."""
        added = "".join([f"{entry}\n" for entry in run.entries])
        with self._lock:
            db = self._connection()
            if run.version == 0:
                n_rows = db.execute(
                    "INSERT INTO run (id, status, version, head, tail) VALUES (?, ?, 1, ?, ?) "
                    "ON CONFLICT DO NOTHING",
                    (run.id, run.status, run.head, added),
                ).rowcount
                if n_rows == 0:
                    raise _busy(run)
            elif n_known:
                _replace(db, run, added)
            else:
                with _begun(db, "BEGIN IMMEDIATE"):
                    _forget_log(db, run.id)
                    _replace(db, run, added)

    def load_run(self, run_id: str) -> StoredRun | None:
        """Return a run with its whole log, or None."""
        with self._lock:
            db = self._connection()
            row = _row(db, run_id)
            if row is None:
                return None
            chunks: list[str] = []
            if row[4]:
                # Only a row that has chunks needs a transaction around both reads.
                with _begun(db, "BEGIN"):
                    row = _row(db, run_id) or row
                    chunks = _chunks(db, run_id)
        status, version, head, tail, _ = row
        return StoredRun(run_id, status, version, head, "".join([*chunks, tail]).split("\n")[:-1])

    def claim(self, run_id: str, key: str, answer: str) -> Claim:
        """Store the answer unless there is one, and reserve the run.

        It outlives the process at once, and a power cut from the next save on:
        nobody is told of an answer before the save that follows it, so one sync serves both.
        """
        with self._lock:
            db = self._connection()
            db.execute("PRAGMA synchronous = NORMAL")
            try:
                claim = _CLAIM_AND_TELL if self._has_returning else _CLAIM
                wrote = db.execute(claim, (key, answer, run_id))
                reserved = wrote.fetchall()
            finally:
                db.execute(f"PRAGMA synchronous = {self._synchronous}")
            if reserved:
                return Claim(is_won=True, answer=answer, version=reserved[0][0])
            is_won = wrote.rowcount == 1
            # An answer never changes, so it can be read after the statement that wrote it.
            held, version = _held(db, run_id, key)
        return Claim(is_won=is_won, answer=held, version=version if is_won else None)

    def answers(self, run_id: str) -> Mapping[str, str]:
        """Return every answer of a run by its question's key."""
        with self._lock:
            rows = self._connection().execute(
                "SELECT key, answer FROM answer WHERE run_id = ?", (run_id,)
            )
            return dict(rows.fetchall())

    def answers_to(self, run_id: str, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the answers to these questions of a run, by key."""
        # A store of a subclass may read them in its own way.
        if type(self).answers is not SQLiteFlowPersistence.answers:
            told = self.answers(run_id)
            return {key: told[key] for key in keys if key in told}
        asked, found = list(keys), dict[str, str]()
        with self._lock:
            for at in range(0, len(asked), _MOST_KEYS):
                some = asked[at : at + _MOST_KEYS]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, answer FROM answer WHERE run_id = ? AND key IN ({marks})"  # noqa: S608 - question marks alone
                found.update(self._connection().execute(query, (run_id, *some)).fetchall())
        return found

    def every_answer(self, run_id: str | None = None) -> list[tuple[str, str, str]]:
        """Return every answer of one run or of all: (run's id, question's key, answer)."""
        query = "SELECT run_id, key, answer FROM answer"
        with self._lock:
            if run_id is None:
                return self._connection().execute(query).fetchall()
            return self._connection().execute(f"{query} WHERE run_id = ?", (run_id,)).fetchall()

    def keep_heads(self, run_id: str, keys: Iterable[str]) -> None:
        """Remember the run's head for answers that are about to be consumed."""
        with self._lock, _begun(self._connection(), "BEGIN IMMEDIATE"):
            self._connection().executemany(
                "UPDATE answer SET head = (SELECT head FROM run WHERE run.id = answer.run_id) "
                "WHERE run_id = ? AND key = ?",
                [(run_id, key) for key in keys],
            )

    def head_at(self, run_id: str, key: str) -> str | None:
        """Return the run's head as it was when the question's answer was consumed."""
        with self._lock:
            row = (
                self._connection()
                .execute("SELECT head FROM answer WHERE run_id = ? AND key = ?", (run_id, key))
                .fetchone()
            )
        return None if row is None else row[0]

    def _connection(self) -> sqlite3.Connection:
        pid = os.getpid()
        if self._open is None or self._opened_by != pid:  # a connection does not survive a fork
            self._open = self._connected()
            self._opened_by = pid
            # A store may go out of use without close(); its file must not stay open.
            weakref.finalize(self, _close_if_mine, self._open, pid)
        return self._open

    def _connected(self) -> sqlite3.Connection:
        try:
            self.db_path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(
                self.db_path,
                timeout=_BUSY_TIMEOUT,
                isolation_level=None,
                check_same_thread=False,  # every use is under the lock
            )
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        try:
            self._prepare(db)
        except sqlite3.Error as error:
            db.close()
            raise self._unusable(error) from error
        except DatabaseTooNew:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")  # for a file that is made now
        _use_wal(db)
        db.execute(f"PRAGMA synchronous = {self._synchronous}")
        version = _version(db)
        if version > _VERSION:
            raise DatabaseTooNew(
                f"{self.db_path} was written by a newer signoff (version {version}; this one "
                f"knows {_VERSION}). It was not touched. Update signoff, or use another file."
            )
        if version < _VERSION:
            with _begun(db, "BEGIN IMMEDIATE"):
                _upgrade(db, _version(db))

    def _unusable(self, error: Exception) -> FlowStorageError:
        return FlowStorageError(
            f"The database {self.db_path} cannot be used: {error}. Nothing was stored in it. "
            "Give SQLiteFlowPersistence a file in a folder that can be written."
        )


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to WAL. Where another process is at the same, SQLite does not wait: we do."""
    for _ in range(_MAX_RIVALS):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            db.execute("BEGIN IMMEDIATE")  # waits for the rival, up to the busy timeout
            db.execute("ROLLBACK")
        else:
            return
    db.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _begun(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _close_if_mine(db: sqlite3.Connection, pid: int) -> None:
    if os.getpid() == pid:
        db.close()


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(db: sqlite3.Connection, version: int) -> None:
    if version == _VERSION:
        return  # a rival was faster
    if version == 1:
        db.execute("ALTER TABLE answer ADD COLUMN version INTEGER")
    if version in {1, 2}:
        db.execute("ALTER TABLE answer ADD COLUMN head TEXT")
    for statement in _SCHEMA:
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {_VERSION}")


def _replace(db: sqlite3.Connection, run: StoredRun, added: str) -> None:
    """Write a run's row over the version it follows, and no other."""
    n_rows = db.execute(
        "UPDATE run SET status = ?, version = version + 1, head = ?, tail = tail || ? "
        "WHERE id = ? AND version = ?",
        (run.status, run.head, added, run.id, run.version),
    ).rowcount
    if n_rows == 0:
        raise _busy(run)


def _row(db: sqlite3.Connection, run_id: str) -> tuple[str, int, str, str, int] | None:
    row: tuple[str, int, str, str, int] | None = db.execute(
        "SELECT status, version, head, tail, n_chunks FROM run WHERE id = ?", (run_id,)
    ).fetchone()
    return row


def _chunks(db: sqlite3.Connection, run_id: str) -> list[str]:
    rows = db.execute("SELECT entries FROM chunk WHERE run_id = ? ORDER BY n", (run_id,))
    return [text for (text,) in rows]


def _forget_log(db: sqlite3.Connection, run_id: str) -> None:
    db.execute("DELETE FROM chunk WHERE run_id = ?", (run_id,))
    db.execute("DELETE FROM answer WHERE run_id = ?", (run_id,))
    db.execute("UPDATE run SET tail = '', n_chunks = 0 WHERE id = ?", (run_id,))


def _held(db: sqlite3.Connection, run_id: str, key: str) -> tuple[str, int | None]:
    """Return the answer that holds, and the version it reserved."""
    row = db.execute(
        "SELECT answer, version FROM answer WHERE run_id = ? AND key = ?", (run_id, key)
    ).fetchone()
    if row is None:
        raise NothingPending(
            f"No pending feedback found for flow_id: {run_id}. Nothing was recorded. "
            "Check the id and the database it was stored in."
        )
    return row[0], row[1]


def _busy(run: StoredRun) -> RunBusy:
    return RunBusy(
        f"Run {run.id} was to be saved as version {run.version + 1}, but another version is "
        "stored: another process works on it, or the id was used before. What is stored stands; "
        "this step was not stored. Let one process advance a run, and give each new run its own id."
    )
