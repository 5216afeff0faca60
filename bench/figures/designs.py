"""The designs that were measured: what each asks the database, for the same three figures.

``direct`` counts from request and response as they are. ``narrow`` has a row of
numbers for each closed request and lets SQL group and rank. ``walked`` is the
narrow row with an index in the order of each value, as signoff does it.
"""

from __future__ import annotations

from datetime import timedelta

from fill import DAYS, DEPLOYMENT, NOW, NUMBERS
from sqlalchemy import text

from signoff.store.figures import counts
from signoff.store.figures.reading import By, Scope, Span, opened_reading
from signoff.store.figures.times import Clock, response_times

WHOLE = Span(NOW - timedelta(days=DAYS + 1), NOW + timedelta(days=36_500))
_RANKED = """
WITH ranked AS (
  SELECT {group} AS g, {value} AS v, row_number() OVER (PARTITION BY {group} ORDER BY {value}) AS
    place, count(*) OVER (PARTITION BY {group}) AS n FROM {source} WHERE {where}
) SELECT g, n, v FROM ranked WHERE place = (n + 1) / 2 OR place = (9 * n + 9) / 10
"""
_DISC = """
SELECT {group}, count(*), percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY {value})
FROM {source} WHERE {where} GROUP BY {group}
"""
_MIX = "SELECT {group}, {outcome}, count(*) FROM {source} WHERE {where} GROUP BY 1, 2"


def in_sql(engine, name):
    """Return the questions of a design that is SQL alone: name -> call."""
    is_sqlite = engine.dialect.name == "sqlite"
    parts = _direct(is_sqlite) if name == "direct" else _narrow()
    ranked = _RANKED if is_sqlite else _DISC

    def asked(sql, **more):
        with engine.connect() as connection:
            return connection.execute(text(sql.format(**{**parts, **more}))).all()

    return {
        "times by reviewer": lambda: asked(ranked),
        "times by day": lambda: asked(ranked, group=parts["day"]),
        "outcomes by reviewer": lambda: asked(_MIX),
    }


def walked(engine):
    """Return the same questions, put to the store."""

    def reading():
        return opened_reading(engine, Scope((DEPLOYMENT,)), now=NOW)

    def by_reviewer():
        with reading() as open_reading:
            return response_times(open_reading, [WHOLE], by=By.REVIEWER, clock=Clock.WALL)[0]

    def by_day():
        with reading() as open_reading:
            starts = [NOW - timedelta(days=n) for n in range(DAYS)]
            spans = [Span(start, start + timedelta(days=1)) for start in starts]
            return response_times(open_reading, spans, by=None, clock=Clock.WALL)

    def outcomes():
        with reading() as open_reading:
            return counts.outcomes(open_reading, [WHOLE], by=By.REVIEWER)[0]

    return {
        "times by reviewer": by_reviewer,
        "times by day": by_day,
        "outcomes by reviewer": outcomes,
    }


def _direct(is_sqlite):
    seconds = "CAST(strftime('%s', {}) AS INTEGER)" if is_sqlite else "extract(epoch FROM {})"
    at, opened = seconds.format("p.at"), seconds.format("r.opened_at")
    return {
        "source": "request r JOIN response p ON p.request_id = r.id",
        "where": f"r.deployment_id = '{DEPLOYMENT}' AND p.source <> 'timeout'",
        "group": "p.responder",
        "outcome": "p.outcome",
        "day": f"floor({at} / 86400)" if not is_sqlite else f"{at} / 86400",
        "value": f"{at} - {opened}",
    }


def _narrow():
    return {
        "source": "figure",
        "where": f"deployment = {NUMBERS[DEPLOYMENT]} AND took_s IS NOT NULL",
        "group": "reviewer",
        "outcome": "outcome",
        "day": "closed_s / 86400",
        "value": "took_s",
    }
