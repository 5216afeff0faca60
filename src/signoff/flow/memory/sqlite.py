"""The library's book of lessons: one SQLite file per user, beside that of the paused runs.

Lessons are read and written seldom, so each call opens the file and closes it
again: nothing stays open, and several processes may use one book. What a
lesson may become is decided by interpret.lessons, which are chosen by
interpret.lesson_choice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, fields
from datetime import datetime
from pathlib import Path

from signoff import ids
from signoff.errors import DatabaseTooNew, FlowStorageError, LessonNotFound
from signoff.flow.config import flow_config
from signoff.flow.memory.background import background
from signoff.flow.persistence.place import default_path
from signoff.interpret.lesson_choice import chosen
from signoff.interpret.lesson_text import says_the_same
from signoff.interpret.lessons import (
    HITL,
    Lesson,
    LessonStatus,
    LessonVerb,
    changed,
    lesson_text,
    merged,
    scopes_around,
)

_VERSION = 1
_BUSY_TIMEOUT = 30.0
_SCHEMA = (
    """CREATE TABLE lesson (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, scope TEXT NOT NULL, source TEXT NOT NULL,
  status TEXT NOT NULL, is_pinned INTEGER NOT NULL, learned_from TEXT NOT NULL,
  learned_at TEXT NOT NULL, n_shown INTEGER NOT NULL, n_helped INTEGER NOT NULL,
  merged_into TEXT) WITHOUT ROWID""",
    "CREATE INDEX lesson_of_scope ON lesson (scope, status)",
)
_COLUMNS = ", ".join(field.name for field in fields(Lesson))
_MARKS = ", ".join("?" for _ in fields(Lesson))


class SQLiteLessonBook:
    """A LessonBook in one file. ``path``: made with its folder when a lesson is first kept."""

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(path) if path is not None else default_lessons_path()

    def recall(
        self, query: str, *, limit: int = 5, source: str | None = None, scope: str | None = None
    ) -> Sequence[Lesson]:
        """Return the active lessons that fit an output best."""
        if scope is None:
            active: Sequence[Lesson] = self.lessons(status=LessonStatus.ACTIVE)
        else:
            near = scopes_around(scope)
            active = self._read("WHERE status = 'active' AND scope IN (?, ?, ?)", near)
        return chosen(active, query, limit=limit, source=source, scope=scope)

    def remember_many(
        self,
        contents: Sequence[str],
        *,
        source: str | None = None,
        scope: str | None = None,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Sequence[Lesson]:
        """Add each text, unless its scope has one that says the same."""
        return [
            self.add(
                text,
                scope=scope or "*",
                source=source or HITL,
                status=status,
                learned_from=learned_from,
            )
            for text in contents
        ]

    def find(self, lesson_id: str) -> Lesson | None:
        """Return the lesson, or None."""
        found = self._read("WHERE id = ?", (lesson_id,))
        return found[0] if found else None

    def lessons(
        self, *, scope: str | None = None, status: LessonStatus | None = None
    ) -> Sequence[Lesson]:
        """Return lessons, oldest first."""
        return self._read(
            "WHERE (scope = ?1 OR ?1 IS NULL) AND (status = ?2 OR ?2 IS NULL) "
            "ORDER BY learned_at, id",
            (scope, status),
        )

    def scopes(self) -> Sequence[str]:
        """Return every scope that has a lesson."""
        return sorted({lesson.scope for lesson in self.lessons()})

    def add(
        self,
        text: str,
        *,
        scope: str,
        source: str = HITL,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Lesson:
        """Add a lesson, unless one of this scope says the same: that one is returned."""
        line = lesson_text(text)
        with self._writing() as db:
            for known in _select(db, "WHERE scope = ? ORDER BY learned_at, id", (scope,)):
                if says_the_same(line, known.text):
                    return known
            lesson = Lesson(
                id=ids.new_id(),
                text=line,
                scope=scope,
                source=source,
                status=status,
                is_pinned=False,
                learned_from=learned_from,
                learned_at=flow_config.clock.now(),
            )
            _put(db, lesson)
        return lesson

    def confirm(self, lesson_id: str) -> Lesson:
        """Let a candidate, or a retired lesson, be applied."""
        return self._change(lesson_id, LessonVerb.CONFIRM)

    def edit(self, lesson_id: str, text: str) -> Lesson:
        """Say it in other words."""
        return self._change(lesson_id, LessonVerb.EDIT, text=text)

    def pin(self, lesson_id: str) -> Lesson:
        """Let it be recalled always."""
        return self._change(lesson_id, LessonVerb.PIN)

    def unpin(self, lesson_id: str) -> Lesson:
        """Let it be recalled where it fits."""
        return self._change(lesson_id, LessonVerb.UNPIN)

    def retire(self, lesson_id: str) -> Lesson:
        """Apply it no more."""
        return self._change(lesson_id, LessonVerb.RETIRE)

    def merge(self, lesson_id: str, into: str) -> Lesson:
        """Let another lesson stand for this one, and return that."""
        with self._writing() as db:
            lesson, kept = _get(db, lesson_id), _get(db, into)
            gone, stays = merged(lesson, kept)
            _put(db, gone)
            _put(db, stays)
        return stays

    def count_shown(self, lesson_ids: Iterable[str]) -> None:
        """Count an answer to an output that these had changed."""
        self._count("UPDATE lesson SET n_shown = n_shown + 1 WHERE id = ?", lesson_ids)

    def count_helped(self, lesson_ids: Iterable[str]) -> None:
        """Count that the output was accepted as they had made it."""
        self._count("UPDATE lesson SET n_helped = n_helped + 1 WHERE id = ?", lesson_ids)

    def flush(self) -> None:
        """Wait until everything that flows of this process are learning is stored."""
        background.wait_for_all()

    def _change(self, lesson_id: str, verb: LessonVerb, *, text: str = "") -> Lesson:
        with self._writing() as db:
            lesson = changed(_get(db, lesson_id), verb, text=text)
            _put(db, lesson)
        return lesson

    def _count(self, statement: str, lesson_ids: Iterable[str]) -> None:
        with self._writing() as db:
            db.executemany(statement, [(lesson_id,) for lesson_id in set(lesson_ids)])

    def _read(self, where: str, values: Sequence[object]) -> list[Lesson]:
        if not self.path.exists():
            return []  # reading alone must not make the file
        with self._opened() as db:
            return _select(db, where, values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction that no other writer is in; leaving by an error undoes it."""
        with self._opened() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            opened = sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT, isolation_level=None)
            with closing(opened) as db:
                self._prepare(db)
                yield db
        except (OSError, sqlite3.Error) as error:
            raise FlowStorageError(
                f"The book of lessons {self.path} cannot be used: {error}. Nothing was changed in "
                "it. Give SQLiteLessonBook a file in a folder that can be written."
            ) from error

    def _prepare(self, db: sqlite3.Connection) -> None:
        if _version(db) < _VERSION:
            db.execute("BEGIN IMMEDIATE")
            if _version(db) < _VERSION:  # a rival may have been faster
                for statement in _SCHEMA:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")
        if _version(db) > _VERSION:
            raise DatabaseTooNew(
                f"{self.path} was written by a newer signoff (version {_version(db)}; this one "
                f"knows {_VERSION}). It was not touched. Update signoff, or use another file."
            )


