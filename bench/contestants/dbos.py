"""DBOS with async workflows on SQLite in WAL mode.

Every step commits, so there is no W1 and no W2 to compare with. A paused
workflow waits in its process for a message and is read back from the store
only in another process: W3 spares it that, W3b does not. It looks for messages
every 10 ms here, for its usual second would be all that W3 shows.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import uuid
from contextlib import closing

import measure
from dbos import DBOS, SetWorkflowID

LOOKS_EVERY = 0.01
_waiting = {}


@DBOS.step()
async def _next(x):
    return x + 1


@DBOS.step()
async def _draft():
    return measure.draft()


@DBOS.step()
async def _publish(words):
    return f"done: {words}"


@DBOS.workflow()
async def _chain(n):
    x = 0
    for _ in range(n):
        x = await _next(x)
    return x


@DBOS.workflow()
async def _review():
    await _draft()
    waits = _waiting.pop(DBOS.workflow_id, None)
    if waits is not None:  # None in a process that found the run in the store
        waits.set()
    return await _publish(await DBOS.recv_async("review", timeout_seconds=3600))


class Contestant:
    name = "dbos"
    requires = "dbos"
    imports = "from dbos import DBOS, SetWorkflowID"
    tables = {
        "workflow_status": ("workflow_uuid", ()),
        "operation_outputs": ("workflow_uuid", ()),
    }

    async def open(self, path):
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode = WAL")
        logging.disable(logging.WARNING)
        DBOS(
            config={
                "name": "bench",
                "system_database_url": f"sqlite:///{path}",
                "log_level": "ERROR",
                "enable_otlp": False,
                "notification_listener_polling_interval_sec": LOOKS_EVERY,
            }
        )
        DBOS.launch()

    async def close(self, store):
        DBOS.destroy()

    async def pause(self, store):
        run_id = str(uuid.uuid4())
        _waiting[run_id] = waits = asyncio.Event()
        with SetWorkflowID(run_id):
            await DBOS.start_workflow_async(_review)
        await waits.wait()
        return run_id

    async def resume(self, store, run_id, words):
        await DBOS.send_async(run_id, words, topic="review")
        run = await DBOS.retrieve_workflow_async(run_id)
        return await run.get_result(polling_interval_sec=LOOKS_EVERY)

    def durable(self, store, n):
        async def run():
            return await _chain(n)

        return run
