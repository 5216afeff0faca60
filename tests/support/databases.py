"""Fresh databases of both kinds, empty or with a schema copied in; thrown away after each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.support.postgres import Cluster

Prepare = Callable[[str], None]


class Databases(Protocol):
    """Makes databases of one kind; each is gone after the test that asked for it."""

    def empty(self) -> str:
        """Return the URL of a new database without tables."""
        ...

    def prepared(self, prepare: Prepare) -> str:
        """Return the URL of a new copy of what `prepare(url)` made of an empty database.

        `prepare` runs once for all tests of this process, so it must leave no connection open.
        """
        ...

    def drop_all(self) -> None:
        """Throw away what was made for this test."""
        ...


class SqliteDatabases:
    """Database files in the test's own folder; models are kept in a folder of the process."""

    def __init__(self, folder: Path, models: Path) -> None:
        self._folder = folder
        self._models = models
        self._made = 0

    def empty(self) -> str:
        return _sqlite_url(self._next_path())

    def prepared(self, prepare: Prepare) -> str:
        model = self._models / f"{_name_of(prepare)}.db"
        if not model.exists():
            half = model.with_suffix(".half")
            prepare(_sqlite_url(half))
            half.rename(model)
        return _sqlite_url(Path(shutil.copy(model, self._next_path())))

    def drop_all(self) -> None:
        # pytest removes the folder; removing a file under a late reader would hide its error.
        self._made = 0

    def _next_path(self) -> Path:
        self._made += 1
        number = "" if self._made == 1 else str(self._made)
        return self._folder / f"signoff{number}.db"


class PostgresDatabases:
    """Databases of the run's cluster, made and dropped over one administrator's connection."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._admin = psycopg.connect(cluster.conninfo("postgres"), autocommit=True)
        self._models: dict[str, str] = {}
        self._made: list[str] = []

    def empty(self) -> str:
        return self._cluster.url(self._create("template0"))

    def prepared(self, prepare: Prepare) -> str:
        key = _name_of(prepare)
        if key not in self._models:
            model = self._create("template0")
            self._made.remove(model)
            prepare(self._cluster.url(model))
            self._models[key] = model
        return self._cluster.url(self._create(self._models[key]))

    def drop_all(self) -> None:
        while self._made:
            # FORCE: a test that left a connection open must not keep the next ones waiting.
            name = sql.Identifier(self._made.pop())
            self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def close(self) -> None:
        """Hang up; the databases go with the cluster."""
        self._admin.close()

    def _create(self, template: str) -> str:
        name = f"t{uuid4().hex}"
        # Half the time of the default way, for templates of a few megabytes.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        self._made.append(name)
        return name


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def _name_of(prepare: Prepare) -> str:
    return f"{prepare.__module__}.{prepare.__qualname__}".replace("<", "").replace(">", "")
