"""Measure figures over many answered requests, their page, and the designs they were chosen from.

    python bench/figures/run.py [--rows 1000000] [--on sqlite,postgres] [--folder DIR] [--pages]
                                [--designs]

Prints milliseconds, the best of three: of the clock, and for SQLite also of the
processor, which other work on the machine disturbs less. The page is asked for by a signed-in
browser, in this process: from the request to the last byte of its HTML, without a network.
Filling takes minutes; ``--folder`` keeps the databases, to be measured again without. ``--pages``
leaves the single figures out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[2]))

import designs
import fill
import place
from sqlalchemy import delete

from signoff.inbox.figures import Days, Step
from signoff.store.figures import counts, sheets, waiting
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import summary
from signoff.store.figures.reading import By, Scope, opened_reading
from signoff.store.figures.sheets import Cut
from signoff.store.figures.times import Clock, response_times
from signoff.store.people import new_sign_in_link
from signoff.store.tables import figure_eras, figure_parts
from signoff.web.server import create_web

TODAY = fill.NOW.date()
YEAR = Days(TODAY - timedelta(days=fill.DAYS - 1), TODAY)
MONTH = Days(TODAY - timedelta(days=29), TODAY)
OF_A_YEAR = "/analytics?days=365"
PAGES = {
    "7 days": "/analytics?days=7",
    "30 days": "/analytics",
    "90 days": "/analytics?days=90",
    "a year": OF_A_YEAR,
}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
ROUNDS = 3
MOST_MS = 1000


def main():
    asked = _asked()
    _say(f"load before: {os.getloadavg()[0]:.1f}")
    slow = []
    with _folder(asked) as folder:
        for kind in asked.on.split(","):
            there = folder / kind
            there.mkdir(exist_ok=True)
            with getattr(place, kind)(there) as url:
                slow += _measure(kind, there / "house", url, asked)
    _say(
        f"\nload after: {os.getloadavg()[0]:.1f}; over {MOST_MS} ms: {', '.join(slow) or 'nothing'}"
    )


def _measure(kind, house, url, asked):
    """Return what took longer than it may."""
    began = time.perf_counter()
    done = house / f"filled-{asked.rows}"
    app = fill.opened(house, url) if done.exists() else _filled(house, url, asked.rows)
    done.touch()
    _say(f"\n{kind}: {asked.rows:,} closed, there after {time.perf_counter() - began:.0f} s")
    for name in ("direct", "narrow", "walked") if asked.designs else ():
        made = designs.walked(app.engine) if name == "walked" else designs.in_sql(app.engine, name)
        for question, call in made.items():
            _show(f"{name:8} {question}", *_best(call))
    slow = [] if asked.pages else _figures(app.engine)
    with _browser(app) as browser:
        slow += _pages(app, browser)
    app.engine.dispose()
    return [f"{kind} {name}" for name in slow]


def _filled(house, url, n_rows):
    return fill.filled(house, url, n_rows, n_rows // 100)


def _figures(engine):
    slow = []
    for question, call in _questions().items():
        took, used = _best(lambda call=call: _read(engine, call))
        slow += [question] * (took > MOST_MS)
        _show(question, took, used)
    return slow


def _pages(app, browser):
    """Measure pages that nobody prepared, then what the clock does, then pages after it."""
    flow, reviewer = fill.FLOWS[0], fill.REVIEWERS[7]
    narrowed = {
        "a year of the largest flow": f"{OF_A_YEAR}&flow={flow}",
        "a year of a small flow": f"{OF_A_YEAR}&flow={fill.FLOWS[7]}",
        "a year of one reviewer": f"{OF_A_YEAR}&reviewer={reviewer}",
        "a year of both": f"{OF_A_YEAR}&flow={flow}&reviewer={reviewer}",
    }
    slow = []
    for name in ("30 days", "a year"):
        _forget(app.engine)
        _show(f"page, {name}, nothing kept", *_best(lambda path=PAGES[name]: browser(path), 1))
    _forget(app.engine)
    _keep(app)
    for name, path in {**PAGES, **narrowed}.items():
        first, again = _best(lambda path=path: browser(path), 1), _best(lambda p=path: browser(p))
        slow += [f"page, {name}"] * (max(first[0], again[0]) > MOST_MS)
        _show(f"page, {name}, first after the clock", *first)
        _show(f"page, {name}, again", *again)
    return slow


def _keep(app):
    """Let the duty of the clock keep all that it keeps."""
    duty, rounds, kept = app.tallies, [], 0
    while True:
        began = time.perf_counter()
        n_kept = duty.tick()
        rounds.append(1000 * (time.perf_counter() - began))
        kept += n_kept
        if not n_kept:
            break
    began = time.perf_counter()
    duty.tick()
    idle = 1000 * (time.perf_counter() - began)
    _say(
        f"  the clock kept {kept} tallies in {len(rounds)} rounds: {sum(rounds) / 1000:.1f} s of "
        f"work, the longest {max(rounds):.0f} ms; where nothing has changed {idle:.1f} ms"
    )


def _forget(engine):
    with engine.begin() as connection:
        connection.execute(delete(figure_parts))
        connection.execute(delete(figure_eras))


@contextmanager
def _browser(app):
    """Have what asks for pages as who runs the installation."""
    client = TestClient(create_web(app), base_url=app.settings.base_url, headers=OWN_PAGE)
    with app.unit() as unit:
        an_hour = timedelta(hours=1)
        secret = new_sign_in_link(unit, fill.OWNER, now=fill.NOW, valid_for=an_hour)
        unit.commit()
    with client:
        client.post(f"/sign-in/{secret}").raise_for_status()

        def ask(path):
            answer = client.get(path)
            answer.raise_for_status()
            if 'class="big"' not in answer.text:
                sys.exit(f"{path} shows no figures.")

        ask("/analytics?from=2029-12-01&to=2029-12-01")  # templates are read once
        yield ask


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
    """Return milliseconds: of the clock, and of this process's work."""
    walls, processor = [], []
    for _ in range(rounds):
        wall, used = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - used)
    return min(walls) * 1000, min(processor) * 1000


def _show(name, took, used):
    mark = " *" if took > MOST_MS else ""
    _say(f"  {name:50} {took:7.0f} ms, here {used:6.0f} ms of processor{mark}")


@contextmanager
def _folder(asked):
    if asked.folder is not None:
        asked.folder.mkdir(parents=True, exist_ok=True)
        yield asked.folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="signoff-figures-") as folder:
        Path(folder).chmod(0o755)  # a server of PostgreSQL is another user's
        yield Path(folder)


def _asked():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--on", default="sqlite,postgres")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--designs", action="store_true")
    parser.add_argument("--pages", action="store_true")
    return parser.parse_args()


def _say(line):
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
