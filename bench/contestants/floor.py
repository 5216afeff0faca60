"""No engine at all: what awaiting, asyncio and SQLite cost by themselves.

Steps are awaited in a row; a fan-out is one task per branch, as nobody can run
branches side by side for less. A run is one row in one table, in WAL mode at
synchronous=FULL: each commit is synced, so that a power cut takes nothing that
was acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import uuid

import measure


async def _step(x):
    return x + 1


class Contestant:
    """Everything a contestant may offer; the run id is 36 characters."""

    name = "floor"
    imports = "import asyncio, json, sqlite3, uuid"
    requires = None
    tables = {"run": ("id", ("n",))}  # table: (column of the run's id, columns left out of a copy)

    def chain(self, n):
        """Return an async callable that runs ``n`` steps in a row and returns ``n``."""

        async def run():
            x = 0
            for _ in range(n):
                x = await _step(x)
            return x

        return run

    def fan(self, n):
        """Return an async callable: a start, ``n`` branches, a join that returns ``n``."""

        async def run():
            x = await _step(0)
            return sum(await asyncio.gather(*(_step(0) for _ in range(n)))) + x - 1

        return run

    async def open(self, path):
        """Return the store at ``path``, open as a server would keep it."""
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(
            "CREATE TABLE IF NOT EXISTS run "
            "(n INTEGER PRIMARY KEY, id TEXT UNIQUE, status TEXT, state TEXT)"
        )
        return db

    async def close(self, db):
        """Close what ``open`` returned."""
        db.close()

    async def pause(self, db):
        """Begin a run with ``measure.draft()`` as its state; return its id once it is paused."""
        run_id = str(uuid.uuid4())
        db.execute(
            "INSERT INTO run (id, status, state) VALUES (?, 'paused', ?)",
            (run_id, json.dumps(measure.draft())),
        )
        return run_id

    async def resume(self, db, run_id, words):
        """Answer the paused run; return its result, which holds ``words``."""
        (text,) = db.execute("SELECT state FROM run WHERE id = ?", (run_id,)).fetchone()
        state = json.loads(text) | {"feedback": words}
        db.execute(
            "UPDATE run SET status = 'done', state = ? WHERE id = ?", (json.dumps(state), run_id)
        )
        return f"done: {words}"

    def durable(self, db, n):
        """Return an async callable that runs ``n`` steps with a commit after each."""

        async def run():
            run_id, state, x = str(uuid.uuid4()), measure.draft(), 0
            for i in range(n):
                x = await _step(x)
                state["n"] = x
                kept = (json.dumps(state), run_id)
                if i:
                    db.execute("UPDATE run SET state = ? WHERE id = ?", kept)
                else:
                    db.execute("INSERT INTO run (state, id, status) VALUES (?, ?, '')", kept)
            return x

        return run
