"""Measure screens over many stored requests against the same screens over few.

    python bench/screens/run.py [--few 1000] [--many 1000000] [--pending 10000] [--rounds 40]
                                [--on sqlite,postgres] [--folder DIR] [--json FILE]

Each screen is asked for by a signed-in browser, in this process: what is measured is the time from
the request to its last byte, without a network, and the processor's time of this process (with
SQLite that is all there is to do). All screens take turns, so that other work on the machine
disturbs them alike. See docs/screens-measured.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[2]))

import fill

from signoff.store.people import new_sign_in_link
from signoff.web.server import create_web
from tests.support.postgres import ClusterFolder, join_cluster

MOST = 1.5  # times as long as with few
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
INBOX = "the inbox"
WARM = 3
# Of whom each is asked: who runs it, and a reviewer who sees what was asked of them.
SCREENS = {
    INBOX: "/inbox",
    "everyone": "/inbox?scope=everyone",
    "everyone, page after page": "/inbox?scope=everyone&after={middle}",
    "done": "/inbox?scope=done",
    "done, long ago": "/inbox?scope=done&after={old}",
    "by flow": "/inbox?scope=everyone&flow=flow_3",
    "by flow and step": "/inbox?scope=everyone&flow=flow_3&step=review_1",
    "by a flow there is not": "/inbox?scope=everyone&flow=none",
    "by who is asked": "/inbox?scope=everyone&asked=person7@example.com",
    "overdue": "/inbox?scope=everyone&due=overdue",
    "no deadline": "/inbox?scope=everyone&due=none",
    "by words": "/inbox?scope=everyone&q=quick+fox",
    "by words there are not": "/inbox?scope=everyone&q=unheard",
    "mine by words": "/inbox?q=unheard",
    "done, by flow": "/inbox?scope=done&flow=flow_3",
    "done, by a flow there is not": "/inbox?scope=done&flow=none",
    "done, by outcome": "/inbox?scope=done&ending=rejected",
    "done, by an outcome there is not": "/inbox?scope=done&ending=none",
    "done, by who was asked": "/inbox?scope=done&asked=person7@example.com",
    "done, by words there are not": "/inbox?scope=done&q=unheard",
    "a request": "/requests/{newest}",
    "runs": "/runs",
}


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def browser(app, person):
    client = TestClient(create_web(app), base_url=app.settings.base_url, headers=OWN_PAGE)
    with app.unit() as unit:
        now = app.clock.now()
        secret = new_sign_in_link(unit, person, now=now, valid_for=fill.SIGN_IN_LASTS)
        unit.commit()
    client.__enter__()  # one loop for all calls, as a server has
    client.headers["Accept"] = "text/html"
    client.post(f"/sign-in/{secret}").raise_for_status()
    return client


@dataclass
class Door:
    """A signed-in browser before one installation, and ids of requests that are there."""

    client: TestClient
    ids: dict[str, str]

    def took(self, path):
        """Return how many milliseconds a page takes: of the clock, and of this process's work."""
        began, worked = time.perf_counter(), time.process_time()
        answer = self.client.get(path.format(**self.ids))
        spent = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
        answer.raise_for_status()
        return spent


def opened(kind, folder, url, n_stored, asked):
    n_pending = min(asked.pending, n_stored // 3)
    folder.mkdir()
    began = time.perf_counter()
    app = fill.filled(folder, url, n_stored, n_pending)
    spent = time.perf_counter() - began
    say(f"{kind}: {n_stored:,} stored, {n_pending:,} of them wait, filled in {spent:.0f} s")
    ids = {
        "newest": f"0198f2a4-0000-7000-8000-{n_stored - n_stored % 50 - 49:012d}",
        "middle": f"0198f2a4-0000-7000-8000-{n_stored - 20:012d}",
        "old": f"0198f2a4-0000-7000-8000-{n_stored // 3:012d}",
    }
    return app, ids


def measure(kind, folder, url_of, asked):
    """Return a row for each screen and each who looks; few and many take turns."""
    sizes = {"few": asked.few, "many": asked.many}
    made = {
        size: opened(kind, Path(folder, size), url_of(size), n_stored, asked)
        for size, n_stored in sizes.items()
    }
    rows = []
    for who, whose in ((fill.ANA, "who runs it"), (fill.BEN, "a reviewer")):
        doors = {size: Door(browser(app, who), ids) for size, (app, ids) in made.items()}
        took = {(name, size): [] for name in SCREENS for size in sizes}
        for n in range(asked.rounds + WARM):
            for (name, size), each in took.items():
                spent = doors[size].took(SCREENS[name])
                if n >= WARM:
                    each.append(spent)
        rows += [_row(kind, whose, name, took) for name in SCREENS]
        for door in doors.values():
            door.client.__exit__(None, None, None)
    for app, _ in made.values():
        app.engine.dispose()
    return rows


def _row(kind, whose, name, took):
    row = {"database": kind, "of": whose, "screen": name}
    for size in ("few", "many"):
        each, worked = zip(*took[name, size], strict=True)
        row[f"{size}_median"] = round(statistics.median(each), 2)
        row[f"{size}_p95"] = round(statistics.quantiles(each, n=20)[-1], 2)
        row[f"{size}_work"] = round(statistics.median(worked), 2)
    row["times"] = round(row["many_p95"] / row["few_p95"], 2)
    said = " ".join(f"{row[key]:8.1f}" for key in _FIGURES)
    say(f"  {whose:12} {name:34} {said}   {row['times']:5.2f}")
    return row


_FIGURES = ("few_median", "few_p95", "few_work", "many_median", "many_p95", "many_work")


@contextmanager
def postgres():
    cluster_folder = ClusterFolder()
    try:
        cluster = join_cluster(cluster_folder.path)
        with psycopg.connect(cluster.conninfo("postgres"), autocommit=True) as admin:
            for size in ("few", "many"):
                admin.execute(f"CREATE DATABASE {size}")
        yield cluster.url
    finally:
        cluster_folder.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--pending", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--on", default="sqlite,postgres")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rows = []
    say("Milliseconds: median, 95th percentile and work, with few, with many; times of the second.")
    with tempfile.TemporaryDirectory(prefix="signoff-screens-", dir=asked.folder) as scratch:
        if "sqlite" in asked.on:
            place = Path(scratch, "sqlite")
            place.mkdir()
            rows += measure("sqlite", place, lambda size: f"sqlite:///{place}/{size}.db", asked)
        if "postgres" in asked.on:
            place = Path(scratch, "postgres")
            place.mkdir()
            with postgres() as url_of:
                rows += measure("postgresql", place, url_of, asked)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    slow = [row for row in rows if row["screen"] == INBOX and row["times"] > MOST]
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
