"""Which book of lessons a command is about: a server's, or the file of flows without one.

A server's data folder that is here is meant before the user's own file, and
whoever asks is told which it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from signoff.cli.opened import opened_engine, who
from signoff.errors import ConfigurationError
from signoff.interpret.lessons import LessonBook

_PLATFORM = ("SIGNOFF_DATA_DIR", "SIGNOFF_DATABASE")
_DATA_DIR = Path("signoff-data")


@contextmanager
def opened_book(
    *, file: Path | None, data_dir: Path | None, database: str | None, deployment: str | None
) -> Iterator[tuple[LessonBook, str]]:
    """Yield the book that is meant, and in words which one it is.

    ``file`` as ``Path()`` is the file that flows without a server use.
    Raises: ConfigurationError, where there is none.
    """
    is_named = data_dir is not None or database is not None
    if file is not None:
        if is_named or deployment is not None:
            raise ConfigurationError(
                "--file names a book without a server, the other options a server's. Nothing was "
                "opened. Give one or the other."
            )
        yield _of_file(file)
    elif is_named or any(map(os.environ.get, _PLATFORM)) or _DATA_DIR.is_dir():
        with _of_server(data_dir, database, deployment) as found:
            yield found
    else:
        yield _of_file(Path())


def _of_file(path: Path) -> tuple[LessonBook, str]:
    from signoff.flow.memory import SQLiteLessonBook  # noqa: PLC0415 - only this book needs it

    book = SQLiteLessonBook(None if path == Path() else path)
    if path != Path() and not book.path.exists():
        raise ConfigurationError(
            f"There is no book of lessons {str(path)!r}. Nothing was made. Give the path of one, "
            "or leave it out for the one that flows without a server use."
        )
    return book, f"Lessons of flows without a server, in {book.path}"


@contextmanager
def _of_server(
    data_dir: Path | None, database: str | None, deployment: str | None
) -> Iterator[tuple[LessonBook, str]]:
    try:
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
        from signoff.settings import read_settings  # noqa: PLC0415
        from signoff.store.lesson_book import StoredLessons  # noqa: PLC0415
        from signoff.store.unit_of_work import UnitOfWork  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed, and a server's lessons need it. Nothing was opened. "
            'Run: pip install "signoff[server]", or give --file for flows without a server.'
        ) from error
    settings = read_settings(data_dir=data_dir, database=database)
    with opened_engine(settings, instead="give --file for flows without a server") as engine:
        with UnitOfWork(engine, lambda *_: None) as unit:
            names = unit.deployments.names()
        name = _chosen(names, deployment)
        book = StoredLessons(
            lambda: UnitOfWork(engine, lambda *_: None),
            names[name],
            clock=SystemClock(),
            actor=who(),
        )
        yield book, f"Lessons of {name!r}, in {engine.url.render_as_string()}"


def _chosen(names: dict[str, str], wanted: str | None) -> str:
    if wanted is None and len(names) == 1:
        return next(iter(names))
    if wanted in names:
        return str(wanted)
    what = f"no deployment {wanted!r}" if wanted else f"not one deployment but {len(names)}"
    raise ConfigurationError(
        f"This database has {what}. Nothing was changed. "
        f"Give --deployment with one of: {', '.join(sorted(names)) or 'none is there yet'}."
    )
