"""Measure the sweep: many requests wait, some are due, two processes do what is due, once each.

    python bench/sweep.py [--pending 1000000] [--due 10000] [--workers 2]
                          [--on sqlite,postgres] [--folder DIR] [--json FILE]

Each database is filled with SQL of its own, one run and one assignment to a
request. A third of what is due is answered by the clock, a third expires, a
third is escalated. PostgreSQL is one of our own, started for this, which waits
for the disk at each commit as a real one does; it is passed over where its
programs are missing. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from signoff.app import open_app
from signoff.flow.flow import Flow
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.jobs.sweep import AGAIN
from signoff.settings import Settings
from tests.support.many_requests import fill, n_done
from tests.support.postgres import ClusterFolder, join_cluster

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
ACTS = (Act.ANSWER, Act.FAIL, Act.ESCALATE)
N_LOOKS = 200


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Waiting(Flow[dict]):
    """Never run: what is measured is the sweep."""


def open_it(folder, url):
    settings = Settings(data_dir=folder, database=url, creator="bo@example.com")
    return open_app(settings, {"waiting": Waiting}, name="sweep")


def plan_of(act):
    outcome = "rejected" if act is Act.ANSWER else None
    return Plan(
        stages=(Stage(("ana@example.com",)),),
        backup=("cem@example.com",),
        ladder=(LadderStep(60, act, outcome=outcome),),
    )


# --- the sweep ---


def work(folder, url):
    """Be one worker: say that you are ready, begin when told, sweep until nothing is due."""
    app = open_it(Path(folder), url)
    sweep = app.sweep
    say("ready")
    sys.stdin.readline()
    began, worked, taken, rest = time.time(), time.process_time(), 0, threading.Event()
    while n_taken := sweep.tick():
        taken += n_taken
        rest.wait(AGAIN.total_seconds())
    said = {
        "began": began,
        "ended": time.time(),
        "taken": taken,
        "worked": time.process_time() - worked,
    }
    say(json.dumps(said))


def sweep_it(folder, url, n_workers):
    command = [sys.executable, __file__, "--work", url, "--folder", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers = [subprocess.Popen(command, **pipes) for _ in range(n_workers)]
    for worker in workers:
        worker.stdout.readline()
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [json.loads(worker.stdout.readline()) for worker in workers]
    for worker in workers:
        worker.wait(60)
    seconds = max(each["ended"] for each in said) - min(each["began"] for each in said)
    return seconds, sum(each["worked"] for each in said), [each["taken"] for each in said]


def idle(app):
    """Return the milliseconds of a round that finds nothing due: median, and the slowest."""
    sweep, took = app.sweep, []
    for _ in range(N_LOOKS):
        began = time.perf_counter()
        sweep.tick()
        took.append(1000 * (time.perf_counter() - began))
    return {"median_ms": round(statistics.median(took), 3), "worst_ms": round(max(took), 3)}


def measure(name, folder, url, asked):
    app = open_it(folder, url)
    prepare_jobs(app)
    began = time.perf_counter()
    plans = [plan_of(act) for act in ACTS]
    fill(app, plans, n_pending=asked.pending, n_due=asked.due)
    filled = time.perf_counter() - began
    seconds, worked, taken = sweep_it(folder, url, asked.workers)
    done = n_done(app)
    found = {
        "database": name,
        "pending": asked.pending,
        "due": asked.due,
        "fill_s": round(filled, 1),
        "sweep_s": round(seconds, 2),
        "per_request_ms": round(1000 * seconds / asked.due, 2),
        "processor_ms_per_request": round(1000 * worked / asked.due, 2),
        "taken_by_worker": taken,
        "done": {act.value: n for act, (n, _) in done.items()},
        "idle": idle(app),
    }
    is_once = all(most == 1 for _, most in done.values())
    found["each_once"] = is_once and sum(n for n, _ in done.values()) == asked.due
    say(json.dumps(found, indent=1))
    return found


def on_postgres(folder, asked):
    """Measure on a PostgreSQL that waits for the disk as one in production does."""
    cluster_folder = ClusterFolder()
    try:
        cluster = join_cluster(cluster_folder.path)
        with psycopg.connect(cluster.conninfo("postgres"), autocommit=True) as admin:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                admin.execute(f"ALTER SYSTEM SET {setting} = on")
            admin.execute("SELECT pg_reload_conf()")
            admin.execute("CREATE DATABASE sweep")
        folder.mkdir()
        return [measure("postgresql", folder, cluster.url("sweep"), asked)]
    finally:
        cluster_folder.close()


def prepare_jobs(app):
    """Let the job engine make its tables, as a server does when it starts."""
    app.queue.start({}, unit=app.unit, give_up=lambda *_: None)
    app.queue.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--pending", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--on", default="sqlite,postgres")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(asked.folder, asked.work)
        return
    with tempfile.TemporaryDirectory(dir=asked.folder) as scratch:
        found = []
        if "sqlite" in asked.on:
            folder = Path(scratch, "sqlite")
            folder.mkdir()
            found.append(measure("sqlite", folder, f"sqlite:///{folder}/signoff.db", asked))
        if "postgres" in asked.on:
            found += on_postgres(Path(scratch, "postgres"), asked)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    sys.exit(0 if all(each["each_once"] for each in found) else 1)


if __name__ == "__main__":
    main()