def default_lessons_path() -> Path:
    """Return the file beside that of the paused runs: ``flows-lessons.db``."""
    runs = default_path()
    return runs.with_name(f"{runs.stem}-lessons{runs.suffix}")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _select(db: sqlite3.Connection, where: str, values: Sequence[object]) -> list[Lesson]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM lesson {where}", values)  # noqa: S608 - our own text
    return [_lesson(row) for row in rows]


def _get(db: sqlite3.Connection, lesson_id: str) -> Lesson:
    found = _select(db, "WHERE id = ?", (lesson_id,))
    if found:
        return found[0]
    raise LessonNotFound(
        f"There is no lesson {lesson_id!r}. Nothing was changed. Look its id up in lessons()."
    )


def _put(db: sqlite3.Connection, lesson: Lesson) -> None:
    values = astuple(lesson)
    values = tuple(v.isoformat() if isinstance(v, datetime) else v for v in values)
    db.execute(f"INSERT OR REPLACE INTO lesson ({_COLUMNS}) VALUES ({_MARKS})", values)  # noqa: S608 - our own text


def _lesson(row: Sequence[object]) -> Lesson:
    lesson_id, text, scope, source, status, is_pinned, origin, at, n_shown, n_helped, into = row
    return Lesson(
        id=str(lesson_id),
        text=str(text),
        scope=str(scope),
        source=str(source),
        status=LessonStatus(str(status)),
        is_pinned=bool(is_pinned),
        learned_from=str(origin),
        learned_at=datetime.fromisoformat(str(at)),
        n_shown=int(str(n_shown)),
        n_helped=int(str(n_helped)),
        merged_into=None if into is None else str(into),
    )
