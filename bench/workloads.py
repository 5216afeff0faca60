"""The workloads W1 to W7, for any contestant.

Each takes a contestant, the floor and a folder, and returns plain numbers.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sqlite3
import statistics
import threading
import time
import uuid
from functools import partial

import measure

N_STEPS = 100
N_BRANCHES = 100
N_DURABLE = 20
LENGTHS = (25, 100, 400)


async def chain(one, floor, folder, *, turns=40, **_):
    """W1: a hundred steps in a row, and whether a step costs more in a longer flow."""
    pairs = await measure.in_turns(
        partial(measure.seconds, floor.chain(N_STEPS), expected=N_STEPS),
        partial(measure.seconds, one.chain(N_STEPS), expected=N_STEPS),
        n_turns=turns,
    )
    lengths = {n: one.chain(n) for n in LENGTHS}
    times = {n: [] for n in LENGTHS}
    for _turn in range(max(4, turns // 4)):
        for n, run in lengths.items():
            times[n].append(await measure.seconds(run, expected=n) / n * 1e6)
    each = {str(n): statistics.median(times[n][1:]) for n in LENGTHS}
    return measure.summary(pairs, scale=N_STEPS) | {
        "us_by_length": each,
        "growth": each[str(LENGTHS[-1])] / each[str(LENGTHS[0])],
    }


async def fan(one, floor, folder, *, turns=40, **_):
    """W2: a hundred branches side by side, and a join."""
    pairs = await measure.in_turns(
        partial(measure.seconds, floor.fan(N_BRANCHES), expected=N_BRANCHES),
        partial(measure.seconds, one.fan(N_BRANCHES), expected=N_BRANCHES),
        n_turns=turns,
    )
    return measure.summary(pairs, scale=N_BRANCHES)


async def round_trip(one, floor, folder, *, turns=40, **_):
    """W3: pause a run, then resume it, in one process."""
    async with _opened(floor, folder / "w3-floor.db") as base, _opened(one, folder / "w3.db") as db:
        pairs = await measure.in_turns(
            partial(measure.seconds, partial(_trip, floor, base)),
            partial(measure.seconds, partial(_trip, one, db)),
            n_turns=turns * 5,
        )
    return measure.summary(pairs, unit="ms")


async def trips(one, floor, folder, *, turns=40, **_):
    """Only do round trips, for somebody who counts what they cost."""
    async with _opened(one, folder / "trips.db") as db:
        for _turn in range(turns):
            await _trip(one, db)
    return {}


async def growth(one, floor, folder, *, turns=40, many=10_000, **_):
    """W4: bytes of a paused run, and a resume among a thousand and among many of them."""
    sizes = {"floor": await _size(floor, folder / "w4-floor.db")}
    path = folder / "w4.db"
    sizes["one"] = await _size(one, path)
    async with _opened(one, path) as db:
        few = await _resumes(one, db, turns)
        _copy(path, one.tables, await one.pause(db), many - 1_000)
        lots = await _resumes(one, db, turns)
    return {
        "bytes": sizes["one"],
        "floor_bytes": sizes["floor"],
        "bytes_ratio": sizes["one"] / sizes["floor"],
        "ms_among_1000": few,
        f"ms_among_{many}": lots,
        "growth": lots / few,
    }


async def durable(one, floor, folder, *, turns=40, **_):
    """W6: a commit after each of twenty steps."""
    async with _opened(floor, folder / "w6-floor.db") as base, _opened(one, folder / "w6.db") as db:
        pairs = await measure.in_turns(
            partial(measure.seconds, floor.durable(base, N_DURABLE), expected=N_DURABLE),
            partial(measure.seconds, one.durable(db, N_DURABLE), expected=N_DURABLE),
            n_turns=turns,
        )
    return measure.summary(pairs, scale=N_DURABLE, unit="ms")


async def steps(one, floor, folder, *, turns=40, **_):
    """Only do durable steps, for somebody who counts what they cost."""
    async with _opened(one, folder / "steps.db") as db:
        run = one.durable(db, N_DURABLE)
        for _turn in range(turns // N_DURABLE):
            await run()
    return {}


async def fleet(one, floor, folder, *, many=1_000, **_):
    """W7: many runs begun at once; the clock stops when all are paused on disk."""
    async with _opened(one, folder / "w7.db") as db:
        await _trip(one, db)
        gc.collect()
        before = measure.memory("VmRSS"), threading.active_count(), len(asyncio.all_tasks())
        begun = time.perf_counter()
        run_ids = await asyncio.gather(*(one.pause(db) for _ in range(many)))
        took = time.perf_counter() - begun
        gc.collect()
        after = measure.memory("VmRSS"), threading.active_count(), len(asyncio.all_tasks())
        await _resumed(one, db, run_ids[many // 2], "after all")
    threads_at_most = after[1] - before[1]
    return {
        "n": many,
        "ms_per_run": took / many * 1e3,
        "kb_per_run": (after[0] - before[0]) / many if before[0] else None,
        "threads_left": threads_at_most,
        "tasks_left": after[2] - before[2],
    }


async def wait_in(one, path):
    """Pause a run for another process to resume; return its id (W3b)."""
    async with _opened(one, path) as db:
        return await one.pause(db)


async def resume_in(one, path, run_id):
    """Resume a run that another process paused (W3b)."""
    async with _opened(one, path) as db:
        await _resumed(one, db, run_id, "from another process")


@contextlib.asynccontextmanager
async def _opened(one, path):
    store = await one.open(str(path))
    try:
        yield store
    finally:
        await one.close(store)


async def _trip(one, store):
    await _resumed(one, store, await one.pause(store), "well done")


async def _resumed(one, store, run_id, words):
    result = await one.resume(store, run_id, words)
    if words not in str(result):
        raise AssertionError(f"the answer {words!r} was lost: {result!r}")


async def _resumes(one, store, turns):
    """Return the median milliseconds of a resume."""
    times = []
    for turn in range(-3, turns):
        run_id = await one.pause(store)
        took = await measure.seconds(partial(_resumed, one, store, run_id, "well done"))
        if turn >= 0:
            times.append(took * 1e3)
    return statistics.median(times)


async def _size(one, path):
    """Return the bytes that one of a thousand paused runs takes; they stay in the store."""
    async with _opened(one, path) as store:
        await _trip(one, store)
        before = _bytes(path)
        for _ in range(1_000):
            await one.pause(store)
        return (_bytes(path) - before) / 1_000


def _bytes(path):
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return path.stat().st_size


def _copy(path, tables, run_id, n):
    """Copy a paused run's rows ``n`` times, each time under an id of its own."""
    with contextlib.closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        rows = [_rows(db, table, *place, run_id) for table, place in tables.items()]
        db.execute("BEGIN IMMEDIATE")
        for _ in range(n):
            fresh = str(uuid.uuid4())
            for insert, found in rows:
                db.executemany(insert, [[_renamed(v, run_id, fresh) for v in r] for r in found])
        db.execute("COMMIT")


def _rows(db, table, key, left_out, run_id):
    known = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in left_out]
    names = ", ".join(known)
    found = db.execute(f"SELECT {names} FROM {table} WHERE {key} = ?", (run_id,)).fetchall()
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(known))})", found


def _renamed(value, old, new):
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, bytes):
        return value.replace(old.encode(), new.encode())
    return value


WORKLOADS = {
    "W1": chain,
    "W2": fan,
    "W3": round_trip,
    "W4": growth,
    "W6": durable,
    "W7": fleet,
    "trips": trips,
    "steps": steps,
}
NEEDS = {"W1": "chain", "W2": "fan", "W3": "pause", "W4": "pause", "W6": "durable", "W7": "pause"}
