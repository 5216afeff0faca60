"""The library's book of lessons keeps the contract we ship, in one file that several may use."""

from __future__ import annotations

import sqlite3

import pytest

from signoff.errors import DatabaseTooNew, FlowStorageError
from signoff.flow.memory import SQLiteLessonBook
from signoff.testing.lessons import CITE, SCOPE, LessonBookContract


class TestTheSQLiteBook(LessonBookContract):
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path):
        self.path = tmp_path / "data" / "lessons.db"

    def make_book(self):
        return SQLiteLessonBook(self.path)

    def reopened(self, book):
        return SQLiteLessonBook(book.path)


class TestABookThatNobodyHasWrittenIn:
    def test_makes_no_file_when_it_is_read(self, tmp_path):
        book = SQLiteLessonBook(tmp_path / "lessons.db")

        book.recall("a draft")
        book.lessons()
        book.flush()

        assert not book.path.exists()

    def test_lies_beside_the_runs_when_it_is_told_no_place(self, default_database):
        assert SQLiteLessonBook().path == default_database.with_name("flows-lessons.db")


class TestAFileThatIsNoBook:
    def test_is_refused_when_a_newer_signoff_wrote_it(self, tmp_path):
        path = tmp_path / "lessons.db"
        SQLiteLessonBook(path).add(CITE, scope=SCOPE)
        db = sqlite3.connect(path)
        db.execute("PRAGMA user_version = 99")
        db.close()

        with pytest.raises(DatabaseTooNew, match="version 99"):
            SQLiteLessonBook(path).lessons()

    def test_is_refused_when_it_is_something_else(self, tmp_path):
        path = tmp_path / "lessons.db"
        path.write_text("a shopping list, and not a short one\n" * 50)

        with pytest.raises(FlowStorageError, match=r"lessons\.db cannot be used"):
            SQLiteLessonBook(path).add(CITE, scope=SCOPE)

    def test_undoes_what_breaks_off(self, tmp_path):
        book = SQLiteLessonBook(tmp_path / "lessons.db")
        lesson = book.add(CITE, scope=SCOPE)

        with pytest.raises(FlowStorageError):
            book.count_shown([lesson.id, object()])

        assert book.find(lesson.id).n_shown == 0
