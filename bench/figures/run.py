"""Measure figures over many answered requests, and the designs they were chosen from.

    python bench/figures/run.py [--rows 1000000] [--on sqlite,postgres] [--folder DIR] [--designs]

Prints milliseconds, the best of three: of the clock, and for SQLite also of the
processor, which other work on the machine disturbs less. Filling takes minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import designs
import fill

from signoff.inbox.figures import Days, Step
from signoff.store.figures import counts, sheets, waiting
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import read_dashboard, summary
from signoff.store.figures.reading import By, Scope, opened_reading
from signoff.store.figures.sheets import Cut
from signoff.store.figures.times import Clock, response_times
from tests.support.postgres import ClusterFolder, join_cluster

TODAY = fill.NOW.date()
YEAR = Days(TODAY - timedelta(days=fill.DAYS - 1), TODAY)
QUARTER = Days(TODAY - timedelta(days=89), TODAY)
MONTH = Days(TODAY - timedelta(days=29), TODAY)
ROUNDS = 3


def main():
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="signoff-figures-", dir=asked.folder) as folder:
        for kind in asked.on.split(","):
            with _database(kind, folder) as url:
                _measure(kind, url, asked)


def _measure(kind, url, asked):
    began = time.perf_counter()
    engine = fill.filled(url, asked.rows, asked.rows // 100)
    _say(f"\n{kind}: {asked.rows:,} closed, filled in {time.perf_counter() - began:.0f} s")
    for name in ("direct", "narrow", "walked") if asked.designs else ():
        made = designs.walked(engine) if name == "walked" else designs.in_sql(engine, name)
        for question, call in made.items():
            _say(f"  {name:8} {question:30} {_best(call)}")
    for question, call in _questions().items():
        _say(f"  {question:39} {_best(lambda call=call: _read(engine, call))}")
    for name, days in (("30 days", MONTH), ("90 days", QUARTER), ("a year", YEAR)):
        _say(f"  {'the page, ' + name + ', the first time':39} {_best(_page(engine, days), 1)}")
        _say(f"  {'the page, ' + name + ', again':39} {_best(_page(engine, days))}")
    engine.dispose()


def _page(engine, days):
    scope = Scope((fill.DEPLOYMENT,))
    return lambda: read_dashboard(engine, scope, days, now=fill.NOW)


def _questions():
    whole = [designs.WHOLE]
    asked = {}
    for by in (None, *By):
        named = f"by {by.value}" if by else "in all"
        for clock in Clock:
            asked[f"response times, {clock.value}, {named}"] = lambda r, by=by, clock=clock: (
                response_times(r, whole, by=by, clock=clock)
            )
        asked |= {
            f"volume {named}": lambda r, by=by: counts.volume(r, whole, by=by),
            f"outcomes {named}": lambda r, by=by: counts.outcomes(r, whole, by=by),
            f"channels {named}": lambda r, by=by: counts.mix(r, whole, Mix.CHANNEL, by=by),
            f"SLA {named}": lambda r, by=by: counts.sla(r, whole, by=by),
            f"ratings {named}": lambda r, by=by: counts.ratings(r, whole, by=by),
            f"backlog {named}": lambda r, by=by: waiting.backlog(r, by=by),
        }
    for step in Step:
        cut = Cut(YEAR, each=step)
        asked |= {
            f"response times, wall, each {step.value}": (
                lambda r, cut=cut: sheets.times_rows(r, cut, Clock.WALL)
            ),
            f"volume each {step.value}": lambda r, cut=cut: sheets.volume_rows(r, cut),
            f"SLA each {step.value}": lambda r, cut=cut: sheets.sla_rows(r, cut),
        }
    return asked | {
        "summary, a year": lambda r: summary(r, YEAR),
        "summary, 30 days": lambda r: summary(r, MONTH),
    }


def _read(engine, call):
    with opened_reading(engine, Scope((fill.DEPLOYMENT,)), now=fill.NOW) as reading:
        return call(reading)


def _best(call, rounds=ROUNDS):
    walls, processor = [], []
    for _ in range(rounds):
        wall, used = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - used)
    return f"{min(walls) * 1000:7.0f} ms, here {min(processor) * 1000:6.0f} ms of processor"


@contextmanager
def _database(kind, folder):
    if kind == "sqlite":
        yield f"sqlite:///{folder}/figures.db"
        return
    place = ClusterFolder()
    yield join_cluster(place.path).url("postgres")
    place.close()


def _asked():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--on", default="sqlite,postgres")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--designs", action="store_true")
    return parser.parse_args()


def _say(line):
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
