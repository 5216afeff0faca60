"""A database with as many answered requests as are asked for, and their figures."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from signoff.app import open_app
from signoff.flow.flow import Flow
from signoff.settings import Settings
from signoff.store.database import make_engine, upgrade
from signoff.store.figures.ledger import seconds
from signoff.store.tables import (
    deployments,
    figure_names,
    figures,
    requests,
    responses,
    runs,
)

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
DEPLOYMENT = "00000000-0000-7000-8000-000000000001"
RUN = "00000000-0000-7000-8000-000000000002"
DAYS = 365
OWNER = "ana@example.com"  # looks at the figures, and is asked nothing
REVIEWERS = [f"reviewer{n}@example.com" for n in range(40)]
FLOWS = [f"flow_{n}" for n in range(12)]
OUTCOMES = ["approved", "needs_revision", "rejected"]
CHANNELS = ["email", "email_page", "dashboard", "api"]
SOURCES = ["button", "exact", "rule", "model"]
METHODS = [f"review_{n}" for n in range(3)]
WORDS = [DEPLOYMENT, *FLOWS, *METHODS, *REVIEWERS, *OUTCOMES, *CHANNELS, *SOURCES, "timeout"]
NUMBERS = {word: n for n, word in enumerate(WORDS, 1)}
_TABLES = (requests, responses, figures)


class Stopped:
    """A clock that stands: the same days are over whenever this is measured."""

    def now(self):
        return NOW


class Waiting(Flow[dict]):
    """Never run: what is measured are figures."""


def opened(folder, url):
    """Return an app on a database that ``filled`` made."""
    settings = Settings(data_dir=Path(folder), database=url, creator=OWNER)
    return open_app(settings, dict.fromkeys(FLOWS, Waiting), name="bench", clock=Stopped())


def filled(folder, url, n_answered, n_pending):
    """Return an app on a database that holds them; indexes are made after the rows."""
    engine = make_engine(url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(
            deployments.insert().values(
                id=DEPLOYMENT, name="bench", creator=OWNER, settings={}, created_at=NOW
            )
        )
        connection.execute(
            runs.insert().values(
                id=RUN, deployment_id=DEPLOYMENT, flow=FLOWS[0], status="waiting", inputs={},
                starter=REVIEWERS[0], started_at=NOW,
            )
        )  # fmt: skip
        connection.execute(
            figure_names.insert(), [{"id": n, "name": word} for word, n in NUMBERS.items()]
        )
    indexes = [index for table in _TABLES for index in table.indexes]
    for index in indexes:
        index.drop(engine)
    _insert(engine, _rows(n_answered, n_pending))
    for index in indexes:
        index.create(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            # As its autovacuum leaves it in the minutes after a million new rows.
            connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()
    return opened(folder, url)


def _rows(n_answered, n_pending):
    """Yield (request, response or None, figure or None), each a tuple of its table's columns."""
    chance = random.Random(7)  # noqa: S311 - the same rows each time
    start = NOW - timedelta(days=DAYS)
    for n in range(n_answered + n_pending):
        is_pending = n >= n_answered
        opened = start + (NOW - start) * (chance.random() if is_pending else n / n_answered)
        closed = opened + timedelta(seconds=int(chance.lognormvariate(8.5, 2)))
        due = opened + timedelta(hours=4) if chance.random() < 0.7 else None
        flow = FLOWS[min(int(chance.paretovariate(1)) - 1, 11)]
        who, method = chance.choice(REVIEWERS), chance.choice(METHODS)
        request = _request(n, flow, method, who, due, opened, None if is_pending else closed)
        if is_pending:
            yield request, None, None
            continue
        outcome, channel = chance.choice(OUTCOMES), chance.choice(CHANNELS)
        source = "timeout" if chance.random() < 0.03 else chance.choice(SOURCES)
        rating = chance.choice((None, None, 3, 4, 5))
        response = (
            request["id"], "fine", "fine", outcome, source, who, channel, "session", closed, "",
            closed, rating,
        )  # fmt: skip
        is_person = source != "timeout"
        took = int((closed - opened).total_seconds()) if is_person else None
        target = 0 if due is None else 2 if is_person and closed <= due else 1
        words = [NUMBERS[word] for word in (flow, method, who, outcome, channel, source)]
        figure = (
            request["id"], NUMBERS[DEPLOYMENT], seconds(closed), seconds(opened), *words,
            0 if is_person else 1, took, None if took is None else took // 180 * 60, target,
            rating or 0, 1 if outcome == "approved" else 2,
        )  # fmt: skip
        yield request, response, figure


def _request(n, flow, method, who, due, opened, closed):  # noqa: PLR0913, PLR0917
    return {
        "id": f"0198f2a4-0000-7000-8000-{n:012d}", "run_id": RUN, "key": f"{method}#{n}",
        "flow": flow, "method": method, "message": "Publish this?", "content": "A text. " * 40,
        "content_type": "text/markdown", "content_hash": "0" * 64, "outcomes": "[]",
        "metadata": "{}", "state": "{}", "revision": 1, "assignee": who,
        "deployment_id": DEPLOYMENT, "sla_due_at": due,
        "status": "pending" if closed is None else "answered", "opened_at": opened,
        "closed_at": closed,
    }  # fmt: skip


_RESPONSE = (
    "request_id", "feedback", "text", "outcome", "source", "responder", "channel",
    "verification", "at", "content_hash", "final_at", "rating",
)  # fmt: skip
_FIGURE = (
    "request_id", "deployment", "closed_s", "opened_s", "flow", "method", "reviewer", "outcome",
    "channel", "source", "ending", "took_s", "work_s", "sla", "rating",
    "verdict",
)  # fmt: skip


def _insert(engine, rows):
    """Put rows in by the driver's own fastest way, 20,000 at a time."""
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == 20_000:
            _insert_batch(engine, batch)
            batch.clear()
    _insert_batch(engine, batch)


def _insert_batch(engine, batch):
    names = tuple(_request(0, "", "", "", None, NOW, None))
    parts = (
        ("request", names, [tuple(request.values()) for request, _, _ in batch]),
        ("response", _RESPONSE, [response for _, response, _ in batch if response]),
        ("figure", _FIGURE, [figure for _, _, figure in batch if figure]),
    )
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        for table, columns, values in parts:
            listed = ", ".join(columns)
            if engine.dialect.name == "postgresql":
                with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                    for row in values:
                        copy.write_row(row)
                continue
            holes = ", ".join("?" * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({listed}) VALUES ({holes})",
                [tuple(_plain(value) for value in row) for row in values],
            )


def _plain(value):
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
